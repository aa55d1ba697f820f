"""Sorting, searching, selecting, sets, rounding and clipping; nan, equal elements, axes, empty arrays."""

import numpy as np

B1 = np.ndarray[tuple[int], np.dtype[np.bool_]]
I1 = np.ndarray[tuple[int], np.dtype[np.int64]]
I2 = np.ndarray[tuple[int, int], np.dtype[np.int64]]
Y1 = np.ndarray[tuple[int], np.dtype[np.int8]]
U1 = np.ndarray[tuple[int], np.dtype[np.uint16]]
Q1 = np.ndarray[tuple[int], np.dtype[np.uint64]]
S1 = np.ndarray[tuple[int], np.dtype[np.float32]]
F1 = np.ndarray[tuple[int], np.dtype[np.float64]]
F2 = np.ndarray[tuple[int, int], np.dtype[np.float64]]
F3 = np.ndarray[tuple[int, int, int], np.dtype[np.float64]]
C1 = np.ndarray[tuple[int], np.dtype[np.complex128]]


def sorts(a):
    return np.sort(a), np.sort(a, kind="stable"), np.argsort(a, kind="stable"), a.argsort(kind="mergesort")


def sort_dtypes(a: F1, b: S1, c: I1, d: Y1, e: U1, f: Q1, g: B1, h: C1):
    return sorts(a), sorts(b), sorts(c), sorts(d), sorts(e), sorts(f), sorts(g), sorts(h)


def sort_zeros(a: F1, b: S1):
    return np.sort(a, kind="stable"), np.argsort(a, kind="stable"), np.sort(b, kind="stable"), np.argsort(b, kind="stable")


def sort_axes(a: F2):
    return np.sort(a), np.sort(a, axis=0), np.sort(a, axis=1), np.sort(a, -2), np.sort(a, axis=None), np.argsort(a, kind="stable"), np.argsort(a, axis=0, kind="stable"), np.argsort(a, axis=None, kind="stable"), a.argsort(0, kind="stable")


def sort_three(a: F3):
    return np.sort(a), np.sort(a, 0), np.sort(a, 1), np.argsort(a, axis=1), a.argsort(axis=-1)


def sort_distinct(a: F1):
    return np.argsort(a), np.argsort(a, kind="quicksort"), np.argsort(a, kind="heapsort"), a[np.argsort(a)], np.sort(a, kind="heapsort"), np.argsort(-a)[::-1]


def sort_in_place(a: F1, b: Y1, c: C1):
    a.sort()
    b.sort(kind="stable")
    c.sort(axis=0)


def sort_in_place_2d(a: F2, b: F2):
    a.sort()
    b.sort(axis=0)
    b[0].sort()
    return a[0, 0]


def sort_columns(a: F2, j: int):
    a[:, j].sort()


def sort_is_copy(a: F1):
    b = np.sort(a)
    b[0] = 99.0
    return b


def sort_of_list(x: float):
    return np.sort([3.0, x, 2.0]), np.argsort((3, 1, 2))


def sort_expression(a: F1, b: F1):
    return np.sort(a * b), np.argsort(a - b), np.sort(np.abs(a))[-2:]


def nonzeros(a: F1, b: F2, c: B1):
    return np.nonzero(a), np.nonzero(b), np.nonzero(c), a.nonzero(), b.nonzero()[1], np.nonzero(a > 1)[0], np.flatnonzero(a), np.flatnonzero(b), np.flatnonzero(b > 1), np.argwhere(a), np.argwhere(b), np.argwhere(b > 1)


def nonzero_three(a: F3, c: C1):
    return np.nonzero(a), a.nonzero(), np.argwhere(a), c.nonzero(), np.flatnonzero(c)


def wheres(a: F1, b: F1, m: B1, x: float, n: int):
    return np.where(m, a, b), np.where(a > b, a, b), np.where(m, a, 0), np.where(m, x, a), np.where(m, 1, 2), np.where(m, n, 0.5), np.where(m, 1j, a), np.where(m)[0], np.where(a > 0), np.where(a, a, -1)


