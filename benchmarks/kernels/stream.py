"""What memory gives: McCalpin's triad, in place and with a new array."""

import numpy as np

Vector = np.ndarray[tuple[int], np.dtype[np.float64]]


def triad(out: Vector, a: Vector, b: Vector, factor: float) -> None:
    out[:] = a + factor * b


def new_triad(a: Vector, b: Vector, factor: float) -> Vector:
    return a + factor * b
