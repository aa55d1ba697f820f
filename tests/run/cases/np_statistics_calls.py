"""Statistics, cumulative functions, histograms, sets and selection: what NumPy's own functions give, called from compiled code."""

import numpy as np

B1 = np.ndarray[tuple[int], np.dtype[np.bool_]]
I1 = np.ndarray[tuple[int], np.dtype[np.int64]]
I2 = np.ndarray[tuple[int, int], np.dtype[np.int64]]
Y1 = np.ndarray[tuple[int], np.dtype[np.int8]]
U1 = np.ndarray[tuple[int], np.dtype[np.uint8]]
U2 = np.ndarray[tuple[int, int], np.dtype[np.uint8]]
S1 = np.ndarray[tuple[int], np.dtype[np.float32]]
S2 = np.ndarray[tuple[int, int], np.dtype[np.float32]]
F1 = np.ndarray[tuple[int], np.dtype[np.float64]]
F2 = np.ndarray[tuple[int, int], np.dtype[np.float64]]
F3 = np.ndarray[tuple[int, int, int], np.dtype[np.float64]]
C1 = np.ndarray[tuple[int], np.dtype[np.complex128]]


def nan_reductions(a: F2, b: S1, c: I2):
    first = np.nansum(a), np.nansum(a, axis=0), np.nansum(a, axis=(0, 1)), np.nansum(a, 1, keepdims=True), np.nansum(c), np.nansum(b, dtype=np.float64), np.nanprod(a), np.nanprod(a, axis=1), np.nanprod(b)
    second = np.nanmean(a), np.nanmean(a, axis=0), np.nanmean(c, axis=1), np.nanmean(b), np.nanvar(a), np.nanvar(a, axis=1, ddof=1), np.nanstd(a, axis=0), np.nanstd(b), np.nanmedian(a), np.nanmedian(a, axis=1), np.nanmedian(a, axis=0, keepdims=True)
    third = np.nancumsum(a), np.nancumsum(a, axis=1), np.nancumprod(a, 0), np.nancumprod(b)
    return first, second, third


def nan_extremes(a: F2, b: S1):
    return np.nanmin(a), np.nanmax(a, axis=0), np.nanmin(a, axis=1, keepdims=True), np.nanmax(b), np.nanargmin(a), np.nanargmax(a, axis=1), np.nanargmin(b)


def quantiles(a: F2, b: S1, c: I1, q: F1):
    first = np.quantile(a, 0.3), np.quantile(a, 0.3, axis=0), np.quantile(a, q), np.quantile(a, q, axis=1), np.quantile(a, 0.5, axis=(0, 1), keepdims=True), np.quantile(b, 0.25), np.quantile(b, q), np.quantile(c, 0.4), np.quantile(a, [0.1, 0.9], axis=0)
    second = np.percentile(a, 30), np.percentile(a, 30.0, axis=1), np.percentile(c, [25, 75]), np.quantile(c, 0.4, method="lower"), np.quantile(c, 0.4, method="higher"), np.percentile(c, 50, method="nearest"), np.quantile(c, q, method="inverted_cdf"), np.quantile(a, 0.4, method="midpoint"), np.quantile(a, 0.4, axis=1, method="hazen")
    third = np.nanquantile(a, 0.3), np.nanquantile(a, 0.3, axis=0), np.nanpercentile(a, 30), np.nanpercentile(a, [10.0, 20.0], axis=1), np.nanquantile(c, 0.5, method="lower")
    return first, second, third


def medians(a: F3, b: S2):
    return np.median(a, axis=(0, 2)), np.median(a, axis=1, keepdims=True), np.median(b, axis=0), np.median(b, keepdims=True), np.median(a, axis=-1)


def averages(a: F2, w: F1, c: I2, s: S2):
    mean, total = np.average(a, axis=1, weights=w, returned=True)
    plain, count = np.average(a, returned=True)
    return np.average(a), np.average(a, axis=0), np.average(a, axis=1, weights=w), np.average(c, axis=1, weights=w), np.average(c), mean, total, plain, count, np.average(a, axis=1, keepdims=True), np.average(s, axis=0), np.average(s, axis=1, weights=w)


def spreads(a: F2, c: I2, y: Y1):
    return np.ptp(a), np.ptp(a, axis=0), np.ptp(c, axis=1, keepdims=True), np.ptp(y)


def covariances(a: F2, x: F1, y: F1, c: I2, s: S2):
    return np.cov(a), np.cov(a, rowvar=False), np.cov(x, y), np.cov(c), np.cov(s), np.cov(a, bias=True), np.cov(a, ddof=0), np.corrcoef(a), np.corrcoef(x, y), np.cov(s, dtype=np.float32)


