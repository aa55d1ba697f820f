"""`from module import *`: what the module has hides builtins; what the compiler does not know of it, Python finds."""

from math import *
from string import *
from itertools import *


def root(x: float) -> float:
    return sqrt(x) + pi


def power(x: int) -> float:
    return pow(x, 2)


def letters(n: int) -> str:
    return str(ascii_lowercase[:n]) + str(capwords("ab cd"))


def counted(n: int) -> list[tuple[int, int]]:
    return list(product(range(n), repeat=2))


def hidden(n: int) -> list[int]:
    sqrt = [n]
    return sqrt


def builtins_stay(xs: list[int]) -> tuple[int, int]:
    return sum(xs), len(xs)


def missing(n: int) -> object:
    return no_such_name + n


CALLS = [("root", 4.0), ("root", -1.0), ("power", 3), ("letters", 3), ("counted", 2), ("hidden", 5), ("builtins_stay", [1, 2]), ("missing", 1)]
