"""Axes that are known when running only, `x in array`, and shapes that no array has."""

import numpy as np

F1 = np.ndarray[tuple[int], np.dtype[np.float64]]
F2 = np.ndarray[tuple[int, int], np.dtype[np.float64]]
F3 = np.ndarray[tuple[int, int, int], np.dtype[np.float64]]
B2 = np.ndarray[tuple[int, int], np.dtype[np.bool_]]
I2 = np.ndarray[tuple[int, int], np.dtype[np.int64]]


def sums(a: F2, axis: int):
    return np.sum(a, axis), a.sum(axis=axis), np.mean(a, axis=axis), a.max(axis), np.argmin(a, axis), np.std(a, axis, keepdims=True)


def of_vector(a: F1, axis: int):
    return np.sum(a, axis), np.argmax(a, axis=axis), np.median(a, axis)


def counted(a: B2, axis: int):
    return np.count_nonzero(a, axis=axis), np.any(a, axis=axis), a.all(axis)


def each(a: F3):
    out = []
    for axis in range(a.ndim):
        out.append(a.sum(axis=axis).shape)
    return out


def two_axes(a: F3, i: int, j: int):
    return np.sum(a, axis=(i, j)), a.max(axis=(i, j))


def transposed(a: F3, axes: tuple[int, int, int]):
    return np.transpose(a, axes), a.transpose(axes).sum(axis=axes[0]), np.transpose(a, axes=axes).shape


def transposed_by(a: I2, i: int, j: int):
    b = a.transpose(i, j)
    b[0, 1] = 50
    return a, b


def sorted_along(a: F2, axis: int):
    return np.sort(a, axis), np.cumsum(a, axis=axis), np.flip(a, axis), np.diff(a, axis=axis), np.argsort(a, axis)


def is_in(a: F2, x: float, n: int):
    return x in a, n in a, x not in a, a[0] in a


def int_in(a: I2, n: int):
    return (n in a), 2.0 in a, True in a, n in a[0], (n in a) + 1


def broadcast(a: F1, n: int):
    return np.broadcast_to(a, (n,)), np.broadcast_to(a, (2, n))


M = np.arange(12.0).reshape(3, 4)[::-1]
K = np.arange(24.0).reshape(2, 3, 4)
N = np.array([[1, 2, 3], [4, 5, 6]])
CALLS = [
    *[(f, M, axis) for f in ("sums", "sorted_along") for axis in (0, 1, -1, -2, 2, -3)], ("sums", M[:0], 1), ("sums", M[:0], 0),
    *[("of_vector", M[0], axis) for axis in (0, -1, 1)], *[("counted", M > 5, axis) for axis in (0, 1, 2)],
    ("each", K), ("two_axes", K, 0, 2), ("two_axes", K, -1, 0), ("two_axes", K, 1, 1), ("two_axes", K, 1, 3),
    *[("transposed", K, axes) for axes in ((0, 1, 2), (2, 0, 1), (-1, 0, 1), (0, 0, 1), (0, 1, 3))],
    ("transposed_by", N, 1, 0), ("transposed_by", N, 0, 1), ("transposed_by", N, 0, 0),
    ("is_in", M, 5.0, 7), ("is_in", M, np.nan, 70), ("is_in", M[:1], 5.5, 0), ("int_in", N, 6), ("int_in", N, -6), ("int_in", N[:, :0], 6),
    ("broadcast", M[0, :1], 3), ("broadcast", M[0, :1], 0), ("broadcast", M[0, :1], -1), ("broadcast", M[0], -1), ("broadcast", M[0], 4), ("broadcast", M[0], 5),
]
