import numpy as np


def matmul(double[:, ::1] a, double[:, ::1] b):
    result = np.zeros((a.shape[0], b.shape[1]))
    cdef double[:, ::1] out = result
    cdef Py_ssize_t i, j, k
    cdef double factor
    for i in range(a.shape[0]):
        for k in range(a.shape[1]):
            factor = a[i, k]
            for j in range(b.shape[1]):
                out[i, j] += factor * b[k, j]
    return result


def by_rows_and_columns(double[:, ::1] a, double[:, ::1] b):
    result = np.empty((a.shape[0], b.shape[1]))
    cdef double[:, ::1] out = result
    cdef Py_ssize_t i, j, k
    cdef double total
    for i in range(a.shape[0]):
        for j in range(b.shape[1]):
            total = 0.0
            for k in range(a.shape[1]):
                total += a[i, k] * b[k, j]
            out[i, j] = total
    return result


def by_operator(a, b):
    return a @ b
