import numpy as np

Vector = np.ndarray[tuple[int], np.dtype[np.float64]]
Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]


def two(a: Matrix) -> Matrix:
    return a[..., ...]  # <- KB3024


def assigned(a: Matrix) -> None:
    a[..., 0, ...] = 1.0  # <- KB3024
