"""Classes that are values: compared with `is`, in lists, called."""

from collections import Counter, deque
from enum import Enum
from typing import Any, NamedTuple


class Pair(NamedTuple):
    a: int


class Color(Enum):
    RED = 1


def is_pair() -> bool:
    t = Pair(a=1)
    return type(t) is Pair


def names(n: int) -> list[str]:
    d: deque[int] = deque([1])
    c = Counter([1, 2])
    made: Any = Pair
    all_of_them: list[object] = [deque, Counter, Pair, Color, made(n), type(d) is deque, type(c) is Counter, type(Color.RED) is Color, isinstance(Pair(1), tuple), int, ValueError]
    return [repr(one).split(".")[-1] for one in all_of_them]


CALLS = [("is_pair",), ("names", 3)]
