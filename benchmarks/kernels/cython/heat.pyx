import numpy as np


def by_loops(double[:, :, ::1] a, int steps):
    cdef double[:, :, ::1] old = a.copy(), new = a.copy()
    cdef Py_ssize_t i, j, l
    for _ in range(steps):
        for i in range(1, a.shape[0] - 1):
            for j in range(1, a.shape[1] - 1):
                for l in range(1, a.shape[2] - 1):
                    new[i, j, l] = (old[i, j, l] + 0.125 * (old[i + 1, j, l] - 2.0 * old[i, j, l] + old[i - 1, j, l])
                                    + 0.125 * (old[i, j + 1, l] - 2.0 * old[i, j, l] + old[i, j - 1, l])
                                    + 0.125 * (old[i, j, l + 1] - 2.0 * old[i, j, l] + old[i, j, l - 1]))
        old, new = new, old
    return np.asarray(old)


by_slices = by_loops
