"""Numba's decorators and signatures (docs/design/dialects.md)."""

import numba
import numpy as np
from numba import boolean, f8, float64, int64, njit

vector = float64[:]


@njit("float64(float64[:], int64)")
def first_sum(x, n):
    s = 0.0
    for i in range(n):
        s += x[i]
    return s


@numba.njit(float64(float64, float64), fastmath=True)
def affine(a, b):
    return a * b + 1


@njit(["f8(f8[:,::1])", "i8(i8[:,:])", "c16(c16[::1,:])"])
def total(a):
    return a.sum()


@njit(f8(vector, numba.boolean, numba.Tuple((int64, float64))))
def picked(x, up, at):
    return x[at[0]] + at[1] if up else -at[1]


@njit((int64, int64))
def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


@njit
def doubled(x):
    return x * 2


@numba.jit(nopython=True, cache=True)
def shifted(x, by=1):
    return doubled(x) + by


def annotated(x: float, n: int) -> float:
    return shifted(x) + doubled(n)


@njit("f4(f4, f4)")
def single(a, b):
    return a * b + a


CALLS = [
    ("first_sum", np.arange(5.0), 3), ("first_sum", np.arange(5.0)[::2], 2), ("first_sum", np.arange(2.0), 3), ("affine", 2.0, 3.5),
    ("total", np.ones((2, 3))), ("total", np.arange(6).reshape(2, 3)[:, ::2]), ("total", np.asfortranarray(np.ones((2, 2)) * 1j)),
    ("picked", np.arange(3.0), True, (1, 0.5)), ("picked", np.arange(3.0), False, (1, 0.5)), ("picked", np.arange(3.0), True, (9, 0.5)),
    ("gcd", 12, 18), ("gcd", 7, 0), ("annotated", 1.5, 2), ("single", np.float32(0.1), np.float32(3)), ("single", 0.1, 3.0),
]
