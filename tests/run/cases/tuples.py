"""Tuples: items, slices, comparison, concatenation, as keys, of different types, of unknown length."""


def items(t: tuple[int, float, str]):
    return t[0], t[1], t[2], t[-1], t[-3], len(t)


def slices(t: tuple[int, float, str]):
    return t[1:], t[:1], t[::-1], t[5:], t[:]


def out_of_range(t: tuple[int, int]) -> int:
    return t[2]


def chosen(t: tuple[int, int, int], i: int) -> int:
    return t[i]


def chosen_mixed(t: tuple[int, float, str], i: int):
    return t[i]


def concatenated(a: tuple[int, str], b: tuple[float]):
    return a + b, a + (), () + b, (1,) + (2,)


def repeated(a: int):
    return (a,) * 3, (a, 1.5) * 2, () * 5, (a,) * 0


def compares(a: tuple[int, int], b: tuple[int, int]):
    return a == b, a != b, a < b, a <= b, a > b, a >= b


def compares_lengths(a: tuple[int, int], b: tuple[int, int, int]):
    return a == b, a < b, a != b


def compares_mixed(a: tuple[int, float], b: tuple[float, int]):
    return a == b, a < b


def contains(t: tuple[int, int, int], v: int):
    return v in t, v not in t, v in (1, 2, 3), v in ()


def contains_mixed(v: int):
    return v in (1, 2.5, "a", None)


def contains_string(s: str) -> bool:
    return s in ("a", "b", "long")


def loops(t: tuple[int, int, int]) -> int:
    total = 0
    for v in t:
        total = total * 10 + v
    return total


def loops_mixed(t: tuple[int, float]):
    out = []
    for v in t:
        out.append(v * 2)
    return out


def nested(n: int):
    t = (n, (n + 1, (n + 2, "x")))
    return t[1][1][0], t


def swap(a: int, b: float):
    a, b = b, a
    return a, b


def variadic(t: tuple[int, ...]):
    total = 0
    for v in t:
        total += v
    return total, len(t), t[0], t[-1], t[1:]


def variadic_result(n: int) -> tuple[int, ...]:
    return tuple([i * i for i in range(n)])


def made(n: int):
    return tuple(range(n)), tuple([1, 2]), tuple("ab"), tuple(), ()


def counted(t: tuple[int, ...], v: int):
    return t.count(v), t.index(v)


def counted_fixed(t: tuple[int, int, int], v: int):
    return t.count(v), t.index(v)


def reductions(t: tuple[int, int, int]):
    return min(t), max(t), sum(t), sorted(t), any(t), all(t)


def as_key(a: int, b: int):
    d = {(0, 0): "origin", (1, 0): "x"}
    return d[a, b]


def list_of(t: list[tuple[int, str]]):
    out = []
    for n, s in t:
        out.append((s, n))
    return out


def truthy(t: tuple[int, int], e: tuple[()]):
    return bool(t), bool(e), not t


def one(t: tuple[int]) -> int:
    (v,) = t
    return v


def with_list(n: int):
    t = ([n], n)
    t[0].append(5)
    return t


def returned(t: tuple[float, list[int]]):
    t[1].append(1)
    return t


def optional_item(t: tuple[int, str | None]):
    a, b = t
    if b is None:
        return a
    return b


def changing(n: int):
    t = (0, 0.0)
    for i in range(n):
        t = (t[0] + 1, t[1] + 0.5)
    return t


def growing(n: int):
    t = (n,)
    t += (n + 1,)
    t = t + ("end",)
    return t


def zipped(a: tuple[int, int], b: tuple[float, float]):
    return [x * y for x, y in zip(a, b)], [(i, v) for i, v in enumerate(a)]


def is_same(t: tuple[int, int]) -> bool:
    u = t
    return u == t


def joined_lengths(a: tuple[int, ...], b: tuple[int, ...]) -> tuple[int, ...]:
    return a + b + (1, 2) + ()


def in_front(a: tuple[int, ...], n: int) -> tuple[int, ...]:
    t: tuple[int, ...] = ()
    for i in range(n):
        t = t + (i,)
        t += (i, i)
    return (0,) + t + a


def mixed_lengths(a: tuple[int, ...], b: tuple[str, ...]) -> tuple[int | str, ...]:
    return a + ("x",) + b


def repeated_lengths(a: tuple[int, ...], n: int) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
    return a * 2, n * a, (1, 2) * n


def one_of_lengths(t: tuple[int, int] | tuple[int, int, int], c: bool) -> tuple[int, list[int]]:
    s = 0
    for x in t:
        s += x
    u = (s, 2) if c else (1, 2, s)
    return s, [x * 2 for x in u]


def one_of_types(t: tuple[int, str] | list[float] | tuple[()]) -> list[str]:
    out: list[str] = []
    for x in t:
        if isinstance(x, str):
            continue
        out.append(f"{x}")
    return out


CALLS = [
    ("items", (1, 2.5, "x")), ("slices", (1, 2.5, "x")), ("out_of_range", (1, 2)),
    *[(f, t, i) for f, t in (("chosen", (5, 6, 7)), ("chosen_mixed", (5, 6.5, "s"))) for i in (0, 1, 2, -1, -3, 3, -4)],
    ("concatenated", (1, "a"), (2.5,)), ("repeated", 4),
    *[("compares", a, b) for a in ((1, 2), (1, 3)) for b in ((1, 2), (0, 5))],
    ("compares_lengths", (1, 2), (1, 2, 3)), ("compares_lengths", (2, 2), (1, 2, 3)), ("compares_mixed", (1, 2.0), (1.0, 2)), ("compares_mixed", (1, 2.0), (1.5, 2)),
    ("contains", (1, 5, 7), 5), ("contains", (1, 5, 7), 2), ("contains_mixed", 1), ("contains_mixed", 2), ("contains_string", "a"), ("contains_string", "c"),
    ("loops", (1, 2, 3)), ("loops_mixed", (1, 2.5)), ("nested", 3), ("swap", 1, 2.5), ("variadic", (1, 2, 3)), ("variadic", ()), ("variadic_result", 3), ("variadic_result", 0),
    ("made", 3), ("counted", (1, 2, 1), 1), ("counted", (1,), 5), ("counted_fixed", (1, 2, 1), 1), ("counted_fixed", (1, 2, 1), 9), ("reductions", (3, 0, 5)),
    ("as_key", 0, 0), ("as_key", 5, 5), ("list_of", [(1, "a")]), ("truthy", (0, 0), ()), ("one", (5,)), ("with_list", 1), ("returned", (1.5, [2])),
    ("optional_item", (1, None)), ("optional_item", (1, "b")), ("changing", 3), ("changing", 0), ("growing", 1), ("zipped", (1, 2), (0.5, 1.5)), ("is_same", (1, 2)),
    ("joined_lengths", (1,), (2, 3)),
    ("joined_lengths", (), ()),
    ("in_front", (9,), 2),
    ("in_front", (), 0),
    ("mixed_lengths", (1,), ("a", "b")),
    ("mixed_lengths", (), ()),
    ("repeated_lengths", (1, 2), 2),
    ("repeated_lengths", (1, 2), 0),
    ("repeated_lengths", (), -1),
    ("one_of_lengths", (1, 2), True),
    ("one_of_lengths", (1, 2, 3), False),
    ("one_of_types", (1, "a")),
    ("one_of_types", [1.5, 2.0]),
    ("one_of_types", ()),
]
