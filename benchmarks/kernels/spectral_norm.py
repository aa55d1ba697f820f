"""The spectral norm of an infinite matrix, from the Computer Language Benchmarks Game."""

import numpy as np

Vector = np.ndarray[tuple[int], np.dtype[np.float64]]


def element(i: int, j: int) -> float:
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def times(v: Vector) -> Vector:
    out = np.zeros(len(v))
    for i in range(len(v)):
        total = 0.0
        for j in range(len(v)):
            total += element(i, j) * v[j]
        out[i] = total
    return out


def times_transposed(v: Vector) -> Vector:
    out = np.zeros(len(v))
    for i in range(len(v)):
        total = 0.0
        for j in range(len(v)):
            total += element(j, i) * v[j]
        out[i] = total
    return out


def spectral_norm(n: int, rounds: int) -> float:
    u = np.ones(n)
    v = np.ones(n)
    for _ in range(rounds):
        v = times_transposed(times(u))
        u = times_transposed(times(v))
    above = 0.0
    below = 0.0
    for i in range(n):
        above += u[i] * v[i]
        below += v[i] * v[i]
    return (above / below) ** 0.5
