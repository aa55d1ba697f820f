"""What objects are put into: extend, update and displays convert them; iterators of a module or a class, which each that asks moves on; sums of objects."""

from __future__ import annotations

import itertools
import json
from dataclasses import dataclass
from typing import Any, ClassVar, Dict, Iterator, List, Set, Tuple

_ids = itertools.count(5)
NAMES = iter(["a", "b", "c", "d", "e", "f"])


def next_id() -> int:
    return next(_ids)


def next_name() -> str:
    return next(NAMES, "z")


def ids() -> List[int]:
    return [next_id() for _ in range(3)] + [next(_ids), next(_ids) * 2]


def names() -> List[str]:
    return [next_name(), next_name(), next(NAMES, "-")]


class A:
    ids = itertools.count(1)
    _more: ClassVar[Iterator[int]] = itertools.count(100, 5)

    def __init__(self) -> None:
        self.n = next(A.ids)
        self.m = next(self.ids)
        self.k: int = next(self._more)


def made() -> Tuple[int, int, int]:
    a = A()
    b = A()
    return b.n - a.n, a.m - a.n, b.k - a.k


@dataclass(frozen=True)
class V:
    x: float
    y: float

    def __add__(self, other: V) -> V:
        return V(self.x + other.x, self.y + other.y)


def total(n: int) -> Tuple[float, float]:
    whole = sum((V(float(i), 1.0) for i in range(n)), start=V(0.0, 0.0))
    return whole.x, whole.y


def total_of_list(n: int) -> str:
    vs = [V(float(i), 1.0) for i in range(n)]
    return str(sum(vs, V(0.5, 0.0)))


def tuples(n: int) -> Tuple[int, ...]:
    whole: Tuple[int, ...] = ()
    return sum([(i, i) for i in range(n)], whole)


def extended(text: str) -> Tuple[List[str], Dict[str, int], Set[int], List[Tuple[str, int]]]:
    data = json.loads(text)
    xs: List[str] = ["a"]
    xs.extend([x for x in data])
    xs.extend(data)
    xs += [x for x in data]
    d: Dict[str, int] = {"q": 1}
    d.update({x: len(x) for x in data})
    d.update(dict(zip(data, [1, 2, 3])))
    s: Set[int] = set()
    s.update([len(x) for x in data])
    p: List[Tuple[str, int]] = []
    p.extend([(x, 1) for x in data])
    return xs, d, s, p


def displays(env: Dict[str, Any], names: Any, values: Any) -> Dict[str, Any]:
    return {**env, **dict(zip(names, values))}


def bad(items: List[Any]) -> List[str]:
    xs: List[str] = ["a"]
    try:
        xs.extend(items)
    except TypeError:
        xs.append("error")
    return xs


CALLED = ["A", "V", "next_id", "next_name"]
CALLS = [("ids",), ("names",), ("made",), ("total", 4), ("total", 0), ("total_of_list", 3), ("tuples", 3), ("tuples", 0), ("extended", '["b", "cc"]'), ("extended", "[]"), ("displays", {"a": 1}, ["x", "y"], (1, "b")), ("bad", ["x"])]
