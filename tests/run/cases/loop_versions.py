"""Loops that are kept several times, for checks and for strides, and stores that compute their values in place: whichever copy runs, the result is the same."""

import numpy as np

from keelback.typing import Array1D, Array2D


def gathered(a: Array2D[np.float64], rows: Array1D[np.int64], columns: Array1D[np.int64]) -> float:
    total = 0.0
    for i in range(len(rows)):
        total = total * 0.5 + a[rows[i], columns[i]] * a[rows[i], columns[-1 - i]]
    return float(total)


def until_negative(a: Array1D[np.int64], b: Array1D[np.int64], n: int) -> int:
    found = -1
    for i in range(n):
        if a[i] < 0 or b[i] < 0:
            found = i
            break
        b[i] = a[i] + b[i]
    return found


def swapped(a: Array1D[np.float64], k: Array1D[np.int32]) -> None:
    for i in range(len(k)):
        a[i], a[k[i]] = a[k[i]], a[i]


def smoothed(a: Array2D[np.float64], steps: int) -> Array2D[np.float64]:
    for _ in range(steps):
        b = np.empty_like(a)
        for i in range(a.shape[0]):
            for j in range(a.shape[1]):
                left = max(j - 1, 0)
                right = min(j + 1, a.shape[1] - 1)
                b[i, j] = (a[i, left] + a[i, j] + a[i, right]) / 3.0
        a = b
    return a


def column_view(a: Array2D[np.float64], j: int, k: Array1D[np.int64]) -> float:
    column = a[:, j]
    part = a[1:, ::2]
    total = 0.0
    for i in range(len(k)):
        total += column[k[i]] * 2.0 + part[0, k[i]] + column[k[i] // 2]
    return float(total)


def asserted(a: Array1D[np.float64], n: int) -> float:
    total = 0.0
    for i in range(n):
        assert 0 <= i < len(a), "beyond the end"
        j = i + 1
        if j >= len(a):
            j = len(a) - 1
        if j < 0:
            raise ValueError("never")
        total += a[i] * a[j]
    return float(total)


def always(n: int) -> int:
    total = 0
    for i in range(n):
        if i < 0:
            total -= 1
        elif i <= n:
            total += 2
        else:
            total += 100
        if not (i >= n and (total := total + 1000) > 0):
            total += 1
    return total


def rows_in_place(d: Array2D[np.float64], e: Array2D[np.float64]) -> None:
    for i in range(min(len(d), len(e))):
        d[i] = np.minimum(d[i], e[i] + d[0])
        d[i, 1:] = d[i, :-1] * 2.0
        d[i, ::-1] = d[i] + 1.0


def row_of_sums(d: Array2D[np.float64], e: Array2D[np.float64], i: int) -> None:
    d[i] = e[0] + e[:, 0]


def all_in_place(d: Array2D[np.float64]) -> None:
    d[:] = d.T + 1.0
    d[:, :] = d[::-1] - d
    d[...] = d[:, ::-1] * d


def into_ints(d: Array2D[np.int64], e: Array2D[np.float64]) -> None:
    for i in range(len(d)):
        d[i] = e[i] * 1.5 - 3.0


def distances(points: Array2D[np.float64]) -> Array2D[np.float64]:
    return np.sqrt(np.sum((points[:, None, :] - points[None, :, :]) ** 2, axis=2))


def short_rows(a: Array2D[np.float64]) -> tuple[Array1D[np.float64], Array1D[np.float64], Array1D[np.float64]]:
    return np.sum(a * 2.0, axis=1), np.max(a - 1.0, axis=1), np.prod(a + 0.5, axis=0)


def deep_rows(a: Array2D[np.float64]) -> tuple[Array2D[np.float64], Array2D[np.float64], Array1D[np.float64]]:
    b = a[:, None, :] * a[None, :, :]
    return np.sum(b, axis=2), np.sum(b[::-1, ::2], axis=1), np.max(b + b, axis=(0, 2))


M = np.arange(20.0).reshape(4, 5) % 7 - 2
S = np.arange(16.0).reshape(4, 4)
LINE = np.arange(6.0)
K = np.array([0, 2, -1, 3, 1])
I = np.array([4, 1, 2, -3, 5, 6])
BIG = np.arange(90.0).reshape(30, 3) % 11

CALLS = [
    *[("gathered", m, r, K % 3) for m in (M, np.asfortranarray(M), M[::-1, ::-1], M[:, :1].copy(), M.T, np.repeat(M, 2, axis=1)[:, ::2]) for r in (K, K % 2, K + 3)],
    *[("until_negative", a, b, n) for a, b in ((I, I[::-1].copy()), (abs(I), abs(I)), (abs(I)[::-1], abs(I)[::2])) for n in (0, 3, 6, 7)],
    *[("swapped", a, k.astype(np.int32)) for a in (LINE, LINE[::-1], np.arange(12.0)[::2]) for k in (K, K + 4, K - 5, K + 2)],
    *[("smoothed", m, 2) for m in (M, np.asfortranarray(M), M[:, ::2], M[:, :1], M[:0], M.T)],
    *[("column_view", M, j, k) for j in (0, -1, 5) for k in (K % 3, K)],
    ("asserted", LINE, 6), ("asserted", LINE, 7), ("asserted", LINE[::2], 3), ("asserted", LINE[:0], 1), ("always", 0), ("always", 9), ("always", -3),
    *[("rows_in_place", d, e) for d in (M, M[:, ::-1], np.asfortranarray(M)) for e in (M, M[::-1], M[:, :4], M[:2])],
    ("row_of_sums", S, S, 1), ("row_of_sums", S, S, 9), ("row_of_sums", M, M, 1), ("row_of_sums", M, M, 9), ("row_of_sums", M, S, 0),
    ("all_in_place", S), ("all_in_place", S.T), ("all_in_place", M), ("into_ints", M.astype(np.int64), M), ("into_ints", M.astype(np.int64), M[:2]),
    ("distances", BIG), ("distances", BIG[:, ::2]), ("distances", BIG[:1]), ("distances", BIG[:0]), ("distances", np.repeat(BIG, 5, axis=1)),
    *[("short_rows", a) for a in (BIG, BIG.T, BIG[::2, ::-1], BIG[:1], np.repeat(BIG, 7, axis=1), BIG[:, :1])], ("short_rows", BIG[:, :0]), ("short_rows", BIG[:0]),
    *[("deep_rows", a) for a in (BIG, BIG.T[:, :9], BIG[::3], BIG[:1], np.repeat(BIG[:5], 50, axis=1))],
]
