import numpy as np
from keelback import prange

Vector = np.ndarray[tuple[int], np.dtype[np.float64]]


def carried(a: Vector) -> float:
    last = 0.0
    s = 0.0
    for i in prange(len(a)):
        s += a[i] - last  # <- KB6020
        last = a[i]
    return s


def total_used(a: Vector, out: Vector) -> None:
    s = 0.0
    for i in prange(len(a)):
        s += a[i]  # <- KB6020
        out[i] = s


def two_operations(n: int) -> int:
    s = 1
    for i in prange(n):
        s += i  # <- KB6020
        s *= 2
    return s


def behind(a: Vector) -> float:
    for i in prange(len(a)):
        x = a[i]
    return x  # <- KB6020


def counter_behind(n: int, out: Vector) -> int:
    for i in prange(n):
        out[i] = 1.0
    return i  # <- KB6020


def on_some_paths(a: Vector, out: Vector) -> None:
    x = 1.0
    for i in prange(len(a)):
        if a[i] > 0:
            x = a[i]
        out[i] = x  # <- KB6020


def comparison(a: Vector) -> float:
    best = 0.0
    for i in prange(len(a)):
        if a[i] > best:  # <- KB6020
            best = a[i]
    return best


def caught(n: int) -> int:
    x = 1
    try:
        for i in prange(n):
            x = 10 // (i - 3)
    except ZeroDivisionError:
        return x  # <- KB6020
    return 0


def good(a: Vector) -> float:
    best = 0.0
    for i in prange(len(a)):
        x = a[i]
        best = max(best, x)
    x = 1.0
    return best + x
