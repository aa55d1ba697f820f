"""Rosenbrock's function of many variables."""

import numpy as np

Vector = np.ndarray[tuple[int], np.dtype[np.float64]]


def rosen(x: Vector) -> float:
    return np.sum(100.0 * (x[1:] - x[:-1] ** 2) ** 2 + (1.0 - x[:-1]) ** 2)
