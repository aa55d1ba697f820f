"""Special methods of builtin values by name, called or as values."""

from typing import Iterable


def keyed(d: dict[str, int]) -> list[str]:
    return sorted(d, key=d.__getitem__)


def filt(d: set[int], xs: list[int]) -> list[int]:
    return list(filter(d.__contains__, xs))


def mp(d: dict[str, int], ks: list[str]) -> list[int]:
    return list(map(d.__getitem__, ks))


def nxt(xs: list[int]) -> list[int]:
    it = iter(xs)
    n = it.__next__
    return [n(), n(), it.__next__()]


def lens(xs: list[int], s: str) -> int:
    return xs.__len__() + s.__len__()


def items(xs: list[int]) -> int:
    return xs.__getitem__(1) + (3).__add__(4)


def cont(s: str, x: str) -> bool:
    return s.__contains__(x)


def eq(a: int, b: int) -> bool:
    return a.__eq__(b)


def mx(d: dict[str, int]) -> str:
    return max(d, key=d.__getitem__)


def seti(d: dict[str, int]) -> dict[str, int]:
    d.__setitem__("z", 3)
    return d


class TS:
    def __init__(self, xs: Iterable[int]) -> None:
        self.tokens = iter(xs)
        self.next_token = self.tokens.__next__
        self.used: list[int] = []

    def next(self) -> int:
        t = self.next_token()
        self.used.append(t)
        return t


def ts(n: int) -> list[int]:
    t = TS([n, n + 1])
    return [t.next(), t.next(), len(t.used)]


def ts3(n: int) -> int:
    t = TS([n])
    return t.next() + t.next()


CALLED = ["TS"]
CALLS = [
    ("keyed", {"a": 3, "b": 1}), ("filt", {1, 2}, [1, 3, 2]), ("mp", {"a": 1}, ["a", "b"]), ("mp", {"a": 1}, ["a"]), ("nxt", [1, 2, 3]), ("nxt", [1]), ("lens", [1], "abc"), ("items", [1, 2]), ("items", [1]),
    ("cont", "abc", "b"), ("eq", 1, 2), ("mx", {"a": 1, "b": 2}), ("seti", {}), ("ts", 3), ("ts3", 1),
]
