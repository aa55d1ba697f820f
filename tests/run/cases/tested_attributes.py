"""Attributes that a test has shown something of, and calls that change them afterwards."""

from __future__ import annotations

from typing import Callable, Optional, Union


class Token:
    def __init__(self, text: str, following: Optional[Token] = None) -> None:
        self.text = text
        self.following = following

    def __repr__(self) -> str:
        return f"Token({self.text})"


class Base:
    def __init__(self, n: int) -> None:
        self.n = n

    def name(self) -> str:
        return f"base {self.n}"


class Leaf(Base):
    def __init__(self, n: int) -> None:
        super().__init__(n)
        self.weight = n * 0.5

    def name(self) -> str:
        return f"leaf {self.n}"


class Fork(Base):
    def __init__(self, n: int, left: Base, right: Base) -> None:
        super().__init__(n)
        self.left = left
        self.right: Optional[Base] = right


class Reader:
    token: Optional[Token]
    value: Union[int, str, None]
    node: Base

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self.at = 0
        self.token = None
        self.value = None
        self.node = Base(0)
        self.log: list[str] = []

    def fill(self) -> None:
        if self.at < len(self.words):
            self.token = Token(self.words[self.at])
            self.at += 1
        else:
            self.token = None

    def change(self) -> None:
        self.value = "text" if isinstance(self.value, int) else 7
        self.node = Leaf(3) if not isinstance(self.node, Leaf) else Base(4)

    # None before the call, something after it.
    def first(self) -> str:
        if self.token is None:
            self.fill()
        return str(self.token)

    def first_inside(self) -> str:
        if self.token is None:
            self.fill()
            return str(self.token)
        return "had one"

    def first_compared(self) -> bool:
        if self.token is None:
            self.fill()
            if self.token is None:
                return False
            return self.token.text == self.words[0]
        return True

    def first_returned(self) -> Optional[Token]:
        if self.token is None:
            self.fill()
            return self.token
        return None

    # Something before the call, perhaps None after it.
    def next_returned(self) -> Optional[Token]:
        if self.token is not None:
            self.fill()
            return self.token
        return Token("none")

    def next_text(self) -> str:
        if self.token is not None:
            self.fill()
            return self.token.text
        return "none"

    def next_shown(self) -> tuple[str, str, str, bool, bool]:
        if self.token is not None:
            self.fill()
            return str(self.token), repr(self.token), f"{self.token!r} {self.token}", bool(self.token), self.token is None
        return "", "", "", False, False

    def next_in_condition(self) -> int:
        if self.token is not None:
            self.fill()
            if self.token:
                return 1
            return 0 if self.token == None else 2
        return 3

    def next_argument(self) -> str:
        if self.token is not None:
            self.fill()
            return shown(self.token)
        return "none"

    def next_stored(self) -> bool:
        if self.token is not None:
            self.fill()
            kept = Token("kept")
            kept.following = self.token
            return kept.following is None
        return False

    def in_one_expression(self) -> str:
        return "" if self.token is None else self.filled() + str(self.token)

    def filled(self) -> str:
        self.fill()
        return "filled "

    # A union whose class was asked for.
    def kind(self) -> str:
        if isinstance(self.value, int):
            self.change()
            return str(self.value)
        if isinstance(self.value, str):
            return self.value.upper()
        return "nothing"

    def kind_in_text(self) -> str:
        if isinstance(self.value, int):
            self.change()
            return f"{self.value}"
        return "no int"

    def kind_again(self) -> str:
        if isinstance(self.value, int):
            self.change()
            if isinstance(self.value, str):
                return self.value + "!"
            return "still"
        return "no int"

    def kind_compared(self) -> bool:
        if isinstance(self.value, int):
            self.change()
            return self.value == "text"
        return False

    def kind_used(self) -> int:
        if isinstance(self.value, int):
            return self.value + 1
        elif isinstance(self.value, str):
            return len(self.value)
        return -1

    # An object whose class was asked for.
    def weight(self) -> float:
        if isinstance(self.node, Leaf):
            return self.node.weight
        return -1.0

    def named_after(self) -> str:
        if isinstance(self.node, Leaf):
            self.change()
            return self.node.name()
        return "no leaf"

    def number_after(self) -> int:
        if isinstance(self.node, Leaf):
            self.change()
            return self.node.n
        return -1

    def returned_after(self) -> Base:
        if isinstance(self.node, Leaf):
            self.change()
            return self.node
        return Base(9)

    def left_name(self) -> str:
        if isinstance(self.node, Fork) and isinstance(self.node.left, Leaf):
            return self.node.left.name() + f" {self.node.left.weight}"
        return "no fork"

    def right_weight(self) -> float:
        if isinstance(self.node, Fork) and isinstance(self.node.right, Leaf):
            return self.node.right.weight
        if isinstance(self.node, Fork) and self.node.right is not None:
            return float(self.node.right.n)
        return -1.0