def histograms(a: F1, c: I1, w: F1, s: S1):
    h, e = np.histogram(a)
    h2, e2 = np.histogram(a, bins=4, range=(0.0, 3.0))
    h3, e3 = np.histogram(c, bins=[0, 1, 3, 9])
    h4, e4 = np.histogram(a, 5, density=True)
    h5, e5 = np.histogram(a, 3, weights=w)
    h6, e6 = np.histogram(s, bins="auto")
    p, ex, ey = np.histogram2d(a, w, bins=(2, 3))
    return h, e, h2, e2, h3, e3, h4, e4, h5, e5, h6, e6, p, ex, ey, np.histogram_bin_edges(a, 4)


def counts(x: I1, w: F1, y: Y1):
    return np.bincount(x), np.bincount(x, w), np.bincount(x, weights=w, minlength=9), np.bincount(x, minlength=8), np.bincount(y), np.bincount(x, weights=x)


def bins(a: F2, b: F1, c: I1, side: int):
    return np.digitize(a, b), np.digitize(c, b, right=True), np.digitize(a[0], b[::-1]), np.digitize(1.5, b), np.searchsorted(b, a), np.searchsorted(b, 1.0), np.searchsorted(b, c, side="right"), b.searchsorted(a[0], "right"), np.searchsorted(c, a[0]), np.searchsorted(b, 2), np.searchsorted(b, a[0], sorter=np.argsort(b))


def differences(a: F2, x: F1, c: I1, s: S1, m: B1):
    return np.diff(x, prepend=0.0), np.diff(a, axis=0, append=a[:1]), np.diff(c, prepend=0, append=9), np.ediff1d(x), np.ediff1d(c, to_end=99), np.ediff1d(a, to_begin=[1.0, 2.0]), np.diff(s, prepend=s[:1]), np.diff(m)


def gradients(x: F1, a: F2, b: F3, c: I1, s: S1):
    dy, dx = np.gradient(a)
    u, v = np.gradient(a, 2.0, x[:4])
    p, q, r = np.gradient(b)
    return np.gradient(x), np.gradient(x, 0.5), np.gradient(c), np.gradient(s), dy, dx, u, v, p, q, r, np.gradient(a, axis=0), np.gradient(a, 3.0, axis=1, edge_order=2), np.gradient(x, x * x + x)


def areas(y: F1, x: F1, a: F2, c: I1):
    return np.trapezoid(y), np.trapezoid(y, x), np.trapezoid(y, dx=0.5), np.trapezoid(a), np.trapezoid(a, axis=0), np.trapezoid(c), np.trapezoid(a, x[:4]), np.trapezoid(y, x=c)


def running(a: F2, c: I1, y: Y1):
    return np.cumulative_sum(c), np.cumulative_sum(a, axis=1), np.cumulative_prod(a, axis=0), np.cumulative_sum(c, include_initial=True), np.cumsum(a, axis=0, dtype=np.float32), np.cumulative_sum(y), np.cumulative_prod(y, dtype=np.float64)


def running_into(a: F1, out: F1):
    b = np.cumsum(a, out=out)
    out[0] = 7.0
    return b, np.cumprod(a, 0, out=out)


def sampled(x: F2, xp: F1, fp: F1, z: C1, c: I1):
    return np.interp(x, xp, fp), np.interp(1.5, xp, fp), np.interp(x, xp, fp, left=-1.0, right=9.0), np.interp(x[0], xp, z), np.interp(c, xp, fp), np.interp(x, xp, fp, period=2.0), np.interp(3, xp, fp)


def sets(a: I1, b: I1, x: F1, y: Y1):
    common, ia, ib = np.intersect1d(a, b, return_indices=True)
    return np.union1d(a, b), np.union1d(a, x), np.intersect1d(a, b), np.setdiff1d(a, b), np.setxor1d(a, b), common, ia, ib, np.isin(a, b), np.isin(x, [1.0, 2.0], invert=True), np.isin(a, 3), np.setdiff1d(x, a), np.union1d(y, a), np.intersect1d(x, a, assume_unique=True), np.unique_values(a)


def unique_parts(a: I1, b: F2, z: C1):
    values, counts = np.unique_counts(a)
    v, inverse = np.unique_inverse(b)
    w, index, i, c = np.unique_all(a)
    return values, counts, v, inverse, w, index, i, c, np.iscomplexobj(z), np.iscomplexobj(a), np.isrealobj(a), np.isfortran(b), np.isfortran(b.T), np.require(a, dtype=np.float32)


