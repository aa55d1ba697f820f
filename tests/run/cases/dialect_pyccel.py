"""Pyccel's annotations (docs/design/dialects.md)."""

from typing import TypeVar

import numpy as np
from pyccel.decorators import pure, stack_array

T = TypeVar("T", "int", "float")
A = TypeVar("A", "int[:]", "float[:,:]")


def weighted(x: "float[:]", w: "int32[:,:](order=F)", n: "int") -> "float":
    s = 0.0
    for i in range(n):
        s += x[i] * w[i, 0]
    return float(s)


@pure
def either(x: "int | float", y: "bool") -> "int | float":
    return x + y


def add_to(x: "T[:]", a: "T"):
    x[:] = x + a


@stack_array("row")
def row_of(a: "float[:,:](order=C)", i: "int64") -> "float[:]":
    row: "float[:]" = a[i, :] * 2
    return row


def scaled(a: A):
    return a * 2


def implicit(x: "int" = None, y: float = None) -> "int":
    return 0 if x is None else x + (y is None)


def pass_on(x: int = None) -> int:
    return implicit(x) + implicit(y=2.0)


def lengths(x: "list[int]", y: "tuple[float, ...]", z: "dict[str, int]", s: "str") -> "int":
    return len(x) + len(y) + len(z) + len(s)


def cube(a: "complex128[:,:,:]") -> "complex":
    return complex(a.sum())


CALLS = [
    ("implicit",), ("implicit", 3), ("implicit", None, 2.5), ("implicit", 4, None), ("pass_on",), ("pass_on", 3), ("pass_on", None),
    ("weighted", np.arange(3.0), np.asfortranarray(np.ones((3, 2), np.int32)), 3), ("weighted", np.arange(3.0), np.asfortranarray(np.ones((3, 2), np.int32)), 4),
    ("either", 1, True), ("either", 1.5, False), ("add_to", np.arange(3), 2), ("add_to", np.arange(3.0)[::2], 0.5), ("row_of", np.arange(6.0).reshape(2, 3), 1),
    ("row_of", np.arange(6.0).reshape(2, 3), 2), ("scaled", np.arange(3)), ("scaled", np.ones((2, 2))), ("lengths", [1, 2], (1.0,), {"a": 1}, "abc"), ("cube", np.ones((1, 2, 2)) * 1j),
]
