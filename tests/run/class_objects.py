"""Classes that Python code uses: construction, attributes, aliasing, pickle, weak references, cycles, tracebacks."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field


class Point:
    """A point."""

    x: float
    y: float

    def __init__(self, x: float, y: float = 2.0) -> None:
        """Makes one."""
        self.x = x
        self.y = y

    def norm(self) -> float:
        """Its length."""
        return (self.x * self.x + self.y * self.y) ** 0.5

    def divided(self, by: float) -> Point:
        return Point(self.x / by, self.y / by)

    def untyped(self, other):
        """Stays Python: works on the same object."""
        self.x = other + self.norm()
        return self.x


class Node:
    kind = "node"

    def __init__(self, value: int, next: Node | None = None) -> None:
        self.value = value
        self.next = next
        self.tags: list[str] = []
        self.children: list[Node] = []
        self.by_name: dict[str, int] = {}
        self.seen: set[int] = set()

    def add(self, tag: str) -> int:
        self.tags.append(tag)
        self.by_name[tag] = len(self.tags)
        self.seen.add(len(self.tags))
        return len(self.tags)

    def total(self) -> int:
        return self.value + sum([child.total() for child in self.children])


@dataclass
class Bag:
    items: list[int] = field(default_factory=list)
    label: str = "bag"

    def put(self, n: int) -> None:
        self.items.append(n)

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, i: int) -> int:
        return self.items[i]


@dataclass(frozen=True, order=True)
class Key:
    name: str
    rank: int = 1


class Shape(ABC):
    @abstractmethod
    def area(self) -> float: ...

    def double(self) -> float:
        return 2 * self.area()


class Square(Shape):
    sides = 4

    def __init__(self, a: float) -> None:
        self.a = a

    def area(self) -> float:
        return self.a * self.a

    def __add__(self, other: Square) -> Square:
        return Square(self.a + other.a)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Square):
            return NotImplemented
        return self.a == other.a

    @property
    def side(self) -> float:
        return self.a

    @side.setter
    def side(self, value: float) -> None:
        self.a = value


def same(a: Point, b: Point) -> bool:
    return a is b


def given_back(p: Point) -> Point:
    return p


def summed(points: list[Point]) -> float:
    total = 0.0
    for p in points:
        total += p.norm()
    return total


def first_or_none(points: list[Point]) -> Point | None:
    return points[0] if points else None


def area_of(shape: Shape) -> float:
    return shape.double()


def read_after_drop(a: Node, b: Node) -> tuple[int, list[str]]:
    following = a.next
    if following is None:
        return 0, []
    tags = following.tags
    b.next = None
    return following.value, tags


def chain(n: int) -> Node:
    head = Node(0)
    for i in range(1, n):
        head = Node(i, head)
    return head


class Stated:
    """Restored without `__init__`: by its own `__setstate__`."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.size = len(name)

    def __getstate__(self) -> tuple[str]:
        return (self.name,)

    def __setstate__(self, state: tuple[str]) -> None:
        self.name = state[0]
        self.size = len(self.name)
