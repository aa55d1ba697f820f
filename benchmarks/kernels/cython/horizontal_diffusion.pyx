import numpy as np


cdef inline double flux(double step, double rise) noexcept:
    return 0.0 if step * rise > 0.0 else step


def by_slices(double[:, :, ::1] f, double[:, :, ::1] factor):
    cdef double[:, :, ::1] l = np.empty((f.shape[0], f.shape[1], f.shape[2]))
    result = np.empty((factor.shape[0], factor.shape[1], factor.shape[2]))
    cdef double[:, :, ::1] out = result
    cdef Py_ssize_t i, j, k
    cdef double east, west, north, south
    for i in range(1, f.shape[0] - 1):
        for j in range(1, f.shape[1] - 1):
            for k in range(f.shape[2]):
                l[i, j, k] = 4 * f[i, j, k] - (f[i + 1, j, k] + f[i - 1, j, k] + f[i, j + 1, k] + f[i, j - 1, k])
    for i in range(2, f.shape[0] - 2):
        for j in range(2, f.shape[1] - 2):
            for k in range(f.shape[2]):
                east = flux(l[i + 1, j, k] - l[i, j, k], f[i + 1, j, k] - f[i, j, k])
                west = flux(l[i, j, k] - l[i - 1, j, k], f[i, j, k] - f[i - 1, j, k])
                north = flux(l[i, j + 1, k] - l[i, j, k], f[i, j + 1, k] - f[i, j, k])
                south = flux(l[i, j, k] - l[i, j - 1, k], f[i, j, k] - f[i, j - 1, k])
                out[i - 2, j - 2, k] = f[i, j, k] - factor[i - 2, j - 2, k] * (east - west + north - south)
    return result
