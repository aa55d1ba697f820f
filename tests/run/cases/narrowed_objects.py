"""What `isinstance` and class patterns show of objects: native from there on."""

from dataclasses import dataclass
from typing import Any


@dataclass
class Point:
    x: float
    y: float


@dataclass
class Circle:
    center: Point
    r: float


class Item:
    __match_args__ = ("name",)

    def __init__(self, name: str, size: int) -> None:
        self.name = name
        self.size = size


class Box(Item):
    def __init__(self, name: str, size: int, inner: Item) -> None:
        super().__init__(name, size)
        self.inner = inner


def kind(x: object) -> str:
    if isinstance(x, bool):
        return "bool " + str(x)
    if isinstance(x, int):
        return "int " + str(x + 1)
    if isinstance(x, float):
        return "float " + str(x / 2)
    if isinstance(x, str):
        return "str " + x.upper()
    if isinstance(x, bytes):
        return "bytes " + str(len(x))
    if isinstance(x, list):
        return "list " + str(len(x))
    return "other"


def int_first(x: Any) -> object:
    if isinstance(x, int):
        return x
    return None


def numbers(xs: list[object]) -> float:
    total = 0.0
    for x in xs:
        if isinstance(x, (int, float)):
            total += x
        elif isinstance(x, str) and len(x) > 1:
            total += len(x)
    return total


def make(which: int) -> object:
    if which == 0:
        return Point(1.0, 2.0)
    if which == 1:
        return Circle(Point(0.0, 0.0), 2.0)
    if which == 2:
        return Item("i", 3)
    if which == 3:
        return Box("b", 4, Item("j", 5))
    return which


def fields(which: int) -> float:
    x = make(which)
    if isinstance(x, Point):
        return x.x + x.y
    if isinstance(x, Item):
        return float(x.size)
    return -1.0


def matched(which: int) -> str:
    x = make(which)
    match x:
        case Point(x=0.0):
            return "at zero"
        case Point(a, b):
            return f"point {a} {b}"
        case Circle(center=Point(x=cx), r=r) if r > 1:
            return f"circle {cx} {r}"
        case Box(name, inner=Item(other)):
            return f"box {name} of {other}"
        case Item("i" | "k", size=s):
            return f"item {s}"
    return "none"


def shapes(which: int) -> float:
    shape: Point | Circle = Point(1.0, which) if which % 2 else Circle(Point(1.0, 1.0), 3.0)
    match shape:
        case Circle(Point(x, _), r):
            return x + r
        case Point(x, y):
            return x * y


def alternatives(p: tuple[int, int]) -> str:
    match p:
        case (0, x) | (x, 0):
            return f"axis {x}"
        case (1, y) | (y, 1) if y > 3:
            return f"one {y}"
        case (a, b):
            return f"{a},{b}"


def mapping(d: dict[str, int]) -> tuple[int, dict[str, int]]:
    match d:
        case {"a": a, **rest}:
            return a, rest
        case {**rest}:
            return -1, rest


CALLS = [
    ("kind", True), ("kind", 3), ("kind", 2.5), ("kind", "ab"), ("kind", b"abc"), ("kind", [1]), ("kind", None), ("int_first", True), ("int_first", 7), ("int_first", "x"),
    ("numbers", [1, 2.5, "abc", None, True, "x"]), ("fields", 0), ("fields", 1), ("fields", 2), ("fields", 3), ("matched", 0), ("matched", 1), ("matched", 2), ("matched", 3), ("matched", 4),
    ("shapes", 0), ("shapes", 5), ("alternatives", (0, 5)), ("alternatives", (6, 0)), ("alternatives", (1, 2)), ("alternatives", (7, 1)), ("alternatives", (2, 3)),
    ("mapping", {"a": 1, "b": 2}), ("mapping", {"c": 3}), ("mapping", {}),
]
CALLED = ["make"]
