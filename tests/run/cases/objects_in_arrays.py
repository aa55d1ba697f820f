"""Objects of no known type stored to parts of arrays: NumPy finds their shapes."""

from typing import Any

import numpy as np
import numpy.typing as npt


def pair(x: object, n: int) -> npt.NDArray[np.float64]:
    a = np.zeros((n, n))
    a[0, 0:3] = x, 2.0, x
    a[1, :2] = [x, 1]
    a[2] = x
    return a


def scalar(x: Any, n: int) -> tuple[npt.NDArray[np.int64], int]:
    a = np.arange(n)
    a[1:] = x
    a[0] = x
    return a, int(a.sum())


def rows(x: Any) -> npt.NDArray[np.float64]:
    a = np.zeros((2, 3))
    b = a
    a[:, 1:] = x
    a[[True, False], 0] = x[0][0]
    return b


def masked(x: Any, n: int) -> npt.NDArray[np.float64]:
    a = np.arange(float(n))
    a[a > 2] = x
    return a


CALLS = [
    ("pair", 1.5, 3), ("pair", 4, 4), ("pair", "a", 3), ("pair", None, 3), ("scalar", 7, 4), ("scalar", [1, 2, 3], 4), ("scalar", 2.5, 3), ("scalar", [1, 2], 4), ("rows", [[1, 2], [3, 4]]), ("rows", np.ones((2, 2))), ("rows", [[1], [2]]), ("rows", 3), ("masked", 0, 5), ("masked", [8, 9], 5),
    ("masked", [1, 2, 3], 5),
]
