"""Annotated attributes of a class to which classes that derive from it give other values: they are the classes', no object has one of its own."""

import functools
import math
import operator
from typing import Any, ClassVar, Optional, Union


class Parser:
    name: str = "parser"
    pattern: Optional[str] = None
    limit: int = 10
    ratio: float = 1.5
    widths: tuple[int, ...] = ()
    registered: bool
    kinds: ClassVar[list[str]] = ["any"]
    scale = 2

    def __init__(self, text: str) -> None:
        self.text = text

    def described(self) -> str:
        pattern = self.pattern
        return f"{self.name} {pattern if pattern is not None else '-'} {self.limit} {self.ratio:.2f} {self.widths} {self.scale} {self.kinds}"

    def size(self) -> int:
        return len(self.text) * self.limit

    def found(self) -> int:
        if self.pattern is None:
            return -1
        return self.text.find(self.pattern)


class Words(Parser):
    name = "words"
    pattern: Optional[str] = "w"
    limit = 3
    registered = True
    scale = 5


class Numbers(Words):
    name = "numbers"
    pattern = None
    ratio = 2.25
    widths = (1, 2)
    kinds = ["int", "float"]


class Plain(Parser):
    registered: bool = False


def reversed_text(text: str) -> str:
    return text[::-1]


class Signer:
    # Functions as annotated values: the class has them, no object does.
    digest: Any = staticmethod(reversed_text)
    key: Any = lambda self: self.text + self.sep
    made: Any = classmethod(lambda cls, text: cls(text, "#"))
    sep: str

    def __init__(self, text: str, sep: str) -> None:
        self.text = text
        self.sep = sep

    def signed(self) -> str:
        return self.text + self.sep + str(self.digest(self.text))


class LoudSigner(Signer):
    digest: Any = staticmethod(str.upper)


def area_of(shape: "Shape", scale: float = 2.0) -> float:
    return shape.size() * scale


class Shape:
    # Functions of the module and lambdas are methods; functions of builtins and partial ones are not.
    area = area_of
    order = lambda self: 1
    named = lambda self, *, name="x": name + str(self.n)
    twice = functools.partial(operator.mul, 2)
    root = math.sqrt

    def __init__(self, n: int) -> None:
        self.n = n

    def size(self) -> float:
        return float(self.n)

    def both(self) -> tuple[int, float]:
        return self.order(), self.area(scale=3.0)


class Square(Shape):
    order = lambda self: 2 + self.n

    def size(self) -> float:
        return float(self.n * self.n)


def of_shape(s: Shape) -> tuple[float, float, float, str, int, int]:
    area = s.area
    return area(), area(0.5), s.root(4.0), s.named(name="y"), s.order(), s.twice(21)


def of_shapes(n: int) -> list[object]:
    shapes = [Shape(n), Square(n)]
    return [[s.order() for s in shapes], [s.both() for s in shapes], [of_shape(s) for s in shapes], list(map(Shape.area, shapes))]


def made(text: str) -> list[Parser]:
    return [Parser(text), Words(text), Numbers(text), Plain(text)]


def described(text: str) -> list[str]:
    return [p.described() for p in made(text)]


def sizes(text: str) -> list[int]:
    return [p.size() for p in made(text)]


def found(text: str) -> list[int]:
    return [p.found() for p in made(text)]


def of_known_class(text: str) -> list[Union[int, str, float, None]]:
    w, n = Words(text), Numbers(text)
    return [w.name, n.name, w.limit, n.limit, w.ratio, n.ratio, w.pattern, n.pattern, Words.limit, Numbers.name, Parser.limit]


def widths(text: str) -> int:
    return sum(sum(p.widths) for p in made(text))


def registered(text: str) -> list[bool]:
    return [p.registered for p in made(text)[1:]]


def not_registered(text: str) -> bool:
    return Parser(text).registered


def limit_of(p: Parser) -> int:
    return p.limit


def signed(text: str) -> list[object]:
    plain, loud = Signer(text, "."), LoudSigner(text, "!")
    return [plain.signed(), loud.signed(), plain.key(), Signer.digest(text), loud.made(text).signed()]


CALLED = ["Signer", "LoudSigner", "reversed_text", "area_of", "Shape", "Square", "of_shape", "made", "Parser", "Words", "Numbers", "Plain", "limit_of"]
CALLS = [(name, text) for name in ("described", "sizes", "found", "of_known_class", "widths", "registered", "not_registered", "signed") for text in ("", "a word")] + [("of_shapes", 3)]
