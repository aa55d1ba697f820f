import numpy as np

Vector = np.ndarray[tuple[int], np.dtype[np.float64]]
Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]


def order(n: int) -> Matrix:
    return np.zeros((n, n), order="F")  # <- KB4002


def axes(a: Vector) -> Matrix:
    return np.array(a, ndmin=2)  # <- KB4002
