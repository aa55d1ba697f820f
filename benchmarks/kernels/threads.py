"""Loops over prange, and expressions of large arrays, which run on threads with --parallel."""

import numpy as np
from keelback import prange

Vector = np.ndarray[tuple[int], np.dtype[np.float64]]
Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]
Counts = np.ndarray[tuple[int, int], np.dtype[np.int64]]


def mandelbrot(n: int, most: int) -> Counts:
    out = np.zeros((n, n), dtype=np.int64)
    for i in prange(n):
        for j in range(n):
            cr = -2.0 + 2.5 * j / n
            ci = -1.25 + 2.5 * i / n
            x = 0.0
            y = 0.0
            k = 0
            while k < most and x * x + y * y <= 4.0:
                x, y = x * x - y * y + cr, 2.0 * x * y + ci
                k += 1
            out[i, j] = k
    return out


def pairwise(points: Matrix) -> Matrix:
    n = len(points)
    out = np.empty((n, n))
    for i in prange(n):
        for j in range(n):
            square = 0.0
            for k in range(points.shape[1]):
                difference = points[i, k] - points[j, k]
                square += difference * difference
            out[i, j] = square ** 0.5
    return out


def matmul(a: Matrix, b: Matrix) -> Matrix:
    out = np.zeros((a.shape[0], b.shape[1]))
    for i in prange(a.shape[0]):
        for k in range(a.shape[1]):
            x = a[i, k]
            for j in range(b.shape[1]):
                out[i, j] += x * b[k, j]
    return out


def harmonic(n: int, m: int) -> float:
    total = 0.0
    for i in prange(n):
        for j in range(m):
            total += 1.0 / (1.0 + i * j)
    return total


def expression(a: Vector, b: Vector) -> Vector:
    return np.exp(-a) * np.sin(b) / (1.0 + a * a)


def summed(a: Vector, b: Vector) -> float:
    return float(np.sum(np.exp(-a) * (a - b) ** 2))
