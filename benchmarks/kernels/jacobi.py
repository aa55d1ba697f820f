"""Laplace's equation on a grid: Jacobi's method, by loops."""

import numpy as np

Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]


def jacobi(grid: Matrix, sweeps: int) -> Matrix:
    rows, columns = grid.shape
    old = grid.copy()
    new = grid.copy()
    for _ in range(sweeps):
        for i in range(1, rows - 1):
            for j in range(1, columns - 1):
                new[i, j] = 0.25 * (old[i - 1, j] + old[i + 1, j] + old[i, j - 1] + old[i, j + 1])
        old, new = new, old
    return old
