"""Methods of ufuncs: reduce, accumulate, reduceat, outer, at."""

import numpy as np

B1 = np.ndarray[tuple[int], np.dtype[np.bool_]]
I1 = np.ndarray[tuple[int], np.dtype[np.int64]]
I2 = np.ndarray[tuple[int, int], np.dtype[np.int64]]
Y1 = np.ndarray[tuple[int], np.dtype[np.int8]]
S1 = np.ndarray[tuple[int], np.dtype[np.float32]]
F1 = np.ndarray[tuple[int], np.dtype[np.float64]]
F2 = np.ndarray[tuple[int, int], np.dtype[np.float64]]


def reduces(x: F1, a: F2, c: I1, y: Y1, m: B1):
    first = np.add.reduce(x), np.add.reduce(a), np.add.reduce(a, axis=1), np.add.reduce(a, None), np.add.reduce(y), np.multiply.reduce(c), np.maximum.reduce(a), np.minimum.reduce(a, axis=1, keepdims=True), np.logical_or.reduce(m), np.logical_and.reduce(a, axis=0)
    second = np.subtract.reduce(x), np.bitwise_and.reduce(c), np.bitwise_xor.reduce(y), np.hypot.reduce(a, axis=1), np.add.reduce(a, axis=(0, 1)), np.add.reduce(c, dtype=np.float64), np.add.reduce(a, initial=10.0), np.power.reduce(x), np.logical_xor.reduce(m), np.add.reduce(a, where=a > 2)
    return first, second


def reduce_wrong(x: F1):
    return np.maximum.reduce(x)


def accumulates(x: F1, a: F2, c: I1, y: Y1, m: B1):
    return np.add.accumulate(x), np.add.accumulate(a), np.add.accumulate(a, axis=1), np.multiply.accumulate(c), np.maximum.accumulate(x), np.minimum.accumulate(a, axis=1), np.subtract.accumulate(x), np.add.accumulate(y), np.logical_or.accumulate(m), np.fmax.accumulate(a, axis=0)


def pieces(x: F1, a: F2, i: I1):
    return np.add.reduceat(x, i), np.multiply.reduceat(x, [0, 2]), np.maximum.reduceat(a, [0, 1], axis=1)


def outers(x: F1, c: I1, s: S1, a: F2):
    return np.add.outer(x, c), np.multiply.outer(x, 2.0), np.subtract.outer(c, c), np.less.outer(x, c), np.multiply.outer(a, x), np.add.outer(s, 1.0), np.arctan2.outer(s, s)


def ats(x: F1, i: I1, a: F2, c: I1):
    np.add.at(x, i, 1.0)
    np.subtract.at(x, [0, 0], x[1])
    np.multiply.at(c, i, 2)
    np.negative.at(x, [1])
    np.maximum.at(a, (i, i), 5.0)
    return x.sum()


def at_wrong(c: I1, i: I1):
    np.add.at(c, i, 0.5)


X, C, I = np.array([1.0, 2.0, 4.0, 3.0]), np.array([1, 2, 3, 4]), np.array([0, 1, 1])
A, M = np.arange(6.0).reshape(2, 3), np.array([True, False, True])
CALLS = [
    ("reduces", X, A, C, C.astype(np.int8), M), ("reduces", X[:0], A[:, :1], C[:0], C.astype(np.int8), M), ("reduces", X[::-1], A[:0], C, C.astype(np.int8), M), ("reduce_wrong", X), ("reduce_wrong", X[:0]),
    ("accumulates", X, A, C, C.astype(np.int8), M), ("accumulates", X[:0], A[:0], C, C.astype(np.int8), M), ("pieces", X, A, I), ("pieces", X, A, I + 9), ("pieces", X, A[:, :1], I), ("outers", X, C, X.astype(np.float32), A), ("outers", X[:0], C, X.astype(np.float32), A),
    ("ats", X, I, A, C), ("ats", X, I + 9, A, C), ("ats", X, I[:0], A, C), ("at_wrong", C, I),
]
