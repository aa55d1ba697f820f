"""Elements and positions: .flat, ndindex, ndenumerate, nditer; mgrid, ogrid, r_, c_; einsum with an ellipsis; block."""

import numpy as np

B1 = np.ndarray[tuple[int], np.dtype[np.bool_]]
I1 = np.ndarray[tuple[int], np.dtype[np.int64]]
F1 = np.ndarray[tuple[int], np.dtype[np.float64]]
F2 = np.ndarray[tuple[int, int], np.dtype[np.float64]]
F3 = np.ndarray[tuple[int, int, int], np.dtype[np.float64]]
S1 = np.ndarray[tuple[int], np.dtype[np.float32]]


def flat(a: F2, i: int, c: I1, m: B1):
    total = 0.0
    for x in a.flat:
        total += x
    return total, a.flat[i], list(a.flat), a.flat[1:4], a.flat[c], [(k, x) for k, x in enumerate(a.flat)], next(a.flat), max(a.flat), a.flat[::-2]


def store_flat(a: F2, i: int, c: I1):
    a.flat[i] = 7
    a.flat[i] += 0.5
    a.flat[-1] *= 2
    a.flat[c] = 3.0
    return a


def fill_flat(a: F2):
    a.flat[:] = 2
    return a


def live_flat(a: F2):
    seen = []
    for x in a.flat:
        seen.append(x)
        a[:] = a + 1
    return seen


def positions(n: int, m: int, a: F3):
    return list(np.ndindex(n, m)), [sum(p) for p in np.ndindex(a.shape)], list(np.ndindex((n,))), [p for p in np.ndindex(())], [a[i, j, 0] for i, j in np.ndindex(a.shape[:2])]


def enumerated(a: F2, x: F1):
    total = 0.0
    for (i, j), value in np.ndenumerate(a):
        total += i * value - j
    return total, list(np.ndenumerate(x)), [(index, value) for index, value in np.ndenumerate(a)]


def iterated(a: F2, b: F3):
    total = 0.0
    for x in np.nditer(a):
        total += x * 2
    for y in np.nditer(a, op_flags=["readwrite"]):
        y[...] = y + 1
    return total, a, [float(v) for v in np.nditer(b)]


def grids(n: int, x: float, s: S1):
    p, q = np.ogrid[0:n, 0:x:3j]
    return np.mgrid[0:n, 0:2], np.mgrid[0:x, -1:1:0.5], np.mgrid[0:1:5j], np.mgrid[:n], p, q, np.ogrid[1:n], np.mgrid[0:1:3j, 0:n, 2:4]


def joined(x: F1, a: F2, c: I1, s: S1, k: float):
    return np.r_[x, 1.5, x], np.r_[0:5, c], np.r_[1, 2, 3], np.r_[s, k], np.r_[0:1:3j, 9], np.c_[x, x], np.c_[a, a], np.r_[a, a], np.c_[1:4, 5:8], np.c_[x, c]


def joined_wrong(x: F1, c: I1):
    return np.c_[x, c]


def einsums(a: F2, b: F3, x: F1):
    return np.einsum("...i,i->...", b, x), np.einsum("...ij->...ji", b), np.einsum("i...->...", a), np.einsum("...,...", a, a), np.einsum("...i,...i", a, a), np.einsum("ii", a[:2, :2]), np.einsum("...ii->...i", b[:, :2, :2])


def blocks(a: F2, x: F1):
    return np.block([[a, a], [a, a]]), np.block([x, x]), np.block([[a], [a]]), np.block([x, 1.0]), np.block([[1.0, 2.0], [3.0, 4.0]])


def memory(a: F2, c: I1):
    v = a.view(np.int64)
    return a.nbytes, a.strides, c.strides, a.mT, a.tobytes(), c.tobytes("F"), v, c.view(np.float64), a.view()


def view_shares(c: I1):
    v = c.view(np.int32)
    v[0] = 5
    return c


A, B, X, C = np.arange(6.0).reshape(2, 3), np.arange(12.0).reshape(2, 3, 2), np.array([0.5, 2.0]), np.array([1, 3, 0])
M, S = np.array([True, False, True, False, False, True]), np.array([0.5, 1.5], dtype=np.float32)
CALLS = [
    ("flat", A, 4, C, M), ("flat", A.T, -1, C, M), ("flat", A[:, ::-1], 6, C, M), ("flat", A, -7, C, M), ("store_flat", A, 1, C), ("store_flat", A.T, 3, C), ("store_flat", A[::-1], 9, C),
    ("fill_flat", A.T), ("fill_flat", A[:0]), ("live_flat", A), ("live_flat", A.T), ("positions", 2, 3, B), ("positions", 0, 2, B[:0]), ("positions", -1, 2, B), ("enumerated", A, X), ("enumerated", A.T, X[:0]),
    ("iterated", A, B), ("iterated", A.T, B.transpose(1, 0, 2)), ("iterated", A[:, ::2], B), ("iterated", A[:0], B), ("grids", 3, 2.0, S), ("grids", 0, -1.0, S), ("joined", C * 0.5, A, C, S, 2.5), ("joined", C * 0.5, A[:, ::-1], C, S[:0], 2.5),
    ("joined_wrong", X, C), ("joined_wrong", X, C[:2]), ("einsums", A, B, X), ("einsums", A, B, X[:1]), ("einsums", A, B, C * 1.0), ("blocks", A, X), ("blocks", A[:0], X), ("memory", A, C), ("memory", A.T, C[::-1]), ("view_shares", C),
]
