from __future__ import annotations
from dataclasses import dataclass, field
from enum import Enum

class Kind(Enum):
    PLAIN = 1
    MARKED = 2

@dataclass
class Point:
    x: float
    y: float = 0.0
    def norm(self) -> float:
        return (self.x * self.x + self.y * self.y) ** 0.5
    def __add__(self, other: Point) -> Point:
        return Point(self.x + other.x, self.y + other.y)

class Shape:
    def __init__(self, name: str) -> None:
        self.name = name
        self.points: list[Point] = []
    def area(self) -> float:
        return 0.0
    def add(self, p: Point) -> None:
        self.points.append(p)
    @property
    def count(self) -> int:
        return len(self.points)

class Circle(Shape):
    def __init__(self, center: Point, radius: float) -> None:
        super().__init__("circle")
        self.center = center
        self.radius = radius
    def area(self) -> float:
        return 3.0 * self.radius * self.radius

class Square(Shape):
    side: float
    def __init__(self, side: float) -> None:
        super().__init__("square")
        self.side = side
    def area(self) -> float:
        return self.side * self.side

class Counter:
    total: int = 0
    def __init__(self, table: dict[str, int], kind: Kind = Kind.PLAIN) -> None:
        self.table = table
        self.kind = kind
    def bump(self, name: str) -> int:
        self.table[name] = self.table.get(name, 0) + 1
        return self.table[name]
