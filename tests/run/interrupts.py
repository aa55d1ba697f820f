"""Loops that never end by themselves."""

import itertools
from collections.abc import Iterator


class Counter:
    def __init__(self) -> None:
        self.n = 0

    def __iter__(self) -> "Counter":
        return self

    def __next__(self) -> int:
        self.n = (self.n + 1) % 1000
        return self.n


def counted() -> Iterator[int]:
    i = 0
    while True:
        yield i
        i = (i + 1) % 1000


def doubled(source: Iterator[int]) -> Iterator[int]:
    for i in source:
        yield 2 * i


def by_while(n: int) -> int:
    total = 0
    while total >= 0:
        total = (total + n) % 7919
    return total


def by_range(n: int) -> int:
    total = 0
    for i in range(n * 2**61):
        total = (total + i % 7) % 7919
    return total


def by_generator(n: int) -> int:
    total = 0
    for i in counted():
        total = (total + i) % 7919
        if total < 0:
            break
    return total + n


def by_chain(n: int) -> int:
    total = 0
    for i in doubled(doubled(counted())):
        total = (total + i) % 7919
    return total + n


def by_expression(n: int) -> int:
    return max(i + n for i in counted())


def by_filter(n: int) -> int:
    return next(i for i in counted() if i < 0) + n


def by_itertools(n: int) -> int:
    total = 0
    for i in itertools.cycle([1, 2, n]):
        total = (total + i) % 7919
    return total


def by_object(n: int) -> int:
    total = 0
    for i in Counter():
        total = (total + i) % 7919
    return total + n


def by_calls(n: int) -> int:
    total = 0
    while True:
        total = (total + len(str(n))) % 7919
