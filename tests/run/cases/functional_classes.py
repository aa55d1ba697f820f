"""Classes that a call makes: namedtuple, NamedTuple, Enum; aliases with type arguments; attributes of classes that are expressions."""

import collections
import enum
import math
from collections import namedtuple
from enum import Enum, IntEnum, IntFlag
from typing import ClassVar, NamedTuple, TypeVar

import numpy as np
from keelback.typing import Array1D

T = TypeVar("T")
U = TypeVar("U")

Point = namedtuple("Point", "x y")
Sized = collections.namedtuple("Sized", ["name", "size", "unit"], defaults=(1, "m"))
Typed = NamedTuple("Typed", [("n", int), ("f", float)])
Color = Enum("Color", "RED GREEN BLUE")
Level = IntEnum("Level", ["LOW", "HIGH"])
Access = IntFlag("Access", "READ, WRITE")
Named = Enum("Named", [("A", 10), ("B", 20)])
Mapped = enum.Enum("Mapped", {"X": "x", "Y": "y"})

Pair = tuple[T, T]
Table = dict[str, list[T]]
Both = tuple[T, U]
Vector = Array1D[T]
Maybe = T | None


def point(x: int, y: float):
    p = Point(x, y)
    q = Point(y=x, x="a")
    return p, p.x, p[1], q, len(p), p == (x, y), p._fields, p._replace(y=5)


def point_sum(p: Point) -> float:
    x: float = p.x
    y: float = p.y
    return x + y


def sized(n: int):
    return Sized("a"), Sized("b", n), Sized("c", unit="k", size=n), Sized("d").unit


def typed(n: int):
    t = Typed(n, n / 2)
    return t, t.n + 1, t.f / 2, Typed(f=1.5, n=2)


def color(name: str):
    c = Color[name]
    return c, c.value, c.name, c is Color.RED, [one.name for one in Color], len(Color), Color(2)


def level(n: int):
    return Level(n), Level.HIGH > Level.LOW, Level.HIGH + 1, Access.READ | Access.WRITE, Access.READ in Access(3), Access.WRITE.value


def named(n: int) -> Named:
    return Named(n)


def mapped(text: str) -> str:
    return Mapped(text).name


def swapped(pair: Pair[int]) -> Pair[int]:
    a, b = pair
    return b, a


def tabled(table: Table[float]) -> Both[int, float]:
    return len(table), 0.5 + sum(row[0] for row in table.values() if row)


def vector(v: Vector[np.float64], scale: Maybe[float]) -> float:
    return float(v.sum()) * (1.0 if scale is None else scale)


class Circle:
    DEGREES = 360
    FULL = 2 * math.pi
    STEP = FULL / DEGREES
    NAMES = ("a" + "b", str(DEGREES))
    POWERS = tuple(2**i for i in range(4))
    SIGNS: ClassVar[list[int]] = [1, -1]
    UNITS: ClassVar[dict[str, float]] = {"full": FULL, "half": FULL / 2}
    LIMIT: ClassVar[float] = DEGREES * 2

    def __init__(self, degrees: float) -> None:
        self.degrees = degrees

    def radians(self) -> float:
        return self.degrees * self.STEP

    def texts(self):
        return self.NAMES, Circle.POWERS[2], self.LIMIT, self.SIGNS[1], self.UNITS["half"], len(Circle.UNITS)


class Wide(Circle):
    DEGREES = 400

    def own(self):
        return self.DEGREES, self.STEP, Wide.FULL


def circle(degrees: float):
    c = Circle(degrees)
    return c.radians(), c.texts(), Circle.FULL, Wide(degrees).own(), Wide(1.0).radians()


CALLS = [
    ("point", 1, 2.5), ("point_sum", Point(1.5, 2.0)), ("sized", 3), ("typed", 4), ("color", "RED"), ("color", "NONE"), ("level", 2), ("level", 3), ("named", 10), ("named", 11),
    ("mapped", "x"), ("mapped", "z"), ("swapped", (1, 2)), ("tabled", {"a": [1.0, 2.5], "b": []}), ("vector", np.arange(3.0), None), ("vector", np.arange(3.0), 2.0), ("circle", 90.0),
]
