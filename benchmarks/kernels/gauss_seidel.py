"""Laplace's equation on a grid: Gauss and Seidel's method, in place, which no loop of it may reorder."""

import numpy as np

Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]


def gauss_seidel(grid: Matrix, sweeps: int) -> Matrix:
    a = grid.copy()
    for _ in range(sweeps):
        for i in range(1, a.shape[0] - 1):
            for j in range(1, a.shape[1] - 1):
                a[i, j] = (a[i - 1, j - 1] + a[i - 1, j] + a[i - 1, j + 1] + a[i, j - 1] + a[i, j] + a[i, j + 1] + a[i + 1, j - 1] + a[i + 1, j] + a[i + 1, j + 1]) / 9.0
    return a
