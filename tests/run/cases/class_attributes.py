"""Attributes of classes that the module assigns, InitVar, total_ordering, caches on methods."""

import enum
import math
from dataclasses import KW_ONLY, InitVar, dataclass, field
from functools import cache, cached_property, lru_cache, total_ordering
from typing import TYPE_CHECKING, ClassVar, overload


class Counter:
    count: ClassVar[int] = 0
    names: ClassVar[str] = ""
    plain = 1

    def __init__(self, name: str) -> None:
        self.name = name
        Counter.count += 1
        Counter.names += name

    @classmethod
    def reset(cls) -> None:
        cls.count = 0
        Counter.names = ""

    def seen(self) -> int:
        return self.count


class Derived(Counter):
    pass


@dataclass
class Scaled:
    x: float
    factor: InitVar[float] = 2.0
    _: KW_ONLY
    scaled: float = field(init=False, default=0.0)
    label: str = "none"

    def __post_init__(self, factor: float) -> None:
        self.scaled = self.x * factor


@total_ordering
class Version:
    def __init__(self, major: int, minor: int) -> None:
        self.major = major
        self.minor = minor

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Version):
            return NotImplemented
        return (self.major, self.minor) == (other.major, other.minor)

    def __lt__(self, other: "Version") -> bool:
        return (self.major, self.minor) < (other.major, other.minor)

    def __hash__(self) -> int:
        return hash((self.major, self.minor))


class Tree:
    def __init__(self, depth: int) -> None:
        self.depth = depth
        self.calls = 0

    @cache
    def size(self, n: int) -> int:
        self.calls += 1
        return n if n < 2 else self.size(n - 1) + self.size(n - 2)

    @lru_cache(maxsize=2)
    def half(self, n: int) -> float:
        self.calls += 1
        return n / 2


class Circle:
    def __init__(self, r: float) -> None:
        self.r = r
        self.computed = 0

    @cached_property
    def area(self) -> float:
        self.computed += 1
        return 3.0 * self.r**2


@cache
def squared(n: int) -> int:
    return n * n


def counting() -> tuple[int, int, str, int, int]:
    Counter.reset()
    a, b = Counter("a"), Derived("b")
    first = Counter.count
    Counter.count = 10
    return first, a.seen(), Counter.names, b.count, Derived.count


def changed_plain(n: int) -> int:
    return Counter.plain + n


def scaled(x: float) -> tuple[str, float, bool, str]:
    one = Scaled(x, 3.0)
    return repr(one), Scaled(x).scaled, one == Scaled(x, 3.0), Scaled(x, label="l").label


def orders() -> list[bool]:
    a, b = Version(1, 2), Version(1, 3)
    return [a < b, a <= b, a > b, a >= b, a <= Version(1, 2), a >= Version(1, 2), a == b, a != b]


def sizes(n: int) -> tuple[int, int, float, float, int]:
    tree = Tree(n)
    size = tree.size(n)
    calls = tree.calls
    return size, calls, tree.half(n), tree.half(n), tree.calls


def areas(r: float) -> tuple[float, float, int, float, int, float]:
    one = Circle(r)
    first = one.area
    one.r = 100.0
    again = one.area
    computed = one.computed
    one.area = 1.0
    stored = one.area
    del one.area
    return first, again, computed, stored, one.computed, one.area


def infos() -> tuple[int, str]:
    squared.cache_clear()
    value = squared(3) + squared(3)
    return value, str(squared.cache_info())


BASE = 4
FACTOR = BASE * 2


class Shade(enum.Enum):
    DARK = 0
    LIGHT = 1


class Settings:
    """Fields whose value in the class is computed of constants."""

    size: int = 1 << 4
    limit: float = math.inf
    low: float = -math.pi / 2
    factor: int = FACTOR + BASE
    more: int = factor * 2 - 1
    shade: Shade = Shade.LIGHT
    other: Shade | None = Shade.DARK
    name: str = "a" + "b"
    on: bool = not False
    again = 3
    last: int | None = again
    top: float = float("inf")

    def __init__(self, n: int) -> None:
        if n > 0:
            self.size = n
        if n > 1:
            self.shade = Shade.DARK

    def grown(self) -> int:
        self.factor += 1
        return self.factor + self.more

    if TYPE_CHECKING:

        def elsewhere(self) -> int: ...

    @overload
    def scaled(self, by: int) -> int: ...
    @overload
    def scaled(self, by: float) -> float: ...
    def scaled(self, by: float) -> float:
        return self.size * by


def settings(n: int) -> tuple[int, float, float, int, int, str, str, bool, str, int | None, float, float]:
    one = Settings(n)
    other = one.other
    return one.size, one.limit, one.low, one.grown(), Settings.more, one.shade.name, one.name, one.on, "none" if other is None else other.name, one.last, one.top, one.scaled(1.5)


CALLS = [("counting",), ("changed_plain", 2), ("scaled", 1.5), ("orders",), ("sizes", 10), ("infos",), ("areas", 2.0), *[("settings", n) for n in range(3)]]
CALLED = ["squared"]
