import numpy as np
from libc.math cimport exp


def by_rows(double[:, ::1] x):
    result = np.empty((x.shape[0], x.shape[1]))
    cdef double[:, ::1] out = result
    cdef Py_ssize_t i, j
    cdef double most, total
    for i in range(x.shape[0]):
        most = x[i, 0]
        for j in range(1, x.shape[1]):
            most = max(most, x[i, j])
        total = 0.0
        for j in range(x.shape[1]):
            out[i, j] = exp(x[i, j] - most)
            total += out[i, j]
        for j in range(x.shape[1]):
            out[i, j] /= total
    return result


with_axis = by_rows
