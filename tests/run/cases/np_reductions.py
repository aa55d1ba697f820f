"""Reductions: axes, keepdims, dtype, ddof, empty arrays, nan, NumPy's order of additions, and what they say of an empty axis."""

import numpy as np

B1 = np.ndarray[tuple[int], np.dtype[np.bool_]]
I1 = np.ndarray[tuple[int], np.dtype[np.int64]]
Y1 = np.ndarray[tuple[int], np.dtype[np.int8]]
U2 = np.ndarray[tuple[int, int], np.dtype[np.uint8]]
S1 = np.ndarray[tuple[int], np.dtype[np.float32]]
S2 = np.ndarray[tuple[int, int], np.dtype[np.float32]]
F1 = np.ndarray[tuple[int], np.dtype[np.float64]]
F2 = np.ndarray[tuple[int, int], np.dtype[np.float64]]
F3 = np.ndarray[tuple[int, int, int], np.dtype[np.float64]]
C1 = np.ndarray[tuple[int], np.dtype[np.complex128]]
C2 = np.ndarray[tuple[int, int], np.dtype[np.complex128]]


def sums(a):
    return np.sum(a), np.prod(a), a.sum(), a.prod(), np.mean(a), a.mean()


def spreads(a):
    return np.var(a), np.std(a), a.var(), a.std(), np.var(a, ddof=1), a.std(ddof=1)


def extremes(a):
    return np.min(a), np.max(a), a.min(), a.max(), np.amin(a), np.amax(a), np.argmin(a), np.argmax(a), a.argmin(), a.argmax(), np.ptp(a)


def truths(a):
    return np.any(a), np.all(a), a.any(), a.all(), np.count_nonzero(a)


def f8(a: F1):
    return sums(a), spreads(a), extremes(a), truths(a)


def f4(a: S1):
    return sums(a), spreads(a), extremes(a), truths(a)


def i8(a: I1):
    return sums(a), spreads(a), extremes(a), truths(a)


def i1(a: Y1):
    return sums(a), spreads(a), extremes(a), truths(a)


def b1(a: B1):
    return sums(a), spreads(a), np.min(a), np.max(a), np.argmin(a), np.argmax(a), truths(a)


def c16(a: C1):
    return sums(a), spreads(a), np.min(a), np.max(a), a.argmin(), a.argmax(), truths(a)


def sum_only(a: F1):
    return a.sum(), np.sum(a), np.mean(a), sum(a)


def sum_f4(a: S1):
    return a.sum(), a.mean(), np.sum(a, dtype=np.float64)


def sum_c16(a: C1):
    return a.sum(), a.mean(), a.prod()


def sum_2d(a: F2):
    return a.sum(), a.sum(axis=0), a.sum(axis=1), a.sum(axis=-1), a.mean(0), a.mean(1)


def sum_3d(a: F3):
    return a.sum(), a.sum(0), a.sum(1), a.sum(2), a.sum((0, 1)), a.sum((1, 2)), a.sum(axis=(0, 2)), a.sum(axis=(-1, 0)), a.sum(axis=(0, 1, 2))


def fused_sum(a: F1, b: F1):
    return np.sum(a * b + 1), (a - b).sum(), np.mean(a * a), np.sum(a > b), np.count_nonzero(a > b), np.any(a > b), (a * 2).max()


def axes(a: F2):
    return np.sum(a, axis=0), np.prod(a, 1), np.min(a, axis=0), np.max(a, -1), np.any(a, axis=0), np.all(a, axis=1), np.mean(a, axis=0), np.var(a, axis=1), np.std(a, axis=-2), np.argmin(a, axis=0), np.argmax(a, axis=1), np.count_nonzero(a, axis=0)


def method_axes(a: F2):
    return a.sum(0), a.prod(axis=1), a.min(0), a.max(axis=-1), a.any(axis=0), a.all(1), a.mean(0), a.var(1), a.std(axis=0), a.argmin(0), a.argmax(axis=1)


def kept(a: F2):
    return a.sum(axis=0, keepdims=True), np.min(a, axis=1, keepdims=True), np.mean(a, axis=1, keepdims=True), np.max(a, keepdims=True), np.std(a, axis=0, keepdims=True), np.any(a, axis=1, keepdims=True), np.count_nonzero(a, axis=1, keepdims=True)


def normalized(a: F2):
    return (a - a.mean(axis=1, keepdims=True)) / a.std(axis=1, keepdims=True)


def kept_arg(a: F2):
    return np.argmin(a, axis=0, keepdims=True), np.argmax(a, axis=1, keepdims=True)


