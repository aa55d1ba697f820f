"""Nested functions with decorators, and class attributes that are tables."""

from __future__ import annotations

import functools
from enum import Enum
from typing import Any, Callable, Dict, List, Sequence, Set, Tuple


def memo(f: Callable[[int], int]) -> Callable[[int], int]:
    cache: Dict[int, int] = {}

    @functools.wraps(f)
    def inner(n: int) -> int:
        """Looks it up."""
        if n not in cache:
            cache[n] = f(n)
        return cache[n]

    return inner


def called_once(values: List[int]) -> Tuple[List[int], int]:
    calls: List[int] = []

    def square(n: int) -> int:
        calls.append(n)
        return n * n

    f = memo(square)
    return [f(v) for v in values], len(calls)


def names(f: Any) -> Tuple[str, bool]:
    made = memo(f)
    return made.__name__, made.__wrapped__ is f


def logged(log: List[str], times: int) -> Callable[[Any], Any]:
    def decorate(f: Any) -> Any:
        def run(*args: Any) -> Any:
            for _ in range(times):
                log.append(str(args))
            return f(*args)

        return run

    return decorate


def several(n: int) -> Tuple[int, List[str]]:
    log: List[str] = []

    @logged(log, 2)
    @logged(log, 1)
    def add(a: int, b: int) -> int:
        return a + b + n

    total: int = add(1, 2)
    return total, log


def through_python(n: int, make: Any) -> Tuple[int, List[str]]:
    log: List[str] = ["first"]
    one: Any = make(log, 2)
    log.append("second")
    add: Any = one(lambda a, b: a + b + n)
    total: int = add(1, 2)
    log.append("last")
    total += add(3, 4)
    return total, log


def make_later(log: List[str], n: int) -> Callable[[Any], Any]:
    log.append("python")
    return logged(log, n)


def by_native(n: int) -> Tuple[int, List[str]]:
    return through_python(n, make_later)


def chosen(n: int) -> List[int]:
    made: List[Callable[[int], int]] = []
    for i in range(n):

        @functools.lru_cache(maxsize=None)
        def scaled(x: int, by: int = i) -> int:
            return x * by

        made.append(scaled)
    return [f(10) for f in made]


class State(Enum):
    IDLE = "idle"
    RUNNING = "running"
    DONE = "done"


class Machine:
    """A plain class: its tables are one for all objects."""

    NEXT: Dict[State, Set[State]] = {State.IDLE: {State.RUNNING}, State.RUNNING: {State.DONE, State.IDLE}, State.DONE: set()}
    names: List[str] = ["a", "b"]
    pair: Tuple[int, str] = (1, "x")
    limit: int = 5

    def __init__(self) -> None:
        self.state = State.IDLE
        self.log: List[str] = []

    def to(self, state: State) -> Machine:
        if state not in self.NEXT[self.state]:
            raise ValueError(f"{self.state.value} -> {state.value}")
        self.log.append(f"{self.state.value}>{state.value}")
        self.state = state
        return self


def machine(states: List[str]) -> List[str]:
    m = Machine()
    out: List[str] = []
    for s in states:
        try:
            m.to(State(s))
        except ValueError as e:
            out.append(str(e))
    return out + m.log + m.names + [str(m.pair), str(Machine.pair), str(len(Machine.NEXT)), str(m.limit)]


def shared_table(name: str) -> Tuple[int, int]:
    before = len(Machine().names)
    Machine.names.append(name)
    after = len(Machine().names)
    Machine.names.pop()
    return before, after


def rows(values: Sequence[Sequence[float]]) -> List[List[float]]:
    return [list(map(float, row)) for row in values]


def mapped(items: Any) -> Tuple[List[int], List[str], List[int]]:
    return list(map(int, items)), [s for s in map(str, items)], list(map(lambda x: len(str(x)), items))


CALLED = ["make_later", "logged", "Machine", "State", "memo"]
CALLS = [
    ("called_once", [3, 4, 3, 3]), ("called_once", []), ("names", abs), ("several", 5), ("through_python", 5, logged), ("through_python", 2, make_later), ("through_python", 2, lambda log, n: (log.append("x"), logged(log, n))[1]), ("by_native", 1), ("chosen", 3), ("machine", ["running", "done", "idle", "bad"]), ("shared_table", "c"),
    ("rows", [(1, 2), [3.5]]), ("rows", []), ("mapped", ["1", "22"]), ("mapped", (1, 2)), ("mapped", range(3)), ("mapped", 5), ("mapped", ["x"]),
]
