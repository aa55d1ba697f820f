"""datetime64 and timedelta64 of one unit: arguments and results, literals, arithmetic, comparison, subscripts, text; NaT."""

from typing import Annotated

import numpy as np

Day = Annotated[np.datetime64, "D"]
Days = Annotated[np.timedelta64, "D"]
Second = Annotated[np.datetime64, "s"]
D1 = np.ndarray[tuple[int], np.dtype[Day]]
D2 = np.ndarray[tuple[int, int], np.dtype[Day]]
T1 = np.ndarray[tuple[int], np.dtype[Days]]
I1 = np.ndarray[tuple[int], np.dtype[np.int64]]
F1 = np.ndarray[tuple[int], np.dtype[np.float64]]


def literals(n: int):
    return (
        np.datetime64("2020-01-01"), np.datetime64("2020-02"), np.datetime64("1969"), np.datetime64("2020-01-01T12:30"), np.datetime64("2020-01-01 12:30:15.250"),
        np.datetime64("2020-01-01", "s"), np.datetime64("2020-01-01T12", "D"), np.datetime64("NaT"), np.datetime64("NaT", "D"), np.timedelta64(3, "D"), np.timedelta64(-3, "h"),
        np.timedelta64("NaT", "ms"), np.timedelta64(7), np.datetime64(5, "W"), np.datetime64("0001-01-01"), np.datetime64("2000-02-29T23:59:59.123456789"),
    )


def of_ints(n: int, k: np.int32):
    return np.datetime64(n, "D"), np.timedelta64(n, "s"), np.timedelta64(k, "D"), np.timedelta64(n)


def scalars(a: Day, b: Day, d: Days, e: Days):
    return a - b, a + d, d + a, a - d, d + e, d - e, -d, +d, abs(d), a + 1, 1 + a, a - 1, d + 1, 5 - d


def scaled(d: Days, e: Days, n: int, x: float):
    return d * n, n * d, d * x, x * d, d / n, d / x, d // n, d // x, d / e, int(d // e), d % e


def compared(a: Day, b: Day, d: Days, e: Days):
    return a == b, a != b, a < b, a <= b, a > b, a >= b, d == e, d != e, d < e, d <= e, d > e, d >= e


def same(a: Day, d: Days, xs: D1, ys: T1, grid: D2):
    return a, d, xs, ys, grid


def arrays(xs: D1, ys: D1, d: T1, e: T1):
    return xs - ys, xs + d, d + xs, xs - d, d + e, d - e, -d, abs(d), xs == ys, xs != ys, xs < ys, xs <= ys, xs > ys, xs >= ys, d / e, d // e, d % e


def mixed(xs: D1, d: T1, a: Day, s: Days, n: I1, f: F1):
    return xs - a, a - xs, xs + s, xs < a, a >= xs, d * n, n * d, d * f, d / n, d / f, d // n, d * 2, d / 2.5, xs + n, d < s, (xs - a) / np.timedelta64(1, "D")


def functions(xs: D1, d: T1, a: Day, s: Days):
    return np.isnat(xs), np.isnat(a), np.isnan(d), np.isfinite(xs), np.abs(d), np.sign(d), np.maximum(xs, a), np.minimum(xs, a), np.fmax(d, s), np.fmin(d, s), np.where(np.isnat(xs), a, xs), np.add(xs, d), np.negative(d)


def subscripts(xs: D1, i: int):
    return xs[i], xs[-1], xs[1:], xs[::-1], xs[xs > np.datetime64("2000-01-01")], xs[np.array([0, 0])], len(xs), xs.shape, xs.dtype == np.dtype("datetime64[D]")


def stores(xs: D1, d: T1, a: Day):
    xs[0] = a
    xs[1:2] = np.datetime64("NaT")
    xs[xs == a] = np.datetime64("1999-12-31")
    d[0] = np.timedelta64(9, "D")
    d += np.timedelta64(1, "D")
    d *= 2
    xs += d
    xs -= 1
    return xs, d


def loops(xs: D1):
    total = np.timedelta64(0, "D")
    last = xs[0]
    count = 0
    for x in xs:
        if np.isnat(x):
            continue
        total += x - last
        last = x
        count += 1
    return total, last, count


def keys(xs: D1):
    seen: dict[Day, int] = {}
    for x in xs:
        seen[x] = seen.get(x, 0) + 1
    return len(seen), sorted(seen.values()), list(seen)


