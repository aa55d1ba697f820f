"""Euclidean distances of all pairs of points: by loops, and by broadcasting."""

import numpy as np

Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]


def by_loops(points: Matrix) -> Matrix:
    n, dimensions = points.shape
    out = np.empty((n, n))
    for i in range(n):
        for j in range(n):
            square = 0.0
            for k in range(dimensions):
                difference = points[i, k] - points[j, k]
                square += difference * difference
            out[i, j] = np.sqrt(square)
    return out


def by_broadcasting(points: Matrix) -> Matrix:
    return np.sqrt(np.sum((points[:, None, :] - points[None, :, :]) ** 2, axis=2))
