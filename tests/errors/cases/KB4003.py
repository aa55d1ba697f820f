import numpy as np

Vector = np.ndarray[tuple[int], np.dtype[np.float64]]
Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]


def axis(a: Matrix, axis: int) -> Vector:
    return a.sum(axis=axis)  # <- KB4003


def keepdims(a: Matrix, keep: bool):
    return a.sum(axis=0, keepdims=keep)  # <- KB4003
