"""Slice objects: made, handed in and out, as the index of sequences and of axes of arrays."""

import numpy as np

F1 = np.ndarray[tuple[int], np.dtype[np.float64]]
F2 = np.ndarray[tuple[int, int], np.dtype[np.float64]]
F3 = np.ndarray[tuple[int, int, int], np.dtype[np.float64]]
I1 = np.ndarray[tuple[int], np.dtype[np.int64]]


def made(n: int):
    return slice(n), slice(n, n + 2), slice(0, n, 2), slice(None), slice(None, None, -1), slice(n, None)


def same(s: slice):
    return s, s == slice(1, 3)


def of_list(xs: list[int], s: slice):
    return xs[s], xs[s][::-1], len(xs[s])


def of_others(text: str, data: bytes, t: tuple[int, ...], s: slice):
    return text[s], data[s], t[s], range(10)[s], "constant"[s]


def of_vector(a: F1, s: slice):
    b = a[s]
    b += 1
    return b, a[s].sum(), a[..., s].shape, a[None, s].shape


def of_axes(a: F3, s: slice, t: slice):
    return a[s], a[s, t], a[0, s, t], a[..., t], a[:, s, 1], a[s, None, ..., t].shape


def by_tuple(a: F2, index: tuple[slice, slice]):
    return a[index], a[index[1], index[0]].shape, a[index][::-1]


def stored(a: F2, s: slice, x: float):
    a[s] = x
    a[s, 1:] += 1
    a[0, s] *= 2
    return a


def gathered(a: F2, rows: I1, s: slice):
    return a[rows, s], a[s, rows]


def windows(a: F1, width: int):
    out = []
    for i in range(0, len(a), width):
        window = slice(i, i + width)
        out.append(a[window].sum())
    return out


def maybe(a: F1, stop: int | None):
    return a[slice(stop)], a[slice(1, stop)], a[slice(stop, None, -1)]


A = np.arange(24.0)
SLICES = [slice(None), slice(1, 3), slice(None, None, -1), slice(-2, None), slice(None, 2), slice(5, 1, -2), slice(2**62, -(2**62), -1), slice(None, None, 2), slice(3, 3), slice(0, 4, 0), slice(-1, None, -2)]
CALLS = [
    *[("made", n) for n in (0, 3, -1)], *[("same", s) for s in SLICES], *[("of_list", [1, 2, 3, 4], s) for s in SLICES], *[("of_others", "abcdef", b"abcd", (1, 2, 3), s) for s in SLICES], ("of_list", [], slice(None, None, -1)),
    *[("of_vector", A[:6], s) for s in SLICES], *[("of_axes", A.reshape(2, 3, 4), s, t) for s in SLICES for t in (SLICES[0], SLICES[2], SLICES[5])],
    *[("by_tuple", A.reshape(4, 6), (s, slice(None, None, -1))) for s in SLICES], *[("stored", A.reshape(4, 6), s, 0.5) for s in SLICES],
    *[("gathered", A.reshape(4, 6), np.array([0, 2]), s) for s in SLICES], ("windows", A, 5), ("windows", A[:0], 5), *[("maybe", A[:6], stop) for stop in (None, 2, -1, 9)],
]
