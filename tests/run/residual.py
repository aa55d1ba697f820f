"""A module of which a part stays Python: its docstring is that of the module."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import enum
import functools
import sys as system
from collections import OrderedDict as Ordered

try:
    import module_that_does_not_exist
except ImportError:
    module_that_does_not_exist = None

ORDER = []
FACTOR = 3
COUNT = 0


def note(name):
    """A decorator that runs at import."""

    def decorate(function):
        ORDER.append(name)

        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            return ("noted", function(*args, **kwargs))

        return wrapper

    return decorate


def native(x: float, n: int = 2) -> float:
    """Native: x scaled n times."""
    for _ in range(n):
        x *= FACTOR
    return x


EARLY = native(1.0)
alias = native
ORDER.append("between")


@note("first")
def decorated(x: float) -> float:
    """Decorated."""
    return native(x) + 1


@dataclasses.dataclass
class Point:
    """A class, whose methods call native functions."""

    x: float
    y: float = 2.0

    def norm(self) -> float:
        return hypot2(self.x, self.y) ** 0.5

    @property
    def doubled(self) -> Point:
        return Point(self.x * 2, self.y * 2)

    @classmethod
    def origin(cls) -> Point:
        return cls(0.0, 0.0)


class Colour(enum.Enum):
    RED = 1
    BLUE = native(1.0, 1)


class Base:
    def name(self):
        return type(self).__name__


class Derived(Base):
    def name(self):
        return "derived of " + super().name()


def hypot2(x: float, y: float) -> float:
    return x * x + y * y


def with_class(x: float) -> float:
    return Point(x, native(x)).norm()


def generator(n: int):
    for i in range(n):
        got = yield native(float(i))
        if got is not None:
            yield got


def with_statement(n: int) -> list:
    out = []
    with contextlib.suppress(ZeroDivisionError):
        out.append(1 // n)
    return out


def matched(value) -> str:
    match value:
        case {"kind": "circle", "radius": float(r)}:
            return f"circle {native(r):.2f}"
        case [x, *rest] if rest:
            return f"{x} and {len(rest)}"
        case Point(x=0.0):
            return "on the axis"
        case _:
            return "other"


async def coroutine(n: int) -> int:
    await asyncio.sleep(0)
    return n + 1


async def several(n: int) -> list[int]:
    return [value async for value in produce(n)]


async def produce(n):
    for i in range(n):
        yield await coroutine(i)


def any_arguments(*args, scale: float = 1.0, **kwargs) -> tuple:
    return args, scale, sorted(kwargs)


def global_counter() -> int:
    global COUNT
    COUNT += 1
    try:
        return COUNT
    finally:
        COUNT -= 1


def closure_returned(n: int):
    def add(k):
        return n + k

    return add


def frame_name() -> str:
    return system._getframe().f_code.co_name


def raises(n: int) -> int:
    return fails(n) + 1


def fails(n: int) -> int:
    return 10 // n


def formatted(x: float) -> str:
    with_type = type(x)
    return f"{x:8.3f}|{with_type.__name__}"


if FACTOR > 2:

    def conditional(n: int) -> int:
        return n + 1
else:

    def conditional(n: int) -> int:
        return n - 1


LAZY = (native(float(i)) for i in range(3))
TABLE = Ordered((name, len(name)) for name in ("a", "bb"))
LAMBDA = lambda x: native(x) * 2  # noqa: E731

if __name__ == "__main__":
    ORDER.append("main")


class Text:
    """A class that containers have to ask: what it answers cannot be compiled, so that it stays Python. Native code knows its objects as any objects."""

    def __init__(self, text: str):
        self.text = text

    def __eq__(self, other: Text) -> bool:
        import unicodedata

        class NotCompiled:
            pass

        return unicodedata.normalize("NFC", self.text) == unicodedata.normalize("NFC", other.text)

    def __hash__(self) -> int:
        return 1


def distinct_texts(n: int) -> int:
    seen: dict[Text, int] = {}
    for i in range(n):
        seen[Text("e\u0301" if i % 2 else "\u00e9")] = i
    return len(seen)