def uniques(a: I1, b: F2):
    v1, i1 = np.unique(a, return_index=True)
    v2, r2 = np.unique(a, return_inverse=True)
    v3, c3 = np.unique(a, return_counts=True)
    v4, i4, r4, c4 = np.unique(b, True, True, True)
    v5, c5 = np.unique(b, axis=0, return_counts=True)
    v6, i6, c6 = np.unique(b, return_index=True, return_counts=True)
    v7, r7 = np.unique(b, return_inverse=True, axis=1)
    return v1, i1, v2, r2, v3, c3, v4, i4, r4, c4, v5, c5, v6, i6, c6, v7, r7, np.unique(b, axis=1), np.unique(b, equal_nan=False), np.unique(a, axis=None)


def orders(a: F2, k: I1, x: F1, z: C1):
    return np.lexsort((x, k)), np.lexsort(a), np.argsort(a, axis=0, stable=True), np.sort(a, stable=True), np.sort_complex(z), np.sort_complex(k), np.sort(a, axis=None, stable=True), np.partition(x, 2)[2], np.argpartition(x, 2)[2], np.partition(a, 1, axis=0)[1], x.argpartition(1)[1], np.partition(a, 0, axis=None)[0], np.argpartition(a, 0, axis=None)[0]


def partition_in_place(a: F1, k: int):
    a.partition(k)
    return a[k]


def closeness(a: F2, b: F1, c: I1, m: B1):
    return np.isclose(a, b), np.isclose(a, 1.0), np.isclose(1.0, 1.0 + 1e-9), np.isclose(c, 2), np.isclose(a, b, rtol=0.5, atol=0.0, equal_nan=True), np.isclose(m, True), np.array_equiv(a, b), np.array_equal(a, a, equal_nan=True)


def parts(a: F1, z: C1, c: I1):
    return np.angle(z), np.angle(z, deg=True), np.angle(a), np.isreal(z), np.iscomplex(z), np.isposinf(a), np.isneginf(a), np.nan_to_num(a), np.nan_to_num(a, nan=1.0, posinf=2.0, neginf=3.0), np.nan_to_num(z), np.fix(a), np.sinc(a), np.i0(a), np.unwrap(a), np.unwrap(a, period=2.0), np.fix(c), np.isposinf(c)


def float_parts(a: F1, s: S1, k: I1):
    mantissa, exponent = np.frexp(a)
    fraction, whole = np.modf(s)
    q, r = np.divmod(a, 0.7)
    i, j = np.divmod(k, 3)
    return mantissa, exponent, fraction, whole, q, r, i, j, np.ldexp(a, k), np.ldexp(s, 3), np.divmod(7, 2), np.frexp(0.3)


def bits(u: U1, v: U2, k: I1, m: B1):
    return np.packbits(u), np.packbits(v, axis=1), np.packbits(m, bitorder="little"), np.unpackbits(u), np.unpackbits(v, axis=0), np.unpackbits(u, count=10), np.bitwise_count(k), np.bitwise_count(u), np.bitwise_left_shift(k, 2), np.bitwise_right_shift(k, 1), np.bitwise_invert(k), np.bitwise_count(5)


def reduced_with_options(a: F2, m: F2, out: F1):
    first = np.sum(a, where=m > 0), np.sum(a, axis=0, initial=5.0), a.sum(axis=1, where=m > 0.5), np.prod(a, initial=2.0, where=m > 0), np.min(a, initial=0.5), np.max(a, axis=0, initial=0.0, where=m > 0), np.any(a > 1, where=m > 0), np.all(a > 1, axis=1, where=m > 0), np.mean(a, where=m > -9), a.std(axis=0, where=m > -9), np.var(a, correction=1), np.std(a, axis=1, correction=2)
    second = np.sum(a, axis=0, out=out), np.mean(a, axis=0, out=out), np.max(a, 0, out)
    return first, second, out


def ufuncs_with_options(a: F1, b: F1, s: S1, out: F1, m: B1):
    c = np.add(a, b, out=out)
    np.multiply(out, 2.0, out=out)
    np.sqrt(a, out, where=m)
    np.exp(out, out)
    d = np.subtract(a, b, dtype=np.float32)
    np.add(s, s, out=out, casting="unsafe") if len(s) > 9 else np.add(s, s, out=out)
    return c, out, d, np.add(1.0, 2.0, out=out), np.greater(a, b, out=m)


def ufunc_wrong(a: F1, out: F1, i: I1):
    np.add(a, a, out=out)
    np.add(a, a, out=i)