def where_broadcast(a: F2, b: F1, x: float):
    return np.where(a > x, a, b), np.where(a[:, :1] > x, a, b), np.where(b > x, a, x), np.where(True, a, b), np.where(x > 1, a, 0.0)


def where_scalar(x: float, n: int):
    return np.where(x > 1, 1.0, 2.0) + 1, np.where(n == 0, n, x) * 2


def where_dtypes(m: B1, a: Y1, b: U1, c: S1, d: I1):
    return np.where(m, a, b), np.where(m, a, c), np.where(m, c, d), np.where(m, a, 1), np.where(m, c, 0.1), np.where(m, m, a), np.where(m, m, m)


def where_2d(a: F2):
    return np.where(a > 3), np.where(a)


def uniques(a: F1, b: I1, c: Y1, d: B1, e: F2, f: S1, g: Q1):
    return np.unique(a), np.unique(b), np.unique(c), np.unique(d), np.unique(e), np.unique(f), np.unique(g)


def unique_complex(a: C1):
    return np.unique(a)


def medians(a: F1, b: S1, c: I1, d: F2, e: F3):
    return np.median(a), np.median(b), np.median(c), np.median(d), np.median(d, axis=0), np.median(d, axis=1), np.median(d, -1), np.median(e, axis=1), np.median(e)


def median_of(a: F1):
    return np.median(a)


def quantiles(a: F1, b: F2, q: float):
    return np.quantile(a, q), np.quantile(b, q), np.percentile(a, 100 * q), np.percentile(b, 50)


def quantile_f4(a: S1, b: I1, q: float):
    return np.quantile(b, q), np.percentile(b, 25), np.average(b), np.average(a)


def counts(a: I1, b: Y1, c: B1, n: int):
    return np.bincount(a), np.bincount(a, minlength=n), np.bincount(b), np.bincount(a, minlength=3), np.count_nonzero(c)


def counts_bad(a: I1, n: int):
    return np.bincount(a, minlength=n)


def takes(a: F1, b: F2, c: U1, i: I1, j: I2):
    return np.take(a, i), np.take(a, j), np.take(b, i), np.take(b, j), np.take(c, i), np.take(a, [0, -1])


def clips(a: F1, x: float, y: float):
    return np.clip(a, x, y), a.clip(x, y), np.clip(a, 0, 1), np.clip(a, x, None), np.clip(a, None, y), a.clip(min=x), np.clip(a, a[0], y), np.clip(a, a * 0.5, a * 2)


def clip_dtypes(a: I1, b: Y1, c: S1, n: int):
    return np.clip(a, 0, n), np.clip(a, -1, 1), np.clip(b, 0, 100), np.clip(c, 0.1, 1), np.clip(c, 0, 2), np.clip(a, 0.5, 2)


def clip_scalars(x: np.float64, y: np.int8, z: float):
    return np.clip(x, 0, 1), x.clip(-1, 1), np.clip(y, 0, 5), np.clip(z, 0.0, 0.5)


def clip_int8(a: Y1, n: int):
    return np.clip(a, 0, n)


def clip_unsigned(a: U1, b: Q1, low: int, high: int):
    return np.clip(a, low, high), np.clip(b, 1, high), np.clip(a, low, 300), np.clip(a[0], low, high)


def clip_three(a: Y1, b: U1, c: S1):
    return np.clip(a, b, c), np.clip(c, a, b), np.concatenate((a, b, c)), np.clip(a, max=5), np.clip(a, min=-1.0), a.clip(max=100)


def rounds(a: F1, b: S1, c: I1, d: C1, x: np.float64):
    return np.round(a), np.around(a), a.round(), np.round(a, 0), np.rint(a), np.round(b), np.round(c), c.round(), np.round(d), np.round(x), x.round()


def rounds_to(a: F1, b: S1, c: I1, d: C1, x: np.float64, n: int):
    return np.round(a, 2), a.round(decimals=1), np.round(a, n), np.around(b, 1), np.round(c, -1), np.round(c, 2), np.round(d, 1), np.round(x, 1), np.round(c, n)


def round_is_copy(a: I1):
    b = np.round(a)
    b[0] = 7
    c = np.clip(a, None, None)
    c[0] = 8
    return b, c


