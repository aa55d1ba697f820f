"""The softmax of each row: by rows, and with an axis."""

import numpy as np

Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]


def by_rows(x: Matrix) -> Matrix:
    out = np.empty_like(x)
    for i in range(len(x)):
        e = np.exp(x[i] - np.max(x[i]))
        out[i] = e / np.sum(e)
    return out


def with_axis(x: Matrix) -> Matrix:
    e = np.exp(x - np.max(x, axis=1)[:, None])
    return e / np.sum(e, axis=1)[:, None]
