"""Remainders whose dividend is near to the range they give: indices on a torus, and loops of few turns that are written out."""

import numpy as np

from keelback.typing import Array1D, Array2D


def neighbours(board: Array2D[np.uint8]) -> Array2D[np.int64]:
    rows, columns = board.shape
    out = np.zeros((rows, columns), dtype=np.int64)
    for i in range(rows):
        for j in range(columns):
            n = 0
            for di in range(-1, 2):
                for dj in range(-1, 2):
                    if di != 0 or dj != 0:
                        n += int(board[(i + di) % rows, (j + dj) % columns])
            out[i, j] = n
    return out


def laplacian(x: Array1D[np.float64]) -> Array1D[np.float64]:
    n = len(x)
    out = np.empty(n)
    for i in range(n):
        out[i] = x[(i - 1) % n] - 2.0 * x[i] + x[(i + 1) % n]
    return out


def far(n: int) -> list[int]:
    """Dividends from -n to 2 n - 1, and one beyond on either side."""
    out = []
    for i in range(-n, 2 * n):
        out.append(i % n)
    for i in range(-n - 1, 2 * n + 1):
        out.append(i % n)
    return out


def twice(n: int, m: int) -> list[int]:
    out = []
    for i in range(n):
        for j in range(n):
            out.append((i + j) % n)
            out.append((i - j) % n)
            out.append((i + j + 1) % n)
            out.append((i - j - 1) % m)
    return out


def both(n: int) -> list[tuple[int, int]]:
    return [((i - 1) // n, (i - 1) % n) for i in range(n + 1)]


def few_turns(x: Array1D[np.float64], n: int):
    total = 0.0
    for i in range(len(x)):
        for k in range(4):
            if k == n:
                continue
            if x[i] > 100.0 and k == 2:
                break
            total += x[i] * k
        else:
            total += 0.5
    return total


def few_turns_down(n: int) -> list[int]:
    out = []
    for i in range(3, -1, -1):
        for j in range(0):
            out.append(100)
        for j in range(5, 5):
            out.append(200)
        for j in range(1):
            out.append(i * 10 + j + n)
    return out


def raises_inside(x: Array1D[np.float64]):
    total = 0.0
    for k in range(3):
        total += 1.0 / x[k]
    return total


def counts_on(n: int) -> int:
    total = 0
    while total < n:
        for k in range(3):
            total += k
    return total


X = np.array([0.5, -1.0, 2.5, 200.0, 3.0])
CALLS = [
    *[("neighbours", (np.arange(r * c).reshape(r, c) * 7 % 5).astype(np.uint8)) for r, c in ((4, 5), (1, 1), (1, 4), (3, 1), (2, 2), (0, 3), (3, 0))],
    *[("laplacian", X[:n]) for n in (0, 1, 2, 3, 5)], *[("far", n) for n in (1, 2, 7)], ("far", 0), ("far", -3),
    *[("twice", n, m) for n, m in ((1, 1), (3, 3), (5, 4), (5, -4), (0, 0), (2, 0))], *[("both", n) for n in (1, 4)], ("both", 0), ("both", -1),
    *[("few_turns", X, n) for n in (-1, 0, 2, 3, 4)], ("few_turns_down", 1), ("raises_inside", X), ("raises_inside", X[:2]), ("raises_inside", np.array([1.0, 0.0, 2.0])),
    ("counts_on", 0), ("counts_on", 100000),
]
