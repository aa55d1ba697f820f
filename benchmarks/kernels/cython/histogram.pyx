import numpy as np


def in_array(double[::1] values, Py_ssize_t bins):
    result = np.zeros(bins, dtype=np.int64)
    cdef long long[::1] counts = result
    cdef Py_ssize_t i
    for i in range(values.shape[0]):
        if 0.0 <= values[i] < 1.0:
            counts[<Py_ssize_t>(values[i] * bins)] += 1
    return result


def in_dict(double[::1] values, Py_ssize_t bins):
    cdef dict counts = {}
    cdef Py_ssize_t i, key
    for i in range(values.shape[0]):
        key = <Py_ssize_t>(values[i] * bins)
        counts[key] = counts.get(key, 0) + 1
    return max(counts.values())
