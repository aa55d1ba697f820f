import numpy as np
from libc.math cimport sqrt


def one_by_one(double[::1] salt, double[::1] temperature, double[::1] pressure):
    result = np.empty(salt.shape[0])
    cdef double[::1] out = result
    cdef Py_ssize_t i
    cdef double s, t, p, above, below
    for i in range(salt.shape[0]):
        s, t, p = salt[i], temperature[i], pressure[i]
        above = (999.843 + t * (7.3546 + t * (-0.05221 + t * 0.00039853)) + s * (2.2963 - 0.0074353 * t + 0.0004283 * s)
                 + p * (0.010432 + 1.4436e-07 * t * t + 5.2e-06 * s) - p * p * (2.4e-08 + 1.24e-12 * t * t))
        below = (1.0 + t * (0.0072860 + t * (-4.6e-05 + t * (4.4e-07 + t * 1.9e-10)))
                 + s * (0.0021411 - t * (9.5e-06 + t * t * 1.2e-10) + sqrt(s) * (2.6e-06 + t * t * 1.5e-09))
                 + p * (5.3e-06 - p * t * (3.0e-16 * t * t + 3.1e-17 * p)))
        out[i] = above / below
    return result


density = one_by_one
