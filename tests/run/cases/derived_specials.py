"""Special methods that only a class that derives from the declared one has."""

from typing import Optional


class Base:
    def __init__(self, n: int) -> None:
        self.n = n


class Truthy(Base):
    def __bool__(self) -> bool:
        return self.n > 0


class Sized(Base):
    def __len__(self) -> int:
        return self.n


class Equal(Base):
    def __eq__(self, other: object) -> bool:
        return isinstance(other, Base) and self.n == other.n

    def __lt__(self, other: "Base") -> bool:
        return self.n < other.n

    def __hash__(self) -> int:
        return self.n


class Named(Base):
    def __repr__(self) -> str:
        return f"Named({self.n})"


class Product:
    def __matmul__(self, other: int) -> int:
        return other * 2

    def __rmatmul__(self, other: int) -> int:
        return other * 3


def truth(x: Base) -> bool:
    return True if x else False


def truth_or_none(x: Optional[Base]) -> bool:
    return bool(x)


def equal(x: Base, y: Base) -> tuple[bool, bool]:
    return x == y, x != y


def less(x: Base, y: Base) -> bool:
    return x < y


def make(kind: int, n: int) -> Base:
    if kind == 0:
        return Base(n)
    if kind == 1:
        return Truthy(n)
    if kind == 2:
        return Sized(n)
    if kind == 3:
        return Equal(n)
    return Named(n)


def truths(kind: int, n: int) -> tuple[bool, bool]:
    return truth(make(kind, n)), truth_or_none(make(kind, n))


def comparisons(a: int, b: int, n: int) -> tuple[bool, bool]:
    return equal(make(a, n), make(b, n))


def ordered(a: int, b: int) -> bool:
    return less(make(a, 1), make(b, 2))


def text(kind: int) -> str:
    x = make(kind, 3)
    return str(x) + repr(x) if kind == 4 else ""


def products(n: int) -> tuple[int, int]:
    p = Product()
    return p @ n, n @ p


def truth_of_all(kinds: list[int], n: int) -> tuple[bool, bool, int, list[bool]]:
    xs = [make(kind, n) for kind in kinds]
    maybe: list[Optional[Base]] = [None, *xs]
    return all(xs), any(xs), len(list(filter(None, xs))), [any(maybe), all(maybe), all(set(xs)), any(x for x in xs)]


CALLS = [
    *[("truths", kind, n) for kind in range(5) for n in (0, 2)], *[("comparisons", a, b, 3) for a in (0, 3, 4) for b in (0, 1, 3)], ("ordered", 3, 0), ("ordered", 0, 3), ("ordered", 0, 0), ("ordered", 3, 3),
    ("text", 4), ("text", 0), ("products", 5),
    *[("truth_of_all", kinds, n) for kinds in ([], [0, 1], [1, 2], [2], [0, 3]) for n in (0, 2)],
]
CALLED = ["truth", "truth_or_none", "equal", "less", "make"]
