"""Parameters that say what a container can do (`Sequence[T]`, `Mapping[K, V]`...): native code for the builtin ones, Python's function for others."""

import collections
from collections.abc import Collection, Mapping, MutableMapping, MutableSequence, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Optional, TypeVar, Union

import numpy as np
import numpy.typing as npt

T = TypeVar("T", int, str)
Vector = Sequence[float]


def mean(xs: Sequence[float]) -> float:
    return sum(xs) / len(xs)


def dot(a: Vector, b: "Vector") -> float:
    if len(a) != len(b):
        raise ValueError(f"lengths differ: {len(a)} and {len(b)}")
    total = 0.0
    for i in range(len(a)):
        total += a[i] * b[i]
    return total


def mixed(a: Sequence[int], b: Sequence[int], c: Sequence[int]) -> int:
    return sum(a) * 100 + sum(b) * 10 + sum(c)


def four(a: Sequence[int], b: Sequence[int], c: Sequence[int], d: Sequence[int]) -> int:
    return a[0] + b[1] + c[-1] + len(d)


def longest(words: Sequence[str] = ()) -> str:
    best = ""
    for word in words:
        if len(word) > len(best):
            best = word
    return best


def back(xs: Sequence[int]) -> Sequence[int]:
    return xs


def tail(xs: Sequence[int]) -> Sequence[int]:
    return xs[1:]


