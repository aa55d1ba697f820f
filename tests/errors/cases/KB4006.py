import numpy as np

Vector = np.ndarray[tuple[int], np.dtype[np.float64]]
Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]


def reduction(a: Vector):
    return a.sum(axis=1)  # <- KB4006


def negative(a: Vector):
    return np.cumsum(a, axis=-2)  # <- KB4006
