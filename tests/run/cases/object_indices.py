"""Arrays that are indexed by objects: what these are, and what comes out, only NumPy knows."""

from typing import Any, List

import numpy as np


def item(a: np.ndarray[tuple[int], np.dtype[np.float64]], at: Any) -> Any:
    return a[at]


def first_of(a: np.ndarray[tuple[int, int], np.dtype[np.float64]], at: Any) -> Any:
    return a[at, 0]


def stored(a: np.ndarray[tuple[int], np.dtype[np.float64]], at: Any, value: float) -> None:
    a[at] = value


def added(a: np.ndarray[tuple[int], np.dtype[np.int64]], at: Any, value: int) -> None:
    a[at] += value
    a[at] -= 1


def total(a: np.ndarray[tuple[int], np.dtype[np.float64]], order: List[Any]) -> float:
    whole = 0.0
    for i in order:
        whole += a[i]
    return float(whole)


def fields(a: np.ndarray, names: List[str]) -> Any:
    return a[names]


A = np.arange(4.0)
INDICES = [2, -1, 9, [1, 2], [], slice(1, 3), slice(None, None, -1), np.array([True, False, True, True]), np.array([3, 0]), np.int8(1), None, ..., (1,), True, "x", 1.5]
CALLS = [
    *[("item", A, at) for at in INDICES],
    *[("first_of", A.reshape(2, 2), at) for at in INDICES],
    *[("stored", A.copy(), at, 7.0) for at in INDICES],
    *[("added", np.arange(4), at, 3) for at in INDICES],
    ("total", A, [0, 3, np.int64(1)]), ("total", A, []), ("total", A, [0, 9]),
]
CALLED = ["fields"]
