"""Functions for C code, as SciPy's documentation and Pythran's tell to write them."""

import math

import numpy as np

SCALE = 2.0


# pythran export capsule square(float64)
def square(x):
    """x times x."""
    return SCALE * x * x / 2


# pythran export capsule quadratic(int32, float64*, float64*)
def quadratic(n, x, parameters):
    return parameters[0] + x[0] - x[1] * x[2]


# pythran export capsule spread(float64*, intp, float64*, float64*)
def spread(window, size, result, parameters):
    least, most = window[0], window[0]
    for i in range(1, size):
        least = min(least, window[i])
        most = max(most, window[i])
    result[0] = (most - least) * parameters[0]
    return np.int32(1)


# pythran export capsule total(float32*, int)
def total(values, n):
    return values[:n].sum()


# pythran export capsule fill(int64*, int, int64)
def fill(values, n, value):
    for i in range(n):
        values[i] = value + i


# pythran export capsule mixed(float64)
def mixed(r):
    if r == 0:
        return 0
    if r < 0:
        return r
    return r**2 * np.log(r)


# pythran export capsule inverse(int)
def inverse(n):
    return 1.0 / n


# pythran export capsule at(int, int)
def at(n, i):
    return list(range(n))[i]


# pythran export capsule turned(complex128, bool)
def turned(z, negative):
    return -z if negative else z * 1j


# pythran export uses(float64)
def uses(x):
    return square(x) + 1


# pythran export ufunc hyp(float64, float64)
# pythran export ufunc hyp(float32, float32)
def hyp(a, b):
    """The hypotenuse."""
    return math.sqrt(a * a + b * b)


# pythran export ufunc halves(int64), is_large(float64 or int32)
def halves(n):
    return n / 2


def is_large(x):
    return x > 100


# pythran export ufunc steps(int, int)
def steps(n, k):
    if k == 0:
        raise ValueError("no steps")
    return n // k


# pythran export ufunc phase(complex128)
def phase(z):
    return math.atan2(z.imag, z.real)
