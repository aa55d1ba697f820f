"""Functions that call another one for elements, rows or parts of arrays; what is known of dtypes when compiling."""

import math

import numpy as np

B1 = np.ndarray[tuple[int], np.dtype[np.bool_]]
I1 = np.ndarray[tuple[int], np.dtype[np.int64]]
I2 = np.ndarray[tuple[int, int], np.dtype[np.int64]]
Y1 = np.ndarray[tuple[int], np.dtype[np.int8]]
S1 = np.ndarray[tuple[int], np.dtype[np.float32]]
F1 = np.ndarray[tuple[int], np.dtype[np.float64]]
F2 = np.ndarray[tuple[int, int], np.dtype[np.float64]]
F3 = np.ndarray[tuple[int, int, int], np.dtype[np.float64]]
Z1 = np.ndarray[tuple[int], np.dtype[np.complex64]]


def spread(row):
    return row.max() - row.min()


def rows(a: F2, b: F3, k: float):
    return np.apply_along_axis(spread, 0, a), np.apply_along_axis(spread, 1, a), np.apply_along_axis(lambda r: r * k, 0, a), np.apply_along_axis(lambda r: r[:2] + 1, -1, b), np.apply_along_axis(lambda r: np.outer(r, r), 1, b), np.apply_along_axis(lambda r: int(r[0]), 2, b), np.apply_along_axis(lambda r: np.sort(r), 1, a)


def row(x: F1):
    return np.apply_along_axis(lambda r: r.sum(), 0, x), np.apply_along_axis(lambda r: r[::-1], 0, x)


def rows_wrong(a: F2, axis: int):
    return np.apply_along_axis(lambda r: r[r > 2.0], axis, a)


def over_axes(b: F3, a: F2):
    return np.apply_over_axes(np.sum, b, (0, 2)), np.apply_over_axes(np.max, a, 1), np.apply_over_axes(lambda v, axis: v * 2, a, (0,))


def step(v, k):
    if v > k:
        return v - k
    return v + k


def elements(x: F1, a: F2, c: I1, y: Y1, s: S1, m: B1, k: float):
    shifted = np.vectorize(step)
    counted = np.vectorize(lambda i: i * i)
    return shifted(x, k), shifted(a, x[:3]), counted(c), counted(y), np.vectorize(lambda v: v * k)(s), np.vectorize(lambda b: not b)(m), np.vectorize(lambda v: math.floor(v))(a), np.vectorize(lambda v: v, otypes=[np.float32])(c), np.vectorize(lambda v: v + 0.5, otypes="d")(y), np.vectorize(lambda v: -v)(k), np.vectorize(lambda i, v: v if i else 0.0)(m, x)


def elements_empty(x: F1):
    return np.vectorize(lambda v: v, otypes=[float])(x), np.vectorize(lambda v: v)(x)


def element_order(a: F2):
    seen = [0.0]

    def put(v):
        seen.append(v)
        return v

    np.vectorize(put, otypes=[float])(a)
    return seen


def elements_raise(x: F1):
    return np.vectorize(lambda v: math.sqrt(v))(x)


def elements_shapes(x: F1, y: F1):
    return np.vectorize(lambda p, q: p + q)(x, y)


def complex_elements(z: Z1):
    return np.vectorize(lambda w: w.real)(z), np.vectorize(lambda w: w * 1j)(z)


def made(n: int, m: int):
    return np.fromfunction(lambda i, j: i + 2 * j, (n, m)), np.fromfunction(lambda i: i * i, (n,), dtype=int), np.fromfunction(lambda i, j: i == j, (n, n), dtype=np.int32), np.mask_indices(n, np.triu), np.mask_indices(n, np.tril, -1)


def from_items(xs: list[float], n: int):
    return np.fromiter(xs, float), np.fromiter(range(n), np.int32), np.fromiter((x * 2 for x in xs), np.float32), np.fromiter([i for i in range(n)], dtype=np.int64, count=2), np.fromiter({1: 2, 3: 4}, int)


