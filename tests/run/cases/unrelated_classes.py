"""Comparisons of dataclasses with objects of other classes, exceptions that keep what they were made of, getters of the operator module, columns by zip."""

import heapq
import operator
from dataclasses import dataclass, field
from operator import attrgetter, methodcaller
from typing import NamedTuple, Union


@dataclass
class Number:
    value: float


@dataclass
class Name:
    id: str


@dataclass
class Exact(Number):
    digits: int = 0


class Any:
    def __eq__(self, other: object) -> bool:
        return True


class Strange:
    def __ne__(self, other: object) -> bool:
        return False


Node = Union[Number, Name, Exact, Any]


def node(n: int) -> Node:
    if n == 0:
        return Number(0.0)
    if n == 1:
        return Name("x")
    if n == 2:
        return Any()
    return Exact(0.0, n)


def equal(a: int, b: int) -> tuple[bool, bool]:
    left, right = node(a), node(b)
    return left == right, left != right


def with_number(n: int) -> list[bool]:
    x = node(n)
    return [x == Number(0.0), Number(0.0) == x, x != Number(0.0), Number(0.0) != x, Number(0.0) in [Number(2.0), Number(0.0)], Name("x") == Number(0.0), Number(1.0) != Strange(), Name("y") == 3]


def base(n: int) -> Number:
    return Number(0.0) if n == 0 else Exact(0.0)


def with_base(a: int, b: int) -> tuple[bool, bool, bool, bool]:
    x, y = base(a), base(b)
    return x == y, Exact(0.0) == x, x == Exact(0.0), x != Exact(0.0)


class OutOfStock(Exception):
    def __init__(self, name: str, wanted: int, left: int) -> None:
        self.name, self.wanted, self.left = name, wanted, left
        (self.first, self.second), self.rest = (wanted, left), name
        super().__init__(name, wanted, left)


def stock(n: int) -> str:
    try:
        if n > 2:
            raise OutOfStock("tea", n, 2)
        return "enough"
    except OutOfStock as e:
        return f"{e.name} {e.wanted} {e.left} {e.first} {e.rest} {e.args}"


@dataclass
class Item:
    name: str
    price: float
    owner: Name = field(default_factory=lambda: Name("nobody"))


class Row(NamedTuple):
    key: str
    tags: dict[str, int] = {}
    sizes: list[int] = [1, 2]
    scale: float = 2.0


def items() -> list[Item]:
    return [Item("tea", 2.5, Name("z")), Item("cola", 1.5), Item("bun", 2.5, Name("a"))]


def by_attribute() -> list[list[str]]:
    d = {item.name: item for item in items()}
    cheapest = min(items(), key=attrgetter("price"))
    return [[i.name for i in sorted(items(), key=attrgetter("name"))], [i.name for i in sorted(d.values(), key=operator.attrgetter("price", "name"))], [i.name for i in sorted(items(), key=attrgetter("owner.id"))], [cheapest.name]]


def by_method(texts: list[str]) -> list[list[str]]:
    return [sorted(texts, key=methodcaller("lower")), list(map(operator.methodcaller("strip", "-"), texts)), sorted(texts, key=methodcaller("count", "a"))]


def defaults(key: str) -> tuple[int, list[int], float, bool]:
    a, b = Row(key), Row(key, {"x": 1}, scale=3.0)
    return len(a.tags) + len(b.tags), a.sizes, b.scale, a == Row(key)


def columns(rows: list[list[int]]) -> list[list[int]]:
    return [list(c) for c in zip(*rows)]


def table(n: int) -> list[list[int]]:
    rows = [[i * n + j for j in range(n)] for i in range(n)]
    return [list(c) for c in zip(*rows)]


def transposed(rows: list[list[int]]) -> list[tuple[int, ...]]:
    return list(zip(*rows))


def column_sums(rows: list[tuple[float, float]]) -> list[float]:
    return [sum(c) for c in zip(*rows)]


def two_columns(rows: list[tuple[float, float]]) -> tuple[float, float]:
    xs, ys = zip(*rows)
    return sum(xs), max(ys)


def letters(words: list[str]) -> list[str]:
    return ["".join(c) for c in zip(*words)]


class Event(NamedTuple):
    time: float
    name: str
    payload: dict[str, int] = {}


def queued(times: list[float]) -> list[str]:
    queue: list[tuple[float, Event]] = []
    for t in times:
        heapq.heappush(queue, (t, Event(t, f"at {t}")))
    out = []
    while queue:
        out.append(heapq.heappop(queue)[1].name)
    return out


CALLED = ["base", "node", "Number", "Name", "Exact", "Any", "Strange", "OutOfStock", "Item", "items"]
CALLS = [
    *[("equal", a, b) for a in range(4) for b in range(4)], *[("with_number", n) for n in range(4)], *[("with_base", a, b) for a in range(2) for b in range(2)],
    ("queued", [3.0, 1.0, 2.0]), ("queued", [1.0, 1.0]), ("queued", []), ("stock", 1), ("stock", 3), ("by_attribute",), ("by_method", ["b-", "-A", "aa", ""]), ("by_method", []), ("defaults", "k"),
    ("columns", [[1, 2, 3], [4, 5, 6]]), ("columns", [[1, 2], [3]]), ("columns", []), ("columns", [[]]), ("table", 3), ("table", 0), ("transposed", [[1, 2], [3, 4]]), ("transposed", []),
    ("column_sums", [(1.0, 2.0), (3.0, 4.5)]), ("column_sums", []), ("two_columns", [(1.0, 2.0), (3.0, 4.5)]), ("two_columns", []), ("letters", ["abc", "de"]), ("letters", []),
]
