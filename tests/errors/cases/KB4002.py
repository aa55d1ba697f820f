import numpy as np

Vector = np.ndarray[tuple[int], np.dtype[np.float64]]


def shape(a: Vector) -> Vector:
    return np.zeros_like(a, shape=(3,))  # <- KB4002


def subclasses(a: Vector) -> Vector:
    return np.array(a, subok=True)  # <- KB4002
