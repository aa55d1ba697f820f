"""Functions that call themselves, for test_recursion.py."""

from collections.abc import Callable, Iterator


def depth(n: int) -> int:
    return 0 if n == 0 else 1 + depth(n - 1)


def forever(n: int) -> int:
    return forever(n + 1) + 1


def is_even(n: int) -> bool:
    return n == 0 or is_odd(n - 1)


def is_odd(n: int) -> bool:
    return n != 0 and is_even(n - 1)


def held(n: int) -> list[int]:
    own = [n]
    below = held(n + 1)
    return own + below


def caught(n: int) -> str:
    try:
        return str(forever(n))
    except RecursionError as error:
        return str(error)


def nested(n: int) -> Iterator[int]:
    yield n
    yield from nested(n + 1)


def through_python(f: Callable[[int], int], n: int) -> int:
    return 1 if n == 0 else f(n - 1) + forever_below(f, n)


def forever_below(f: Callable[[int], int], n: int) -> int:
    return f(n) + forever_below(f, n)
