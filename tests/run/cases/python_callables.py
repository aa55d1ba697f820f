"""Lambdas and nested functions that are handed to Python: real callables over the native closures."""

import re
from typing import Any, Callable


def by_key(xs: list[object], at: int) -> object:
    return sorted(xs, key=lambda item: item[at])


def register(f: object) -> object:
    return f


def adder(n: int) -> Callable:
    return lambda x: x + n


def call_adder(n: int, x: object) -> object:
    f = adder(n)
    return f(x)


def counter() -> object:
    count = 0

    def next_one(step: int = 1, *, scale: int = 1) -> int:
        nonlocal count
        count += step * scale
        return count

    return next_one


def counts() -> list[object]:
    f: Any = counter()
    return [f(), f(2), f(step=3), f(scale=4), f.__name__, f.__qualname__]


def substituted(text: str, times: int) -> str:
    pattern: Any = re.compile(r"[a-z]+")

    def twice(found: Any) -> str:
        word: str = found.group(0)
        return word * times

    result: str = pattern.sub(twice, text)
    return result


def shared_list() -> tuple[list[int], int]:
    seen: list[int] = []

    def note(x: int) -> None:
        seen.append(x)

    f: Any = register(note)
    f(1)
    f(2)
    return seen, len(seen)


def failing(x: object) -> object:
    f: Any = register(lambda y: 1 // y)
    return f(x)


def wrong_arguments(kind: int) -> object:
    f: Any = register(lambda a, b, /, c=1: a)
    if kind == 0:
        return f(1)
    if kind == 1:
        return f(1, 2, 3, 4)
    if kind == 2:
        return f(1, 2, d=3)
    if kind == 3:
        return f(1, b=2)
    return f(1, 2, c=4)


def holding(value: object) -> object:
    return lambda: value


def list_and_note() -> tuple[list[int], object]:
    xs: list[int] = []

    def note(x: int) -> int:
        xs.append(x)
        return len(xs)

    f: object = note
    return xs, f


def with_defaults(n: int) -> tuple[Callable[[int], int], object]:
    m = n * 2

    def plus(x: int, k: int = m, *, seen: list[int] = [n]) -> int:
        seen.append(x)
        return x + k + len(seen)

    return lambda x, k=n: x * k, plus


def later_defaults(n: int) -> list[object]:
    made: list[object] = [lambda i=i, n=n * 2: i * n for i in range(3)]
    return made


def defaults_called(n: int) -> tuple[list[object], list[object]]:
    times, plus = with_defaults(n)
    more: Any = plus
    many: Any = times
    out: list[object] = [many(2), many(2, 5), many(2, k=7), more(1), more(1), more(1, 0), more(1, k=3)]
    all_made: Any = later_defaults(n)
    return out, [f() for f in all_made] + [f(4) for f in all_made]


CALLS = [
    ("by_key", [(1, "b"), (0, "c"), (2, "a")], 0), ("by_key", [(1, "b"), (0, "c"), (2, "a")], 1), ("call_adder", 2, 3), ("call_adder", 2, 1.5), ("call_adder", 2, "x"), ("counts",),
    ("substituted", "ab 1 cd", 2), ("shared_list",), ("failing", 2), ("failing", 0), ("wrong_arguments", 0), ("wrong_arguments", 1), ("wrong_arguments", 2), ("wrong_arguments", 3), ("wrong_arguments", 4),
    ("defaults_called", 3), ("defaults_called", 0),
]
CALLED = ["with_defaults", "later_defaults", "register", "adder", "counter", "holding", "list_and_note"]
