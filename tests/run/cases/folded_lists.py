"""Lists of numbers that are only summed up, counted, or asked for their least or greatest item: nothing of them need be kept. Beside them, lists of which something else is asked too."""

import numpy as np


def squares(n: int) -> int:
    return sum(i * i for i in range(n) if i % 3 != 0)


def halves(n: int) -> float:
    return sum([i / 2 for i in range(n)])


def from_start(n: int) -> tuple[int, float]:
    return sum((i * 3 for i in range(n)), 100), sum((i / 3 for i in range(n)), 0.5)


def counted(xs: list[int]) -> tuple[int, int]:
    return sum(1 for x in xs if x > 1), sum(x > 1 for x in xs)


def extremes(xs: list[float]) -> tuple[float, float]:
    return min(x * x for x in xs), max([x - 1 for x in xs])


def with_default(xs: list[int]) -> tuple[int, int]:
    return min((x for x in xs if x > 2), default=-1), max((x for x in xs if x > 2), default=7)


def least_of_equal(n: int) -> str:
    # The first of equal ones, which a zero's sign tells.
    return repr(min(-0.0 if i % 2 else 0.0 for i in range(n))) + repr(max(0.0 if i % 2 else -0.0 for i in range(n)))


def with_nan(xs: list[float]) -> str:
    return repr((min(x + 0.0 for x in xs), max(x + 0.0 for x in xs), sum(x + 0.0 for x in xs)))


def complex_sum(n: int) -> complex:
    return sum(complex(i, -i) for i in range(n))


def of_scalars(a: np.ndarray[tuple[int], np.dtype[np.float32]]) -> tuple[np.float32, np.float32]:
    return max(x * x for x in a), min([x for x in a])


def mean(xs: list[float]) -> float:
    kept = []
    for x in xs:
        if x > 0:
            kept.append(x)
    if len(kept) == 0:
        return -1.0
    return sum(kept) / len(kept)


def of_two_kinds(xs: list[int]) -> tuple[int, int]:
    kept = [x + 1 for x in xs]
    return sum(kept), max(kept)


def asked_twice(xs: list[int]) -> tuple[int, int]:
    kept = [x + 1 for x in xs]
    return sum(kept), sum(kept) * len(kept)


def asked_between(xs: list[int]) -> list[int]:
    totals: list[int] = []
    kept: list[int] = []
    for x in xs:
        kept.append(x)
        totals.append(sum(kept) * 10 + len(kept))
    return totals


def made_again(rows: list[list[int]]) -> int:
    best = 0
    for row in rows:
        kept = []
        for x in row:
            kept.append(x * 2)
        best = max(best, sum(kept))
    return best


def returned_too(xs: list[int]) -> tuple[int, list[int]]:
    kept = [x for x in xs if x]
    return sum(kept), kept


def aliased(xs: list[int]) -> int:
    kept = [x for x in xs if x]
    other = kept
    other.append(100)
    return sum(kept)


def shown(xs: list[int]) -> str:
    kept = [x for x in xs if x]
    return f"{sum(kept)} of {kept}"


def begun(xs: list[int]) -> int:
    kept = [5]
    for x in xs:
        kept.append(x)
    return sum(kept)


def captured(xs: list[int]) -> int:
    kept: list[int] = []

    def keep(x: int) -> None:
        kept.append(x)

    for x in xs:
        keep(x)
    return sum(kept)


def large(xs: list[int]) -> int:
    return sum(x * 1 for x in xs)


def raising(xs: list[int]) -> int:
    return sum(10 // x for x in xs)


def caught(xs: list[int]) -> int:
    kept: list[int] = []
    try:
        for x in xs:
            kept.append(10 // x)
    except ZeroDivisionError:
        kept.append(1000)
    return sum(kept)


def products(rows: list[list[float]], by: list[float]) -> list[float]:
    return [sum(x * y for x, y in zip(row, by)) for row in rows]


CALLS = (
    [(f, n) for f in ("squares", "halves", "from_start", "complex_sum") for n in (0, 1, 2, 10, 100) if n > 0 or f in ("squares", "from_start")]
    + [(f, xs) for f in ("counted", "with_default", "of_two_kinds", "asked_twice", "asked_between", "returned_too", "aliased", "shown", "begun", "captured", "raising", "caught") for xs in ([], [1], [3, 1, 2], [5, 0, 2])]
    + [(f, xs) for f in ("extremes", "mean") for xs in ([], [1.5], [2.0, -3.0, 0.5])]
    + [("least_of_equal", n) for n in (1, 2, 3)]
    + [("with_nan", xs) for xs in ([1.0, float("nan"), 0.0], [float("nan"), 1.0], [float("inf"), -float("inf")])]
    + [("of_scalars", np.array([1.5, -2.5, 0.5], dtype=np.float32)), ("of_scalars", np.array([], dtype=np.float32))]
    + [("made_again", [[1, 2], [], [5]]), ("made_again", []), ("large", [2**62, 2**62, -(2**62)]), ("large", [2**62, -1, 2**61])]
    + [("products", [[1.0, 2.0], [3.0, 4.0]], [0.5, 0.25]), ("products", [], [])]
)
