import numpy as np

Vector = np.ndarray[tuple[int], np.dtype[np.float64]]
Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]


def ignored(a: Matrix, keep: bool) -> Vector:
    return np.max(a, axis=1, keepdims=keep)  # <- KB4003


def keepdims(a: Matrix, keep: bool):
    return a.sum(axis=0, keepdims=keep)  # <- KB4003
