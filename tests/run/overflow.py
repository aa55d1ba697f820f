"""Functions whose ints leave 64 bits: test_overflow.py."""

import math

import numpy as np


def add(a: int, b: int) -> int:
    return a + b


def subtract(a: int, b: int) -> int:
    return a - b


def multiply(a: int, b: int) -> int:
    return a * b


def floor_divide(a: int, b: int) -> int:
    return a // b


def remainder(a: int, b: int) -> int:
    return a % b


def divmod_of(a: int, b: int) -> tuple[int, int]:
    return divmod(a, b)


def power(a: int, b: int) -> int:
    return a**b


def left_shift(a: int, b: int) -> int:
    return a << b


def right_shift(a: int, b: int) -> int:
    return a >> b


def bits(a: int, b: int) -> int:
    return (a & b) ^ (a | ~b)


def minimum(a: int, b: int) -> int:
    return min(a, b) - max(a, b)


def augmented(a: int, b: int) -> int:
    a += b
    a *= 2
    a -= b
    return a


def of_item(a: int, b: int) -> int:
    xs = [a]
    xs[0] += b
    return xs[0]


def of_value(a: int, b: int) -> int:
    table = {0: a}
    table[0] *= b
    return table[0]


def total(a: int, b: int) -> int:
    return sum([a, b, -2, a])


def in_comprehension(a: int, b: int) -> int:
    return [x + b for x in (a,)][0]


def in_lambda(a: int, b: int) -> int:
    return (lambda x: x - b)(a)


def pow_mod(a: int, b: int) -> int:
    return pow(a, 3, b)


def negative(a: int) -> int:
    return -a


def absolute(a: int) -> int:
    return abs(a)


def invert(a: int) -> int:
    return ~a


def rounded(a: int) -> int:
    return round(a, -3)


def square(a: int) -> int:
    return a**2


def plus_one(a: int) -> int:
    return a + 1


def count_up(a: int) -> int:
    for _ in range(3):
        a += 1
    return a


def while_doubling(a: int) -> int:
    n = 0
    while n < 70:
        a *= 2
        n += 1
    return a


def sum_of_range(a: int) -> int:
    result = 0
    for i in range(a, a + 3):
        result += i
    return result


def factorial(a: int) -> int:
    result = 1
    for i in range(1, a % 30 + 1):
        result *= i
    return result


def library_factorial(a: int) -> int:
    return math.factorial(a % 30)


def hash_of_text(a: int) -> int:
    h = a
    for c in "overflow":
        h = h * 31 + ord(c)
    return h


def fibonacci(a: int) -> int:
    x, y = 0, 1
    for _ in range(a % 128):
        x, y = y, x + y
    return x


def of_float(x: float) -> int:
    return int(x)


def floor_of_float(x: float) -> int:
    return math.floor(x)


def ceil_of_float(x: float) -> int:
    return math.ceil(x)


def round_of_float(x: float) -> int:
    return round(x)


def of_text(s: str) -> int:
    return int(s)


def of_list(a: int) -> int:
    return np.array([a]).astype(np.uint64).tolist()[0]
