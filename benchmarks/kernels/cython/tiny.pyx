import numpy as np
from libc.math cimport sqrt


def length(double[::1] a):
    return sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2])


def scale(double[::1] a, double factor):
    cdef Py_ssize_t i
    for i in range(a.shape[0]):
        a[i] *= factor


def cross(double[::1] a, double[::1] b):
    result = np.empty(3)
    cdef double[::1] out = result
    out[0] = a[1] * b[2] - a[2] * b[1]
    out[1] = a[2] * b[0] - a[0] * b[2]
    out[2] = a[0] * b[1] - a[1] * b[0]
    return result


def add(double[::1] a, double[::1] b):
    result = np.empty(a.shape[0])
    cdef double[::1] out = result
    cdef Py_ssize_t i
    for i in range(a.shape[0]):
        out[i] = a[i] + b[i]
    return result


def spin(Py_ssize_t n):
    cdef double[3] axis = [0.6, 0.0, 0.8]
    cdef double[3] start = [1.0, 2.0, 0.5]
    cdef double[3] at = [1.0, 2.0, 0.5]
    cdef double x, y, z, factor
    cdef Py_ssize_t step, i
    for step in range(n):
        x = axis[1] * at[2] - axis[2] * at[1]
        y = axis[2] * at[0] - axis[0] * at[2]
        z = axis[0] * at[1] - axis[1] * at[0]
        at[0] += 0.001 * x
        at[1] += 0.001 * y
        at[2] += 0.001 * z
        factor = 2.29128784747792 / sqrt(at[0] * at[0] + at[1] * at[1] + at[2] * at[2])
        for i in range(3):
            at[i] *= factor
    return sqrt((at[0] - start[0]) ** 2 + (at[1] - start[1]) ** 2 + (at[2] - start[2]) ** 2)
