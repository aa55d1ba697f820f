import numpy as np
from libc.math cimport atan2, cos, sin, sqrt


def arc_distance(double[::1] theta_1, double[::1] phi_1, double[::1] theta_2, double[::1] phi_2):
    result = np.empty(theta_1.shape[0])
    cdef double[::1] out = result
    cdef Py_ssize_t i
    cdef double a, b, half
    for i in range(theta_1.shape[0]):
        a = sin((theta_2[i] - theta_1[i]) / 2)
        b = sin((phi_2[i] - phi_1[i]) / 2)
        half = a * a + cos(theta_1[i]) * cos(theta_2[i]) * b * b
        out[i] = 2 * atan2(sqrt(half), sqrt(1 - half))
    return result
