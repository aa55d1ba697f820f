"""Reductions of expressions, as functions and as methods: one loop (passes/fuse.cpp), with what NumPy gives of a temporary."""

import numpy as np

Vector = np.ndarray[tuple[int], np.dtype[np.float64]]
Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]
Single = np.ndarray[tuple[int], np.dtype[np.float32]]
Numbers = np.ndarray[tuple[int], np.dtype[np.int64]]
Small = np.ndarray[tuple[int], np.dtype[np.uint8]]


def methods(a: Vector, b: Vector) -> tuple[float, float, bool, bool, float]:
    return float((a * b).sum()), float((a - b).mean()), bool((a > b).any()), bool((a + b > 0.0).all()), float((a * 0.5).prod())


def extremes(a: Vector, b: Vector) -> tuple[float, float]:
    return float((a - b).max()), float(np.min(a * b))


def means(a: Matrix, b: Matrix) -> tuple[float, float, float]:
    return float(np.mean((a - b) ** 2)), float((a.T * 2.0).mean()), float(np.mean(np.exp(a) + b))


def means_along(a: Matrix) -> tuple[Vector, Matrix, Vector]:
    return (a * 2.0).mean(axis=0), np.mean(a + 1.0, axis=1, keepdims=True), np.mean(a - 1.0, axis=1)


def with_all_kept(a: Matrix) -> Matrix:
    return np.mean(a * 3.0, keepdims=True)


def of_singles(a: Single) -> tuple[np.float32, np.float32]:
    return np.mean(a * a), (a + a).sum()


def of_ints(a: Numbers, b: Small) -> tuple[float, float, float, int]:
    return float((a * 3).mean()), float(np.mean(b + b)), float((b > 3).mean()), int((b * b).sum())


def of_stretched(a: Matrix, row: Vector) -> tuple[float, float]:
    return float((a * row).mean()), float((a - row).sum())


def of_a_name(a: Vector, b: Vector) -> tuple[float, float]:
    d = a - b
    first = float(np.mean(d * d))
    e = a * b
    return first, float(np.mean(e))


def changed_before(a: Vector) -> tuple[float, float]:
    d = a + 1.0
    a[0] = 100.0
    return float(d.mean()), float((a * 2.0).mean())


def several_times(a: Vector) -> float:
    total = 0.0
    for i in range(3):
        total += float((a * float(i)).sum()) + float((a + float(i)).mean())
    return total


_V, _W = np.linspace(-2.0, 3.0, 1001), np.cos(np.arange(1001.0))
_M = _V[:1000].reshape(40, 25)

CALLS = [
    ("methods", _V, _W), ("methods", _V[:5], _W[:5]), ("methods", _V[:0], _W[:0]), ("methods", _V[::-2], _W[::2]), ("methods", _V[:3], _W[:4]), ("methods", _V[:3], _W[:1]),
    ("methods", np.array([1.0, np.nan]), np.array([np.inf, 1.0])),
    ("extremes", _V, _W), ("extremes", _V[:0], _W[:0]), ("extremes", _V[:2], _W[:3]),
    ("means", _M, _M[::-1]), ("means", np.asfortranarray(_M), _M), ("means", _M[:1], _M), ("means", _M[:2], _M[:3]),
    ("means_along", _M), ("means_along", _M.T), ("with_all_kept", _M), ("of_singles", _V.astype(np.float32)), ("of_singles", np.full(100_000, 0.1, dtype=np.float32)),
    ("of_ints", np.arange(50), np.arange(50).astype(np.uint8) * 5), ("of_ints", np.arange(20_000), np.arange(20_000).astype(np.uint8)),
    ("of_stretched", _M, _V[:25]), ("of_stretched", _M, _V[:1]), ("of_stretched", _M, _V[:24]), ("of_a_name", _V, _W), ("of_a_name", _V, _W[:2]), ("changed_before", _V.copy()), ("several_times", _V),
]
