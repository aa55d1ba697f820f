"""The order of elements, and other keywords, where arrays are made."""

import numpy as np
from numpy import float64, int64, ndarray

Matrix = ndarray[tuple[int, int], np.dtype[float64]]
Cube = ndarray[tuple[int, int, int], np.dtype[float64]]


def zeros_f(n: int) -> Matrix:
    return np.zeros((n, 3), order="F")


def empty_f(n: int) -> Matrix:
    a = np.empty((n, 2), order="F")
    a[:] = 1
    a[0, 1] = 5
    return a


def full_f(n: int) -> ndarray[tuple[int, int, int], np.dtype[np.int32]]:
    return np.full((n, 2, 4), 7, order="F", dtype=np.int32)


def ones_f(n: int) -> ndarray[tuple[int], np.dtype[float64]]:
    return np.ones(n, order="F")


def array_f(a: Matrix) -> Matrix:
    return np.array(a, order="F")


def array_c(a: Matrix) -> Matrix:
    return np.array(a, order="C")


def asarray_f(a: Matrix) -> Matrix:
    return np.asarray(a, order="F")


def from_lists(n: int) -> ndarray[tuple[int, int], np.dtype[int64]]:
    return np.array([[1, 2, n], [4, 5, 6]], order="F")


def like_f(a: Cube) -> Cube:
    return np.zeros_like(a, order="F")


def like_c(a: Cube) -> Cube:
    return np.full_like(a, 2, order="C")


def at_least_3(a: Matrix) -> Cube:
    return np.array(a, ndmin=3)


def number_at_least_2(x: int) -> ndarray[tuple[int, int], np.dtype[int64]]:
    return np.array(x, ndmin=2)


def at_least_1(a: Matrix) -> Matrix:
    return np.array(a, ndmin=1)


def uncopied(a: Matrix) -> bool:
    b = np.array(a, copy=False)
    b[0, 0] = 100
    return bool(a[0, 0] == 100)


def copied_where_it_must(a: Matrix) -> tuple[float, int]:
    b, c = np.array(a, copy=None), np.array(a, dtype=np.int64, copy=None)
    b[0, 0] = 50
    return float(a[0, 0]), int(c[0, 0])


A = np.arange(6.0).reshape(2, 3)
C = np.arange(24.0).reshape(2, 3, 4)
CALLS = [
    ("zeros_f", 2), ("zeros_f", 0), ("zeros_f", -1), ("empty_f", 2), ("full_f", 3), ("ones_f", 3), ("array_f", A), ("array_f", A.T), ("array_c", A), ("array_c", A.T), ("array_c", A[:, ::2]), ("asarray_f", A), ("asarray_f", A.T),
    ("from_lists", 3), ("like_f", C), ("like_c", C.T), ("like_c", C), ("at_least_3", A), ("number_at_least_2", 3), ("at_least_1", A), ("uncopied", A.copy()), ("copied_where_it_must", A.copy()),
]