def pieces(x: F1, c: I1):
    return np.piecewise(x, [x < 0, x >= 0], [lambda v: -v, lambda v: v * 2]), np.piecewise(x, [x < 0], [-1, 1]), np.piecewise(x, (x < 0, x > 1), [0.5, lambda v: v * v, lambda v: v - v.mean()]), np.piecewise(c, [c > 1], [lambda v: v / 2, 7])


def pieces_2d(a: F2):
    return np.piecewise(a, [a < 2, a > 4], [lambda v: v + 100, np.sqrt])


def pieces_wrong(x: F1, m: B1):
    return np.piecewise(x, [m], [1.0])


def dtypes(x: F1, c: I1, y: Y1, s: S1, z: Z1):
    a = np.can_cast(np.int8, np.int16), np.can_cast(c.dtype, np.int8), np.can_cast(x, np.float32, casting="same_kind"), np.can_cast("i4", "f8"), np.can_cast(z, x.dtype, "unsafe")
    b = np.zeros(1, dtype=np.result_type(y, s)), np.zeros(1, np.result_type(c, s, 3)), np.zeros(1, dtype=np.promote_types(np.uint8, np.int8)), np.zeros(1, dtype=np.common_type(y, s)), np.ones(1, np.min_scalar_type(y)), np.zeros(1, np.result_type(y, 3.0))
    d = np.issubdtype(c.dtype, np.integer), np.issubdtype(np.float32, np.floating), np.issubdtype(y.dtype, np.number), np.issubdtype(x.dtype, np.float64), np.issubdtype(x.dtype, np.signedinteger), np.issubdtype(bool, np.generic)
    e = np.isdtype(x.dtype, "real floating"), np.isdtype(c.dtype, ("bool", "integral")), np.isdtype(z.dtype, np.complex64), np.isdtype(x.dtype, "numeric")
    return a, b, d, e, np.isscalar(3), np.isscalar("a"), np.isscalar(x), np.isscalar(x[0]), np.iterable(x), np.iterable(2.0), np.iterable([1]), isinstance(x[0], np.inexact), isinstance(c[0], np.unsignedinteger)


X, A, B3 = np.array([-1.5, 0.0, 0.5, 2.0]), np.arange(6.0).reshape(2, 3), np.arange(12.0).reshape(2, 3, 2)
C, Y, S, M = np.array([0, 1, 2, 3]), np.array([1, -2, 3, 100], dtype=np.int8), np.array([0.5, 1.5], dtype=np.float32), np.array([True, False, True, False])
Z, E1 = np.array([1 + 2j, -0.5j], dtype=np.complex64), np.zeros(0)
CALLS = [
    ("rows", A, B3, 2.0), ("rows", A.T[::-1], B3[:, ::-1], 0.5), ("rows", A[:0], B3, 1.0), ("row", X), ("row", X[::2]), ("rows_wrong", A, 0), ("rows_wrong", A, 1), ("rows_wrong", A, 2), ("over_axes", B3, A),
    ("elements", X, A, C, Y, S, M, 0.5), ("elements", X[::-1], A[:, ::-1], C[:2], Y[::2], S, M, 3.0), ("elements_empty", X), ("elements_empty", E1), ("element_order", A), ("element_order", A.T),
    ("elements_raise", C + 1.0), ("elements_raise", X), ("elements_shapes", X, X[:1]), ("elements_shapes", X, X[:3]), ("complex_elements", Z),
    ("made", 3, 2), ("made", 0, 2), ("from_items", [1.0, 2.5], 3), ("from_items", [], 2), ("from_items", [1.0], 1), ("pieces", X, C), ("pieces", E1, C), ("pieces_2d", A), ("pieces_wrong", X, M), ("pieces_wrong", X, M[:2]),
    ("dtypes", X, C, Y, S, Z),
]
