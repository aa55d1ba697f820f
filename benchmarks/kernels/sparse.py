"""A sparse matrix (compressed rows) times a vector."""

import numpy as np

Vector = np.ndarray[tuple[int], np.dtype[np.float64]]
Indices = np.ndarray[tuple[int], np.dtype[np.int64]]


def product(data: Vector, columns: Indices, starts: Indices, x: Vector) -> Vector:
    out = np.zeros(len(starts) - 1)
    for i in range(len(out)):
        total = 0.0
        for k in range(starts[i], starts[i + 1]):
            total += data[k] * x[columns[k]]
        out[i] = total
    return out
