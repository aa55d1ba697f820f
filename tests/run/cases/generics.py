"""Type variables: constrained ones give Python one overload for each type, free ones are compiled for what native code calls them with."""

from typing import TypeVar, overload

Number = TypeVar("Number", int, float)
T = TypeVar("T")


def double(x: Number) -> Number:
    return x + x


def largest(xs: list[Number], start: Number) -> Number:
    for x in xs:
        if x > start:
            start = x
    return start


def first(xs: list[T], default: T) -> T:
    return xs[0] if xs else default


def swap(pair: tuple[T, int]) -> tuple[int, T]:
    return pair[1], pair[0]


def use_first(ints: list[int], texts: list[str]) -> tuple[int, str]:
    return first(ints, -1), first(texts, "none")


def use_swap(text: str) -> tuple[tuple[int, str], tuple[int, float]]:
    return swap((text, 1)), swap((2.5, 3))


@overload
def absolute(x: int) -> int: ...
@overload
def absolute(x: float) -> float: ...
def absolute(x: int | float) -> int | float:
    return x if x >= 0 else -x


CALLS = [
    ("double", 2), ("double", 2.5), ("largest", [1, 5, 2], 0), ("largest", [1.5, 0.5], 0.0), ("largest", [], 3),
    ("use_first", [], []), ("use_first", [3], ["a"]), ("use_swap", "x"),
    ("absolute", -3), ("absolute", -2.5),
]
CALLED = ["first", "swap"]