def extremes_at(a: F1, b: F2, c: B1):
    return np.argmin(a), a.argmax(), np.argmin(b, axis=1), b.argmax(axis=0), np.argmax(c), np.argmin(c), c.argmax()


def ranks(a: F1):
    order = np.argsort(a, kind="stable")
    rank = np.empty(len(a), dtype=np.int64)
    rank[order] = np.arange(len(a))
    return rank


def top(a: F1, n: int):
    return np.sort(a)[::-1][:n], np.argsort(-a, kind="stable")[:n]


ZEROS = np.array([0.0, -0.0, 1.0, -0.0, 0.0, np.nan, -1.0, 0.0])   # only a stable sort has one order of them
A = np.array([3.0, -1.0, 0.0, np.nan, 2.5, -0.5, -np.inf, np.inf, -4.0, 1.5, np.nan, 3.0])
D = np.array([3.5, -1.25, 0.0, 2.5, -np.inf, np.inf, -4.0, 1.5, 1e300, 1e-300])
Z = np.array([1 + 2j, 1 + 1j, -1j, complex(np.nan, 1), complex(1, np.nan), 0j, 1 + 2j, complex(np.nan, 0), complex(np.nan, np.nan)])
I = np.array([5, -3, 2**62, 0, -(2**63), 2**63 - 1, 5, 5])
Y = np.array([100, -128, 127, 3, 3, 0, -1], dtype=np.int8)
U = np.array([5, 65535, 0, 256, 255, 5], dtype=np.uint16)
Q = np.array([5, 2**64 - 1, 2**63, 0, 1], dtype=np.uint64)
T = np.array([True, False, True, True, False])
r = np.random.default_rng(11)
M = np.array([[3.0, 1.0, 2.0], [0.0, np.nan, -1.0], [5.0, 5.0, 0.0], [1.0, 1.0, 1.0]])
K = r.permutation(24).astype(float).reshape(2, 3, 4)
LONG = r.integers(-50, 50, 3000)
S = A.astype(np.float32)
E = np.array([], dtype=np.int64)
CALLS = [
    ("sort_dtypes", A, S, I, Y, U, Q, T, Z), ("sort_dtypes", A[::-1], S[::-2], I[::-1], Y[::3], U[::-1], Q[1:], T[::2], Z[::-1]), ("sort_dtypes", A[:0], S[:0], I[:1], Y[:0], U[:0], Q[:0], T[:0], Z[:0]),
    ("sort_dtypes", LONG.astype(float), LONG.astype(np.float32), LONG * 2**50, LONG.astype(np.int8), LONG.astype(np.uint16), LONG.astype(np.uint64), LONG > 0, LONG + 1j * LONG[::-1]), ("sort_dtypes", r.normal(size=2000), r.normal(size=2000).astype(np.float32), LONG, Y, U, Q, T, Z),
    ("sort_zeros", ZEROS, ZEROS.astype(np.float32)[::-1]), ("sort_zeros", np.tile(ZEROS, 300), ZEROS.astype(np.float32)[:2]), ("sort_axes", M), ("sort_axes", M.T), ("sort_axes", M[::-1, ::2]), ("sort_axes", M[:0]), ("sort_axes", M[:, :0]), ("sort_three", K), ("sort_three", K.T), ("sort_three", K[:, ::-2]), ("sort_distinct", D), ("sort_distinct", D[:1]), ("sort_distinct", r.normal(size=1000)),
    ("sort_in_place", A, Y, Z), ("sort_in_place", A[::-2], Y[::-1], Z[::2]), ("sort_in_place_2d", M, M), ("sort_in_place_2d", M.T, M[:, ::-1]), ("sort_columns", M, 0), ("sort_columns", M, -1), ("sort_columns", M, 3), ("sort_is_copy", A), ("sort_of_list", 2.5), ("sort_expression", D[6:], D[:4]),
    ("nonzeros", A, M, T), ("nonzeros", A[::-1], M.T, T[:0]), ("nonzeros", A[:0], M[:, :0], T[:1]), ("nonzero_three", K, Z), ("nonzero_three", K.T - 5, Z[::-1]),
    ("wheres", A[:5], A[5:10], T, 1.5, 7), ("wheres", A[:5], A[5:9], T, 1.5, 7), ("wheres", A[:1], A[:1], T, np.nan, -(2**63)), ("wheres", A[:0], A[:0], T[:0], 0.0, 0), ("where_broadcast", M, A[:3], 1.0), ("where_broadcast", M, A[:2], 1.0), ("where_broadcast", M.T, A[:4], -1.0), ("where_scalar", 2.0, 0), ("where_dtypes", T, Y[:5], U[:5], S[:5], I[:5]), ("where_2d", M), ("where_2d", M.T),
    ("uniques", A, I, Y, T, M, S, Q), ("uniques", A[:0], E, Y[:0], T[:0], M[:0], S[:0], Q[:0]), ("uniques", A[::-1], LONG, Y[::2], T & False, M.T, S[::-1], Q[::-1]), ("unique_complex", Z[:3]), ("unique_complex", Z[[0, 1, 0, 2, 5]]),
    ("medians", A, S, I, M, K), ("medians", D, S[:3], I[1:4], M[::2], K.T), ("medians", D[:1], S[:2], I[:1], M[:1], K[:1]), ("medians", A[:3], S[1:3], LONG, M[2:], K[:, ::-1]), ("median_of", A[:0]), ("quantiles", D[:4], M[2:], 0.3), ("quantiles", D[::-3], M[2:].T, 1.0), ("quantiles", A, M, 0.5), ("quantiles", D[:4], M[2:], 1.5), ("quantiles", D[:4], M[2:], -0.1), ("quantiles", D[:4], M[2:], np.nan), ("quantile_f4", S[:3], LONG, 0.77),
    ("counts", np.array([1, 1, 5, 0]), Y[3:6], T, 8), ("counts", E, Y[3:6], T[:0], 0), ("counts", np.array([1, 1, 5, 0]), Y, T, 8), ("counts_bad", np.array([1, -1]), 0), ("counts_bad", np.array([1, 2]), -1), ("counts_bad", np.array([1, 2]), 2),
    ("takes", A, M, U, np.array([0, -1, 3]), np.array([[0, 1], [-2, 5]])), ("takes", A[::-1], M.T, U[::2], np.array([0, 2]), np.array([[0, 1]])), ("takes", A, M, U, np.array([12]), np.array([[0, 1]])), ("takes", A, M, U, np.array([0]), np.array([[0, -13]])), ("takes", A, M, U, E, np.zeros((2, 0), dtype=np.int64)),
    ("clips", A, -1.0, 2.0), ("clips", A, 2.0, -1.0), ("clips", A, np.nan, 2.0), ("clips", A[::-2], -np.inf, np.inf), ("clips", ZEROS, -1.0, 0.0), ("clips", ZEROS, -0.0, 1.0), ("clip_dtypes", I, Y, S, 4), ("clip_scalars", np.float64(1.5), np.int8(-3), 0.75), ("clip_scalars", np.float64(np.nan), np.int8(100), -0.75), ("clip_int8", Y, 100), ("clip_int8", Y, 200), ("clip_int8", Y, -1), ("clip_int8", Y, -200), ("clip_unsigned", U, Q, 3, 500), ("clip_unsigned", U, Q, -3, 70000), ("clip_unsigned", U, Q, 65535, 2**62), ("clip_unsigned", U, Q, 65536, 2**62), ("clip_three", Y[:6], U, S[:6]),
    ("rounds", np.array([0.5, 1.5, -0.5, 2.4999, np.nan, np.inf, 1e300]), np.array([0.5, 2.5], dtype=np.float32), I, Z, np.float64(2.5)), ("rounds", A[:0], S[:0], E, Z[:0], np.float64(-0.5)),
    *[("rounds_to", np.array([0.125, 2.675, -1234.565, np.nan, -0.04, 1e300]), S[:4], np.array([15, 25, -35, 7]), Z, np.float64(0.25), n) for n in (0, 3, -1)], ("round_is_copy", I),
    ("extremes_at", A, M, T), ("extremes_at", D, M[:, ::-1], ~T), ("ranks", D), ("ranks", np.zeros(4)), ("top", D, 3), ("top", D, 100),
]
