import numpy as np


def edit_distance(unsigned char[::1] a, unsigned char[::1] b):
    cdef Py_ssize_t[::1] above = np.arange(b.shape[0] + 1), row = np.empty(b.shape[0] + 1, dtype=np.intp)
    cdef Py_ssize_t i, j
    for i in range(a.shape[0]):
        row[0] = i + 1
        for j in range(b.shape[0]):
            row[j + 1] = min(above[j] + (0 if a[i] == b[j] else 1), above[j + 1] + 1, row[j] + 1)
        above, row = row, above
    return above[b.shape[0]]
