"""Patterns of objects: what their classes say decides (docs/supported.md)."""

from collections import OrderedDict, deque, namedtuple
from collections.abc import Mapping, Sequence


class Person:
    __match_args__ = ("name", "age")

    name: str
    age: int

    def __init__(self, name: str, age: int) -> None:
        self.name = name
        self.age = age


def what(x: object) -> str:
    match x:
        case 123:
            return "number"
        case 456 | 789:
            return "one of two"
        case True | False | None:
            return "singleton"
        case Person("bob" as name, age):
            return f"{name} {age}"
        case num if num == 5:
            return "guarded"
        case (7 | "7") as value:
            return f"seven {value!r}"
        case {"test": 11}:
            return "mapping"
        case {"test": 12, **rest}:
            return f"mapping and {rest}"
        case {}:
            return "some mapping"
        case ["test", 13]:
            return "pair"
        case ["test", 14, *_]:
            return "longer"
        case ["test", *rest3, 16]:
            return f"between {rest3}"
        case [["a", inner], *others]:
            return f"nested {inner!r} {others}"
        case str("exactly"):
            return "text"
        case str(text) if text.startswith("begin"):
            return f"text {text[5:]!r}"
        case ("one" as word) | ("two" as word):
            return f"word {word}"
        case []:
            return "empty"
        case float():
            return "float"
        case bytes() | bytearray():
            return "bytes"
    return "other"


class Custom(Mapping):
    def __init__(self, inner):
        self.inner = inner

    def __getitem__(self, key):
        return self.inner[key]

    def __iter__(self):
        return iter(self.inner)

    def __len__(self):
        return len(self.inner)


class Items(Sequence):
    def __init__(self, inner):
        self.inner = inner

    def __getitem__(self, index):
        return self.inner[index]

    def __len__(self):
        return len(self.inner)


def described(which: int) -> str:
    made: list[object] = [Custom({"test": 12, "more": 1}), Items(["test", 1, 2, 16]), deque(["test", 13]), OrderedDict([("test", 11)]), namedtuple("P", "a b")("test", 13), range(0), Person("bob", 3), Person("eve", 3), iter([1])]
    return what(made[which])


CALLS = [
    *[("what", x) for x in (123, 456, 789, True, False, None, 5, 7, "7", {"test": 11}, {"test": 12}, {"test": 12, "a": [1]}, {}, {"b": 1}, ["test", 13], ("test", 13), ["test", 14], ["test", 14, 1, 2], ["test", 16],
                             ["test", 1, 2, 16], [["a", 1]], [("a", 2), 3, 4], "exactly", "beginning", "one", "two", [], (), 1.5, b"x", bytearray(b"y"), "test", {1, 2}, 1j, 123.0, 1)],
    *[("described", i) for i in range(9)],
]
CALLED = ["__init__"]
