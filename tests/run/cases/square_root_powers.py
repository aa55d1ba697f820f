"""x ** 0.5: the bits of CPython's result, which is the C library's pow, where the square root would differ from it in the last place too."""

import math
import random


def half(x: float) -> float:
    return x ** 0.5


def half_by_builtin(x: float) -> float:
    return pow(x, 0.5)


def half_of_int(n: int) -> float:
    return n ** 0.5


def sum_of_halves(values: list[float]) -> float:
    total = 0.0
    for x in values:
        total += x ** 0.5
    return total


def halves(values: list[float]) -> list[float]:
    return [x ** 0.5 for x in values]


def other_exponents(x: float) -> tuple[float, float, float, float]:
    return x ** 1.5, x ** -0.5, x ** 2.0, x ** 0.25


_r = random.Random(5)
_MIDDLE = [1 + k * 2.0**-52 for k in range(200)] + [4 - k * 2.0**-51 for k in range(1, 200)] + [float(k) for k in range(300)]
_ANY = [math.ldexp(1 + _r.random(), _r.randrange(-1022, 1023)) for _ in range(20_000)]
_EDGES = [0.0, -0.0, math.inf, math.nan, 5e-324, 1e-310, 2.0**-1022, 1.7976931348623157e308, 2.0**-300, 2.0**300, 2.0**301, 1.0, 4.0, 0.25]

CALLS = [
    *[(name, x) for x in _EDGES for name in ("half", "half_by_builtin")], *[("half_of_int", n) for n in (0, 1, 2, 3, 4, 2**53 + 1, 2**62)], ("halves", _MIDDLE), ("halves", _ANY), ("halves", []), ("sum_of_halves", _ANY[:100]),
    *[("other_exponents", x) for x in (0.3, 2.0, 7.5, 1e-5)],
]
