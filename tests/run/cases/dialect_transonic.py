"""Transonic's comments and annotations (docs/design/dialects.md)."""

import numpy as np
from transonic import boost


# transonic def product(float[][], float)
# transonic def product(int[][], int)
def product(a, b):
    return a * b


@boost
def either(x: "float[:] or int[:]", y: "int or float"):
    return x * y


@boost
def with_list(x: "float[]", z: "int list"):
    return x + z[0]


CALLS = [
    ("product", np.ones((2, 2)), 1.5), ("product", np.arange(4).reshape(2, 2), 3), ("either", np.arange(3.0), 2), ("either", np.arange(3), 2.5), ("either", np.arange(3), 2),
    ("with_list", np.arange(3.0), [4, 5]), ("with_list", np.arange(3.0), []),
]
