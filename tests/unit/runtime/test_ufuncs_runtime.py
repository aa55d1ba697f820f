"""kb::ufunc against NumPy's ufuncs, for every dtype, on ordinary and edge values."""

import numpy as np
import pytest
from native_cases import COMPLEX_DTYPES, DTYPES, Family, check

family = Family("ufuncs", ["ufuncs.hpp", "elementwise.hpp"], ["-O1"])
SIGNED, UNSIGNED, FLOATS, COMPLEX = ["int8", "int16", "int32", "int64"], ["uint8", "uint16", "uint32", "uint64"], ["float32", "float64"], COMPLEX_DTYPES
INTS = SIGNED + UNSIGNED
EDGES = [0.0, -0.0, 1.0, -1.0, 0.5, -2.5, 3.0, -7.0, 10.0, 0.1, 1e-300, 1e300, np.inf, -np.inf, np.nan, 2.5, 5e-324, -3.75, 700.0, 20.0]


def values(dtype):
    kind = np.dtype(dtype).kind
    if kind == "b":
        return np.array([False, True])
    if kind in "iu":
        info = np.iinfo(dtype)
        return np.array(sorted({0, 1, 2, 3, 7, 10, 31, 63, 64, info.max, info.max - 1, info.min, info.min + 1} | ({-1, -2, -3, -7, -64} if kind == "i" else set())), dtype)
    with np.errstate(all="ignore"):
        if kind == "f":
            return np.array(EDGES).astype(dtype)
        parts = np.array([0.0, -0.0, 1.0, -2.5, np.inf, -np.inf, np.nan, 3.0])
        z = np.empty((8, 8), dtype)
        z.real, z.imag = parts[:, None], parts
        return z.ravel()


def unary(names, dtypes, tolerance=0, result=None):
    for name in names.split():
        for dtype in dtypes:
            a = values(dtype)
            out = np.dtype(getattr(np, name)(a).dtype).name if result is None else result
            family.case(f"kb::map<{DTYPES[out]}, 1>(line, [](auto x) {{ return kb::ufunc::{name}<$T>(x); }}, a)", getattr(np, name), a, tolerance=tolerance, label=f"{name}-{dtype}")


def binary(names, dtypes, tolerance=0, line=""):
    for name in names.split():
        for dtype in dtypes:
            v = values(dtype)
            a, b = (np.ascontiguousarray(x.ravel()) for x in np.meshgrid(v, v))
            if name == "ldexp":
                b = np.nan_to_num(b, nan=3, posinf=2000, neginf=-2000).clip(-4000, 4000).astype(np.int64)
            with np.errstate(all="ignore"):
                try:
                    out = getattr(np, name)(a, b).dtype.name
                except ValueError:
                    out = dtype
            family.case(f"kb::map<{DTYPES[out]}, 1>(line, [=](auto x, auto y) {{ return kb::ufunc::{name}<$T>(x, y{line}); }}, a, b)", getattr(np, name), a, b, tolerance=tolerance, label=f"{name}-{dtype}")


with np.errstate(all="ignore"):
    ALL = ["bool"] + INTS + FLOATS
    binary("add multiply", ALL + COMPLEX)
    binary("subtract", INTS + FLOATS + COMPLEX)
    binary("divide", FLOATS)
    binary("floor_divide remainder fmod", INTS + FLOATS)
    binary("maximum minimum fmax fmin equal not_equal less less_equal greater greater_equal logical_and logical_or logical_xor", ALL + COMPLEX)
    binary("bitwise_and bitwise_or bitwise_xor", ["bool"] + INTS)
    binary("left_shift right_shift gcd lcm", INTS)
    binary("copysign nextafter heaviside ldexp", FLOATS)
    binary("power", FLOATS, tolerance=4)
    binary("power", INTS, line=", line")
    binary("arctan2 hypot logaddexp logaddexp2", FLOATS, tolerance=4)
    unary("negative", INTS + FLOATS + COMPLEX)
    unary("positive absolute sign square", INTS + FLOATS)
    unary("conjugate square positive", COMPLEX)
    unary("absolute sign", COMPLEX, tolerance=2)
    unary("reciprocal", FLOATS)
    unary("fabs rint spacing signbit", FLOATS)
    unary("floor ceil trunc", ALL)
    unary("invert", ["bool"] + INTS)
    unary("logical_not isnan isinf isfinite", ALL + COMPLEX)
    unary("isposinf isneginf nan_to_num", FLOATS)
    unary("sqrt cbrt exp exp2 expm1 log log2 log10 log1p sin cos tan arcsin arccos arctan sinh cosh tanh arcsinh arccosh arctanh deg2rad rad2deg degrees radians sinc", FLOATS, tolerance=4)
    unary("bitwise_count", INTS)
    for dtype in INTS + FLOATS:
        v = values(dtype)
        a, b, c = (np.ascontiguousarray(x.ravel()) for x in np.meshgrid(v[:12], v[-12:], v[::2]))
        family.case("kb::map<$T, 1>(line, [](auto x, auto y, auto z) { return kb::ufunc::clip<$T>(x, y, z); }, a, b, c)", lambda a, b, c: np.clip(a, b, c), a, b, c, label=f"clip-{dtype}")
    for dtype in ["int32", "int64"] + FLOATS:
        for digits in [-2, -1, 0, 1, 3]:
            a = values(dtype) if dtype in FLOATS else np.array([0, 5, 15, -15, 25, 149, 150, 151, -250, 12345], dtype)
            family.case("kb::map<$T, 1>(line, [=](auto x) { return kb::ufunc::round<$T>(x, b); }, a)", lambda a, b: np.round(a, b), a, digits, label=f"round-{dtype}-{digits}")


@pytest.mark.parametrize("case", family.cases, ids=lambda c: c[5])
def test_ufunc(case):
    check(family, case)
