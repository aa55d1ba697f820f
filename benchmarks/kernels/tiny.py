"""Functions of three elements: what they cost is the call. And vectors of three inside a loop, as arrays."""

import numpy as np

Vector = np.ndarray[tuple[int], np.dtype[np.float64]]


def length(a: Vector) -> float:
    return (a[0] * a[0] + a[1] * a[1] + a[2] * a[2]) ** 0.5


def scale(a: Vector, factor: float) -> None:
    a *= factor


def cross(a: Vector, b: Vector) -> Vector:
    return np.array([a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]])


def add(a: Vector, b: Vector) -> Vector:
    return a + b


def spin(n: int) -> float:
    """A point turned about an axis in small steps; how far from where it began."""
    axis = np.array([0.6, 0.0, 0.8])
    start = np.array([1.0, 2.0, 0.5])
    at = start.copy()
    for _ in range(n):
        at = at + 0.001 * cross(axis, at)
        at = at * (2.29128784747792 / length(at))
    return length(at - start)
