"""Lists in fields, which Python code and native code both hold and change in turn."""

from typing import Any, Callable


class Item:
    def __init__(self, n: int) -> None:
        self.n = n


class Plain:
    def __init__(self, x: float, name: str) -> None:
        self.x = x
        self.name = name

    def doubled(self) -> float:
        return self.x * 2.0


class Box:
    items: list[Item]
    counts: list[int]
    names: list[str]
    rows: list[list[int]]
    label: str

    def __init__(self, n: int) -> None:
        self.items = [Item(i) for i in range(n)]
        self.counts = list(range(n))
        self.names = [str(i) for i in range(n)]
        self.rows = [[i] for i in range(n)]
        self.label = "box"

    def sums(self) -> tuple[int, int, str, list[int]]:
        return sum([i.n for i in self.items]), sum(self.counts), "".join(self.names), [sum(row) for row in self.rows]

    def add(self, n: int) -> None:
        self.items.append(Item(n))
        self.counts.append(n)
        self.names.append(str(n))
        self.rows.append([n, n])

    def change(self, i: int, n: int) -> None:
        self.items[i] = Item(n)
        self.counts[i] = n
        self.names[i] = str(n)
        self.rows[i].append(n)

    def drop(self) -> None:
        self.items.pop()
        self.counts.pop()
        self.names.pop()
        self.rows.pop(0)

    def label_of(self, extra: str) -> str:
        return self.label + extra

    def around(self, f: Callable[[Any], Any], n: int) -> tuple[int, int, int, int]:
        self.counts.append(n)
        f(self)
        before = len(self.items) + len(self.counts)
        self.items.append(Item(n))
        f(self)
        return before, len(self.items), len(self.counts), sum([len(row) for row in self.rows])


def total_of(xs: list[int]) -> int:
    return sum(xs)


def grown(xs: list[int], n: int) -> int:
    xs.append(n)
    return len(xs)


def through(xs: list[int], f: Callable[[Any], Any]) -> tuple[int, int, int]:
    xs.append(1)
    f(xs)
    before = len(xs)
    xs.append(2)
    f(xs)
    return before, len(xs), sum(xs)


def total(edges: Any, n: int) -> int:
    """Objects of which native code knows nothing."""
    s = 0
    for e in edges:
        if e.n == n or e.n > 3:
            s += int(e.n)
    return s
