"""functools.cache and lru_cache: one cache for Python and native callers; bound methods as values; protocols."""

import functools
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Protocol


class HasArea(Protocol):
    def area(self) -> float: ...


class Named(Protocol):
    name: str


@dataclass
class Square:
    name: str
    side: float

    def area(self) -> float:
        return self.side * self.side

    def scaled(self, factor: float, offset: float) -> float:
        return self.area() * factor + offset


@dataclass
class Circle:
    radius: float

    def area(self) -> float:
        return 3.0 * self.radius * self.radius


@cache
def fib(n: int) -> int:
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


@lru_cache(maxsize=2, typed=True)
def described(x: float, log: str = "") -> str:
    return f"{x}{log}"


@functools.lru_cache
def fails(n: int) -> int:
    if n < 0:
        raise ValueError(f"negative: {n}")
    return n


def use_fib(n: int) -> int:
    return fib(n)


def use_described(x: float) -> list[str]:
    return [described(x), described(x, "a"), described(x, log="a"), described(-x)]


def use_fails(n: int) -> int:
    try:
        return fails(n)
    except ValueError as e:
        return -len(str(e))


def fails_through(n: int) -> int:
    return fails(n)


def clear() -> int:
    fib.cache_clear()
    return fib(5)


def total_area(side: float) -> float:
    return area_of(Square("s", side)) + area_of(Circle(side))


def area_of(shape: HasArea) -> float:
    return shape.area() * 2


def name_of(x: Named) -> str:
    return x.name


def names(side: float) -> str:
    return name_of(Square("square", side))


def bound(side: float) -> float:
    square = Square("s", side)
    area = square.area
    scaled = square.scaled
    square.side = side + 1
    return area() + scaled(2.0, 1.0)




@dataclass
class Weights:
    base: float

    def weight(self, x: float) -> float:
        return (x - self.base) ** 2


def bound_local_key(xs: list[float]) -> list[float]:
    weights = Weights(3.0)
    return sorted(xs, key=weights.weight)


CALLS = [
    *[("use_fib", n) for n in (0, 1, 30, 80)], *[("use_described", x) for x in (1.0, 2.5)], *[("use_fails", n) for n in (3, -3)], ("fails_through", -1), ("fails_through", 1),
    ("clear",), *[(f, 2.0) for f in ("total_area", "names", "bound")], ("bound_local_key", [1.0, 5.0, 2.5, 3.0]),
]
CALLED = ["fib", "described", "fails", "area_of", "name_of"]
