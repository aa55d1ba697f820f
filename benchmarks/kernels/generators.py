"""Values made one at a time: generators that feed each other, and one that calls itself for the parts of its work."""

from typing import Iterator


def collatz(n: int) -> Iterator[int]:
    while n != 1:
        yield n
        n = n // 2 if n % 2 == 0 else 3 * n + 1
    yield 1


def odd(numbers: Iterator[int]) -> Iterator[int]:
    for number in numbers:
        if number % 2 == 1:
            yield number


def chained(limit: int) -> int:
    """The sum of all odd numbers that the numbers below the limit pass through."""
    total = 0
    for start in range(1, limit):
        for number in odd(collatz(start)):
            total += number
    return total


def ruler(depth: int) -> Iterator[int]:
    if depth > 0:
        yield from ruler(depth - 1)
        yield depth
        yield from ruler(depth - 1)


def nested(depth: int) -> int:
    total = 0
    for place, mark in enumerate(ruler(depth)):
        total += place * mark
    return total


def by_expression(n: int) -> int:
    return sum(i * i for i in range(n) if i % 3 != 0)
