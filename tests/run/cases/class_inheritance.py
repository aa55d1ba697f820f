"""Inheritance: virtual methods and properties, super, abstract classes, isinstance, class attributes that are overridden, defaults of overrides."""

import math
from abc import ABC, abstractmethod


class Shape(ABC):
    sides = 0

    def __init__(self, name: str) -> None:
        self.name = name

    @abstractmethod
    def area(self) -> float: ...

    def describe(self) -> str:
        return f"{self.name} of {self.area()}"

    @property
    def weight(self) -> float:
        return self.area() * 2


class Circle(Shape):
    def __init__(self, r: float) -> None:
        super().__init__("circle")
        self.r = r

    def area(self) -> float:
        return math.pi * self.r**2


class Square(Shape):
    sides = 4

    def __init__(self, a: float, name: str = "square") -> None:
        super().__init__(name)
        self.a = a

    def area(self) -> float:
        return self.a * self.a

    def describe(self) -> str:
        return "a " + super().describe()

    @property
    def weight(self) -> float:
        return 1.0 + super().weight


class Tile(Square):
    def __init__(self, a: float, color: str) -> None:
        Square.__init__(self, a, "tile")
        self.color = color

    def area(self) -> float:
        return super().area() - 1.0


class Animal:
    def __init__(self, legs: int = 4) -> None:
        self.legs = legs

    def cry(self, times: int = 1, mark: str = "!") -> str:
        return "..." * times + mark

    def twice(self) -> str:
        return self.cry() + self.cry(2)


class Dog(Animal):
    def cry(self, times: int = 2, mark: str = "?", loud: bool = False) -> str:
        return "wau" * times + mark


class Puppy(Dog):
    def cry(self, times: int = 3, mark: str = "~", loud: bool = True) -> str:
        return "wif" * times + (mark if loud else "")


def shapes(r: float) -> list[Shape]:
    return [Circle(r), Square(r), Tile(r, "red")]


def areas(r: float) -> tuple[float, list[str], list[float], list[int]]:
    all = shapes(r)
    total = 0.0
    for one in all:
        total += one.area()
    return (total, [one.describe() for one in all], [one.weight for one in all], [one.sides for one in all])


def tests(r: float) -> list[str]:
    found: list[str] = []
    for one in shapes(r):
        if isinstance(one, Tile):
            found.append(one.color)
        elif isinstance(one, (Tile, Square)) and isinstance(one, Square):
            found.append(str(one.a))
        else:
            found.append(one.name)
    return found


def cries() -> list[str]:
    all = [Animal(), Dog(3), Puppy()]
    found: list[str] = []
    for one in all:
        found += [one.twice(), one.cry(mark="+"), one.cry(3), str(one.legs)]
    return found


def joined(flag: bool) -> str:
    one = Dog() if flag else Puppy()
    return one.cry()


def through_base(flag: bool) -> tuple[str, bool, bool]:
    one = Animal() if flag else Dog()
    other: Animal = one
    return (other.cry(), one is other, isinstance(other, Dog))


CALLS = [
    ("areas", 2.0),
    ("tests", 3.0),
    ("cries",),
    ("joined", True),
    ("joined", False),
    ("through_base", True),
    ("through_base", False),
]
CALLED = ["shapes"]
