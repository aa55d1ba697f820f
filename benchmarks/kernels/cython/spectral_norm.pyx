import numpy as np


cdef inline double element(long long i, long long j) except -1:
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


cdef times(double[::1] v, double[::1] out):
    cdef Py_ssize_t i, j
    cdef double total
    for i in range(v.shape[0]):
        total = 0.0
        for j in range(v.shape[0]):
            total += element(i, j) * v[j]
        out[i] = total


cdef times_transposed(double[::1] v, double[::1] out):
    cdef Py_ssize_t i, j
    cdef double total
    for i in range(v.shape[0]):
        total = 0.0
        for j in range(v.shape[0]):
            total += element(j, i) * v[j]
        out[i] = total


def spectral_norm(Py_ssize_t n, int rounds):
    cdef double[::1] u = np.ones(n), v = np.ones(n), w = np.ones(n)
    cdef double above = 0.0, below = 0.0
    cdef Py_ssize_t i
    for _ in range(rounds):
        times(u, w)
        times_transposed(w, v)
        times(v, w)
        times_transposed(w, u)
    for i in range(n):
        above += u[i] * v[i]
        below += v[i] * v[i]
    return (above / below) ** 0.5
