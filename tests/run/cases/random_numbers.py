"""random: CPython's sequence for a seed, on CPython's own state; string, operator, sys, time."""

import operator
import random
import string
import sys
import time


def draws(s: int) -> tuple[list[float], list[int], list[int], float, float]:
    random.seed(s)
    return [random.random() for _ in range(700)], [random.getrandbits(k) for k in range(64)], [random.randrange(10), random.randrange(5, 100, 7), random.randint(-3, 3), random.randrange(10, -10, -3)], random.uniform(2, 5), random.gauss(0, 1)


def picks(s: int, xs: list[str]) -> tuple[str, list[str], list[str], list[str], str]:
    random.seed(s)
    random.shuffle(xs)
    return random.choice(xs), random.sample(xs, 2), random.choices(xs, k=5), random.choices(xs, [1.5] * len(xs), k=3), random.choice("abc")


def large_sample(s: int) -> list[int]:
    random.seed(s)
    return random.sample(range(1000), 10)


def distributions(s: int) -> list[float]:
    random.seed(s)
    return [random.normalvariate(1, 2), random.expovariate(1.5), random.betavariate(1, 2), random.gammavariate(2, 1), random.triangular(0, 1, 0.5), random.lognormvariate(0, 1), random.gauss()]


def empty_choice(xs: list[int]) -> int:
    return random.choice(xs)


def empty_range(a: int, b: int) -> int:
    return random.randrange(a, b)


def empty_stop(a: int) -> int:
    return random.randrange(a)


def zero_step(a: int) -> int:
    return random.randrange(1, 5, a)


def too_many(xs: list[int]) -> list[int]:
    return random.sample(xs, 100)



def letters(s: str) -> tuple[int, bool, int]:
    return sum([1 for c in s if c in string.ascii_letters]), s in string.digits + string.punctuation + string.whitespace, sys.maxsize


def operators(a: int, b: int) -> tuple[int, int, float, bool, int, bool]:
    f = operator.mul
    return f(a, b), operator.sub(a, b), operator.truediv(a, b), operator.lt(a, b), operator.neg(a), operator.contains([a], b)


def clocks() -> bool:
    t = time.perf_counter()
    n = time.monotonic_ns()
    return time.time() > 1.6e9 and time.perf_counter() >= t and time.monotonic_ns() >= n and time.process_time() > 0


def readings() -> tuple[float, int, float, int]:
    return time.time(), time.time_ns(), time.perf_counter(), time.monotonic_ns()


NAMES = ["a", "b", "c"]


def of_the_module(s: int) -> tuple[str, list[str], list[str]]:
    random.seed(s)
    return random.choice(NAMES), random.sample(NAMES, 2), random.choices(NAMES, k=4)


CALLED = ["readings"]
CALLS = [
    ("draws", 0), ("draws", 12345), ("draws", -7), ("picks", 1, ["a", "b", "c", "d"]), ("large_sample", 5), ("distributions", 3), ("empty_choice", []), ("empty_range", 3, 3), ("empty_stop", 0), ("zero_step", 0), 
    ("too_many", [1]), ("letters", "a1 b"), ("letters", "12"), ("operators", 6, 4), ("operators", 1, 0), ("clocks",),
    ("of_the_module", 3),
]