def shown(token: Optional[Token]) -> str:
    return "nothing" if token is None else token.text


def reading(words: list[str]) -> list[str]:
    out = [Reader(words).first(), Reader(words).first_inside(), str(Reader(words).first_compared()), str(Reader(words).first_returned())]
    for i in range(7):
        reader = Reader(words)
        reader.fill()
        if i == 0:
            out.append(str(reader.next_returned()))
        elif i == 1:
            try:
                out.append(reader.next_text())
            except AttributeError as error:
                out.append(str(error))
        elif i == 2:
            out.append(str(reader.next_shown()))
        elif i == 3:
            out.append(str(reader.next_in_condition()))
        elif i == 4:
            out.append(reader.next_argument())
        elif i == 5:
            out.append(str(reader.next_stored()))
        else:
            out.append(reader.in_one_expression())
    return out


def kinds(value: Union[int, str, None]) -> list[str]:
    out: list[str] = []
    for i in range(5):
        reader = Reader([])
        reader.value = value
        if i == 0:
            out.append(reader.kind())
        elif i == 1:
            out.append(reader.kind_in_text())
        elif i == 2:
            out.append(reader.kind_again())
        elif i == 3:
            out.append(str(reader.kind_compared()))
        else:
            out.append(str(reader.kind_used()))
    return out


def objects(which: int) -> list[str]:
    nodes: list[Base] = [Base(1), Leaf(2), Fork(5, Leaf(6), Leaf(7)), Fork(8, Base(9), Base(10))]
    out: list[str] = []
    for i in range(6):
        reader = Reader([])
        reader.node = nodes[which]
        if i == 0:
            out.append(str(reader.weight()))
        elif i == 1:
            out.append(reader.named_after())
        elif i == 2:
            out.append(str(reader.number_after()))
        elif i == 3:
            out.append(type(reader.returned_after()).__name__)
        elif i == 4:
            out.append(reader.left_name())
        else:
            out.append(str(reader.right_weight()))
    return out


def shared(n: int) -> str:
    """A variable that a nested function stores."""
    found: Optional[str] = None
    count: Union[int, None] = n if n > 0 else None

    def find(text: str) -> None:
        nonlocal found, count
        found = text if found is None else None
        count = None if count is None else count + 1

    before = "none"
    if found is None:
        find("x")
        before = str(found)
    if found is not None:
        before += found.upper()
        find("y")
        before += f" {found}"
    if count is not None:
        return before + str(count + 1)
    return before


def doubled_by(test: Callable[[int], bool], n: int) -> str:
    """A test in front of a call of what the caller has given."""
    token = Token("a", Token("b"))
    if token.following is not None and test(n):
        return token.following.text
    return token.text if token.following is None else "no " + token.following.text


def walked(n: int) -> list[str]:
    """A variable that changes what its attributes are."""
    token: Optional[Token] = None
    for i in range(n):
        token = Token(str(i), token)
    out: list[str] = []
    while token is not None and token.following is not None:
        out.append(token.following.text)
        token = token.following
        if token.following is None:
            out.append("end")
    return out


def by_walrus(first: Optional[Token]) -> str:
    token = first
    if token is None or token.following is None:
        return "short"
    if (token := token.following) is not None:
        return token.text + str(token.following)
    return "never"


CALLED = ["shown", "by_walrus", "Token", "Base", "Leaf", "Fork", "Reader"]


def walrus(n: int) -> str:
    token: Optional[Token] = None
    for i in range(n):
        token = Token(str(i), token)
    return by_walrus(token) + shown(token)


CALLS = [
    *[("reading", words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])],
    *[("kinds", value) for value in (None, 0, 5, True, "", "abc")],
    *[("objects", which) for which in range(4)],
    *[("shared", n) for n in (-1, 3)],
    *[("doubled_by", lambda n: n > 2, n) for n in (1, 3)],
    *[("walked", n) for n in range(5)],
    *[("walrus", n) for n in range(4)],
]
