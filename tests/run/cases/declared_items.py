"""New containers of objects (`list(x)`, `sorted(x)`, `dict(x)`...) where the items are declared: each becomes what is declared, at the declaration, in results, fields and arguments."""

from __future__ import annotations

from collections import OrderedDict, deque
from dataclasses import dataclass, field
from typing import Any, Dict, FrozenSet, Generic, Iterable, Iterator, List, Mapping, Optional, Sequence, Set, Tuple, TypeVar, Union

T = TypeVar("T")


class Polynomial:
    def __init__(self, coefficients: Sequence[float], name: Optional[str] = None) -> None:
        self.coefficients: List[float] = list(coefficients)
        self.name = name or "p"

    def __call__(self, x: float) -> float:
        total = 0.0
        for c in reversed(self.coefficients):
            total = total * x + c
        return total


class Table:
    rows: List[Tuple[str, int]]

    def __init__(self, rows: Iterable[Tuple[str, int]], names: Mapping[str, int] | None = None) -> None:
        self.rows = sorted(rows)
        self.names: Dict[str, int] = dict(names) if names is not None else {}

    def total(self) -> int:
        return sum(n for _, n in self.rows) + sum(self.names.values())


@dataclass
class Series:
    name: str
    values: Sequence[float]
    tags: Set[str] = field(default_factory=set)

    def mean(self) -> float:
        return sum(self.values) / len(self.values)

    def sorted_values(self) -> List[float]:
        return sorted(self.values, reverse=True)


class Stack(Generic[T]):
    def __init__(self, items: Iterable[T]) -> None:
        self._items: List[T] = list(items)

    def pop(self) -> T:
        return self._items.pop()

    def __len__(self) -> int:
        return len(self._items)


def polynomials(xs: List[float]) -> float:
    return Polynomial(xs)(2.0) + Polynomial((1.0, 2.0))(3.0) + Polynomial([1, 2])(1.0)


def tables() -> int:
    t = Table([("b", 1), ("a", 2)], {"x": 4})
    u = Table((s, i) for i, s in enumerate("xyz"))
    return t.total() + u.total()


def series(xs: List[float]) -> Tuple[float, List[float]]:
    s = Series("a", xs)
    return s.mean(), s.sorted_values()


def stacks(n: int) -> int:
    s = Stack(range(n))
    return s.pop() + s.pop() * 10 + len(s)


def as_list(x: object) -> List[int]:
    out: List[int] = list(x)
    out.append(3)
    return out


def as_sorted(x: Any) -> List[str]:
    return sorted(x)


def as_sorted_by(x: Any) -> List[str]:
    out: List[str] = sorted(x, key=len, reverse=True)
    return out


def as_set(x: object) -> int:
    seen: Set[int] = set(x)
    seen.add(100)
    return len(seen)


def as_frozenset(x: object) -> FrozenSet[str]:
    return frozenset(x)


def as_tuple(x: object) -> Tuple[int, ...]:
    return tuple(x)


def as_dict(x: Any) -> Dict[str, int]:
    out: Dict[str, int] = dict(x)
    out["last"] = len(out)
    return out


def as_deque(x: Any) -> int:
    q: deque[int] = deque(x)
    q.appendleft(1)
    return sum(q)


def maybe(x: object, wanted: bool) -> Optional[List[float]]:
    return list(x) if wanted else None


def total(xs: List[int], scale: int = 1) -> int:
    return sum(xs) * scale


def passed(x: Any) -> int:
    return total(list(x)) + total(scale=2, xs=sorted(x)) + total([int(v) for v in x])


class Adder:
    def __init__(self) -> None:
        self.all: List[str] = []

    def add(self, names: List[str]) -> None:
        self.all += names

    @staticmethod
    def joined(names: List[str]) -> str:
        return ",".join(names)


def methods(x: Any) -> List[str]:
    a = Adder()
    a.add(list(x))
    a.add(names=sorted(x))
    a.all.append(a.joined(list(x)))
    return a.all


def nested(x: Sequence[Sequence[float]]) -> List[List[float]]:
    return [list(row) for row in x]


def of_list(xs: List[Any]) -> List[str]:
    names: List[str] = list(xs)
    more: List[str] = sorted(xs)
    return names + more


def kept_apart(xs: List[Any]) -> Tuple[int, int]:
    names: List[str] = list(xs)
    names.append("more")
    return len(xs), len(names)


def otherwise_declared(x: Any) -> Tuple[List[str], FrozenSet[int]]:
    """What a call makes is not what is declared: it is converted as ever."""
    names: Union[Tuple[str, ...], str] = tuple(str(i) for i in x)
    items: Union[Set[int], List[int]] = sorted(x)
    return list(names), frozenset(items)


CALLED = ["Polynomial", "Table", "Series", "Stack", "Adder", "total"]
CALLS = [
    ("polynomials", [1.0, 2.0, 3.0]), ("tables",), ("series", [1.0, 3.0]), ("stacks", 5), *[("as_list", x) for x in ((1, 2), [1], {3}, range(3), "", {4: 5})], ("as_list", 5), ("as_sorted", {"b", "a"}), ("as_sorted", "hello"), ("as_sorted", []),
    ("as_sorted_by", ["a", "ccc", "bb"]), ("as_set", [1, 2, 1]), ("as_set", ()), ("as_frozenset", ["a", "b"]), ("as_tuple", [1, 2]), ("as_tuple", {3: 4}), *[("as_dict", x) for x in ({"a": 1}, [("a", 1), ("b", 2)], OrderedDict(z=3), [], 5, [1])],
    ("as_deque", [2, 3]), ("maybe", (1.0, 2.5), True), ("maybe", None, False), ("passed", (3, 4)), ("methods", ("b", "a")), ("nested", [[1.0, 2.0], [3.0]]), ("nested", ((1.0,), [2.0])), ("of_list", ["b", "a"]), ("kept_apart", ["x"]), ("otherwise_declared", [2, 1]), ("otherwise_declared", ()),
]
