"""Functions and keywords of NumPy and others that the library table does not have: without --strict Python's own are called (test_left_to_python.py)."""

from collections import Counter

import numpy as np
import scipy.special

from keelback.typing import Array1D, Array2D


def unknown_keyword(x: Array1D[np.float64]) -> float:
    """The loop is native, the call is not."""
    edges = np.histogram_bin_edges(x, bins="sturges", weights=None)
    total = 0.0
    for i in range(len(x)):
        total += x[i]
    return float(total) + float(len(edges)) + float(edges[0])


def of_no_static_type(x: Array2D[np.float64]) -> Array1D[np.float64]:
    values: Array1D[np.complex128] = np.linalg.eigvals(x).astype(np.complex128)
    return np.sort(np.abs(values))


def axis_at_run_time(x: Array2D[np.float64], axis: int) -> Array1D[np.float64]:
    sums: Array1D[np.float64] = np.sum(x, axis=axis)
    return sums * 2.0


def with_literal_axis(x: Array2D[np.float64]) -> Array1D[np.float64]:
    """The helper's axis is known in this call."""
    return helper(x, 0)


def helper(x, axis):
    return np.max(x, axis=axis) - np.min(x, axis=axis)


def dropped_axes(x: Array2D[np.float64]) -> float:
    return float(np.squeeze(x[:1]).sum())


def formatted(x: Array1D[np.float64]) -> str:
    return np.array2string(x, formatter={"float": str})


def attributes(x: Array1D[np.float64]) -> tuple[int, int]:
    return x.ctypes.data % 8, x.__array_interface__["version"]


def method(x: Array1D[np.float64]) -> object:
    return x.astype(np.int64).choose([x, x * 2, x * 3])


def writes_through(x: Array1D[np.float64]) -> float:
    """Python gets the array, not a copy."""
    np.nan_to_num(x, copy=False, nan=-1.0)
    np.put_along_axis(x, np.array([0]), 5.0, axis=0)
    np.place(x, x < 0, [7.0, 8.0])
    np.testing.assert_array_less(x, 1e9, err_msg="large")
    return float(x[0])


def wrong_keyword(x: Array1D[np.float64]) -> object:
    return np.median(x, bias=1)


def no_such_function(x: Array1D[np.float64]) -> object:
    return np.nonesuch(x)


def wrong_type(n: int) -> int:
    return len(n) + 1


def of_scipy(x: Array1D[np.float64]) -> float:
    total = 0.0
    for value in x:
        total += float(scipy.special.expn(2, value))
    return total


def grows_into_it(n: int) -> list[float]:
    """What is known of the items when the function is first read is not what is known in the end."""
    items = []
    for i in range(n):
        middle = float(np.median(items)) if items else 0.0
        items.append(i * 1.5 + middle)
    return items


def stays(n: int) -> int:
    """Python for another reason: nothing is said of the call."""

    class Names:
        count = n

    return len(np.array2string(np.zeros(2), formatter={"float": str})) + Names.count
