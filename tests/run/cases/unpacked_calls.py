"""`*` and `**` in calls where the number of arguments, or their names, are known at run time only."""

from typing import Any


def total(a: int, b: int, c: int = 10, *, scale: int = 1) -> int:
    return (a + b + c) * scale


class Point:
    def __init__(self, x: float, y: float) -> None:
        self.x = x
        self.y = y

    def moved(self, dx: float, dy: float) -> float:
        return self.x + dx + self.y + dy


def by_list(xs: list[int]) -> int:
    return total(*xs)


def by_both(xs: list[int], options: dict[str, int]) -> int:
    return total(1, *xs, **options) + 1


def named(options: dict[str, int]) -> int:
    return total(1, b=2, **options)


def points(xs: list[float]) -> float:
    return Point(*xs).moved(*xs)


def largest(xs: list[int]) -> object:
    return max(*xs)


def called(f: Any, xs: list[object], options: dict[str, object]) -> object:
    return f(*xs, **options)


def joined(xs: list[str]) -> object:
    return "{}-{}".format(*xs)


CALLS = [
    ("by_list", [1, 2]), ("by_list", [1, 2, 3]), ("by_list", [1]), ("by_list", [1, 2, 3, 4]), ("by_both", [2], {"scale": 3}), ("by_both", [2], {"a": 3}), ("by_both", [2], {"nothing": 3}),
    ("named", {"c": 1}), ("named", {"b": 1}), ("points", [1.0, 2.5]), ("points", [1.0]), ("largest", [3, 5, 4]), ("called", max, [3, 9], {"key": None}), ("called", 5, [], {}),
    ("called", len, ["abc"], {}), ("joined", ["a", "b"]),
]
CALLED = ["total"]
