"""Views and shapes: reshape, ravel, transposes, new and removed axes, broadcasting; and that they are views where NumPy's are."""

import numpy as np

I1 = np.ndarray[tuple[int], np.dtype[np.int64]]
F1 = np.ndarray[tuple[int], np.dtype[np.float64]]
F2 = np.ndarray[tuple[int, int], np.dtype[np.float64]]
F3 = np.ndarray[tuple[int, int, int], np.dtype[np.float64]]
F4 = np.ndarray[tuple[int, int, int, int], np.dtype[np.float64]]
U2 = np.ndarray[tuple[int, int], np.dtype[np.uint8]]


def reshape(a: F1, n: int, m: int):
    return a.reshape(n, m), a.reshape((n, m)), np.reshape(a, (n, m)), a.reshape(-1), a.reshape(n, -1), a.reshape((-1, m)), a.reshape([n, m]), a.reshape(n, m, 1), np.reshape(a, -1)


def reshape_unknown(a: F1):
    return a.reshape(-1, -1)


def reshape_negative(a: F1, n: int):
    return a.reshape(n, 2)


def reshape_2d(a: F2):
    return a.reshape(-1), a.T.reshape(-1), a.reshape(a.shape[1], a.shape[0]), a.reshape(a.shape), np.reshape(a, a.size)


def reshape_tuple(a: F2, shape: tuple[int, int]):
    return a.reshape(shape), np.zeros(shape), np.broadcast_to(1.0 * a[0, 0:1], shape)


def reshape_view(a: F1):
    b = a.reshape(2, -1)
    b[0, 0] = 99
    return b


def reshape_copy(a: F2):
    b = a.T.reshape(-1)
    b[0] = 99
    return b


def raveled(a: F2):
    return a.ravel(), np.ravel(a), a.flatten(), a.T.ravel(), a.T.flatten(), a.ravel("C"), np.ravel(a, order="C")


def ravel_view(a: F2):
    b = a.ravel()
    b[0] = 99
    c = a.flatten()
    c[1] = 98


def transposes(a: F2, b: F3, c: F1):
    return a.T, a.transpose(), np.transpose(a), a.transpose(1, 0), a.transpose((1, 0)), b.T, b.transpose(2, 0, 1), b.transpose((0, 2, 1)), np.transpose(b, (1, 2, 0)), b.transpose(-1, 0, 1), c.T, c.transpose()


def swapped(a: F3, i: int, j: int):
    return a.swapaxes(0, 1), np.swapaxes(a, 0, 2), a.swapaxes(-1, 0), np.swapaxes(a, i, j)


def moved(a: F3, i: int, j: int):
    return np.moveaxis(a, 0, -1), np.moveaxis(a, 2, 0), np.moveaxis(a, 1, 1), np.moveaxis(a, i, j)


def expanded(a: F2, i: int):
    return np.expand_dims(a, 0), np.expand_dims(a, 1), np.expand_dims(a, -1), np.expand_dims(a, axis=i)


def squeezed(a: F3):
    return np.squeeze(a, axis=0), a.squeeze(0), a.squeeze(axis=(0, 2)), np.squeeze(a, -1)


def squeeze_bad(a: F3):
    return np.squeeze(a, 1)


def broadcast(a: F1, n: int):
    return np.broadcast_to(a, (n, 3)), np.broadcast_to(a, (2, n, 3)), np.broadcast_to(a[:1], n), np.broadcast_to(a, (3,))


def broadcast_bad(a: F1, n: int):
    return np.broadcast_to(a, (2, n))


def new_axes(a: F1, b: F2):
    return a[:, None], a[None], a[np.newaxis, :], a[None, :, None], b[:, None, :], b[..., None], b[None, ..., None], b[1, None], b[None, 1, :, None], a[::-1, None]


def ellipses(a: F3, i: int):
    return a[...], a[..., i], a[i, ...], a[..., i, :], a[:, ..., 0], a[0, ..., 0], a[..., ::2, 1:], a[i, i, ..., i], a[0, 0, 0, ...].ndim


