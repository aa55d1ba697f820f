import numpy as np


def jacobi(double[:, ::1] grid, int sweeps):
    cdef double[:, ::1] old = grid.copy(), new = grid.copy()
    cdef Py_ssize_t i, j
    for _ in range(sweeps):
        for i in range(1, grid.shape[0] - 1):
            for j in range(1, grid.shape[1] - 1):
                new[i, j] = 0.25 * (old[i - 1, j] + old[i + 1, j] + old[i, j - 1] + old[i, j + 1])
        old, new = new, old
    return np.asarray(old)
