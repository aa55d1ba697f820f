from libc.math cimport sqrt

cdef struct Vector:
    double x, y, z


cdef inline Vector cross(Vector a, Vector b) noexcept:
    return Vector(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)


cdef inline Vector scaled(Vector a, double factor) noexcept:
    return Vector(a.x * factor, a.y * factor, a.z * factor)


cdef inline Vector added(Vector a, Vector b) noexcept:
    return Vector(a.x + b.x, a.y + b.y, a.z + b.z)


cdef inline double length(Vector a) noexcept:
    return sqrt(a.x * a.x + a.y * a.y + a.z * a.z)


def spin(Py_ssize_t n):
    cdef Vector axis = Vector(0.6, 0.0, 0.8), start = Vector(1.0, 2.0, 0.5)
    cdef Vector at = start
    for _ in range(n):
        at = added(at, scaled(cross(axis, at), 0.001))
        at = scaled(at, 2.29128784747792 / length(at))
    return length(added(at, scaled(start, -1.0)))
