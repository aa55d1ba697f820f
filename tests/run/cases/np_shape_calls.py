"""Shapes, joining, indices and selection: what NumPy's own functions give, called from compiled code."""

import numpy as np
from numpy.lib.stride_tricks import as_strided, sliding_window_view

B1 = np.ndarray[tuple[int], np.dtype[np.bool_]]
I1 = np.ndarray[tuple[int], np.dtype[np.int64]]
I2 = np.ndarray[tuple[int, int], np.dtype[np.int64]]
S1 = np.ndarray[tuple[int], np.dtype[np.float32]]
F1 = np.ndarray[tuple[int], np.dtype[np.float64]]
F2 = np.ndarray[tuple[int, int], np.dtype[np.float64]]
F3 = np.ndarray[tuple[int, int, int], np.dtype[np.float64]]


def pads(x: F1, a: F2, c: I1):
    return np.pad(x, 2), np.pad(a, ((1, 0), (0, 2)), "edge"), np.pad(a, 1, mode="reflect"), np.pad(x, (1, 2), constant_values=(5.0, 6.0)), np.pad(c, 1, "wrap"), np.pad(a, 1, "mean"), np.pad(x, 2, mode="linear_ramp", end_values=9.0), np.pad(a, (1, 1), "maximum", stat_length=1), np.pad(x, 1, "symmetric", reflect_type="odd")


def repeats(x: F1, a: F2, n: I1):
    return np.tile(x, (2, 2)), np.tile(a, 2), np.tile(a, (2, 1, 2)), np.repeat(x, n), np.repeat(a, [1, 2], axis=0), np.repeat(a, 2), np.repeat(a, 3, axis=1), a.repeat(2, 0), np.resize(x, (2, 3)), np.resize(a, 4)


def turns(x: F1, a: F2, b: F3):
    return np.roll(a, (1, 2), axis=(0, 1)), np.rot90(a), np.rot90(a, 2), np.rot90(b, k=-1, axes=(0, 2)), np.flip(a, (0, 1)), np.flip(b, axis=(0, 2)), np.moveaxis(b, (0, 1), (2, 0)), np.rollaxis(b, 2), np.rollaxis(b, 0, 3), np.permute_dims(b, (2, 0, 1)), np.expand_dims(x, (0, 2)), np.expand_dims(a, axis=1)


def at_least(x: F1, a: F2, s: float):
    return np.atleast_1d(x), np.atleast_2d(x), np.atleast_3d(a), np.atleast_1d(s), np.atleast_2d(s), np.atleast_3d(x)


def broadcasts(x: F1, a: F2, c: I1):
    p, q = np.broadcast_arrays(x, a)
    u, v, w = np.broadcast_arrays(a, c, 2.0)
    return p.copy(), q.copy(), u.copy(), v.copy(), w.copy(), np.shares_memory(x, p), np.may_share_memory(a, c)


def joins(x: F1, a: F2, c: I1, s: S1):
    return np.concat((x, c)), np.concatenate((x, c), dtype=np.float32), np.concatenate([a, a], axis=None, dtype=np.float64), np.stack((x, c), axis=1, dtype=np.float64), np.dstack((a, a)), np.dstack((x, c)), np.column_stack((a, x[:2])), np.vstack((a, a), dtype=np.float32), np.hstack((x, s), dtype=np.float64)


def join_lists(a: F2, n: int):
    rows = [a[0]]
    for i in range(n):
        rows.append(a[0] * i)
    return np.concatenate(rows), np.stack(rows), np.vstack(rows), np.hstack(rows), np.column_stack(rows)


def join_into(x: F1, out: F1):
    return np.concatenate((x, x), out=out)


def splits(x: F1, a: F2, b: F3):
    first, second = np.split(x, 2)
    return first, second, np.split(x, [1, 3]), np.array_split(x, 3), np.hsplit(a, 2), np.vsplit(a, 2), np.dsplit(b, 2), np.split(a, 2, axis=1), len(np.split(x, 4))


