import numpy as np
from libc.math cimport sqrt


def by_loops(double[:, ::1] points):
    cdef Py_ssize_t n = points.shape[0], i, j, k
    result = np.empty((n, n))
    cdef double[:, ::1] out = result
    cdef double square, difference
    for i in range(n):
        for j in range(n):
            square = 0.0
            for k in range(points.shape[1]):
                difference = points[i, k] - points[j, k]
                square += difference * difference
            out[i, j] = sqrt(square)
    return result


by_broadcasting = by_loops
