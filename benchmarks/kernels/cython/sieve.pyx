import numpy as np


def by_loops(Py_ssize_t n):
    cdef unsigned char[::1] composite = np.zeros(n, dtype=np.uint8)
    cdef Py_ssize_t count = 0, i, j
    for i in range(2, n):
        if not composite[i]:
            count += 1
            for j from i * i <= j < n by i:
                composite[j] = 1
    return count


def by_slices(Py_ssize_t n):
    prime = np.ones(n, dtype=np.uint8)
    prime[:2] = 0
    cdef unsigned char[::1] p = prime
    cdef Py_ssize_t i = 2, j
    while i * i < n:
        if p[i]:
            for j from i * i <= j < n by i:
                p[j] = 0
        i += 1
    return np.nonzero(prime)[0]
