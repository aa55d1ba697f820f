"""Loops that store into the array that they read: elements that all turns read, stores under a condition, overlapping and strided arrays."""

import numpy as np

from keelback.typing import Array1D, Array2D


def shortest(d: Array2D[np.float64]) -> None:
    n = len(d)
    for k in range(n):
        for i in range(n):
            for j in range(n):
                through = d[i, k] + d[k, j]
                if through < d[i, j]:
                    d[i, j] = through


def eliminate(a: Array2D[np.float64]) -> None:
    n = len(a)
    for k in range(n):
        for i in range(k + 1, n):
            a[i, k] = a[i, k] / a[k, k]
            for j in range(k + 1, n):
                a[i, j] -= a[i, k] * a[k, j]


def jordan(a: Array2D[np.float64]) -> None:
    """Each row takes the multiplier from itself, which it changes on the way."""
    n, m = a.shape
    for k in range(n):
        for i in range(n):
            for j in range(m):
                a[i, j] = a[i, j] - a[i, k] * a[k, j]


def scaled_by_one(a: Array1D[np.float64], k: int, start: int, stop: int) -> None:
    for i in range(start, stop):
        a[i] = a[i] * a[k] + a[k]


def two_of_them(a: Array1D[np.int64], k: int, m: int) -> int:
    last = -1
    for i in range(len(a)):
        a[i] = a[i] + a[k] - a[m] + a[k]
        last = i
    return last


def under_condition(a: Array1D[np.float64], b: Array1D[np.float64]) -> None:
    for i in range(len(a)):
        if b[i] > a[i]:
            a[i] = b[i]


def and_more(a: Array1D[np.float64], b: Array1D[np.float64]) -> None:
    for i in range(len(a)):
        if a[i] < 2.0 and b[i] < a[i]:
            a[i] = b[i] + 1.0


def only_behind_and(a: Array1D[np.float64], b: Array1D[np.float64]) -> None:
    for i in range(len(a)):
        if b[i] > 0.0 and a[i] < 2.0:
            a[i] = b[i]


def of_small_ints(a: Array1D[np.uint8], b: Array1D[np.uint8]) -> None:
    for i in range(len(a)):
        if a[i] > b[i]:
            a[i] = b[i]


def of_other_type(a: Array1D[np.float32], b: Array1D[np.float64]) -> None:
    for i in range(len(a)):
        if a[i] > b[i]:
            a[i] = b[i]


def of_python_float(a: Array1D[np.float64], x: float) -> None:
    for i in range(len(a)):
        if a[i] > x:
            a[i] = x


def to_another(a: Array1D[np.float64], b: Array1D[np.float64]) -> None:
    for i in range(len(a)):
        if a[i] > 1.0:
            b[i] = a[i]


def raising_value(a: Array1D[np.float64], x: float) -> None:
    for i in range(len(a)):
        if a[i] > 1.0:
            a[i] = 1.0 / x


def columns(a: Array2D[np.float64], k: int) -> None:
    for i in range(len(a)):
        a[i, 0] = a[i, 0] + a[k, 0]


def by_steps(a: Array1D[np.float64], k: int) -> None:
    for i in range(0, len(a), 2):
        a[i] += a[k]
    for i in range(len(a) - 1, -1, -1):
        a[i] += a[k]


def left_early(a: Array1D[np.float64], k: int) -> int:
    for i in range(len(a)):
        a[i] = a[i] + a[k]
        if a[i] > 100.0:
            return i
    return -1


def local_copy(a: Array1D[np.float64]) -> Array1D[np.float64]:
    b = a.copy()
    for k in range(len(b)):
        for i in range(len(b)):
            b[i] = b[i] - b[k] * 0.5
    return b


def made_and_summed(a: Array1D[np.float64], b: Array1D[np.float64]) -> Array1D[np.float64]:
    out = np.zeros(len(a))
    for i in range(min(len(a), len(b))):
        out[i] = a[i] * b[i]
        out[i] += a[i]
    return out


def running_sum(a: Array1D[np.float64]) -> Array1D[np.float64]:
    out = np.zeros(len(a) + 1)
    for i in range(len(a)):
        out[i + 1] = out[i] + a[i]
    for i in range(1, len(a)):
        out[i] = out[i] + out[i - 1]
    return out


def two_buffers(a: Array1D[np.float64], steps: int) -> Array1D[np.float64]:
    here = a.copy()
    there = np.zeros_like(a)
    for _ in range(steps):
        for i in range(1, len(here) - 1):
            there[i] = 0.5 * here[i - 1] + 0.5 * here[i + 1]
        here, there = there, here
    return here


def one_under_two_names(a: Array1D[np.float64]) -> Array1D[np.float64]:
    out = a.copy()
    same = out
    part = out[1:]
    for i in range(1, len(a)):
        out[i] = same[i - 1] + 1.0
    for i in range(len(part)):
        out[i] = part[i] * 2.0
    for i in range(len(part)):
        part[i] = out[i] + 1.0
    return out