def texts(a: Day, d: Days, s: Second):
    return str(a), str(d), str(s), f"{a} {d}", repr(a), repr(d), repr(s)


def made(n: int):
    z = np.zeros(n, dtype="datetime64[D]")
    z[:] = np.datetime64("2020-05-05")
    e = np.full(n, np.timedelta64(2, "h"))
    return z, e, np.empty_like(z).shape, np.array([np.datetime64("2020-01-01"), np.datetime64("2021-01-01")]), np.array(["2020-01-01", "NaT"], dtype="datetime64[D]"), np.array([1, 2], dtype="timedelta64[s]")


def shaped(g: D2):
    return g.T, g.reshape(-1), g[0], g[:, 1], g.copy(), np.concatenate([g[0], g[1]]), np.stack([g[0], g[1]]), g.ravel(), g.size, g.ndim


def objects(a: Day, ds: D1, s: Second, p: Days):
    return a.item(), ds.tolist(), s.item(), p.item(), s.tolist(), ds.item(0), ds[1:2].item(), np.timedelta64(3, "s").item(), np.datetime64(3, "ns").item()


def beside_texts(a: Day, ds: D1):
    return ds == "2020-01-01", ds != "2020-01-01", a == "2020-01-01", "2020-01-01" != a, "NaT" == ds


def d(*texts):
    return np.array(texts, "M8[D]")


DATES = d("2020-01-01", "1969-12-31", "NaT", "2020-02-29")
OTHERS = d("2019-12-31", "2020-01-01", "2000-01-01", "NaT")
SPANS = np.array([5, -5, "NaT", 0], "m8[D]")
STEPS = np.array([2, 2, 3, 0], "m8[D]")
A, B, N = np.datetime64("2020-03-01"), np.datetime64("1960-01-01"), np.datetime64("NaT", "D")
P, Q, M, Z = np.timedelta64(5, "D"), np.timedelta64(-2, "D"), np.timedelta64("NaT", "D"), np.timedelta64(0, "D")

CALLS = [
    ("literals", 0),
    ("of_ints", 3, np.int32(-4)),
    *[("scalars", a, b, p, q) for a, b in [(A, B), (N, A), (A, N)] for p, q in [(P, Q), (M, P), (Q, M)]],
    *[("scaled", p, q, n, x) for p, q in [(P, Q), (Q, P), (M, P), (P, M), (P, Z)] for n, x in [(3, 1.5), (-2, -0.5), (0, 0.0), (7, float("nan")), (1, 1e300)]],
    *[("compared", a, b, p, q) for a, b in [(A, B), (A, A), (N, A), (N, N)] for p, q in [(P, Q), (P, P), (M, P), (M, M)]],
    ("same", A, P, DATES, SPANS, DATES.reshape(2, 2)),
    ("same", A, P, DATES[::2], SPANS[::-1], DATES.reshape(2, 2).T),
    ("arrays", DATES, OTHERS, SPANS, STEPS),
    ("arrays", DATES[:0], OTHERS[:0], SPANS[:0], STEPS[:0]),
    ("arrays", DATES[::-1], OTHERS, SPANS[::-1], STEPS),
    ("arrays", DATES[:3], OTHERS[:2], SPANS[:3], STEPS[:2]),
    ("mixed", DATES, SPANS, A, Q, np.array([2, 0, -1, 3]), np.array([0.5, np.nan, 1e300, 0.0])),
    ("functions", DATES, SPANS, A, Q),
    ("functions", DATES, SPANS, N, M),
    ("subscripts", DATES, 1),
    ("subscripts", DATES, 7),
    ("stores", DATES.copy(), SPANS.copy(), A),
    ("loops", DATES),
    ("keys", d("2020-01-01", "2020-01-02", "2020-01-01")),
    ("texts", A, P, np.datetime64("1950-01-02T03:04:05")),
    ("texts", N, M, np.datetime64("NaT", "s")),
    ("made", 3),
    ("shaped", DATES.reshape(2, 2)),
    ("objects", A, DATES, np.datetime64("1950-01-02T03:04:05"), P),
    ("objects", N, DATES, np.datetime64("NaT", "s"), M),
    ("beside_texts", A, DATES),
    ("beside_texts", N, DATES[::2]),
]
