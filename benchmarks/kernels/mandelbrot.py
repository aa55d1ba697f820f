"""Steps until a point leaves the circle of radius 2: with real numbers, with complex ones, and all points at once."""

import numpy as np

Counts = np.ndarray[tuple[int, int], np.dtype[np.int64]]


def with_floats(width: int, height: int, limit: int) -> Counts:
    out = np.zeros((height, width), dtype=np.int64)
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
    return out


def with_complex(width: int, height: int, limit: int) -> Counts:
    out = np.zeros((height, width), dtype=np.int64)
    for row in range(height):
        for column in range(width):
            c = complex(3.0 * column / width - 2.0, 2.0 * row / height - 1.0)
            z = 0j
            steps = 0
            while steps < limit and abs(z) <= 2.0:
                z = z * z + c
                steps += 1
            out[row, column] = steps
    return out


def with_arrays(width: int, height: int, limit: int) -> Counts:
    cx = 3.0 * np.arange(width)[None, :] / width - 2.0
    cy = 2.0 * np.arange(height)[:, None] / height - 1.0
    x = np.zeros((height, width))
    y = np.zeros((height, width))
    out = np.zeros((height, width), dtype=np.int64)
    for _ in range(limit):
        inside = x * x + y * y <= 4.0
        out += inside
        x, y = np.where(inside, x * x - y * y + cx, x), np.where(inside, 2.0 * x * y + cy, y)
    return out
