"""Cython's pure mode and mypyc's native ints: as they run as Python (docs/design/dialects.md)."""

import cython
import numpy as np
from mypy_extensions import i32, i64


@cython.cfunc
def square(x: cython.double) -> cython.double:
    return x * x


@cython.boundscheck(False)
@cython.wraparound(False)
def column(a: cython.double[:, ::1], n: cython.int) -> cython.double:
    s: cython.double = 0
    i: cython.Py_ssize_t
    for i in range(n):
        s += square(a[i, 0])
    return float(s)


@cython.locals(a=cython.int, b=cython.double, c=cython.float[:], d=cython.double)
def mixed(a, b, c):
    d = a + b
    return d + c[0]


def flag(b: cython.bint, z: cython.doublecomplex) -> cython.doublecomplex:
    return z if b else -z


def native(n: i64, m: i32) -> i64:
    k: i64 = i64(3)
    for i in range(i64(n)):
        k += i32(m) * i
    return k


CALLS = [
    ("square", 1.5), ("column", np.arange(6.0).reshape(3, 2), 3), ("column", np.arange(6.0).reshape(3, 2), 4), ("mixed", 1, 2.5, np.ones(2, np.float32)), ("flag", True, 1 + 2j), ("flag", False, 1 + 2j),
    ("native", 5, 2), ("native", 0, 7), ("native", 3, 2**40),
]
