"""Annotated attributes of a class to which classes that derive from it give other values: they are the classes', no object has one of its own."""

from typing import ClassVar, Optional, Union


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


CALLED = ["made", "Parser", "Words", "Numbers", "Plain", "limit_of"]
CALLS = [(name, text) for name in ("described", "sizes", "found", "of_known_class", "widths", "registered", "not_registered") for text in ("", "a word")]