def outer(a: F1, b: F1):
    return a[:, None] * b[None, :], a[:, np.newaxis] < b, (a[:, None, None] + b[:, None] + a).sum(axis=0)


def four(a: F4):
    return a.T, a.transpose(3, 1, 0, 2), a.reshape(-1, a.shape[3]), a[1, :, ::-1, 0], a.swapaxes(1, 3), a.sum(axis=(1, 3)), a[..., 0] + a[0, 0]


def write_through(a: F3):
    a.T[0] = 5
    a.transpose(1, 0, 2)[1, 1] += 1
    a.swapaxes(0, 2)[1, ::2] *= -1
    a[..., None][0, 0, 0, 0] = 77
    np.moveaxis(a, 0, 2)[0, 0, 0] = 66
    a.reshape(-1)[-1] = 55


def rotated(a: F2):
    return np.flipud(a), np.fliplr(a), np.flip(a), np.flip(a, 0), np.flip(a, axis=-1)


def bytes_too(a: U2):
    return a.T, a.reshape(-1), a[::-1].ravel(), np.expand_dims(a, 1), np.broadcast_to(a, (2, 2, 3))


def loop_views(a: F3):
    s = 0.0
    for plane in a:
        for row in plane.T:
            s += row.sum() * row[0]
    return s


def shapes(a: F3):
    n, m, k = a.shape
    return a.shape[0], a.shape[-1], a.shape[1:], a.shape[:2], n * m * k, a.T.shape, a.reshape(n, -1).shape


def row_of(a: F2):
    r = a[0]
    r[0] = 11
    c = a[:, 1]
    c += 100
    return r, c


def trace(a: F2, k: int):
    return np.trace(a), np.trace(a, k), np.trace(a, offset=-1), np.diag(a)


V = np.arange(6.0)
M = np.arange(6.0).reshape(2, 3)
K = np.arange(24.0).reshape(2, 3, 4)
ONE = np.arange(3.0).reshape(1, 3, 1)
CALLS = [
    ("reshape", V, 2, 3), ("reshape", V, 6, 1), ("reshape", V, 4, 2), ("reshape", V[::-1], 3, 2), ("reshape", V[::2], 1, 3), ("reshape", V[:0], 0, 3), ("reshape", V[:0], 3, 0), ("reshape_unknown", V), ("reshape_negative", V, -2), ("reshape_negative", V, -1), ("reshape_negative", V, 5),
    ("reshape_2d", M), ("reshape_2d", M.T), ("reshape_2d", M[:, ::2]), ("reshape_tuple", M, (3, 2)), ("reshape_tuple", M, (3, 3)), ("reshape_view", V), ("reshape_view", V[::-1]), ("reshape_copy", M), ("reshape_copy", M.T), ("raveled", M), ("raveled", M.T), ("raveled", M[:, ::-1]), ("ravel_view", M), ("ravel_view", M.T),
    ("transposes", M, K, V), ("swapped", K, 0, -2), ("swapped", K, 0, 3), ("moved", K, 0, -2), ("moved", K, -4, 0), ("moved", K, 0, 3), ("expanded", M, 2), ("expanded", M, 3), ("expanded", M, -4), ("squeezed", ONE), ("squeezed", K), ("squeeze_bad", ONE),
    ("broadcast", V[:3], 2), ("broadcast", V[:3], 0), ("broadcast", V, 2), ("broadcast_bad", V, 3), ("broadcast_bad", V, -1), ("new_axes", V, M), ("ellipses", K, 1), ("ellipses", K, -1), ("ellipses", K, 2), ("outer", V[:3], V[2:4]), ("outer", V[:3], V[2:5]),
    ("four", np.arange(120.0).reshape(2, 3, 4, 5)), ("write_through", K), ("write_through", K[::-1, ::-1]), ("rotated", M), ("bytes_too", M.astype(np.uint8)), ("loop_views", K), ("shapes", K), ("row_of", M), ("row_of", M.T), ("trace", M, 1), ("trace", M.T, -2),
]