def split_wrong(x: F1, n: int):
    return np.split(x, n)


def edits(x: F1, a: F2, c: I1):
    return np.delete(x, 1), np.delete(x, [0, -1]), np.delete(a, 0, axis=1), np.delete(a, c), np.insert(x, 1, 9.0), np.insert(x, [0, 2], [7.0, 8.0]), np.insert(a, 1, 5.0, axis=0), np.insert(a, 1, 5.0), np.trim_zeros(c), np.trim_zeros(x, "f")


def edit_wrong(x: F1, i: int):
    return np.delete(x, i), np.insert(x, i, 0.0)


def takes(x: F1, a: F2, b: F3, i: I1, j: I2):
    return np.take(x, j), np.take(a, i, axis=1), np.take(a, j, axis=0), np.take(b, 1, axis=2), np.take(x, i, mode="wrap"), x.take(i), a.take(0, axis=1), np.take_along_axis(a, j, axis=1), np.take_along_axis(a, i, axis=None), np.take(x, 2)


def chosen(x: F1, a: F2, i: I1, m: B1):
    return np.choose(i, (x, x * 2, 5.0)), np.choose(i, [x, x, x], mode="clip"), i.choose((x, x, x)), np.select([x > 1, x > 0], [x, -x]), np.select((m, x > 9), (x, 1.0), default=7.0), np.extract(m, x), np.compress(m, x), np.compress([True, False], a, axis=0), x.compress(m), a.compress([False, True], axis=1)


def changed(x: F1, a: F2, i: I1, m: B1, j: I2):
    np.put(x, [0, -1], [9.0, 8.0])
    np.place(x, m, [1.5, 2.5])
    np.putmask(x, m, x * 2)
    np.fill_diagonal(a, 7.0)
    np.put_along_axis(a, j, -1.0, axis=1)
    np.copyto(a, 3.0, where=a > 5)
    x.put(1, 4.0)
    np.copyto(i, i[::-1])
    return x.sum()


def change_wrong(x: F1, i: I1):
    np.copyto(i, x)


def diagonals(x: F1, a: F2, b: F3):
    return np.diagflat(x), np.diagflat(a, 1), np.diagonal(a), np.diagonal(a, offset=-1), np.diagonal(b, axis1=1, axis2=2), a.diagonal(1), np.trace(b), np.trace(b, axis1=0, axis2=2), a.trace(1), np.trace(a, dtype=np.float32), np.vander(x), np.vander(x, 3, increasing=True)


def index_arrays(n: int, a: F2, x: I1, y: I1):
    r, c = np.tril_indices(n)
    p, q = np.triu_indices(n, 1, 4)
    d, e = np.diag_indices(n)
    f, g, h = np.diag_indices(n, 3)
    k, m = np.diag_indices_from(a[:, :2])
    s, t = np.tril_indices_from(a)
    u, v = np.triu_indices_from(a, k=1)
    i, j = np.ix_(x, y)
    return r, c, p, q, d, e, f, g, h, k, m, s, t, u, v, a[i, j]


def grids(n: int, x: F1, y: I1):
    a, b = np.meshgrid(x, y)
    c, d = np.meshgrid(x, y, indexing="ij", sparse=True)
    e, f, g = np.meshgrid(x, x, y)
    p, q = np.indices((n, 3), sparse=True)
    rows, columns = np.unravel_index(y, (3, 4))
    r, s, t = np.unravel_index(n, (2, 3, 4))
    return a, b, c, d, e, f, g, p, q, np.indices((n, 2)), np.indices((2, n), dtype=np.float32), rows, columns, r, s, t, np.ravel_multi_index((rows, columns), (3, 4)), np.ravel_multi_index((1, 2), (3, 4))


def unravel_wrong(i: int):
    return np.unravel_index(i, (2, 2))


