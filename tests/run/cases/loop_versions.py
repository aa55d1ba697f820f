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


def compressed(data: Array1D[np.float64], columns: Array1D[np.int64], starts: Array1D[np.int64], x: Array1D[np.float64], out: Array1D[np.float64]) -> None:
    for i in range(len(out)):
        total = 0.0
        for k in range(starts[i], starts[i + 1]):
            total += data[k] * x[columns[k]]
        out[i] = total


def bounds_that_change(a: Array1D[np.int64], starts: Array1D[np.int64]) -> int:
    turns = 0
    for i in range(len(starts) - 1):
        for k in range(starts[i], starts[i + 1], 2):
            a[k] += i
            starts[i + 1] -= 1
            turns += 1
    return turns


def from_limits(a: Array1D[np.float64], low: Array1D[np.int64], high: Array1D[np.int64]) -> float:
    total = 0.0
    for i in range(len(low)):
        for k in range(low[i], high[i]):
            total += a[k + 2 - i] - a[k - 1]
    return float(total)


def from_unbound(a: Array1D[np.float64], stops: Array1D[np.int64], n: int) -> float:
    total = 0.0
    for i in range(n):
        if i == 1:
            first = 1
        for k in range(first, stops[i + n]):
            total += a[k] * total + 1.0
    return float(total)


def at_most_seven(low: list[int], i: int) -> int:
    low[i] += 1
    return min(low[i], 7)


def from_calls(a: Array1D[np.float64], low: list[int], n: int) -> tuple[float, list[int]]:
    total = 0.0
    for i in range(n):
        for k in range(at_most_seven(low, 0), at_most_seven(low, i)):
            total += a[k]
            low[1] += 1
        else:
            total += 0.5
    return float(total), low


def backwards(a: Array1D[np.float64], stops: Array1D[np.int64]) -> float:
    total = 0.0
    for i in range(len(stops)):
        for k in range(stops[i], -1, -1):
            if a[k] > 90.0:
                break
            total = total * 0.5 + a[k]
    return float(total)


def nearest(points: Array2D[np.float64], centres: Array2D[np.float64]) -> Array1D[np.int64]:
    out = np.zeros(len(points), dtype=np.int64)
    for i in range(len(points)):
        least = np.inf
        for c in range(len(centres)):
            square = 0.0
            for k in range(points.shape[1]):
                square += (points[i, k] - centres[c, k]) ** 2
            if square < least:
                least = square
                out[i] = c
    return out


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
    *[("compressed", data, columns, np.array(starts), LINE, np.zeros(len(starts) - 1)) for data in (LINE, np.arange(12.0)[::2], LINE[:4]) for columns in (I % 6, np.array([0, 1, 9, 2, 3, -6]))
      for starts in ([0, 2, 2, 5, 6], [0, 3, 1, 4], [-3, 0, 5], [0, 2, 7], [9, 9], [7, 3], [2**62, 2**62 + 2], [-2**63, 2**63 - 1])],
    ("compressed", LINE, I % 6, np.array([0, 3]), LINE, np.zeros(3)), ("compressed", LINE[:0], I[:0], np.array([0, 0, 0]), LINE, np.ones(2)),
    *[("bounds_that_change", np.arange(10), np.array(starts)) for starts in ([0, 3, 9, 10], [0, 8, 12], [-2, 5, 2])],
    *[("from_limits", LINE, np.array(low), np.array(high)) for low, high in (([1, 2], [3, 4]), ([0], [2]), ([2], [5]), ([2**63 - 4], [2**63 - 1]), ([-2**63], [2 - 2**63]), ([3, 1], [3, 0]), ([1, 2], [3]))],
    ("from_unbound", LINE, K, 0), ("from_unbound", LINE, K, 1), ("from_unbound", LINE, K, 2), ("from_unbound", LINE, np.array([0]), 1),
    ("at_most_seven", [1, 8], 0), ("at_most_seven", [1, 8], 1), ("from_calls", LINE, [0, 2, 5], 3), ("from_calls", LINE, [0, 2], 3), ("from_calls", LINE, [3, 9, 9], 3), ("from_calls", LINE[:2], [0, 5, 6], 3),
    *[("backwards", a, stops) for a in (LINE, LINE[::-1], LINE * 20) for stops in (K, K + 2, K - 9, I, K * 2**61)],
    *[("nearest", p, c) for p in (BIG, BIG[:, ::-1], np.asfortranarray(BIG), BIG[:, :0], BIG[:0]) for c in (BIG[3:7], BIG[::9, ::-1], np.asfortranarray(BIG[:3]), BIG[:0], np.full((2, 3), np.nan), BIG[:4, :2])],
    *[("deep_rows", a) for a in (BIG, BIG.T[:, :9], BIG[::3], BIG[:1], np.repeat(BIG[:5], 50, axis=1))],
]
