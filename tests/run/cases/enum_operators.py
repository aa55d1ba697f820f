"""Enumerations with operators of their own."""

from enum import Enum, IntEnum


class Level(Enum):
    LOW = 1
    HIGH = 2

    def __lt__(self, other: "Level") -> bool:
        return self.value < other.value

    def __ge__(self, other: "Level") -> bool:
        return self.value >= other.value

    def __add__(self, n: int) -> "Level":
        return Level(self.value + n)

    def __radd__(self, n: int) -> int:
        return n + self.value

    def __neg__(self) -> "Level":
        return Level(3 - self.value)


class Number(IntEnum):
    ONE = 1
    TWO = 2

    def __add__(self, other: int) -> int:
        return 100 + int(other)

    def __mul__(self, other: int) -> int:
        return -int(other)


def ordered(n: int) -> list[bool]:
    a, b = Level.LOW, Level(n)
    return [a < b, a > b, a >= b, a == b, a != b]


def computed(n: int) -> tuple[Level, int, Level]:
    level = Level(n)
    return Level.LOW + 1, 5 + level, -level


def beyond(n: int) -> Level:
    return Level(n) + n


def numbers(n: int) -> tuple[int, int, int, int, bool]:
    return Number.ONE + n, Number(n) * 3, 4 + Number.TWO, Number.ONE - 1, Number.ONE < n


CALLS = [("ordered", 1), ("ordered", 2), ("computed", 1), ("computed", 2), ("beyond", 1), ("beyond", 2), ("numbers", 1), ("numbers", 2)]
