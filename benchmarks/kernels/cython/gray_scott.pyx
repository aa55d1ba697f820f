import numpy as np


def gray_scott(double[:, ::1] first_u, double[:, ::1] first_v, int steps):
    cdef double[:, ::1] u = first_u.copy(), v = first_v.copy(), new_u = first_u.copy(), new_v = first_v.copy()
    cdef Py_ssize_t i, j
    cdef double spread_u, spread_v, reaction
    for _ in range(steps):
        for i in range(1, u.shape[0] - 1):
            for j in range(1, u.shape[1] - 1):
                spread_u = u[i - 1, j] + u[i, j - 1] - 4 * u[i, j] + u[i, j + 1] + u[i + 1, j]
                spread_v = v[i - 1, j] + v[i, j - 1] - 4 * v[i, j] + v[i, j + 1] + v[i + 1, j]
                reaction = u[i, j] * v[i, j] * v[i, j]
                new_u[i, j] = u[i, j] + (0.14 * spread_u - reaction + 0.035 * (1 - u[i, j]))
                new_v[i, j] = v[i, j] + (0.06 * spread_v + reaction - (0.035 + 0.065) * v[i, j])
        u, new_u = new_u, u
        v, new_v = new_v, v
    first_u[:] = u
    first_v[:] = v
