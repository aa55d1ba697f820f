"""A product of matrices: by three loops in two orders, and by the operator."""

import numpy as np

Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]


def matmul(a: Matrix, b: Matrix) -> Matrix:
    rows, inner = a.shape
    columns = b.shape[1]
    out = np.zeros((rows, columns))
    for i in range(rows):
        for k in range(inner):
            factor = a[i, k]
            for j in range(columns):
                out[i, j] += factor * b[k, j]
    return out


def by_rows_and_columns(a: Matrix, b: Matrix) -> Matrix:
    rows, inner = a.shape
    columns = b.shape[1]
    out = np.empty((rows, columns))
    for i in range(rows):
        for j in range(columns):
            total = 0.0
            for k in range(inner):
                total += a[i, k] * b[k, j]
            out[i, j] = total
    return out


def by_operator(a: Matrix, b: Matrix) -> Matrix:
    return a @ b
