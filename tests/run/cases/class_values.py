"""Values in the body of a class beside what objects store: `count = 0` and `self.count += 1`, in the class or in one that derives from it; other values in derived classes."""

import enum
from dataclasses import dataclass


class State(enum.Enum):
    IDLE = 1
    BUSY = 2


class C:
    count = 0
    label = "c"
    ratio = 1
    flag = False
    peer = None
    state = State.IDLE
    limit = -3
    handler = None

    def inc(self) -> int:
        self.count += 1
        self.flag = self.count > 1
        return self.count

    def scale(self) -> None:
        self.ratio = self.ratio * 1.5

    def name(self) -> str:
        return self.label

    def go(self) -> State:
        self.state = State.BUSY
        return self.state

    def link(self, other: "C") -> None:
        self.peer = other

    def set_handler(self, f: object) -> None:
        self.handler = f


class D(C):
    count = 10

    def __init__(self, loud: bool) -> None:
        if loud:
            self.label = "D"


class E(D):
    label = "E"
    limit = 7

    def lower(self) -> int:
        self.limit -= 1
        return self.limit


@dataclass
class Point:
    x: int = 1
    y: int = 2


@dataclass
class Other3D(Point):
    x: int = 5
    z: int = 3


class Kind:
    kind: str
    size: int = 1

    def show(self) -> str:
        return f"{self.kind} {self.size}"


class Big(Kind):
    kind = "big"
    size = 100


class Small(Kind):
    kind = "small"


class Other:
    def __init__(self) -> None:
        self.kind = "other"
        self.size = 3


def states(c: C) -> list[object]:
    out: list[object] = [c.inc(), c.inc(), c.count, c.flag, c.label, c.ratio, c.state, c.limit, c.peer is None, c.handler]
    c.scale()
    out.append(c.ratio)
    out.append(c.go())
    c.link(C())
    out.append(c.peer is None)
    c.set_handler(3)
    out.append(c.handler)
    if c.peer is not None:
        out.append(c.peer.count)
    return out


def all_states() -> list[object]:
    return [states(C()), states(D(True)), states(D(False)), states(E(True)), states(E(False)), C.count, D.count, E.limit]


def names_of(c: C) -> str:
    return c.name() + c.label


def lowered() -> list[int]:
    e = E(False)
    return [e.lower(), e.lower(), E(True).limit, C().limit]


def points() -> list[str]:
    return [repr(p) for p in [Point(), Other3D(), Other3D(7), Other3D(y=3)]]


def kinds() -> list[str]:
    return [k.show() for k in [Big(), Small()]] + [Other().kind]


def of_none() -> str:
    return Kind().show()


def names() -> list[str]:
    return [names_of(D(True)), names_of(D(False)), names_of(E(True)), names_of(E(False))]


CALLED = ["State", "C", "D", "E", "Point", "Other3D", "Kind", "Big", "Small", "Other", "states", "names_of"]
CALLS = [("all_states",), ("names",), ("lowered",), ("points",), ("kinds",), ("of_none",)]
