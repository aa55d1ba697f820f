"""Arrays whose ranks the annotations leave open: native code for those that the body is for, Python's function for the others."""

from dataclasses import dataclass
from typing import Callable, Optional, Union

import numpy as np
import numpy.typing as npt

F = npt.NDArray[np.float64]
I = npt.NDArray[np.int64]


def scaled(x: F, by: float) -> F:
    return x * by + 1.0


def blended(x: F, y: F, w: F) -> F:
    return x * w + y * (1.0 - w)


def five(a: F, b: F, c: F, d: F, e: F) -> F:
    return a + b * c - d * e


def diagonal_of(a: F) -> float:
    n = min(a.shape[0], a.shape[1])
    return sum([float(a[i, i]) for i in range(n)])


def rows(a: F) -> list[float]:
    return [float(np.sum(row)) for row in a]


def weighted(x: F, weights: Optional[F] = None) -> float:
    if weights is None:
        return float(np.mean(x))
    return float(np.sum(x * weights) / np.sum(weights))


def split(x: F) -> tuple[F, list[int]]:
    middle = np.median(x)
    return x[x > middle], np.flatnonzero(x <= middle).tolist()


def total(arrays: list[F]) -> float:
    return sum([float(a.sum()) for a in arrays])


def pair(ab: tuple[F, F]) -> F:
    return ab[0] - ab[1]


def counted(x: I, y: Union[F, None]) -> int:
    return int(x.sum()) + (0 if y is None else y.size)


def stepped(f: Callable[[float, F], F], y: F, n: int) -> F:
    for i in range(n):
        y = y + 0.5 * f(float(i), y)
    return y


def spring(t: float, s: F) -> F:
    return np.array([s[1], -s[0]])


def springs(n: int) -> F:
    return stepped(spring, np.array([1.0, 0.0]), n)


@dataclass
class Grid:
    values: F
    spacing: float = 1.0

    def total(self) -> float:
        return float(np.sum(self.values)) * self.spacing

    def inner(self) -> F:
        return self.values[1:-1, 1:-1]


class Holder:
    def __init__(self, n: int) -> None:
        self.values: F = np.zeros((n, n))
        self.values[0, 0] = 2.0

    def first(self) -> float:
        return float(self.values[0, 0]) + self.values.shape[1]


def grids(n: int) -> tuple[float, tuple[int, ...]]:
    g = Grid(np.ones((n, n)), 0.5)
    return g.total(), g.inner().shape


def held(n: int) -> float:
    return Holder(n).first()


X = [np.array(2.0), np.arange(3.0), np.arange(6.0).reshape(2, 3), np.arange(12.0).reshape(2, 2, 3), np.arange(24.0).reshape(2, 2, 2, 3), np.arange(4.0).reshape(1, 1, 1, 2, 2)]
CALLED = ["spring", "Grid", "Holder", "stepped"]
CALLS = [
    *[("scaled", x, 2.0) for x in X], *[("blended", X[i], X[j], X[k]) for i, j, k in ((1, 1, 1), (2, 1, 2), (2, 2, 1), (3, 1, 3), (0, 1, 0), (5, 5, 5), (3, 3, 3))],
    *[("five", X[i], X[i], X[j], X[i], X[j]) for i, j in ((1, 1), (2, 2), (2, 1), (4, 4))], *[("diagonal_of", x) for x in X[:3]], *[("rows", x) for x in X[1:4]],
    ("weighted", X[1]), ("weighted", X[1], X[1]), ("weighted", X[2], X[1]), ("weighted", X[3], X[1]), ("split", X[1]), ("split", X[2]), ("total", [X[1], X[1]]), ("total", [X[2]]), ("pair", (X[2], X[2])),
    ("counted", np.arange(3), None), ("counted", np.arange(4).reshape(2, 2), X[1]), ("counted", np.array(7), X[3]), ("springs", 3), ("grids", 4), ("held", 3),
]
