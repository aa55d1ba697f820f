"""np.s_ and np.index_exp: indices as values."""
import numpy as np

D1 = np.ndarray[tuple[int], np.dtype[np.float64]]
D2 = np.ndarray[tuple[int, int], np.dtype[np.float64]]


def parts(a: D2, n: int):
    inner = np.s_[1:-1, ::2]
    return a[inner], a[np.s_[n, :]], a[np.s_[..., n]], a[np.s_[:, None, n:]]


def one(a: D1, n: int):
    tail = np.s_[n:]
    return a[tail], a[np.s_[::-1]], a[np.s_[n]], [1, 2, 3, 4][np.s_[1:n]], np.s_[n]


def stored(a: D2, n: int) -> D2:
    edge = np.s_[n:, :-1]
    a[edge] = 0
    a[edge] += n
    return a


def tuples(a: D1, n: int):
    key = np.index_exp[n:]
    return a[key], len(np.index_exp[1, n:]), len(key)


def evaluated(xs: list[int]):
    return np.s_[xs.pop(), xs.pop()], xs


_a = np.arange(12.0).reshape(3, 4)

CALLS = [
    ("parts", _a, 1), ("parts", _a, -1), ("parts", _a, 7), ("one", np.arange(5.0), 2), ("one", np.arange(5.0), -9),
    ("stored", _a.copy(), 1), ("tuples", np.arange(5.0), 3), ("evaluated", [1, 2, 3]),
]
