"""with over objects, contextlib.contextmanager, nullcontext, suppress, closing."""

import contextlib
from contextlib import contextmanager, suppress
from typing import Iterator


class Tracked:
    def __init__(self, name: str, log: list[str], swallow: bool = False) -> None:
        self.name = name
        self.log = log
        self.swallow = swallow

    def __enter__(self) -> "Tracked":
        self.log.append("enter " + self.name)
        return self

    def __exit__(self, kind, error, trace) -> bool:
        self.log.append("exit " + self.name + (" ok" if kind is None else " failed"))
        return self.swallow

    def close(self) -> None:
        self.log.append("close " + self.name)


class Entering:
    def __init__(self, log: list[str]) -> None:
        self.log = log

    def __enter__(self) -> int:
        raise ValueError("enter")

    def __exit__(self, *args) -> None:
        self.log.append("never")


def plain(n: int) -> list[str]:
    log: list[str] = []
    with Tracked("a", log) as t:
        log.append(t.name * n)
    log.append("after")
    return log


def several(n: int) -> tuple[list[str], str]:
    log: list[str] = []
    failed = ""
    try:
        with Tracked("a", log) as a, Tracked("b", log) as b:
            log.append(a.name + b.name)
            log.append(str(10 // n))
    except ZeroDivisionError as e:
        failed = str(e)
    return log, failed


def swallowed(n: int) -> list[str]:
    log: list[str] = []
    with Tracked("a", log, True):
        log.append(str(10 // n))
        log.append("reached")
    log.append("after")
    return log


def raising(n: int) -> int:
    log: list[str] = []
    with Tracked("a", log):
        return 10 // n


def returning(log: list[str], n: int) -> int:
    for i in range(n):
        with Tracked(str(i), log):
            if i == 1:
                continue
            if i == 3:
                break
            if i == 5:
                return i
            log.append("body")
    return -1


def returned(n: int) -> tuple[int, list[str]]:
    log: list[str] = []
    return returning(log, n), log


def in_function(log: list[str]) -> int:
    with Tracked("x", log):
        with Tracked("y", log):
            return len(log)


def not_entered() -> list[str]:
    log: list[str] = []
    try:
        with Entering(log) as n:
            log.append(str(n))
    except ValueError as e:
        log.append(str(e))
    return log


@contextmanager
def managed(name: str, log: list[str]) -> Iterator[str]:
    log.append("enter " + name)
    try:
        yield name.upper()
    except KeyError:
        log.append("swallowed")
    finally:
        log.append("exit " + name)


@contextlib.contextmanager
def simple(log: list[str]) -> Iterator[int]:
    log.append("in")
    yield 7
    log.append("out")


def by_generator(kind: int) -> list[str]:
    log: list[str] = []
    d = {1: 2}
    try:
        with managed("m", log) as name, simple(log) as seven:
            log.append(name + str(seven))
            if kind == 1:
                log.append(str(d[3]))
            if kind == 2:
                raise ValueError("inside")
    except ValueError as e:
        log.append("caught " + str(e))
    return log


def failing(n: int) -> int:
    log: list[str] = []
    with managed("f", log):
        return 10 // n


def suppressed(n: int) -> list[str]:
    log: list[str] = []
    d = {1: 10}
    with suppress(KeyError, ZeroDivisionError):
        log.append(str(d[1] // n))
        log.append(str(d[n]))
    log.append("after")
    return log


def nothing(n: int) -> int:
    with contextlib.nullcontext(n) as m:
        m += 1
    with contextlib.nullcontext():
        m += 1
    return m


def closed(n: int) -> list[str]:
    log: list[str] = []
    try:
        with contextlib.closing(Tracked("c", log)) as t:
            log.append(t.name)
            log.append(str(10 // n))
    except ZeroDivisionError:
        log.append("failed")
    return log


@contextmanager
def noted(name: str, log: list[str]) -> Iterator[str]:
    log.append("+" + name)
    try:
        yield name.upper()
    finally:
        log.append("-" + name)


# Made in one place, entered in another: Python's context manager.
def kept(n: int) -> list[str]:
    log: list[str] = []
    made = noted("a", log)
    with made as a, contextlib.ExitStack() as stack:
        names = [stack.enter_context(noted(f"s{i}", log)) for i in range(n)]
        log.append(a + "".join(names))
    with noted("b", log) as b:
        log.append(b)
    return log


CALLS = (
    [("kept", n) for n in (0, 2)] +
    [(f, n) for f in ("plain", "several", "swallowed", "raising", "suppressed", "nothing", "closed", "failing") for n in (0, 1, 2)]
    + [("returned", n) for n in (1, 3, 8)]
    + [("returning", [], 2), ("in_function", []), ("not_entered",), ("by_generator", 0), ("by_generator", 1), ("by_generator", 2)]
)
CALLED = ["managed", "simple", "noted"]
