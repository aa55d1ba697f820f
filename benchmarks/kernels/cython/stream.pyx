import numpy as np


def triad(double[::1] out, double[::1] a, double[::1] b, double factor):
    cdef Py_ssize_t i
    for i in range(a.shape[0]):
        out[i] = a[i] + factor * b[i]


def new_triad(double[::1] a, double[::1] b, double factor):
    out = np.empty(a.shape[0])
    triad(out, a, b, factor)
    return out
