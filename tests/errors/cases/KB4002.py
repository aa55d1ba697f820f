import numpy as np

Vector = np.ndarray[tuple[int], np.dtype[np.float64]]


def like(a: Vector) -> Vector:
    return np.zeros(3, like=a)  # <- KB4002


def subclasses(a: Vector) -> Vector:
    return np.array(a, subok=True)  # <- KB4002
