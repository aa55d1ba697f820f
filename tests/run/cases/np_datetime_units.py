"""datetime64 and timedelta64 of several units: promotion, conversion, functions of NumPy's own."""

from typing import Annotated

import numpy as np
from numpy.typing import NDArray

Day = Annotated[np.datetime64, "D"]
Month = Annotated[np.datetime64, "M"]
Nano = Annotated[np.datetime64, "ns"]
Hours = Annotated[np.timedelta64, "h"]
Days = Annotated[np.timedelta64, "D"]
D1 = np.ndarray[tuple[int], np.dtype[Day]]
D2 = np.ndarray[tuple[int, int], np.dtype[Day]]
N1 = np.ndarray[tuple[int], np.dtype[Annotated[np.datetime64, "ns"]]]
M1 = np.ndarray[tuple[int], np.dtype[Month]]
T1 = np.ndarray[tuple[int], np.dtype[Days]]
T2 = np.ndarray[tuple[int, int], np.dtype[Days]]
H1 = np.ndarray[tuple[int], np.dtype[Hours]]
F1 = np.ndarray[tuple[int], np.dtype[np.float64]]
I1 = np.ndarray[tuple[int], np.dtype[np.int64]]


def promoted(xs: D1, ns: N1, ms: M1, d: T1, h: H1):
    return xs - ns, xs + h, h + xs, xs - h, d + h, h - d, d / h, h // d, d % h, xs == ns, xs < ns, d < h, xs - ms, ms + d, ms < xs, np.maximum(d, h)


def scalars(x: Day, n: Nano, m: Month, h: Hours, d: Days):
    return x - n, x + h, x - m, m + d, d + h, d / h, x < n, m <= x, d == h, np.timedelta64(d, "s"), np.datetime64(x, "h"), np.datetime64(n, "M")


def converted(xs: D1, ns: N1, ms: M1, d: T1, h: H1, i: I1, f: F1):
    return (
        xs.astype("datetime64[ns]"), xs.astype("datetime64[M]"), xs.astype("datetime64[Y]"), xs.astype("M8[W]"), ns.astype("datetime64[D]"), ms.astype("datetime64[D]"), ms.astype("datetime64[s]"), d.astype("timedelta64[h]"),
        h.astype("timedelta64[D]"), d.astype("timedelta64[M]"), d.astype("m8[Y]"), xs.astype(np.int64), xs.astype("int64"), d.astype(np.float64), i.astype("datetime64[D]"), i.astype("timedelta64[s]"), f.astype("timedelta64[D]"), xs.astype(xs.dtype),
    )


def business_days(xs: D1, ys: D1):
    return np.busday_count(xs, ys), np.is_busday(xs), np.busday_count(xs, ys).sum(), np.is_busday(ys)


def scalar_casts(x: Day, d: Days):
    return x.astype("datetime64[s]"), x.astype("int64"), d.astype("timedelta64[h]"), d.astype(np.float64), d.astype(np.int64)


def reduced(xs: D1, d: T1, g: D2, e: T2):
    return xs.min(), np.max(xs), xs.argmin(), np.argmax(xs), d.sum(), np.mean(d), g.min(axis=0), np.max(g, axis=1, keepdims=True), e.sum(axis=1), e.mean(axis=0)


def ordered(xs: D1, d: T1):
    a = xs.copy()
    a.sort()
    return np.sort(xs), np.argsort(xs, kind="stable"), np.unique(xs), np.searchsorted(a, xs), np.diff(xs), np.cumsum(d), np.sort(d), a


def ranges(n: int, a: Day, b: Day, s: Days):
    return np.arange(a, b), np.arange(a, b, s), np.arange("2020-01", "2020-04", dtype="datetime64[M]"), np.arange(a, b, np.timedelta64(36, "h"))


def selected(xs: D1, mask: NDArray[np.bool_]):
    return np.where(np.isnat(xs), np.datetime64("1970-01-01"), xs), xs[~np.isnat(xs)], np.concatenate((xs, xs[:1])), np.flip(xs), np.take(xs, [0, 1]), np.repeat(xs, 2)


def months_between(xs: M1):
    return (xs - xs[0]) / np.timedelta64(1, "M"), (xs - xs[0]).astype(int)


def one_day(x: Day):
    return x


def days_of(xs: D1):
    return xs


def dates(*texts):
    return np.array(texts, "M8[D]")


DATES = dates("2020-01-31", "1969-12-31", "NaT", "2020-02-29", "1600-03-01")
NANOS = np.array(["2020-01-31T12", "1969-12-31T23:59:59.999999999", "2000-01-01", "NaT", "1700-01-01"], "M8[ns]")
MONTHS = np.array(["2020-01", "1969-12", "NaT", "2024-02", "0001-01"], "M8[M]")
SPANS = np.array([400, -5, "NaT", 0, 31], "m8[D]")
HOURS = np.array([36, -36, 7, "NaT", 5], "m8[h]")
FULL = dates("2020-01-31", "1969-12-31", "2021-05-05", "2020-02-29", "1600-03-01", "2020-01-31")

CALLS = [
    ("promoted", DATES, NANOS, MONTHS, SPANS, HOURS),
    ("promoted", DATES[::-1], NANOS, MONTHS[::-1], SPANS, HOURS[::-1]),
    ("scalars", np.datetime64("2020-03-15"), np.datetime64("2020-03-15T01:02:03", "ns"), np.datetime64("2020-03"), np.timedelta64(30, "h"), np.timedelta64(-2, "D")),
    ("scalars", np.datetime64("NaT", "D"), np.datetime64("1900-01-01", "ns"), np.datetime64("NaT", "M"), np.timedelta64("NaT", "h"), np.timedelta64(0, "D")),
    ("converted", DATES, NANOS, MONTHS, SPANS, HOURS, np.array([0, -1, 18262]), np.array([1.7, -1.5, 0.0])),
    ("scalar_casts", np.datetime64("2020-03-15"), np.timedelta64(-2, "D")),
    ("scalar_casts", np.datetime64("NaT", "D"), np.timedelta64(7, "D")),
    ("reduced", FULL, SPANS[:2], FULL.reshape(2, 3), np.arange(6).reshape(2, 3).astype("m8[D]")),
    ("reduced", DATES, SPANS, FULL.reshape(3, 2), np.arange(6).reshape(3, 2).astype("m8[D]")),
    ("reduced", DATES[:0], SPANS, FULL.reshape(3, 2), np.arange(6).reshape(3, 2).astype("m8[D]")),
    ("ordered", FULL, SPANS),
    ("ordered", DATES, SPANS[:2]),
    ("ranges", 0, np.datetime64("2020-02-25"), np.datetime64("2020-03-05"), np.timedelta64(2, "D")),
    ("selected", DATES, np.array([True])),
    ("months_between", MONTHS),
    ("business_days", FULL, FULL[::-1]),
    ("business_days", FULL[:2], FULL[2:5]),
    ("business_days", DATES, DATES[:1]),
    ("one_day", np.datetime64("2020-01-01")),
    ("days_of", DATES),
]
