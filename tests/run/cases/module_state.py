"""Variables of the module: constants by unpacking, tables that the module's code fills, variables that functions and methods assign."""

import numpy as np

EMPTY, WHITE, BLACK = 0, 1, 2
(LOW, HIGH), NAME = (1, 2), "n"
FIRST, SECOND = EMPTY + 5, "two"
START = ORIGIN = 7
LEVELS = {}
LEVELS[2] = "two"
NAMES = ["a"]
NAMES.append("b")
NESTED = {"x": []}
NESTED["x"].append(1)
SQUARES = []
for _i in range(4):
    SQUARES.append(_i * _i)
WEIGHTS = np.zeros(3)
WEIGHTS[1] = 2.5
COUNT: int = 0
RATE: float = 1.5
LABEL: str = "none"
PLAIN = {1: "one"}


class Counter:
    def bump(self, n: int) -> None:
        global COUNT
        COUNT += n


def unpacked(x: int) -> tuple[int, str]:
    return x + EMPTY + WHITE * 10 + BLACK * 100 + FIRST + START * ORIGIN, SECOND + NAME


def level(n: int) -> str:
    return LEVELS[n]


def names() -> tuple[int, list[str]]:
    return len(NAMES), NAMES


def nested() -> dict[str, list[int]]:
    return NESTED


def squares() -> int:
    return sum(SQUARES)


def weights(i: int):
    return WEIGHTS[i] * 2.0


def in_method(n: int) -> tuple[int, int]:
    before = COUNT
    Counter().bump(n)
    return COUNT - before, COUNT


def typed(n: int) -> str:
    global RATE, LABEL
    RATE = n * 2.5
    LABEL = "r" + str(RATE)
    return LABEL + "!"


def wrong_type() -> int:
    global COUNT
    kept = COUNT
    set_count("x")
    try:
        return COUNT + 1
    except TypeError:
        return -1
    finally:
        COUNT = kept


def set_count(value: object) -> None:
    global COUNT
    COUNT = value


def plain(n: int) -> str:
    return PLAIN[n]


class Meter:
    def __init__(self, start: int) -> None:
        self.total = start

    def add(self, n: int) -> int:
        self.total += n
        return self.total


METER = Meter(3)
METER.add(4)


def metered(n: int) -> tuple[int, int]:
    return METER.add(n), METER.total


def started(n: int) -> None:
    global STARTED
    STARTED = [n]


def begun() -> int:
    return STARTED[0]


LATE: int


def set_late(n: int) -> int:
    global LATE
    LATE = n
    return LATE + 1


def late() -> int:
    return LATE * 2


small = lambda x: x < 5
twice = lambda x: x * 2


def picked(xs: list[int]) -> list[int]:
    return [twice(x) for x in xs if small(x)] + list(filter(small, xs))


def updated(val: float) -> tuple[dict[tuple[int, int], float], dict[tuple[int, int], int]]:
    i = 4
    j = 5
    d = {}
    d[i, j] = 3.0
    d[i, j] += val
    e = {}
    e[i, j] = -7
    e[i, j] //= -2
    e[4, 5] *= 3
    return d, e


CALLED = ["Counter", "Meter"]
CALLS = [("unpacked", 1), ("level", 2), ("level", 3), ("names",), ("nested",), ("squares",), ("weights", 1), ("weights", 5), ("in_method", 3), ("in_method", 4), ("typed", 2), ("wrong_type",), ("set_count", 0), ("plain", 1), ("metered", 2), ("metered", 1), ("begun",), ("started", 3), ("begun",), ("late",), ("set_late", 4), ("late",), ("picked", [1, 7, 3]), ("updated", 2.5)]
