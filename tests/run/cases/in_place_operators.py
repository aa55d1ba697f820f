"""Augmented assignment: what changes in place stays the same object, whoever else has it; classes say what they do."""

from collections import deque
from typing import Any


class Total:
    def __init__(self, n: int) -> None:
        self.n = n

    def __iadd__(self, k: int) -> "Total":
        self.n += k
        return self

    def __add__(self, k: int) -> "Total":
        return Total(self.n + 100 * k)

    def __imul__(self, k: int) -> "Total":
        return Total(self.n * k)

    def __sub__(self, k: int) -> "Total":
        return Total(self.n - k)

    def __imatmul__(self, k: int) -> "Total":
        self.n = -k
        return self

    def __ior__(self, other: "Total") -> "Total":
        self.n |= other.n
        return self


class More(Total):
    def __iadd__(self, k: int) -> "Total":
        self.n += 1000 * k
        return self


class Holder:
    def __init__(self, total: Total, xs: list[int], anything: Any) -> None:
        self.total = total
        self.xs = xs
        self.names = {"a"}
        self.table = {"a": 1}
        self.anything = anything
        self.queue = deque([1])

    @property
    def half(self) -> list[int]:
        return self.xs

    @half.setter
    def half(self, xs: list[int]) -> None:
        self.xs = xs[:2]


def totals(n: int) -> list[int]:
    a = Total(n)
    b = a
    a += 3
    kept = [a]
    kept[0] += 1
    named = {"x": a}
    named["x"] += 4
    a *= 2
    a -= 1
    b @= 5
    b |= Total(2)
    return [a.n, b.n, kept[0].n, named["x"].n]


def derived(n: int) -> list[int]:
    xs: list[Total] = [Total(n), More(n)]
    for i in range(2):
        xs[i] += n
    more = xs[1]
    more += 1
    return [x.n for x in xs]


def fields(n: int) -> list[object]:
    t, xs = Total(n), [n]
    names: list[object] = ["q"]
    h = Holder(t, xs, names)
    h.total += 2
    h.xs += [1, 2]
    h.xs *= 2
    h.names |= {"b"}
    h.names -= {"a"}
    h.table |= {"b": n}
    h.anything += ["r"]
    h.queue += [4]
    h.half += [9]
    return [t.n, xs, sorted(h.names), h.table, names, list(h.queue), h.xs]


def items(n: int) -> list[object]:
    rows = [[n], [2]]
    first = rows[0]
    rows[0] += [5]
    rows[1] *= 2
    groups = {"a": {1}, "b": {2}}
    a = groups["a"]
    groups["a"] |= {n}
    tables: dict[int, dict[str, int]] = {1: {}}
    one = tables[1]
    tables[1] |= {"z": n}
    anything: dict[str, Any] = {"xs": [1]}
    xs = anything["xs"]
    anything["xs"] += [2]
    return [first, rows, sorted(a), one, xs]


def tuples_and_texts(n: int) -> list[object]:
    t = (1, 2)
    u = t
    t += (n,)
    s = "a"
    r = s
    s += "b" * n
    f = frozenset({1})
    g = f
    f |= {n}
    return [t, u, s, r, sorted(f), sorted(g)]


CALLED = ["Total", "More", "Holder"]
CALLS = [(name, n) for name in ("totals", "derived", "fields", "items", "tuples_and_texts") for n in (1, 7)]
