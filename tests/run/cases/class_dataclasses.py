"""Dataclasses: the methods that the decorator writes, with its options, called natively."""

import dataclasses
from dataclasses import dataclass, field
from typing import ClassVar


@dataclass
class Vec:
    x: float
    y: float = 0.0
    count: ClassVar[int] = 3


@dataclass(order=True, frozen=True)
class Key:
    name: str
    rank: int = 1


@dataclass
class Bag:
    items: list[int] = field(default_factory=list)
    label: str = "bag"
    hidden: int = field(default=4, repr=False, compare=False)
    made: list[float] = field(init=False, default_factory=lambda: [0.5])

    def put(self, n: int) -> None:
        self.items.append(n)


@dataclasses.dataclass(kw_only=True)
class Options:
    depth: int
    name: str = "n"


@dataclass
class Checked:
    low: int
    high: int
    size: int = field(init=False)

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError("low > high")
        self.size = self.high - self.low


@dataclass
class Base:
    a: int
    b: int = 2


@dataclass
class Derived(Base):
    c: int = 3


@dataclass(eq=False, repr=False)
class Bare:
    n: int


@dataclass(slots=True)
class Slotted:
    n: int
    next: "Slotted | None" = None


def made() -> tuple[float, float, float, int]:
    v = Vec(1.0)
    w = Vec(y=2.0, x=3.0)
    v.x = 5.0
    return (v.x, w.y, w.x, v.count + Vec.count)


def equal(a: float, b: float) -> tuple[bool, bool, bool]:
    return (Vec(a) == Vec(b), Vec(a, 1.0) != Vec(b, 1.0), Vec(a) in [Vec(1.0), Vec(b)])


def shown(a: float) -> tuple[str, str, str]:
    return (repr(Vec(a)), str(Key("k")), f"{Bag([1])}")


def ordered() -> tuple[bool, bool, bool, bool, list[str]]:
    keys = [Key("b"), Key("a", 2), Key("a")]
    keys.sort()
    return (Key("a") < Key("b"), Key("a", 2) <= Key("a"), Key("c") > Key("b"), Key("c") >= Key("c"), [f"{k.name}{k.rank}" for k in keys])


def hashed() -> tuple[int, int, bool]:
    d = {Key("a"): 1, Key("b", 2): 2}
    d[Key("a", 1)] = 7
    return (len(d), d[Key("a")], Key("c") in d)


def factories() -> tuple[list[int], list[int], bool, list[float]]:
    a, b = Bag(), Bag()
    a.put(3)
    return (a.items, b.items, a == Bag([3], hidden=9), b.made)


def keyword_only(depth: int) -> tuple[int, str]:
    o = Options(name="x", depth=depth)
    return (o.depth, o.name)


def post_init(low: int, high: int) -> int:
    return Checked(low, high).size


def inherited() -> tuple[int, int, int, int]:
    d = Derived(1, c=5)
    return (d.a, d.b, d.c, Derived(4, 5).c)


OPTIONS = {"kw_only": True, "order": True}


@dataclass(**OPTIONS, frozen=True)
class Named:
    size: int
    name: str = ""


@dataclass(**{"eq": False})
class Same:
    size: int


def options(n: int) -> tuple[bool, bool, bool, str, bool]:
    one, two = Named(size=n, name="a"), Named(size=n)
    return one < two, one == two, hash(one) == hash(Named(name="a", size=n)), repr(one), Same(n) == Same(n)


def bare(n: int) -> tuple[bool, int]:
    b = Bare(n)
    return (b == Bare(n), Bare(n).n)


def slotted(n: int) -> int:
    s = Slotted(n, Slotted(n + 1))
    return s.n + (s.next.n if s.next is not None else 0)


CALLS = [
    ("made",),
    ("equal", 1.0, 1.0),
    ("equal", 1.0, 2.0),
    ("shown", 1.5),
    ("ordered",),
    ("hashed",),
    ("factories",),
    ("keyword_only", 4),
    ("post_init", 2, 5),
    ("post_init", 5, 2),
    ("inherited",),
    ("bare", 3),
    ("options", 3),
    ("slotted", 3),
]
