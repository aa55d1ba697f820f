import numpy as np


def kmeans(double[:, ::1] points, Py_ssize_t count, int rounds):
    result = np.array(points[:count])
    cdef double[:, ::1] centres = result, sums = np.zeros_like(result)
    cdef long long[::1] sizes = np.zeros(count, dtype=np.int64)
    cdef Py_ssize_t i, c, k, best
    cdef double least, square, difference
    for _ in range(rounds):
        sums[:] = 0.0
        sizes[:] = 0
        for i in range(points.shape[0]):
            best = 0
            least = float("inf")
            for c in range(count):
                square = 0.0
                for k in range(points.shape[1]):
                    difference = points[i, k] - centres[c, k]
                    square += difference * difference
                if square < least:
                    least = square
                    best = c
            for k in range(points.shape[1]):
                sums[best, k] += points[i, k]
            sizes[best] += 1
        for c in range(count):
            if sizes[c] > 0:
                for k in range(points.shape[1]):
                    centres[c, k] = sums[c, k] / sizes[c]
    return result
