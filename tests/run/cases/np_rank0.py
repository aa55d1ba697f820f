"""Arrays without axes: made, passed, read, written, and given back."""

import numpy as np

F0 = np.ndarray[tuple[()], np.dtype[np.float64]]
I0 = np.ndarray[tuple[()], np.dtype[np.int32]]
F1 = np.ndarray[tuple[int], np.dtype[np.float64]]


def made(n: int):
    return np.array(1.0), np.zeros(()), np.ones((), dtype=np.int32), np.full((), n), np.array(2, dtype=np.int8), np.asarray(2.5), np.empty(()).shape, np.array(True), np.array(1j), np.ascontiguousarray(2)


def taken(a: F0, b: I0):
    return a[()], a[...], a.item(), a.shape, a.ndim, a.size, a + 1, a * b, -a, a == b, a.dtype == np.float64, a.sum(), a.mean(), float(a), int(b), bool(a), a.T, a.copy(), abs(a), np.sqrt(a), a.astype(np.int64), a.tolist()


def changed(a: F0, b: I0):
    a[()] = 5.0
    b[...] = 7
    a += 2
    b *= 3
    a[...] += b
    return a, b


def with_arrays(a: F0, x: F1):
    return a + x, x * a, np.maximum(a, x), x[:1].reshape(()), a.reshape(1), a.reshape((1, 1)), a.ravel(), a.flatten(), np.squeeze(x[:1], axis=0), np.broadcast_to(a, (2, 3)).copy(), np.expand_dims(a, 0), np.atleast_1d(a), a[None], a[np.newaxis, ...]


def likes(a: F0):
    return np.zeros_like(a), np.ones_like(a), np.full_like(a, 2.0), np.empty_like(a).shape, np.copy(a), np.zeros_like(1.5), np.copy(2.0), np.where(a > 1, a, 0.0), np.where(True, 1, 2)


def loops(n: int):
    s = np.array(0.0)
    for i in range(n):
        s += i
        s[...] = s * 2
    return s


def text(a: F0):
    return str(a), repr(a), f"{a}", f"{a:.3f}"


def reshape_wrong(x: F1):
    return x.reshape(())


def aliases(x: F1):
    v = x[1, ...]
    v[()] = 9.0
    w = x[:1].reshape(())
    w += 1
    return x, v


Z, Y, X = np.array(2.5), np.array(3, dtype=np.int32), np.arange(3.0)
def as_index(a: np.ndarray[tuple[int, int], np.dtype[np.float64]], i: np.ndarray[tuple[()], np.dtype[np.int32]], k: int):
    before = a[i, k], a[i, i], a[0][i], a[i], a[i, 1:], a[i, ...], a[k][i]
    a[i, k] = 9.0
    a[k, i] += 1.0
    return before, a


def without_axes_in(a: np.ndarray[tuple[()], np.dtype[np.int64]], b: np.ndarray[tuple[int], np.dtype[np.int64]], n: int):
    return np.isin(a, b), np.isin(n, b), np.isin(b, a), np.isin(b[0], b), np.isin(a, a, invert=True)


CALLS = [
    *[("as_index", np.arange(9.0).reshape(3, 3), np.array(i, dtype=np.int32), k) for i in (0, 2, -1, 3, -4) for k in (0, -1, 3)],
    ("without_axes_in", np.array(3), np.array([1, 3]), 1), ("without_axes_in", np.array(3), np.array([1, 2]), 3),
    ("made", 1), ("taken", Z, Y), ("changed", Z, Y), ("with_arrays", Z, X), ("likes", Z), ("loops", 4), ("text", Z), ("reshape_wrong", X), ("aliases", X), ("aliases", X[::-1]),
    ("changed", X[1, ...], Y),
]
