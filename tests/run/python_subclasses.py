"""Classes from which test_python_subclasses.py derives others in Python."""

from __future__ import annotations
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import final
from keelback.typing import extensible


class Point:
    x: float
    y: float

    def __init__(self, x: float, y: float = 0.0) -> None:
        self.x = x
        self.y = y

    def norm(self) -> float:
        return (self.x * self.x + self.y * self.y) ** 0.5

    def twice(self) -> float:
        return 2 * self.norm()


@final
class Sealed:
    def __init__(self, n: int) -> None:
        self.n = n


@dataclass
class Item:
    name: str
    price: float = 1.0

    def total(self, n: int) -> float:
        return self.price * n


def norms(points: list[Point]) -> float:
    total = 0.0
    for p in points:
        total += p.norm()
    return total


def norm_of(p: Point, *more: Point, scale: float = 1.0, **named: Point) -> float:
    total = p.norm()
    for q in more:
        total += q.norm()
    for name in named:
        total += named[name].norm()
    return total * scale


def same(p: Point) -> Point:
    return p


def cost(items: list[Item]) -> float:
    total = 0.0
    for item in items:
        total += item.total(2)
    return total


class Holder:
    def __init__(self, p: Point) -> None:
        self.p = p

    def norm(self) -> float:
        return self.p.norm()


@extensible
class Shape:
    sides: int = 0
    scale = 1.5

    def __init__(self, name: str) -> None:
        self.name = name

    def area(self) -> float:
        return 0.0

    def describe(self, prefix: str = "", *, upper: bool = False) -> str:
        text = f"{prefix}{self.name}: {self.area():.2f}"
        return text.upper() if upper else text

    @property
    def weight(self) -> float:
        return self.area() * self.scale

    @weight.setter
    def weight(self, value: float) -> None:
        self.name = str(value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Shape) and self.name == other.name

    def __hash__(self) -> int:
        return hash(self.name)

    def __repr__(self) -> str:
        return "Shape(" + self.name + ")"

    def grown(self, by: float) -> Shape:
        return self

    def note(self) -> None:
        self.name = self.name + "!"


class Square(Shape):
    def __init__(self, a: float) -> None:
        super().__init__("square")
        self.a = a

    def area(self) -> float:
        return self.a * self.a


def total_area(shapes: list[Shape]) -> float:
    total = 0.0
    for s in shapes:
        total += s.area()
    return total


def weights(shapes: list[Shape]) -> list[float]:
    return [s.weight for s in shapes]


def describe_all(shapes: list[Shape]) -> list[str]:
    out = []
    for s in shapes:
        out.append(s.describe("> ", upper=True))
        s.note()
        out.append(s.describe())
    return out


def described(s: Shape) -> str:
    return s.describe()


def count(shapes: list[Shape]) -> int:
    return len(set(shapes))


def reprs(shapes: list[Shape]) -> str:
    return repr(shapes) + str(shapes[0])


def kinds(shapes: list[Shape]) -> list[bool]:
    return [isinstance(s, Square) for s in shapes]


def types_of(shapes: list[Shape]) -> list[str]:
    return [type(s).__name__ for s in shapes]


def reweigh(shapes: list[Shape]) -> list[float]:
    for s in shapes:
        s.weight = 2.5
    return [s.scale for s in shapes]


def grow(s: Shape) -> Shape:
    return s.grown(2.0)


class Scene:
    shapes: list[Shape]

    def __init__(self) -> None:
        self.shapes = []
        self.best: Shape | None = None

    def add(self, s: Shape) -> None:
        self.shapes.append(s)
        if self.best is None or s.area() > self.best.area():
            self.best = s

    def total(self) -> float:
        return total_area(self.shapes)


@extensible
class Task(ABC):
    @abstractmethod
    def run(self, n: int) -> int: ...

    @property
    @abstractmethod
    def label(self) -> str: ...


class Echo(Task):
    def run(self, n: int) -> int:
        return n

    @property
    def label(self) -> str:
        return "echo"


def run_all(tasks: list[Task], n: int) -> int:
    total = 0
    for task in tasks:
        total += task.run(n)
    return total


def labels(tasks: list[Task]) -> list[str]:
    return [task.label for task in tasks]


@extensible
class Bare:
    def __init__(self, n: int) -> None:
        self.n = n


def asked(xs: list[Bare]) -> tuple[int, bool, int, int]:
    distinct: set[Bare] = set(xs)
    numbers = {x: x.n for x in xs}
    return len(distinct), xs[0] in xs[1:], xs.count(xs[0]), len(numbers)


def shown(xs: list[Bare]) -> str:
    return f"{xs} {xs[0]} {xs[0]!r}" + str(xs[0])


def truths(xs: list[Bare]) -> list[bool]:
    return [bool(x) for x in xs] + [not x for x in xs] + [any(xs), all(xs)]


def less(xs: list[Bare]) -> bool:
    return xs[0] < xs[1]
