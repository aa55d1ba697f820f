"""Sorting, searching and extrema of arrays of many sizes, for test_order_of_elements.py."""
import numpy as np

F = np.ndarray[tuple[int], np.dtype[np.float64]]
S = np.ndarray[tuple[int], np.dtype[np.float32]]
I = np.ndarray[tuple[int], np.dtype[np.int64]]
U = np.ndarray[tuple[int], np.dtype[np.uint64]]
C = np.ndarray[tuple[int], np.dtype[np.complex128]]
B = np.ndarray[tuple[int], np.dtype[np.bool_]]
M = np.ndarray[tuple[int, int], np.dtype[np.float64]]
N = np.ndarray[tuple[int, int], np.dtype[np.float32]]


def sorted_floats(a: F) -> F:
    return np.sort(a)


def sorted_singles(a: S) -> S:
    return np.sort(a)


def sorted_ints(a: I) -> I:
    return np.sort(a)


def sorted_unsigned(a: U) -> U:
    return np.sort(a)


def sorted_rows(a: M) -> tuple[M, M]:
    return np.sort(a, axis=1), np.sort(a, axis=0)


def order(a: F) -> I:
    return np.argsort(a, kind="stable")


def median(a: F) -> float:
    return np.median(a)


def percentile(a: F, q: float) -> float:
    return np.percentile(a, q)


def percentiles(a: F) -> F:
    return np.percentile(a, np.array([0.0, 12.5, 50.0, 99.0]))


def left(s: F, a: F) -> I:
    return np.searchsorted(s, a)


def right(s: F, a: F) -> I:
    return np.searchsorted(s, a, side="right")


def left_of_ints(s: I, a: I) -> I:
    return np.searchsorted(s, a)


def right_of_singles(s: S, a: S) -> I:
    return np.searchsorted(s, a, side="right")


def extrema(a: F) -> tuple[float, float, int, int]:
    return np.max(a), np.min(a), int(np.argmax(a)), int(np.argmin(a))


def extrema_of_singles(a: S) -> tuple[np.float32, np.float32, int, int]:
    return np.max(a), np.min(a), int(np.argmax(a)), int(np.argmin(a))


def extrema_of_ints(a: I) -> tuple[int, int, int, int]:
    return int(np.max(a)), int(np.min(a)), int(np.argmax(a)), int(np.argmin(a))


def extrema_of_complex(a: C) -> tuple[int, int]:
    return int(np.argmax(a)), int(np.argmin(a))


def without_nan(a: F) -> tuple[float, float]:
    return np.nanmax(a), np.nanmin(a)


def places_without_nan(a: F) -> tuple[int, int]:
    return int(np.nanargmax(a)), int(np.nanargmin(a))


def of_rows(a: M) -> tuple[I, I, I, I]:
    return np.argmax(a, axis=0), np.argmin(a, axis=0), np.argmax(a, axis=1), np.argmin(a, axis=1)


def of_rows_of_singles(a: N) -> tuple[I, I, I, I]:
    return np.argmax(a, axis=0), np.argmin(a, axis=0), np.argmax(a, axis=1), np.argmin(a, axis=1)


def truths(a: F, limit: float) -> tuple[bool, bool, int, I]:
    return bool(np.all(a < limit)), bool(np.any(a > limit)), int(np.count_nonzero(a > limit)), np.flatnonzero(a > limit)


def positions(m: B) -> tuple[int, I]:
    return int(np.count_nonzero(m)), np.nonzero(m)[0]


def places(a: M) -> I:
    return np.argwhere(a > 0).ravel()


def taken(a: F, i: I) -> F:
    return np.take(a, i)


def taken_rows(a: M, i: I) -> tuple[M, M]:
    return np.take(a, i, axis=0), np.take(a, i, axis=1)


def sizes(a: C) -> F:
    return np.abs(a)