def spaces(a: float, b: float, n: int, x: F1):
    grid, step = np.linspace(a, b, n, retstep=True)
    return np.geomspace(a, b, n), np.geomspace(a, b, num=3, endpoint=False), grid, step, np.linspace(x, 1.0, 3), np.linspace(0.0, x, n, axis=1)


def conversions(a: F2, c: I1):
    return np.asfortranarray(a), np.asfortranarray(c, dtype=np.float32), np.asarray_chkfinite(a), np.asanyarray(c), np.astype(c, np.float32), c.byteswap()


def windows(x: F1, a: F2):
    w = sliding_window_view(x, 2)
    v = sliding_window_view(a, (2, 2))
    return w.sum(axis=1), v.sum(axis=(2, 3)), sliding_window_view(a, 2, axis=1).copy(), as_strided(x, (2, 2), (8, 8)).copy()


def results_into(a: F2, x: F1, out2: F2, out1: F1):
    np.matmul(a, a, out=out2)
    np.dot(a, x, out=out1)
    np.clip(x, 0.5, 1.5, out=out1)
    b = np.round(x, 1, out=out1)
    return b


X, C = np.array([0.0, 1.0, 2.0, 4.0]), np.array([0, 2, 1, 0])
A, B = np.arange(8.0).reshape(2, 4), np.arange(12.0).reshape(2, 3, 2)
J = np.array([[0, 1], [1, 0]])
M = np.array([True, False, True, False])
E1, E2 = np.zeros(0), np.zeros((0, 4))
CALLS = [
    ("pads", X, A, C), ("pads", X[::-1], A.T, C), ("pads", E1, A, C), ("repeats", X, A, C), ("repeats", X, A, C[:2]), ("repeats", X, A, -C), ("turns", X, A, B), ("turns", E1, E2, B[:, :0]),
    ("at_least", X, A, 2.5), ("broadcasts", X, A, C), ("broadcasts", X[:3], A, C), ("joins", X, A, C, X.astype(np.float32)), ("joins", X, A[:, :3], C, X[:1].astype(np.float32)), ("joins", X[:2], A, C, X.astype(np.float32)),
    ("join_lists", A, 2), ("join_lists", A, 0), ("join_into", X, np.zeros(8)), ("join_into", X, np.zeros(7)), ("splits", X, A, B), ("splits", X[:3], A, B), ("split_wrong", X, 3), ("split_wrong", X, 0),
    ("edits", X, A, C), ("edits", X, A, C + 9), ("edit_wrong", X, 9), ("edit_wrong", X, -4), ("edit_wrong", E1, 0),
    ("takes", X, A, B, C[:2], J), ("takes", X, A, B, C[:2] + 9, J), ("takes", E1, A, B, C[:2], J), ("chosen", X, A, C, M), ("chosen", X, A, C + 2, M), ("chosen", X[:2], A, C, M),
    ("changed", X, A, C, M, J), ("changed", X[:3], A, C, M, J), ("change_wrong", X, C), ("diagonals", X, A, B), ("diagonals", E1, A, B),
    ("index_arrays", 2, A, C[:2], C[1:3]), ("index_arrays", 3, A[:, :2], C[:1], C[3:]), ("index_arrays", 2, A, C + 5, C), ("grids", 2, X, C), ("grids", 0, E1, C), ("grids", 30, X, C), ("grids", 2, X, C + 20), ("unravel_wrong", 4), ("unravel_wrong", 3),
    ("spaces", 1.0, 8.0, 4, X), ("spaces", 0.0, 8.0, 4, X), ("spaces", 1.0, 8.0, -1, X), ("conversions", A, C), ("conversions", A * np.inf, C), ("windows", X, A), ("windows", X[:1], A),
    ("results_into", A[:, :2], X[:2], np.zeros((2, 2)), np.zeros(2)), ("results_into", A[:, :2], X[:2], np.zeros((2, 3)), np.zeros(2)), ("results_into", A[:, :2], X[:2], np.zeros((2, 2)), np.zeros(3)),
]
