from libc.math cimport sqrt


def nbody(double[:, ::1] positions, double[:, ::1] velocities, double[::1] masses, double dt, int steps):
    cdef Py_ssize_t n = masses.shape[0], i, j, k
    cdef double dx, dy, dz, square, weight, ax, ay, az
    for _ in range(steps):
        for i in range(n):
            ax = ay = az = 0.0
            for j in range(n):
                dx = positions[j, 0] - positions[i, 0]
                dy = positions[j, 1] - positions[i, 1]
                dz = positions[j, 2] - positions[i, 2]
                square = dx * dx + dy * dy + dz * dz + 1e-3
                weight = masses[j] / (square * sqrt(square))
                ax += weight * dx
                ay += weight * dy
                az += weight * dz
            velocities[i, 0] += dt * ax
            velocities[i, 1] += dt * ay
            velocities[i, 2] += dt * az
        for i in range(n):
            for k in range(3):
                positions[i, k] += dt * velocities[i, k]
