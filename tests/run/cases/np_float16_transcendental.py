# float16: functions that round the one way or the other, in NumPy as well: with AVX-512 it has others of two neighbours than without.
import warnings
from typing import Any

import numpy as np

warnings.filterwarnings("ignore", category=RuntimeWarning)

TOLERANCE = 2e-3

E1 = np.ndarray[tuple[int], np.dtype[np.float16]]
D1 = np.ndarray[tuple[int], np.dtype[np.float64]]


def cube_roots(a: E1) -> E1:
    return np.cbrt(a)


def exponentials(a: E1) -> tuple[E1, E1, E1, E1, E1, E1, E1]:
    return np.exp(a), np.exp2(a), np.expm1(a), np.log(a), np.log2(a), np.log10(a), np.log1p(a)


def circular(a: E1) -> tuple[E1, E1, E1, E1, E1, E1]:
    return np.sin(a), np.cos(a), np.tan(a), np.arcsin(a), np.arccos(a), np.arctan(a)


def hyperbolic(a: E1) -> tuple[E1, E1, E1, E1, E1, E1]:
    return np.sinh(a), np.cosh(a), np.tanh(a), np.arcsinh(a), np.arccosh(a), np.arctanh(a)


def more_pairs(a: E1, b: E1) -> tuple[E1, E1, E1, E1, E1, E1, D1]:
    return np.arctan2(a, b), np.hypot(a, b), np.logaddexp(a, b), np.logaddexp2(a, b), np.heaviside(a, b), np.power(a, b), np.float_power(a, b)


def on_scalars(x: np.float16, b: np.int8) -> tuple[np.float16, np.float16]:
    return np.exp(x), np.cos(b)


_all = np.arange(65536, dtype=np.uint16).view(np.float16)
_rng = np.random.default_rng(7)
_many, _more = _rng.integers(0, 65536, (2, 20000), dtype=np.uint16).view(np.float16)
_some = np.array([0.0, -0.0, 1.5, -2.25, 0.1, 65504, -65504, 6e-8, -6e-5, np.inf, -np.inf, np.nan, 3, 1000, 1e-3], np.float16)

CALLS: list[Any] = [
    *[(name, _all) for name in ("cube_roots", "exponentials", "circular", "hyperbolic")],
    ("more_pairs", _many, _more), ("more_pairs", _some, np.roll(_some, 1)),
    *[("on_scalars", np.float16(x), np.int8(3)) for x in (0.1, 2, -1, np.nan)],
]
