import numpy as np


def binned_means(double[::1] x, double[::1] values, Py_ssize_t bins):
    result = np.zeros(bins)
    cdef double[::1] sums = result, counts = np.zeros(bins)
    cdef Py_ssize_t i, b
    for i in range(x.shape[0]):
        b = <Py_ssize_t>(x[i] * bins)
        if 0 <= b < bins:
            sums[b] += values[i]
            counts[b] += 1.0
    for b in range(bins):
        if counts[b] > 0.0:
            sums[b] /= counts[b]
    return result


def by_masks(double[::1] x, double[::1] values, Py_ssize_t bins):
    result = np.zeros(bins)
    cdef double[::1] out = result
    cdef Py_ssize_t i, b, count
    cdef double low, high, total
    for b in range(bins):
        low = <double>b / bins
        high = <double>(b + 1) / bins
        total = 0.0
        count = 0
        for i in range(x.shape[0]):
            if x[i] >= low and x[i] < high:
                total += values[i]
                count += 1
        out[b] = total / count
    return result
