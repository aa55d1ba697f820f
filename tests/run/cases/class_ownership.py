"""Objects that stay in a frame, and locals that borrow: what is written, dropped, kept and raised meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional


class Vector:
    def __init__(self, x: float, y: float) -> None:
        self.x = x
        self.y = y

    def __add__(self, other: Vector) -> Vector:
        return Vector(self.x + other.x, self.y + other.y)

    def __sub__(self, other: Vector) -> Vector:
        return Vector(self.x - other.x, self.y - other.y)

    def scale(self, factor: float) -> Vector:
        return Vector(factor * self.x, factor * self.y)

    def dot(self, other: Vector) -> float:
        return self.x * other.x + self.y * other.y

    def normalized(self) -> Vector:
        return self.scale(1.0 / self.dot(self) ** 0.5)

    def itself(self) -> Vector:
        return self

    def grow(self) -> None:
        self.x += 1.0


@dataclass(frozen=True)
class Pair:
    a: int
    b: str


class Checked:
    def __init__(self, n: int) -> None:
        if n < 0:
            raise ValueError("negative")
        self.n = n


class Node:
    def __init__(self, value: int, link: Optional[Node] = None) -> None:
        self.value = value
        self.link = link
        self.name = f"node {value}"
        self.items: list[int] = [value]


class Registry:
    def __init__(self) -> None:
        self.last: Optional[Vector] = None
        self.all: list[Vector] = []

    def keep(self, v: Vector) -> float:
        self.all.append(v)
        self.last = v
        return v.x

    def look(self, v: Vector) -> float:
        return v.x + v.y


class Holder:
    def __init__(self, v: Vector) -> None:
        self.v = v


class Base:
    def __init__(self) -> None:
        self.size = 1

    def area(self) -> int:
        return self.size


class Wide(Base):
    def __init__(self, size: int) -> None:
        Base.__init__(self)
        self.size = size

    def area(self) -> int:
        return self.size * 10


class Empty:
    pass


class Full(Empty):
    def __init__(self, n: int) -> None:
        self.n = n


def chain(n: int) -> float:
    total = 0.0
    step = Vector(0.5, 0.25)
    for i in range(n):
        here = Vector(float(i), 1.0)
        moved = here + step.scale(2.0) - Vector(1.0, 0.0)
        total += (moved - here).dot(moved) + moved.itself().x
    return total


def divided(x: float) -> tuple[float, float]:
    v = Vector(x, 0.0).normalized()
    return v.x, v.y


def divided_in_loop(n: int) -> float:
    total = 0.0
    for i in range(n, -1, -1):
        total += Vector(float(i), 0.0).normalized().x
    return total


def failing(n: int) -> int:
    total = 0
    for i in range(3, n, -1):
        total += Checked(i).n
    return total


def accumulated(n: int) -> tuple[float, float]:
    at = Vector(0.0, 0.0)
    for i in range(n):
        at = at + Vector(float(i), 1.0)
    return at.x, at.y


def alias_of_loop(n: int) -> float:
    best = Vector(-1.0, 0.0)
    for i in range(n):
        v = Vector(float(i * 7 % 5), 0.0)
        if v.x > best.x:
            best = v
        v.grow()
    return best.x


def alias_inside(n: int) -> tuple[float, bool]:
    v = Vector(float(n), 1.0)
    same = v
    same.grow()
    other = Vector(float(n), 1.0)
    return v.x, same is v and v is not other


def kept_or_not(n: int) -> tuple[float, int, bool]:
    registry = Registry()
    total = 0.0
    for i in range(n):
        v = Vector(float(i), 2.0)
        w = Vector(float(i), 3.0)
        total += registry.keep(v) + registry.look(w)
        v.grow()
    for v in registry.all:
        total += v.x
    return total, len(registry.all), registry.last is registry.all[-1] if n else False


def held(n: int) -> tuple[float, float]:
    v = Vector(float(n), 0.0)
    holder = Holder(v)
    v.grow()
    holder.v.grow()
    return v.x, holder.v.x


def chosen(n: int) -> float:
    v = Vector(1.0, 2.0) if n > 0 else Vector(3.0, 4.0)
    w = v if n > 1 else v.scale(2.0)
    return w.dot(v)


def made(n: int) -> Vector:
    v = Vector(float(n), 0.0)
    v.grow()
    if n > 2:
        return v
    return Vector(0.0, 0.0) + v


def made_shown(n: int) -> tuple[float, float]:
    a = made(n)
    b = made(n)
    a.grow()
    return a.x, b.x


def frozen_pairs(n: int) -> str:
    out = ""
    for i in range(n):
        p = Pair(i, str(i))
        out += p.b * p.a
    return out


def dispatched(n: int) -> int:
    total = 0
    for i in range(n):
        shape: Base = Wide(i) if i % 2 else Base()
        total += shape.area()
    return total


def in_list(n: int) -> list[float]:
    vs = [Vector(float(i), 0.0) for i in range(n)]
    for i in range(n):
        v = vs[i]
        for j in range(i, n):
            w = vs[j]
            w.x += v.x
    return [v.x for v in vs]


def written_meanwhile(n: int) -> tuple[float, list[float]]:
    vs = [Vector(float(i), 0.0) for i in range(n)]
    first = vs[0]
    vs[0] = Vector(9.0, 9.0)
    vs.clear()
    vs.append(first)
    return first.x, [v.x for v in vs]


def dropped_meanwhile(node: Node) -> tuple[int, str, Optional[int]]:
    second = node.link
    if second is None:
        return 0, "", None
    third = second.link
    node.link = None
    name = second.name
    second.name = "changed"
    second.link = None
    return second.value, name + second.name, None if third is None else third.value


def dropped(n: int) -> tuple[int, str, Optional[int]]:
    node = Node(0)
    for i in range(1, n):
        node = Node(i, node)
    return dropped_meanwhile(node)


def cut(node: Node) -> int:
    node.link = None
    node.items = [1, 2, 3]
    return len(node.items)


def cut_argument(n: int) -> tuple[int, int, list[int]]:
    node = Node(1, Node(2, Node(3)))
    rest = node.link
    items = node.items
    size = cut(node)
    if rest is None:
        return 0, size, items
    return rest.value + n, size, items


def drop_link(owner: Node, rest: Optional[Node]) -> int:
    owner.link = None
    return -1 if rest is None else rest.value


def part_as_argument(n: int) -> int:
    node = Node(1, Node(n))
    return drop_link(node, node.link)


def walk(n: int) -> tuple[int, int]:
    head: Optional[Node] = None
    for i in range(n):
        head = Node(i, head)
    total = 0
    at = head
    while at is not None:
        total += at.value
        at = at.link
    # Taken apart while it is walked.
    count = 0
    at = head
    head = None
    while at is not None:
        following = at.link
        at.link = None
        at = following
        count += 1
    return total, count


def last_of(n: int) -> str:
    head = Node(0)
    for i in range(1, n):
        head = Node(i, head)
    p = head
    following = p.link
    while following is not None:
        p = following
        following = p.link
    p.link = Node(-1)
    end = p.link
    return p.name + ("" if end is None else end.name)


def swapped(n: int) -> list[str]:
    names = [f"a{i}" for i in range(n)]
    for i in range(n // 2):
        left = names[i]
        right = names[n - 1 - i]
        names[i] = right
        names[n - 1 - i] = left
    return names


def looked_up(n: int) -> str:
    d = {i: f"v{i}" for i in range(n)}
    out = ""
    for i in range(n):
        value = d[i]
        if i % 2:
            del d[i]
        out += value
    return out + str(len(d))


def popped(n: int) -> int:
    rows = [[i, i + 1] for i in range(n)]
    total = 0
    while rows:
        row = rows[-1]
        rows.pop()
        total += row[0] * row[1]
    return total


def removed_in_loop(n: int) -> list[int]:
    nodes = [Node(i) for i in range(n)]
    seen = []
    for node in nodes:
        seen.append(node.value)
        nodes.remove(node)
        seen.append(len(node.name))
    return seen


def empty_base(n: int) -> tuple[int, bool]:
    full = Full(n)
    return full.n, isinstance(full, Empty)


def shared_in_tuple(n: int) -> float:
    v = Vector(float(n), 0.0)
    pair = (v, n)
    v.grow()
    return pair[0].x


def from_try(n: int) -> tuple[str, int]:
    node: Optional[Node] = Node(n, Node(1))
    steps = 0
    try:
        node = node.link
        steps += 1
        if node is None:
            return "none", steps
        value = node
        return value.name, steps
    finally:
        steps += 10


def made_in_try(n: int, log: list[int]) -> Vector:
    try:
        if n < 0:
            raise ValueError("negative")
        return Vector(float(n), 1.0)
    finally:
        log.append(n)


def made_or_caught(n: int) -> Vector:
    try:
        return Vector(1.0 / n, 1.0)
    except ZeroDivisionError:
        v = Vector(0.0, 0.0)
        v.grow()
        return v


def from_tries(n: int) -> tuple[float, float, list[int]]:
    log = [100]
    v = made_in_try(n, log)
    w = made_or_caught(n)
    return v.x + v.y, w.x, log


def made_in_while(n: int) -> Vector:
    while True:
        n -= 1
        v = Vector(float(n), 2.0)
        if v.x < 0.0:
            return v


def from_while(n: int) -> float:
    return made_in_while(n).x + made_in_while(n).dot(Vector(1.0, 2.0))


def made_recursively(n: int) -> Vector:
    if n == 0:
        return Vector(1.0, 1.0)
    return made_recursively(n - 1) + Vector(1.0, 0.0)


def recursive(n: int) -> float:
    return made_recursively(n).x


CALLS = [
    ("from_tries", 2),
    ("from_tries", 0),
    ("from_tries", -1),
    ("from_while", 3),
    ("recursive", 5),
    ("chain", 0),
    ("chain", 50),
    ("divided", 3.0),
    ("divided", 0.0),
    ("divided_in_loop", 3),
    ("failing", -2),
    ("failing", 0),
    ("accumulated", 10),
    ("alias_of_loop", 12),
    ("alias_inside", 4),
    ("kept_or_not", 0),
    ("kept_or_not", 5),
    ("held", 2),
    ("chosen", 0),
    ("chosen", 1),
    ("chosen", 2),
    ("made_shown", 1),
    ("made_shown", 5),
    ("frozen_pairs", 6),
    ("dispatched", 7),
    ("in_list", 6),
    ("written_meanwhile", 3),
    ("dropped", 1),
    ("dropped", 2),
    ("dropped", 5),
    ("cut_argument", 10),
    ("part_as_argument", 3),
    ("walk", 0),
    ("walk", 300),
    ("last_of", 1),
    ("last_of", 9),
    ("swapped", 7),
    ("looked_up", 6),
    ("popped", 9),
    ("removed_in_loop", 7),
    ("empty_base", 3),
    ("shared_in_tuple", 2),
    ("from_try", 5),
]

CALLED = ["cut", "drop_link", "dropped_meanwhile", "made", "made_in_try", "made_in_while", "made_or_caught", "made_recursively"]
