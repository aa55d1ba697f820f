"""Several bases: mixins, protocols and abstract classes without fields; super along the method resolution order."""

from abc import ABC, ABCMeta, abstractmethod
from typing import Protocol


class Named:
    kind = "named"

    def label(self) -> str:
        return f"<{self.name}>"

    def who(self) -> str:
        return "Named"


class Loud:
    def label(self) -> str:
        return super().label().upper()

    def shout(self) -> str:
        return self.label() + "!"

    @property
    def volume(self) -> int:
        return len(self.label())


class Base:
    def __init__(self, name: str) -> None:
        self.name = name

    def label(self) -> str:
        return self.name

    def who(self) -> str:
        return "Base"


class Dog(Loud, Base):
    def who(self) -> str:
        return "Dog:" + super().who()


class Cat(Loud, Named, Base):
    pass


class Kitten(Cat):
    def label(self) -> str:
        return "small " + super().label()


class Fish(Base, Named):
    def __init__(self, name: str, depth: float) -> None:
        super().__init__(name)
        self.depth = depth


class HasArea(Protocol):
    def area(self) -> float: ...


class Comparable(ABC):
    @abstractmethod
    def area(self) -> float: ...

    def __lt__(self, other: "Square") -> bool:
        return self.area() < other.area()


class Square(Comparable, HasArea):
    def __init__(self, a: float) -> None:
        self.a = a

    def area(self) -> float:
        return self.a * self.a


class Shape(metaclass=ABCMeta):
    @abstractmethod
    def sides(self) -> int: ...


class Triangle(Shape):
    def sides(self) -> int:
        return 3


def dogs() -> tuple[str, str, str, int]:
    dog = Dog("rex")
    return dog.label(), dog.who(), dog.shout(), dog.volume


def cats() -> tuple[str, str, str, str]:
    cat = Cat("tom")
    return cat.label(), cat.who(), cat.shout(), cat.kind


def kittens() -> list[str]:
    all: list[Cat] = [Cat("tom"), Kitten("tim")]
    return [one.label() for one in all] + [one.shout() for one in all]


def fish(d: float) -> tuple[str, str, str, float]:
    one = Fish("nemo", d)
    return one.label(), one.who(), one.kind, one.depth


def tests() -> list[bool]:
    dog, cat = Dog("rex"), Kitten("tom")
    return [isinstance(dog, Loud), isinstance(dog, Named), isinstance(cat, Named), isinstance(cat, Base), isinstance(cat, Cat)]


def squares() -> tuple[list[float], bool, float]:
    all = [Square(3.0), Square(1.0), Square(2.0)]
    all.sort()
    return [one.a for one in all], all[0] < all[1], total(all[0], all[2])


def total(a: HasArea, b: HasArea) -> float:
    return a.area() + b.area()


def through_mixin(one: Loud) -> str:
    return one.shout()


def shouts() -> str:
    return through_mixin(Dog("a")) + through_mixin(Kitten("b"))


def sides() -> int:
    return Triangle().sides()


# A diamond: what `super()` finds in the first base, and which of two mixins has a name, the order of the class at the bottom says.
class Root:
    def path(self) -> str:
        return "R"

    def kind(self) -> str:
        return "root"

    def twice(self) -> str:
        return self.path() * 2


class First(Root):
    def __init__(self, n: int) -> None:
        self.n = n

    def path(self) -> str:
        return f"F{self.n}" + super().path()

    def twice(self) -> str:
        return "f" + super().twice()


class Second(Root):
    def path(self) -> str:
        return "S" + super().path()

    def kind(self) -> str:
        return "second " + super().kind()


class Both(First, Second):
    def path(self) -> str:
        return "B" + super().path()


class Lower(Both):
    def path(self) -> str:
        return "L" + super().path()


class Quiet(First, Second):
    pass


def diamond(n: int) -> list[str]:
    out: list[str] = []
    for one in [First(n), Both(n), Lower(n), Quiet(n)]:
        out += [one.path(), one.kind(), one.twice()]
    return out


def diamond_known(n: int) -> tuple[str, str, str, str]:
    return First(n).path(), Both(n).path(), Quiet(n).kind(), Lower(n).twice()


CALLS = [("dogs",), ("cats",), ("kittens",), ("fish", 2.5), ("tests",), ("squares",), ("shouts",), ("sides",), ("diamond", 1), ("diamond_known", 2)]
CALLED = ["total", "through_mixin"]
