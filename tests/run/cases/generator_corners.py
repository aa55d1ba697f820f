"""Generators in odd places: arrays, dataclasses, fields, expressions, match, names that are unbound or change type."""

from dataclasses import dataclass
from typing import Generator, Iterable, Iterator
import numpy as np


def rows(a: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> Iterator[float]:
    for i in range(a.shape[0]):
        s = 0.0
        for j in range(a.shape[1]):
            s += a[i, j]
        yield float(s)


def row_arrays(a: np.ndarray[tuple[int, int], np.dtype[np.float64]], k: float):
    for row in a:
        b = row * k + 1.0
        yield b
        b[0] = 100.0
        yield b[::2]


def use_rows(a: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> float:
    t = 0.0
    for s in rows(a):
        t += s
    for r in row_arrays(a, 2.0):
        t += r.sum()
    return float(t)


@dataclass
class P:
    x: int
    y: int

    def __iter__(self) -> Iterator[int]:
        yield self.x
        yield self.y

    @staticmethod
    def several(n: int) -> Iterator["P"]:
        for i in range(n):
            yield P(i, i + 1)


def points(n: int) -> list[int]:
    out: list[int] = []
    for p in P.several(n):
        x, y = p
        out.append(x * y)
    return out


def dead(n: int) -> Iterator[int]:
    return
    yield n


def dead_use(n: int) -> list[int]:
    return list(dead(n))


def default(x: int | None, otherwise: int) -> int:
    return otherwise if x is None else x


def args(a: int, b: int) -> int:
    return a * 10 + b


def in_expressions() -> Generator[int, int, int]:
    x = args(default((yield 1), 0), default((yield 2), 5))
    y = [default((yield x), 1) + 1, default((yield 4), 9)]
    z = yield 5
    if z is not None:
        return z
    return sum(y)


def drive_expressions() -> tuple[list[int], int]:
    g = in_expressions()
    out = [next(g), g.send(3), g.send(4), g.send(5), g.send(6)]
    out.append(next(g, -1))
    return out, len(out)


def either(c: bool) -> list[int]:
    g = dead(1) if c else P(1, 2).__iter__()
    return list(g)


def joined(c: bool, n: int) -> int:
    if c:
        g = rows_of(n)
    else:
        g = other(n)
    return sum(g)


def rows_of(n: int) -> Iterator[int]:
    yield n


def other(n: int) -> Iterator[int]:
    for i in range(n):
        yield i


class Holder:
    def __init__(self, n: int) -> None:
        self.g = other(n)

    def step(self) -> int:
        return next(self.g, -1)


def held(n: int) -> list[int]:
    h = Holder(n)
    return [h.step(), h.step(), h.step()]


def matching(xs: list[int]) -> Iterator[str]:
    for x in xs:
        match x:
            case 0:
                yield "zero"
            case 1 | 2:
                yield "small"
            case _ if x < 0:
                yield "negative"
                yield "again"
            case _:
                yield str(x)


def while_else(n: int) -> Iterator[int]:
    while n > 0:
        n -= 1
        if n == 7:
            break
        yield n
    else:
        yield -1
    yield -2


def changing(n: int):
    x = None
    for i in range(n):
        yield x
        x = i
    y = 1
    yield y
    y = 2.5
    yield y


def changed(n: int) -> list[str]:
    return [str(v) for v in changing(n)]


def maybe(n: int) -> Iterator[int]:
    for i in range(n):
        last = i
        yield i
    yield last


def maybe_use(n: int) -> list[int]:
    return list(maybe(n))


def executing() -> int:
    gs: list[Iterator[int]] = []

    def me() -> Iterator[int]:
        yield 1
        for g in gs:
            yield next(g)

    g = me()
    gs.append(g)
    return sum(g)


def deep(n: int) -> Iterator[int]:
    if n > 0:
        yield from deep(n - 1)
    yield n


def deep_use(n: int) -> int:
    return sum(deep(n))


def mutated(xs: list[int]) -> list[int]:
    out: list[int] = []
    for x in (y * 2 for y in xs):
        out.append(x)
        if len(xs) < 6:
            xs.append(x)
    return out


def dict_changes(d: dict[int, int]) -> int:
    s = 0
    for k in (k for k in d):
        s += k
        d[k + 100] = 1
    return s


def text(words: Iterable[str]) -> str:
    return " ".join(w.upper() for w in words if w)


def nested(n: int) -> list[list[int]]:
    return [list(x * y for x in range(y)) for y in range(n)]


def from_map(n: int) -> Iterator[str]:
    yield from map(str, range(n))
    yield from (str(i) for i in range(n))
    yield from "ab"
    yield from {"k": 1}


def try_return(log: list[str]) -> Iterator[int]:
    for i in range(5):
        try:
            if i == 2:
                return
            yield i
        finally:
            log.append(str(i))


def try_return_use() -> tuple[list[int], list[str]]:
    log: list[str] = []
    return list(try_return(log)), log


def reraise(n: int) -> Iterator[int]:
    try:
        yield 10 // n
    except ZeroDivisionError:
        yield -1
        raise


def reraised(n: int) -> int:
    return sum(reraise(n))


def with_default(n: int = 3, *, step: int = 1) -> Iterator[int]:
    for i in range(0, n, step):
        yield i


def defaults() -> list[int]:
    return list(with_default()) + list(with_default(5, step=2))


def grown_lists(items: Iterable[list[int]]) -> int:
    n = 0
    for xs in items:
        xs.append(1)
        n += len(xs)
    return n


ONE = [1]
SHARED = [ONE, [2], ONE, ONE]
def answered() -> Iterator[int]:
    x = yield 1
    assert x is None
    y = yield 2
    yield 3 if y is None else 4


def use_answered() -> list[int]:
    return list(answered())


CALLS = [("rows", np.arange(6.0).reshape(2, 3)), ("use_rows", np.arange(6.0).reshape(2, 3)), ("points", 4), ("dead", 1), ("dead_use", 1), ("in_expressions",), ("drive_expressions",), ("either", True), ("either", False),
         ("joined", True, 3), ("joined", False, 3), ("rows_of", 2), ("other", 3), ("held", 2), ("matching", [0, 1, -4, 9]), ("while_else", 3), ("while_else", 9), ("changed", 2), ("changed", 0), ("maybe", 2), ("maybe", 0), ("maybe_use", 3), ("maybe_use", 0),
         ("executing",), ("deep", 3), ("deep_use", 10), ("deep_use", 100000), ("mutated", [1, 2]), ("dict_changes", {1: 2}), ("text", ["a", "", "b"]), ("nested", 4), ("from_map", 2), ("try_return", []), ("try_return_use",), ("reraise", 2), ("reraise", 0), ("reraised", 0), ("reraised", 2), ("with_default",), ("with_default", 4), ("defaults",), ("args", 1, 2), ("default", 1, 2), ("default", None, 2), ("grown_lists", [[1], [2, 3]]), ("grown_lists", SHARED), ("answered",), ("use_answered",)]

# With what only native code has.
CALLED = ["row_arrays", "changing"]
