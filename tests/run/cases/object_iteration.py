"""Objects that are iterated over: __iter__, __next__, __getitem__, __reversed__, __contains__ left out."""

from typing import Iterator


class Countdown:
    def __init__(self, n: int) -> None:
        self.n = n

    def __iter__(self) -> "Countdown":
        return self

    def __next__(self) -> int:
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n


class Bag:
    def __init__(self, items: list[int]) -> None:
        self.items = items

    def __iter__(self) -> Iterator[int]:
        for x in self.items:
            yield x

    def __reversed__(self) -> Iterator[int]:
        for i in range(len(self.items) - 1, -1, -1):
            yield self.items[i]

    def add(self, x: int) -> None:
        self.items.append(x)


class Row:
    def __init__(self, n: int) -> None:
        self.n = n

    def __getitem__(self, i: int) -> float:
        if i >= self.n:
            raise IndexError("end")
        return i * 0.5


class Broken:
    def __init__(self, n: int) -> None:
        self.n = n

    def __iter__(self) -> "Broken":
        return self

    def __next__(self) -> int:
        self.n -= 1
        return 10 // self.n


def by_next(n: int) -> int:
    s = 0
    for x in Countdown(n):
        s += x
    return s


def by_generator(xs: list[int]) -> list[int]:
    out: list[int] = []
    for x in Bag(xs):
        out.append(x * 2)
    return out


def by_index(n: int) -> float:
    s = 0.0
    for x in Row(n):
        s += x
    return s


def broken(n: int) -> int:
    s = 0
    for x in Broken(n):
        s += x
    return s


def consumed(n: int) -> tuple[int, list[int], int, list[tuple[int, int]], list[int], set[int], bool]:
    return sum(Countdown(n)), list(Countdown(n)), max(Bag([n, 3])), list(enumerate(Countdown(n))), sorted(Bag([3, n, 1])), set(Bag([n, n])), any(Countdown(n))


def zipped(n: int) -> list[tuple[int, float]]:
    return list(zip(Countdown(n), Row(n + 2)))


def in_comprehension(n: int) -> list[int]:
    return [x + y for x in Bag([1, 2]) for y in Countdown(n)]


def unpacked(xs: list[int]) -> tuple[int, int]:
    a, b = Bag(xs)
    return a, b


def contained(x: int) -> tuple[bool, bool, bool]:
    c = Countdown(5)
    return x in Bag([1, 2, 3]), x in c, x not in Row(4)


def stepped(n: int) -> int:
    c = Countdown(n)
    a = next(c)
    b = next(c)
    return a * 100 + b


def asked(n: int) -> list[int]:
    it = iter(Bag([n, n + 1]))
    return [next(it), next(it), next(it, -1)]


def turned(xs: list[int]) -> list[int]:
    return list(reversed(Bag(xs)))


def left(n: int) -> tuple[int, int]:
    c = Countdown(n)
    for x in c:
        if x == 3:
            break
    return c.n, sum(c)


def grows(n: int) -> list[int]:
    bag = Bag([1])
    out: list[int] = []
    for x in bag:
        out.append(x)
        if x < n:
            bag.add(x + 1)
    return out


def next_or(n: int, otherwise: int) -> tuple[int, int, int | None]:
    it = Countdown(n)
    return next(it, otherwise), next(it, otherwise), next(it, None)


CALLS = (
    [(f, n) for f in ("by_next", "by_index", "consumed", "zipped", "in_comprehension", "stepped", "asked", "left", "grows", "contained") for n in (2, 6)]
    + [("by_next", 0), ("by_generator", [1, 2, 3]), ("by_generator", []), ("broken", 3), ("unpacked", [1, 2]), ("unpacked", [1]), ("unpacked", [1, 2, 3]), ("stepped", 1), ("turned", [1, 2, 3])]
)
CALLS += [
    ("next_or", 3, -1),
    ("next_or", 1, -1),
    ("next_or", 0, -1),
]