TOLERANCE = 1e-12
RANDOM = np.random.default_rng(5)
X = np.array([0.0, 1.0, 2.0, 4.0])
A = RANDOM.normal(size=(3, 4)).round(2)
N = A.copy()
N[0, 1] = N[2] = np.nan
S, I = X.astype(np.float32), np.array([3, 1, 1, 2])
E1, E2 = np.zeros(0), np.zeros((0, 3))
I2_ = np.arange(12).reshape(3, 4) % 5
Z = np.array([1 + 1j, -2.0, 3j, 0])
SPECIAL = np.array([np.nan, np.inf, -np.inf, 0.5, -1.7])
M = np.array([True, False, True, True])
CALLS = [
    ("nan_reductions", A, S, I2_), ("nan_reductions", N[:2], S * np.float32("nan"), I2_), ("nan_reductions", E2, S, I2_),
    ("nan_extremes", A, S), ("nan_extremes", N[:2], S), ("nan_extremes", N, S), ("nan_extremes", E2, S),
    ("quantiles", A, S, I, np.array([0.1, 0.5])), ("quantiles", N, S, I, np.array([0.1, 1.0])), ("quantiles", A, S, I, np.array([0.1, 1.5])), ("quantiles", A.T[::-1], S, I, E1),
    ("medians", A.reshape(3, 2, 2), A.astype(np.float32)), ("medians", N.reshape(3, 2, 2), A.astype(np.float32)[:2]), ("medians", E2.reshape(0, 3, 1), A.astype(np.float32)),
    ("averages", A, X, I2_, A.astype(np.float32)), ("averages", A, X[:3], I2_, A.astype(np.float32)), ("averages", A, X * 0, I2_, A.astype(np.float32)),
    ("spreads", A, I2_, I.astype(np.int8)), ("spreads", E2, I2_, I.astype(np.int8)),
    ("covariances", A, X, X[::-1], I2_, A.astype(np.float32)), ("covariances", A, X, X[:2], I2_, A.astype(np.float32)),
    ("histograms", X, I, X + 1, S), ("histograms", SPECIAL[:4], I, X, S), ("histograms", E1, I, E1, S),
    ("counts", I, X, I.astype(np.int8)), ("counts", -I, X, I.astype(np.int8)), ("counts", I, X[:2], I.astype(np.int8)),
    ("bins", A, X, I, 0), ("bins", N, X, I, 0), ("bins", A, X[[1, 0, 2, 3]], I, 0), ("bins", A, E1, I, 0),
    ("differences", A, X, I, S, M), ("differences", A[:, :0], E1, I[:0], S, M), ("gradients", X, A, RANDOM.normal(size=(2, 3, 4)), I, S), ("gradients", X[:1], A, RANDOM.normal(size=(2, 3, 4)), I, S),
    ("areas", X, X * 2, A, I), ("areas", X, X[:2], A, I), ("running", A, I, I.astype(np.int8)), ("running_into", X, np.zeros(4)), ("running_into", X, np.zeros(3)),
    ("sampled", A, X, X * X, Z, I), ("sampled", A, E1, E1, Z, I), ("sampled", A, X, X[:2], Z, I),
    ("sets", I, np.array([2, 9, 1]), X, I.astype(np.int8)), ("sets", I[:0], I, X, I.astype(np.int8)), ("uniques", I, np.vstack([A, A])), ("uniques", I[:0], N), ("unique_parts", I, A, Z), ("unique_parts", I[:0], N, Z),
    ("orders", A, I, X[::-1], Z), ("orders", N, I, X, Z), ("orders", A, I[:3], X, Z), ("partition_in_place", X[::-1], 1), ("partition_in_place", X, 9), ("partition_in_place", np.array([3.0, np.nan, 1.0]), 1),
    ("closeness", A, X, I, M), ("closeness", N, N[0], I, M), ("closeness", A, X[:3], I, M), ("parts", SPECIAL, Z, I), ("float_parts", np.array([0.5, -3.25, 1e300, 0.0]), S + np.float32(0.25), I), ("float_parts", SPECIAL[:4], S, I),
    ("bits", I.astype(np.uint8), np.array([[1, 0], [0, 3]], np.uint8), I, M), ("reduced_with_options", A, A[:, ::-1], np.zeros(4)), ("reduced_with_options", A, A, np.zeros(3)), ("reduced_with_options", E2, E2, np.zeros(3)),
    ("ufuncs_with_options", X, X + 1, S, np.zeros(4), M), ("ufuncs_with_options", X, X[:3], S, np.zeros(4), M), ("ufuncs_with_options", X, X, S, np.zeros(3), M), ("ufunc_wrong", X, np.zeros(4), I), ("ufunc_wrong", X, np.zeros(1), I),
]
