import numpy as np
from keelback import prange

Vector = np.ndarray[tuple[int], np.dtype[np.float64]]


def found(a: Vector, x: float) -> int:
    for i in prange(len(a)):
        if a[i] == x:
            return i  # <- KB6022
    return -1


def stops(a: Vector, out: Vector) -> None:
    for i in prange(len(a)):
        if a[i] < 0:
            break  # <- KB6022
        out[i] = a[i]


def inner(a: Vector, out: Vector) -> None:
    for i in prange(len(a)):
        for j in range(10):
            if a[i] < j:
                break
        out[i] = a[i]