def rows_of_made(a: Array2D[np.float64], b: Array2D[np.float64]) -> Array2D[np.float64]:
    out = np.zeros((len(a), b.shape[1]))
    for i in range(len(a)):
        for k in range(len(b)):
            for j in range(b.shape[1]):
                out[i, j] += a[i, k] * b[k, j]
        for j in range(1, b.shape[1]):
            out[i, j] += out[i, j - 1]
    return out


def every_other(a: Array1D[np.float64]) -> Array1D[np.float64]:
    out = np.zeros(len(a))
    j = 0
    for i in range(len(a)):
        out[j] = out[j] + a[i]
        j = i // 2
    return out


def shared(a: Array1D[np.float64]) -> None:
    scaled(a, a)
    scaled(a[::-1], a)


def scaled(a: Array1D[np.float64], b: Array1D[np.float64]) -> None:
    for k in range(min(len(a), len(b))):
        for i in range(len(a)):
            a[i] = a[i] * 0.5 + b[k]


INF, NAN = float("inf"), float("nan")
D = np.array([[0.0, 3.0, INF, 7.0], [8.0, 0.0, 2.0, INF], [5.0, INF, 0.0, 1.0], [2.0, INF, INF, 0.0]])
NEGATIVE = np.array([[-1.0, 3.0, -2.0], [0.5, NAN, 1.0], [2.0, -4.0, -0.25]])
A = np.array([[4.0, 3.0, 2.0, 1.0, 5.0], [3.0, 7.0, 1.0, 0.5, 2.0], [2.0, 1.0, 9.0, 3.0, 1.0], [1.0, 2.0, 3.0, 8.0, 0.25]])
X, Y = np.array([1.0, -2.0, 3.5, NAN, 0.5, 2.0, -0.0]), np.array([2.0, -3.0, 4.0, 1.0, NAN, 2.0, 0.0])
WIDE = np.zeros((4, 10))
WIDE[:, ::2] = A


def windows(n, rows, columns):
    """n rows of n elements, which share elements where the steps are small."""
    base = np.arange(40.0) % 7 - 3
    return np.lib.stride_tricks.as_strided(base[20:], (n, n), (8 * rows, 8 * columns))


CALLS = [
    *[("shortest", d) for d in (D, NEGATIVE, D.T, np.asfortranarray(D), D[::-1], D[:, ::-1], D[::2, ::2], WIDE[:, ::2][:, :4], np.zeros((0, 0)), np.ones((1, 1)), np.ones((3, 2)), np.ones((2, 3)), np.broadcast_to(np.arange(3.0), (3, 3)).copy())],
    *[("eliminate", a) for a in (A, A[:, :4], np.asfortranarray(A), WIDE[:, ::2], np.ones((3, 2)))],
    *[("jordan", a) for a in (A, A.T, np.asfortranarray(A), WIDE[:, ::2], A[::-1, ::-1], A[:, :2], A[:3, :3])],
    *[("scaled_by_one", X, k, m, n) for k in (0, 2, 6, -1, 7) for m, n in ((0, 7), (3, 7), (0, 2), (2, 3), (5, 2), (0, 8), (-2, 3))],
    *[("two_of_them", np.arange(6), k, m) for k in (0, 3, 5, -1) for m in (0, 3, 4, 6)], ("two_of_them", np.arange(0), 0, 0), ("two_of_them", np.arange(8)[::-2], 1, 2),
    *[(f, X, Y) for f in ("under_condition", "and_more", "only_behind_and", "to_another", "scaled")], ("under_condition", X, Y[:3]), ("under_condition", X[::-2], Y[::2]), ("scaled", X[::2], Y),
    ("of_small_ints", np.array([1, 200, 3], np.uint8), np.array([0, 255, 3], np.uint8)), ("of_other_type", X.astype(np.float32), Y), *[("of_python_float", X, x) for x in (0.75, NAN, INF, -0.0)],
    ("raising_value", X, 2.0), ("raising_value", X, 0.0), ("raising_value", np.zeros(3), 0.0), *[("columns", A.copy(), k) for k in (0, 2, 3, 4)], *[("by_steps", X, k) for k in (0, 2, 5, 6)],
    *[("left_early", np.array([10.0, 60.0, 20.0, 5.0]), k) for k in range(4)], ("local_copy", X), ("local_copy", np.zeros(0)), ("shared", X), ("made_and_summed", X, Y), ("made_and_summed", X, Y[:2]), ("running_sum", X), ("running_sum", X[:0]),
    *[("two_buffers", X[:n], k) for n in (0, 2, 3, 7) for k in (0, 1, 4)], ("one_under_two_names", X), ("one_under_two_names", X[:1]), ("rows_of_made", A, A.T), ("rows_of_made", A, A), ("rows_of_made", A[:, :4], A), ("every_other", X),
    *[("jordan", windows(n, rows, columns)) for n, rows, columns in ((4, 1, 1), (4, 2, 1), (3, 4, 1), (4, 0, 1), (4, 5, 1), (4, 0, 0), (4, 1, 0), (3, 1, 4), (3, 1, 2), (4, -1, 1), (3, -4, -1))],
    *[("shortest", windows(4, rows, columns)) for rows, columns in ((1, 1), (3, 1), (1, 3))], *[("two_of_them", np.lib.stride_tricks.as_strided(np.arange(9), (4,), (0,)), k, 1) for k in (0, 2)],
]
