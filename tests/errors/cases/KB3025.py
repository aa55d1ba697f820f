import numpy as np

Vector = np.ndarray[tuple[int], np.dtype[np.float64]]
Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]


def read(a: Vector) -> float:
    return a[0, 1]  # <- KB3025


def with_slices(a: Matrix) -> Vector:
    return a[0, :, 1]  # <- KB3025


def assigned(a: Vector) -> None:
    a[0, 0] = 1.0  # <- KB3025
