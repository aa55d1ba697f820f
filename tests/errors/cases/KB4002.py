import numpy as np

Vector = np.ndarray[tuple[int], np.dtype[np.float64]]
Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]


def out(a: Vector, b: Vector) -> Vector:
    return np.add(a, a, out=b)  # <- KB4002


def where(a: Vector) -> float:
    return np.sum(a, where=a > 0)  # <- KB4002