def three(a: F3):
    return a.max(axis=(0, 2)), a.min((0, 1)), a.prod(axis=1), a.mean((1, 2)), a.var(axis=(0, 1)), a.std((0, 2), ddof=1), a.any((0, 1)), a.all((1, 2)), a.argmax(1), a.argmin(-1), a.sum(axis=(0, 2), keepdims=True)


def small_axes(a: U2):
    return a.sum(0), a.prod(1), a.min(axis=0), a.max(axis=1), a.mean(axis=0), a.var(1), a.argmax(0), np.any(a, 0), a.sum(axis=1, keepdims=True)


def single_axes(a: S2):
    return a.sum(0), a.sum(1), a.mean(0), a.mean(1), a.var(1), a.std(0), a.max(0), a.sum()


def complex_axes(a: C2):
    return a.sum(0), a.mean(1), a.prod(1), a.var(0), a.any(axis=1), a.max(0)


def with_dtype(a: Y1):
    return np.sum(a, dtype=np.int8), np.sum(a, dtype=float), a.prod(dtype=np.float32), np.mean(a, dtype=np.float32), a.sum(dtype=np.int64), np.var(a, dtype=np.float32), a.sum(dtype=complex)


def accumulated(a: S2, b: I1, c: C2):
    return np.sum(a, dtype=np.float64), np.sum(a * 2, dtype=np.float64), np.sum(a, axis=1, dtype=np.float64), np.sum(a, axis=0, dtype=float), np.sum(b, dtype=np.float32), np.prod(b, dtype=float), np.sum(a, dtype=complex), np.sum(c, axis=0, dtype=np.complex64)


def accumulated_3d(a: F3):
    return np.sum(a, axis=(1, 2), dtype=np.float32), np.sum(a * a, axis=(0, 2), dtype=complex), np.sum(a.T + 1, dtype=np.float32)


def with_ddof(a: F1, n: int):
    return np.var(a, ddof=n), np.std(a, ddof=1), a.var(ddof=2)


def min_of(a: F1):
    return np.min(a)


def max_axis(a: F2):
    return a.max(axis=0)


def max_axis1(a: F2):
    return np.max(a, axis=1)


def argmin_of(a: F1):
    return np.argmin(a)


def argmax_of(a: F2):
    return a.argmax(axis=1)


def empty_sums(a: F1):
    return a.sum(), a.prod(), np.any(a), np.all(a), np.count_nonzero(a)


def empty_mean(a: F1):
    return a.mean()


def empty_axes(a: F2):
    return a.sum(axis=0), a.sum(axis=1), a.prod(0), np.any(a, 1), a.sum()


def of_lists(x: float):
    return np.sum([x, 1.0]), np.max((x, 2.0)), np.mean([1, 2, 4]), np.argmax([1, 5, 2])


def of_scalars(x: np.float64):
    return np.sum(x), np.max(x), np.mean(x), np.any(x), np.all(x), x.sum(), x.min(), x.max(), x.prod(), x.mean(), x.any(), x.all()


def in_condition(a: F1, b: B1):
    n = 0
    if a.sum() > 1:
        n += 1
    if b.any() and not b.all():
        n += 2
    if (a > 0).all():
        n += 4
    return n


def cumulative(a: F1):
    return np.cumsum(a), np.cumprod(a), a.cumsum(), a.cumprod()


def cumulative2(a: F2):
    return np.cumsum(a), np.cumsum(a, axis=0), a.cumsum(axis=1), np.cumprod(a, 0), a.cumprod(-1)


def cumulative_small(a: Y1):
    return np.cumsum(a), np.cumprod(a), np.cumsum(a, dtype=np.int8), np.cumsum(a, dtype=float)


def averages(a: F1):
    return np.average(a), np.median(a), np.quantile(a, 0.3), np.percentile(a, 75.0), np.percentile(a, 30)


def medians(a: F2):
    return np.median(a), np.median(a, axis=0), np.median(a, axis=1)


def median_i8(a: I1):
    return np.median(a), np.average(a), np.quantile(a, 0.5)


def median_f4(a: S1):
    return np.median(a)


def nan_aware(a: F1):
    return np.nansum(a), np.nanmean(a), np.nanmin(a), np.nanmax(a)


def differences(a: F1):
    return np.diff(a), np.diff(a, 2), np.diff(a, n=0)


def differences2(a: F2):
    return np.diff(a), np.diff(a, axis=0)


def differences_i(a: Y1):
    return np.diff(a)


