import numpy as np


def with_floats(Py_ssize_t width, Py_ssize_t height, Py_ssize_t limit):
    result = np.zeros((height, width), dtype=np.int64)
    cdef long long[:, ::1] out = result
    cdef Py_ssize_t row, column, steps
    cdef double cx, cy, x, y
    for row in range(height):
        for column in range(width):
            cx = 3.0 * column / width - 2.0
            cy = 2.0 * row / height - 1.0
            x = y = 0.0
            steps = 0
            while steps < limit and x * x + y * y <= 4.0:
                x, y = x * x - y * y + cx, 2.0 * x * y + cy
                steps += 1
            out[row, column] = steps
    return result


def with_complex(Py_ssize_t width, Py_ssize_t height, Py_ssize_t limit):
    result = np.zeros((height, width), dtype=np.int64)
    cdef long long[:, ::1] out = result
    cdef Py_ssize_t row, column, steps
    cdef double complex c, z
    for row in range(height):
        for column in range(width):
            c = 3.0 * column / width - 2.0 + 1j * (2.0 * row / height - 1.0)
            z = 0
            steps = 0
            while steps < limit and abs(z) <= 2.0:
                z = z * z + c
                steps += 1
            out[row, column] = steps
    return result


with_arrays = with_floats
