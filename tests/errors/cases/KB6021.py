import numpy as np
from keelback import prange

Vector = np.ndarray[tuple[int], np.dtype[np.float64]]
Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]
Ints = np.ndarray[tuple[int], np.dtype[np.int64]]


def histogram(bins: Ints, counts: Ints) -> None:
    for i in prange(len(bins)):
        counts[bins[i]] += 1  # <- KB6021
        counts[0] = 1


def one_element(a: Vector) -> None:
    for i in prange(len(a)):
        a[0] = i  # <- KB6021


def wide(a: Vector, n: int) -> None:
    for i in prange(n):
        a[i // 2] = 1.0  # <- KB6021


def neighbour(a: Vector) -> None:
    for i in prange(1, len(a)):
        a[i] = a[i - 1] + 1.0  # <- KB6021


def two_places(a: Vector) -> None:
    for i in prange(len(a) - 1):
        a[i] = 1.0
        a[i + 1] = 2.0  # <- KB6021


def other_axis(a: Matrix) -> None:
    for i in prange(len(a)):
        for j in range(i):
            a[i, j] = 1.0
            a[j, i] = 1.0  # <- KB6021


def whole(a: Vector) -> None:
    for i in prange(len(a)):
        a[i] = np.sum(a)  # <- KB6021


def a_part(a: Vector, n: int) -> None:
    for i in prange(n):
        a[i : i + 2] = 1.0  # <- KB6021


def fill(a: Vector, i: int) -> None:
    a[i] = 1.0


def by_call(a: Vector) -> None:
    for i in prange(len(a)):
        fill(a, i)  # <- KB6021


def through_a_view(a: Matrix) -> None:
    flat = a.reshape(-1)
    for i in prange(len(flat)):
        same = flat[1:]
        same[i] = 1.0  # <- KB6021


def sorts(a: Vector, n: int) -> None:
    for i in prange(n):
        a.sort()  # <- KB6021