r = np.random.default_rng(5)
A = r.normal(size=7)
NAN = np.array([1.0, np.nan, -2.0])
BIG = r.normal(size=100003) * 10.0 ** r.integers(-8, 8, 100003)
M = r.normal(size=(5, 7))
K = r.normal(size=(3, 4, 5))
WIDE = r.normal(size=(37, 211))
CALLS = [
    ("f8", A), ("f8", NAN), ("f8", A[::-2]), ("f8", np.zeros(3)), ("f4", A.astype(np.float32)), ("i8", np.array([5, -3, 2**62, 2**62, 0])), ("i1", np.array([100, 100, -128, 3], dtype=np.int8)),
    ("b1", A > 0), ("b1", np.ones(3, dtype=bool)), ("c16", A + 1j * A[::-1]),
    ("sum_only", BIG), ("sum_only", BIG[::3]), ("sum_only", BIG[:8]), ("sum_only", BIG[:9]), ("sum_only", BIG[:127]), ("sum_only", BIG[:129]), ("sum_only", BIG[::-1]), ("sum_only", np.full(1000, -0.0)),
    ("sum_f4", np.full(10**5, 0.1, dtype=np.float32)), ("sum_f4", BIG[:1000].astype(np.float32)[::2]), ("sum_c16", BIG[:501] + 1j * BIG[501:1002]),
    ("sum_2d", WIDE), ("sum_2d", WIDE.T), ("sum_2d", WIDE[::2, ::3]), ("sum_2d", np.asfortranarray(WIDE)), ("sum_2d", WIDE[:, ::-1]), ("sum_2d", WIDE[:1]), ("sum_2d", WIDE[:, :1]),
    ("sum_3d", K), ("sum_3d", K.transpose(2, 0, 1)), ("sum_3d", K[:, ::-1]), ("sum_3d", r.normal(size=(11, 13, 17))),
    ("fused_sum", A, A[::-1]), ("axes", M), ("axes", M.T), ("axes", M[:, ::2]), ("method_axes", M), ("method_axes", M.T), ("kept", M), ("kept", M.T), ("normalized", M), ("kept_arg", M),
    ("three", K), ("three", K.T), ("small_axes", np.arange(200, 220, dtype=np.uint8).reshape(4, 5)), ("single_axes", WIDE.astype(np.float32)), ("single_axes", WIDE.astype(np.float32).T), ("complex_axes", M + 1j * M[::-1]),
    *[("accumulated", x, np.arange(-7, 20000), M + 1j) for x in (BIG[:30000].reshape(150, 200).astype(np.float32), BIG[:30000].reshape(200, 150).astype(np.float32).T, BIG[:30000].reshape(150, 200).astype(np.float32)[::-1, ::2], BIG[:99999].reshape(3, 33333).astype(np.float32)[:, ::-1])],
    ("accumulated_3d", K), ("accumulated_3d", K.T[::-1]), ("accumulated_3d", BIG[:60000].reshape(20, 30, 100)[:, ::2]), ("sum_3d", K[:, ::-2, 1:]), ("sum_3d", BIG[:60000].reshape(20, 30, 100)[:, ::2]), ("sum_3d", BIG[:60000].reshape(3, 2, 10000)[:, ::-1]),
    ("with_dtype", np.array([100, 100, -3], dtype=np.int8)), ("with_ddof", A, 1), ("with_ddof", A, 0), ("with_ddof", A[:1], 1),
    ("min_of", A[:0]), ("max_axis", M[:0]), ("max_axis", M[:, :0]), ("max_axis1", M[:, :0]), ("argmin_of", A[:0]), ("argmax_of", M[:, :0]), ("argmax_of", M[:0]),
    ("empty_sums", A[:0]), ("empty_mean", A[:0]), ("empty_axes", M[:0]), ("empty_axes", M[:, :0]),
    ("of_lists", 3.5), ("of_scalars", np.float64(-2.5)), ("of_scalars", np.float64(0)), ("in_condition", A, A > 0), ("in_condition", A * A + 1, A < 100),
    ("cumulative", A), ("cumulative", NAN), ("cumulative", A[:0]), ("cumulative2", M), ("cumulative2", M.T), ("cumulative_small", np.array([100, 100, -3], dtype=np.int8)),
    ("averages", A), ("averages", NAN), ("averages", A[:1]), ("medians", M), ("medians", M[:, :4]), ("median_i8", np.array([5, 3, 9, 4])), ("median_f4", A[:4].astype(np.float32)),
    ("nan_aware", NAN), ("nan_aware", A), ("differences", A), ("differences", A[:1]), ("differences2", M), ("differences_i", np.array([100, -100], dtype=np.int8)),
]
