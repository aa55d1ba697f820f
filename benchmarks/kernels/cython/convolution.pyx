import numpy as np


def by_loops(float[:, :, :, ::1] images, float[:, :, :, ::1] filters, float[::1] bias):
    cdef Py_ssize_t size = filters.shape[0], rows = images.shape[1] - size + 1, columns = images.shape[2] - size + 1
    result = np.empty((images.shape[0], rows, columns, filters.shape[3]), dtype=np.float32)
    cdef float[:, :, :, ::1] out = result
    cdef Py_ssize_t n, i, j, f, di, dj, c
    cdef float x
    for n in range(images.shape[0]):
        for i in range(rows):
            for j in range(columns):
                for f in range(filters.shape[3]):
                    out[n, i, j, f] = bias[f]
                for di in range(size):
                    for dj in range(size):
                        for c in range(images.shape[3]):
                            x = images[n, i + di, j + dj, c]
                            for f in range(filters.shape[3]):
                                out[n, i, j, f] += x * filters[di, dj, c, f]
    return result


by_windows = by_loops
