import numpy as np


def product(double[::1] data, long long[::1] columns, long long[::1] starts, double[::1] x):
    result = np.zeros(starts.shape[0] - 1)
    cdef double[::1] out = result
    cdef Py_ssize_t i, k
    cdef double total
    for i in range(out.shape[0]):
        total = 0.0
        for k in range(starts[i], starts[i + 1]):
            total += data[k] * x[columns[k]]
        out[i] = total
    return result
