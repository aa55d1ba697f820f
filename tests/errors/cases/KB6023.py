import os
import random

import numpy as np
import scipy.special
from keelback import prange

Vector = np.ndarray[tuple[int], np.dtype[np.float64]]
Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]


def into_a_list(n: int) -> list[int]:
    xs = [0] * n
    for i in prange(n):  # <- KB6023
        xs[i] = i
    return xs


def from_a_list(xs: list[float], out: Vector) -> None:
    for i in prange(len(xs)):  # <- KB6023
        out[i] = xs[i]


def into_a_dict(n: int) -> dict[int, int]:
    d: dict[int, int] = {}
    for i in prange(n):  # <- KB6023
        d[i] = i
    return d


def random_numbers(out: Vector) -> None:
    for i in prange(len(out)):
        out[i] = random.random()  # <- KB6023


def numpys_random_numbers(out: Vector) -> None:
    for i in prange(len(out)):
        out[i] = np.random.random()  # <- KB6023


def numpys_own(a: Matrix, out: Vector) -> None:
    for i in prange(len(a)):
        out[i] = np.linalg.norm(np.fft.fft(a[i]))  # <- KB6023


def fib(n: int) -> int:
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def recursion(out: Vector) -> None:
    for i in prange(len(out)):
        out[i] = fib(i)  # <- KB6023


def prints(n: int) -> None:
    for i in prange(n):
        print(i)  # <- KB6023


def a_list_as_total(n: int) -> list[int]:
    xs = [1]
    for i in prange(n):  # <- KB6023
        xs += [i]
    return xs


class Point:
    def __init__(self, x: float) -> None:
        self.x = x


def objects(out: Vector) -> None:
    for i in prange(len(out)):
        out[i] = Point(i).x  # <- KB6023


def of_an_object(p: Point, out: Vector) -> None:
    for i in prange(len(out)):  # <- KB6023
        out[i] = p.x


def shared_with_a_function(n: int) -> int:
    x = 1

    def change() -> None:
        nonlocal x
        x += 1

    change()
    for i in prange(n):  # <- KB6023
        x += i
    return x


def what_python_does(n: int) -> None:
    out = np.zeros(n)
    for i in prange(n):
        out[i] = float(os.getpid())  # <- KB6023


def of_scipy(n: int) -> None:
    out = np.zeros(n)
    for i in prange(n):
        out[i] = scipy.special.gamma(i + 0.5)  # <- KB6023
