import numpy as np

Vector = np.ndarray[tuple[int], np.dtype[np.float64]]
Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]


def integers_only(a: Vector, b: Vector) -> Vector:
    return np.gcd(a, b)  # <- KB4004


def shifted(a: Vector) -> Vector:
    return a << 1  # <- KB4004


def assigned(a: np.ndarray[tuple[int], np.dtype[np.int64]]) -> None:
    a /= 2  # <- KB4004
