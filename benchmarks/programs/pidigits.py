# From pyperformance 1.14 (bm_pidigits), MIT License: LICENSE.txt. Changed: annotations, and `run` in the place of the timing.
# coding: utf-8
"""
Calculating some of the digits of π.

This benchmark stresses big integer arithmetic.

Adapted from code on:
http://benchmarksgame.alioth.debian.org/
"""

import itertools
from collections.abc import Iterator

icount = itertools.count
islice = itertools.islice


def gen_x() -> Iterator[tuple[int, int, int, int]]:
    return map(lambda k: (k, 4 * k + 2, 0, 2 * k + 1), icount(1))


def compose(a: tuple[int, int, int, int], b: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    aq, ar, as_, at = a
    bq, br, bs, bt = b
    return (aq * bq,
            aq * br + ar * bt,
            as_ * bq + at * bs,
            as_ * br + at * bt)


def extract(z: tuple[int, int, int, int], j: int) -> int:
    q, r, s, t = z
    return (q * j + r) // (s * j + t)


def gen_pi_digits() -> Iterator[int]:
    z = (1, 0, 0, 1)
    x = gen_x()
    while 1:
        y = extract(z, 3)
        while y != extract(z, 4):
            z = compose(z, next(x))
            y = extract(z, 3)
        z = compose((10, -10 * y, 0, 1), z)
        yield y


def calc_ndigits(n: int) -> list[int]:
    return list(islice(gen_pi_digits(), n))


def run(n: int) -> list[int]:
    return calc_ndigits(n)
