def rosen(double[::1] x):
    cdef Py_ssize_t i
    cdef double total = 0, a, b
    for i in range(x.shape[0] - 1):
        a = x[i + 1] - x[i] * x[i]
        b = 1 - x[i]
        total += 100 * a * a + b * b
    return total