def halves(xs: Sequence[int]) -> tuple[Sequence[int], Sequence[int]]:
    return xs[: len(xs) // 2], xs[len(xs) // 2 :]


def kind(xs: Sequence[int]) -> str:
    return type(xs).__name__ + repr(xs)


def is_tuple(xs: Sequence[int]) -> int:
    if isinstance(xs, tuple):
        return hash(xs) & 1 | 2
    return len(xs)


def found(xs: Sequence[int], x: int) -> tuple[bool, int, int]:
    return x in xs, xs.index(x), xs.count(x)


def more(xs: Sequence[int]) -> list[int]:
    return xs + [1]  # of a list alone


def optional(xs: Optional[Sequence[int]] = None, names: Sequence[str] | None = None) -> int:
    return (-1 if xs is None else len(xs)) * 100 + (0 if names is None else len(names))


def text_or_texts(names: Union[str, Sequence[str]]) -> list[str]:
    if isinstance(names, str):
        return [names]
    return [name.upper() for name in names]


def fill(xs: MutableSequence[int], n: int) -> None:
    xs.clear()
    for i in range(n):
        xs.append(i * i)


def prices(table: Mapping[str, float], names: Sequence[str]) -> float:
    return sum([table[name] for name in names if name in table]) + table.get("tax", 0.0)


def entries(table: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(table.items())


def count(words: Sequence[str], into: MutableMapping[str, int]) -> None:
    for word in words:
        into[word] = into.get(word, 0) + 1


def common(a: AbstractSet[int], b: AbstractSet[int]) -> int:
    return len([x for x in a if x in b])


def any_of(xs: Collection[int], n: int) -> tuple[bool, int]:
    return n in xs, len(xs)


def first(xs: Sequence[T]) -> T:
    return xs[0]


def norms(vectors: Sequence[npt.NDArray[np.float64]]) -> list[float]:
    return [float(np.sqrt((v * v).sum())) for v in vectors]


def nested(rows: Sequence[Sequence[int]]) -> int:
    total = 0
    for row in rows:
        for x in row:
            total += x
    return total


def spread(*rows: Sequence[int]) -> int:
    return sum([len(row) for row in rows])


# Between native functions: as what they are.
def calls(n: int) -> tuple[float, float, str, int, str, int]:
    data = [float(i) for i in range(n)]
    numbers = [1, 2, 3]
    return mean(data), dot((1.0, 2.0), [3.0, 4.0]), longest(), mixed((1, 2), [3], numbers), longest(["a", "bcd"]), four((1, 2), (1, 2), (1, 2), numbers)


def more_calls(n: int) -> tuple[int, int, int, str, tuple[bool, int], int]:
    table = {"a": 1}
    counted = collections.Counter("abca")
    by_default: collections.defaultdict[str, int] = collections.defaultdict(int)
    count(["x", "y", "x"], by_default)
    count(("a",), table)
    squares: list[int] = []
    fill(squares, n)
    return len(entries(counted)), by_default["x"], table["a"], first(["p", "q"]), any_of({1, 2}, n), sum(squares) + first((4, 5))


def empty() -> tuple[int, str, float]:
    return len(back([])), longest([]), prices({}, [])


def ranges(n: int) -> tuple[Sequence[int], float, int]:
    return tail(range(n)), mean(range(n)), nested([[1], [2, n]])


class Polygon:
    def __init__(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        self.xs = xs
        self.ys = ys

    def area(self) -> float:
        n = len(self.xs)
        return abs(sum([self.xs[i] * self.ys[(i + 1) % n] - self.xs[(i + 1) % n] * self.ys[i] for i in range(n)])) / 2.0

    def at(self, weights: Sequence[float]) -> float:
        return dot(weights, self.xs)


class Scaled(Polygon):
    def at(self, weights: Sequence[float]) -> float:
        return 2.0 * dot(weights, self.xs)


@dataclass
class Row:
    values: Sequence[int]
    names: Mapping[str, int]

    def total(self) -> int:
        return sum(self.values) + len(self.names)


def polygons(n: int) -> tuple[float, float, float]:
    shapes = [Polygon([0.0, 2.0, 2.0, 0.0], [0.0, 0.0, 2.0, 2.0]), Scaled((1.0, 2.0), (3.0, 4.0))]
    return shapes[0].area(), shapes[0].at([1.0, 0.5, 0.25, float(n)]), shapes[1].at((1.0, 1.0))


def rows(n: int) -> int:
    return Row([1, 2, n], {"a": 1}).total() + Row((4, 5), {}).total()


class Own(collections.abc.Sequence):
    def __init__(self, items):
        self.items = items

    def __getitem__(self, i):
        return self.items[i]

    def __len__(self):
        return len(self.items)

    def __eq__(self, other):
        return isinstance(other, Own) and self.items == other.items


CALLED = ["Polygon", "Scaled", "Row", "Own", "count"]
CALLS = [
    *[("mean", x) for x in ([1.0, 2.0], (1.0, 4.0), [1, 2.5], Own([1.0, 3.0]), range(4), collections.deque([2.0]), np.array([1.0, 2.0]), [], (), None, 5, "ab")],
    *[("dot", a, b) for a in ([1.0, 2.0], (1.0, 2.0), Own([1.0, 2.0])) for b in ([3.0, 4.0], (3.0, 4.0), [1.0], Own([5.0, 6.0]))],
    *[("mixed", a, b, c) for a in ([1, 2], (3,)) for b in ([1], (1, 2)) for c in ([], (), range(3))], ("four", [1], [1, 2], [3], []), ("four", (1,), [1, 2], (3,), range(9)), ("four", [1], [1], [1], []),
    ("longest",), ("longest", ["a", "bb"]), ("longest", ("ccc", "bb")), ("longest", "abc"), *[(f, x) for f in ("back", "tail", "halves", "kind") for x in ([1, 2, 3], (1, 2, 3), [], (), range(3))],
    ("is_tuple", (1, 2)), ("is_tuple", [1, 2]), ("found", [1, 2, 1], 1), ("found", (1, 2, 1), 2), ("found", (1, 2), 3), ("more", [2]), ("more", (2,)), ("more", Own([1])), ("optional",), ("optional", [1]), ("optional", (1, 2), ["a"]),
    ("optional", None, ("a", "b")), ("optional", range(4)), ("text_or_texts", "ab"), ("text_or_texts", ["a", "b"]), ("text_or_texts", ("a",)), ("text_or_texts", Own(["q"])),
    ("fill", [9, 9], 3), ("fill", (1,), 2), ("fill", collections.deque([1]), 3), *[("prices", table, names) for table in ({"a": 1.0, "tax": 0.5}, collections.OrderedDict(a=2.0), collections.ChainMap({"a": 4.0})) for names in (["a", "b"], ("a",), "ab")],
    ("entries", {"b": 1, "a": 2}), ("entries", collections.Counter("aab")), *[("common", a, b) for a in ({1, 2}, frozenset({2, 3}), {2: 0}) for b in ({2}, frozenset({1, 2}))],
    *[("any_of", xs, 2) for xs in ([1, 2], (2,), {2, 3}, frozenset({2}), {2: 1}, range(3))], ("first", [4]), ("first", ("a", "b")), ("first", "xyz"), ("first", []), ("norms", [np.array([3.0, 4.0])]), ("norms", (np.ones((2, 2)),)),
    ("norms", [np.ones(2), np.ones((2, 2))]), ("nested", [[1], (2, 3)]), ("nested", ((1,), range(3))), ("spread", [1], (2, 3)), ("spread",), ("calls", 4), ("more_calls", 3), ("empty",), ("ranges", 4), ("polygons", 3), ("rows", 7),
]
