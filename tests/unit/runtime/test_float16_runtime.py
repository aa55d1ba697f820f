"""kb::float16: conversions to the bit, ufuncs and reductions on every value there is, against NumPy."""

import numpy as np
import pytest
from native_cases import Family, check

family = Family("float16", ["ufuncs.hpp", "elementwise.hpp", "reduce.hpp", "numpy/sort.hpp"], ["-O1"])
BITS = np.arange(65536, dtype=np.uint16)
ALL = BITS.view(np.float16)
RANDOM = np.random.default_rng(16)
MANY, MORE = RANDOM.integers(0, 65536, (2, 60000), dtype=np.uint16).view(np.float16)


def half_ways():
    """Between every two neighbours, and next to there; floats of any bits."""
    finite = np.sort(ALL[np.isfinite(ALL)].astype(np.float64))
    middle = np.concatenate([(finite[1:] + finite[:-1]) / 2, [65519.99, 65520, 65535, 65536, 1e300, 1e-300, np.inf, -np.inf, np.nan, 0.0, -0.0]])
    return np.concatenate([middle, np.nextafter(middle, np.inf), np.nextafter(middle, -np.inf), RANDOM.standard_normal(100000) * 10.0 ** RANDOM.integers(-9, 6, 100000)])


with np.errstate(all="ignore"):
    DOUBLES = half_ways()
    FLOATS = np.concatenate([*(np.nextafter(DOUBLES.astype(np.float32), np.float32(x)) for x in (-np.inf, np.inf)), DOUBLES.astype(np.float32), RANDOM.integers(0, 2**32, 1000000, dtype=np.uint32).view(np.float32)])
    bits = "kb::map<std::uint16_t, 1>(line, [](auto x) { return kb::cast<kb::float16>(x).bits; }, a)"
    for wide in (FLOATS, DOUBLES, *(np.arange(-70000, 70000).astype(dtype) for dtype in ("int8", "uint8", "int16", "uint16", "int32", "int64", "uint64"))):
        family.case(bits, lambda a: a.astype(np.float16).view(np.uint16), wide, label=f"from-{wide.dtype}")
    family.case("kb::map<std::uint32_t, 1>(line, [](auto x) { return std::bit_cast<std::uint32_t>(kb::cast<float>(x)); }, a)", lambda a: a.astype(np.float32).view(np.uint32), ALL, label="to-float32")
    for dtype, name in (("int8", "std::int8_t"), ("uint8", "std::uint8_t"), ("int16", "std::int16_t"), ("int32", "std::int32_t"), ("int64", "int64"), ("bool", "bool"), ("float64", "double")):
        small = ALL if dtype in ("int32", "int64", "bool", "float64") else ALL[np.abs(ALL) < 127] if dtype[0] == "i" else ALL[(ALL >= 0) & (ALL < 255)]
        if dtype in ("int32", "int64"):
            small = ALL[np.isfinite(ALL)]
        family.case(f"kb::map<{name}, 1>(line, [](auto x) {{ return kb::cast<{name}>(x); }}, a)", lambda a, dtype=dtype: a.astype(dtype), small, label=f"to-{dtype}")
    for name in (
        "negative positive absolute fabs sign square reciprocal conjugate rint floor ceil trunc spacing sqrt cbrt exp exp2 expm1 log log2 log10 log1p sin cos tan arcsin arccos arctan sinh cosh tanh arcsinh arccosh arctanh deg2rad rad2deg "
        "isnan isinf isfinite signbit logical_not isposinf isneginf"
    ).split():
        out = "bool" if getattr(np, name)(ALL[:1]).dtype == bool else "kb::float16"
        # Which of two neighbours NumPy's functions give depends on the processor: with AVX-512 they are others than without.
        tolerance = 2 if name in "cbrt exp exp2 expm1 log log2 log10 log1p sin cos tan arcsin arccos arctan sinh cosh tanh arcsinh arccosh arctanh".split() else 0
        family.case(f"kb::map<{out}, 1>(line, [](auto x) {{ return kb::ufunc::{name}<$T>(x); }}, a)", getattr(np, name), ALL, tolerance=tolerance, label=name)
    for name in "add subtract multiply divide floor_divide remainder fmod power maximum minimum fmax fmin copysign nextafter arctan2 hypot logaddexp logaddexp2 heaviside equal not_equal less less_equal greater greater_equal logical_and".split():
        out = "bool" if getattr(np, name)(ALL[:1], ALL[:1]).dtype == bool else "kb::float16"
        family.case(f"kb::map<{out}, 1>(line, [](auto x, auto y) {{ return kb::ufunc::{name}<$T>(x, y); }}, a, b)", getattr(np, name), MANY, MORE, label=name)
    NORMAL = RANDOM.standard_normal(30000).astype(np.float16)
    for n in (0, 1, 5, 8, 100, 129, 1000, 8192, 8193, 30000):
        for a in (NORMAL[:n], NORMAL[::-1][:n], NORMAL[:n][::3]):
            for op, name in (("sum_of", "sum"), ("prod_of", "prod")):
                family.case(f"kb::reduce<kb::{op}<$T>>(line, a)", getattr(np, name), a, label=f"{name}-{n}-{a.strides[0]}")
    for op, name in (("max_of", "max"), ("min_of", "min")):
        for a in (NORMAL, MANY, np.array([0.0, -0.0] * 20, np.float16), np.array([-0.0, 0.0, 0.0, 1, -1, 0.0], np.float16)):
            family.case(f"kb::reduce<kb::{op}<$T>>(line, a)", getattr(np, name), a, label=f"{name}-{a.size}")
    GRID, CUBE = NORMAL[:12000].reshape(120, 100), NORMAL.reshape(10, 60, 50)
    for a in (GRID, GRID.T, GRID[:, ::3], GRID[:, :2], GRID[:3], CUBE[0], CUBE[:, 3, :]):
        for axis in (0, 1):
            for op, name in (("sum_of", "sum"), ("prod_of", "prod"), ("max_of", "max")):
                family.case(f"kb::reduce_axes<kb::{op}<$T>>(line, kb::axes<{axis}>, a)", lambda a, axis=axis, name=name: getattr(np, name)(a, axis=axis), a, label=f"{name}-axis{axis}-{a.shape}")
    for a in (CUBE, CUBE[:, ::2, ::3], CUBE.transpose(2, 0, 1), CUBE[:, :, ::-1]):
        family.case("kb::reduce<kb::sum_of<$T>>(line, a)", np.sum, a, label=f"sum-{a.shape}")
        family.case("kb::reduce_axes<kb::sum_of<$T>>(line, kb::axes<1, 2>, a)", lambda a: np.sum(a, axis=(1, 2)), a, label=f"sum12-{a.shape}")
    family.case("kb::np::sort(a, 0, line)", np.sort, NORMAL, label="sort")
    family.case("kb::np::argsort(a, 0, line)", lambda a: np.argsort(a, kind="stable"), MANY, label="argsort")


@pytest.mark.parametrize("case", family.cases, ids=lambda c: c[5])
def test_float16(case):
    check(family, case)
