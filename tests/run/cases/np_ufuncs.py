"""Every ufunc of the stub: scalars and arrays of the dtypes it takes, the values at the edges, broadcasting."""

import numpy as np

TOLERANCE = 4e-7   # float32's last bits of exp, sin and the like

F0 = np.float64
F1 = np.ndarray[tuple[int], np.dtype[np.float64]]
F2 = np.ndarray[tuple[int, int], np.dtype[np.float64]]
S1 = np.ndarray[tuple[int], np.dtype[np.float32]]
C1 = np.ndarray[tuple[int], np.dtype[np.complex128]]
D1 = np.ndarray[tuple[int], np.dtype[np.complex64]]
I1 = np.ndarray[tuple[int], np.dtype[np.int64]]
I2 = np.ndarray[tuple[int, int], np.dtype[np.int32]]
H1 = np.ndarray[tuple[int], np.dtype[np.int16]]
Y1 = np.ndarray[tuple[int], np.dtype[np.int8]]
U1 = np.ndarray[tuple[int], np.dtype[np.uint8]]
Q1 = np.ndarray[tuple[int], np.dtype[np.uint64]]
B1 = np.ndarray[tuple[int], np.dtype[np.bool_]]


def exponentials(x):
    return np.exp(x), np.exp2(x), np.expm1(x), np.log(x), np.log2(x), np.log10(x), np.log1p(x), np.sqrt(x)


def trigonometry(x):
    return np.sin(x), np.cos(x), np.tan(x), np.sinh(x), np.cosh(x), np.tanh(x)


def inverses(x):
    return np.arcsin(x), np.arccos(x), np.arctan(x), np.arcsinh(x), np.arccosh(x), np.arctanh(x)


def other_names(x):
    return np.asin(x), np.acos(x), np.atan(x), np.asinh(x), np.acosh(x), np.atanh(x)


def reals(x):
    return np.cbrt(x), np.deg2rad(x), np.rad2deg(x), np.degrees(x), np.radians(x), np.fabs(x), np.spacing(x), np.signbit(x)


def roundings(x):
    return np.floor(x), np.ceil(x), np.trunc(x)


def signs(x):
    return np.negative(x), np.positive(x), np.absolute(x), np.abs(x), np.sign(x), np.square(x), np.conjugate(x), np.conj(x)


def kinds(x):
    return np.isnan(x), np.isinf(x), np.isfinite(x), np.logical_not(x)


def arithmetic(x, y):
    return np.add(x, y), np.subtract(x, y), np.multiply(x, y), np.divide(x, y), np.true_divide(x, y)


def division(x, y):
    return np.floor_divide(x, y), np.remainder(x, y), np.mod(x, y), np.fmod(x, y)


def orders(x, y):
    return np.maximum(x, y), np.minimum(x, y), np.fmax(x, y), np.fmin(x, y)


def comparisons(x, y):
    return np.equal(x, y), np.not_equal(x, y), np.less(x, y), np.less_equal(x, y), np.greater(x, y), np.greater_equal(x, y)


def logic(x, y):
    return np.logical_and(x, y), np.logical_or(x, y), np.logical_xor(x, y)


def bits(x, y):
    return np.bitwise_and(x, y), np.bitwise_or(x, y), np.bitwise_xor(x, y), np.invert(x), np.bitwise_not(x)


def shifts(x, y):
    return np.left_shift(x, y), np.right_shift(x, y), np.gcd(x, y), np.lcm(x, y)


def reals2(x, y):
    return np.arctan2(x, y), np.atan2(x, y), np.hypot(x, y), np.copysign(x, y), np.nextafter(x, y), np.logaddexp(x, y), np.logaddexp2(x, y), np.heaviside(x, y)


def powers(x, y):
    return np.power(x, y), np.pow(x, y), np.float_power(x, y)


def inexact_all(x):
    return exponentials(x), trigonometry(x), inverses(x), other_names(x), np.rint(x), signs(x), kinds(x), np.reciprocal(x)


def real_all(x):
    return inexact_all(x), reals(x), roundings(x)


def binary_all(x, y):
    return arithmetic(x, y), orders(x, y), comparisons(x, y), logic(x, y), powers(x, y)


def f8_unary(a: F1):
    return real_all(a)


def f4_unary(a: S1):
    return real_all(a)


def f8_scalar(a: np.float64):
    return real_all(a)


def f4_scalar(a: np.float32):
    return real_all(a)


def python_float(a: float):
    return real_all(a)


def c16_unary(a: C1):
    return inexact_all(a)


def c16_scalar(a: np.complex128):
    return inexact_all(a)


def c8_unary(a: D1):
    return inexact_all(a)


def i8_unary(a: I1):
    return exponentials(a), trigonometry(a), reals(a), roundings(a), signs(a), kinds(a), np.invert(a), np.rint(a)


def i8_inverse(a: I1):
    return inverses(a)


def i8_reciprocal(a: I1):
    return np.reciprocal(a)


def u8_unary(a: U1):
    return roundings(a), signs(a), kinds(a), np.invert(a), np.reciprocal(a)


def i2_unary(a: H1):
    return exponentials(a), roundings(a), signs(a), kinds(a), np.invert(a)


def i1_unary(a: Y1):
    return roundings(a), signs(a), kinds(a), np.invert(a)


def b1_unary(a: B1):
    return np.floor(a), np.ceil(a), np.trunc(a), np.absolute(a), kinds(a), np.invert(a)


def i4_scalar(a: np.int32):
    return exponentials(a), roundings(a), signs(a), kinds(a), np.invert(a)


def python_int(a: int):
    return exponentials(a), roundings(a), signs(a), kinds(a), np.invert(a)


def f8_binary(a: F1, b: F1):
    return binary_all(a, b), division(a, b), reals2(a, b)


def f4_binary(a: S1, b: S1):
    return binary_all(a, b), division(a, b), reals2(a, b)


def f8_broadcast(a: F2, b: F1):
    return binary_all(a, b), division(a, b), reals2(a, b)


def f8_with_scalar(a: F1, b: float):
    return binary_all(a, b), division(b, a), reals2(a, b)


def f8_scalars(a: np.float64, b: np.float64):
    return binary_all(a, b), division(a, b), reals2(a, b)


def f4_scalars(a: np.float32, b: np.float32):
    return binary_all(a, b), division(a, b), reals2(a, b)


def python_floats(a: float, b: float):
    return binary_all(a, b), division(a, b), reals2(a, b)


def c16_binary(a: C1, b: C1):
    return binary_all(a, b)


def c16_scalars(a: np.complex128, b: np.complex128):
    return binary_all(a, b)


def c8_binary(a: D1, b: D1):
    return binary_all(a, b)


def i8_binary(a: I1, b: I1):
    return arithmetic(a, b), orders(a, b), comparisons(a, b), logic(a, b), division(a, b), bits(a, b), shifts(a, b), reals2(a, b)


def u8_binary(a: U1, b: U1):
    return arithmetic(a, b), orders(a, b), comparisons(a, b), logic(a, b), division(a, b), bits(a, b), shifts(a, b), np.power(a, b)


def i1_binary(a: Y1, b: Y1):
    return arithmetic(a, b), orders(a, b), comparisons(a, b), logic(a, b), division(a, b), bits(a, b), shifts(a, b)


def u64_binary(a: Q1, b: Q1):
    return arithmetic(a, b), orders(a, b), comparisons(a, b), logic(a, b), division(a, b), bits(a, b), shifts(a, b)


def i4_broadcast(a: I2, b: H1):
    return arithmetic(a, b), orders(a, b), comparisons(a, b), logic(a, b), division(a, b), bits(a, b), shifts(a, b)


def i4_scalars(a: np.int32, b: np.int32):
    return arithmetic(a, b), orders(a, b), comparisons(a, b), logic(a, b), division(a, b), bits(a, b), shifts(a, b)


def python_ints(a: int, b: int):
    return arithmetic(a, b), orders(a, b), comparisons(a, b), logic(a, b), division(a, b), bits(a, b), shifts(a, b)


def b1_binary(a: B1, b: B1):
    return np.add(a, b), np.multiply(a, b), orders(a, b), comparisons(a, b), logic(a, b), bits(a, b)


def b1_divided(a: B1, b: B1):
    return np.divide(a, b), np.logaddexp(a.astype(float), b)


def int_powers(a: I1, b: I1):
    return a**b, np.power(a, b)


def float_powers(a: F1):
    return a**0, a**1, a**2, a**3, a**-1, a**0.5, a**-0.5, a**4.0, np.power(a, 2), np.power(a, 0.5)


def chain(a: F1, b: F1):
    return np.sqrt(np.abs(a)) * np.sin(b) + np.where(a > b, np.maximum(a, b), -np.floor(a)) / 2


def logspace(a: float, b: float, n: int):
    return np.logspace(a, b, n), np.logspace(a, b, n, endpoint=False), np.logspace(a, b, num=n, base=2.0), np.logspace(0, 2, 3)


def nested_lists(a: float):
    return np.sqrt([a, 4.0, 9.0]), np.add([1, 2], (3, 4)), np.maximum([a, 1], 2)


V = np.array([0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 1.5, 2.5, -2.5, 1e-310, 1e300, -1e300, np.inf, -np.inf, np.nan, 3.7, -3.2, 100.0])
W = np.array([1.0, 0.0, -0.0, 2.0, np.nan, -0.5, 3.0, -2.0, 2.5, np.inf, -np.inf, 7.0, np.inf, -np.inf, 1.0, -0.7, 1.1, 1e-5])
SMALL = np.array([0.0, -0.0, 1.0, -1.0, 0.5, -0.25, 2.0, -3.0, np.inf, -np.inf, np.nan])
Z = np.array([0j, 1 + 2j, -3j, -1 + 0j, 2.5 - 0.5j, -0.25 - 4j])
Z2 = np.array([1j, 1 - 1j, 2 + 0j, 0.5 + 0.25j, -1j, 3 - 2j])
I = np.array([0, 1, -1, 7, -7, 2**40, -(2**63), 2**63 - 1])
J = np.array([3, 0, 2, -2, 2, 5, -1, 63])
U = np.array([0, 1, 2, 7, 128, 255, 200], dtype=np.uint8)
UV = np.array([3, 0, 9, 2, 2, 255, 7], dtype=np.uint8)
Y = np.array([0, 1, -1, 7, -128, 127, -100], dtype=np.int8)
YV = np.array([0, 3, 2, -2, -1, 127, 9], dtype=np.int8)
T = np.array([True, False, True, False])
CALLS = [
    ("f8_unary", SMALL), ("f8_unary", V), ("f8_unary", V[:0]), ("f8_unary", V[::-3]), ("f4_unary", SMALL.astype(np.float32)),
    *[("f8_scalar", v) for v in V], *[("f4_scalar", v) for v in SMALL.astype(np.float32)], *[("python_float", float(v)) for v in V],
    ("c16_unary", Z), ("c8_unary", Z.astype(np.complex64)), *[("c16_scalar", z) for z in Z],
    ("i8_unary", I), ("i8_inverse", np.array([0, 1, -1])), ("i8_reciprocal", np.array([1, 2, -1, 7])), ("u8_unary", U[1:]), ("i2_unary", I.astype(np.int16)), ("i1_unary", Y), ("b1_unary", T),
    ("i4_scalar", np.int32(5)), ("i4_scalar", np.int32(-2147483648)), ("python_int", 5), ("python_int", -3), ("python_int", 0),
    ("f8_binary", V, W), ("f8_binary", W, V), ("f8_binary", V[:1], W), ("f8_binary", V[:3], W), ("f4_binary", V.astype(np.float32), W.astype(np.float32)),
    ("f8_broadcast", V[:6].reshape(2, 3), W[3:6]), ("f8_broadcast", V[:6].reshape(2, 3).T, W[:2]), ("f8_broadcast", V[:6].reshape(2, 3), W[:2]),
    ("f8_with_scalar", V, 2.0), ("f8_with_scalar", V, -0.0), ("f8_with_scalar", V, np.nan),
    *[("f8_scalars", v, w) for v, w in zip(V, W)], *[("f4_scalars", v, w) for v, w in zip(V.astype(np.float32), W.astype(np.float32))],
    *[("python_floats", float(v), float(w)) for v, w in zip(V, W)],
    ("c16_binary", Z, Z2), ("c8_binary", Z.astype(np.complex64), Z2.astype(np.complex64)), *[("c16_scalars", v, w) for v, w in zip(Z, Z2)],
    ("i8_binary", I, J), ("i8_binary", J, I[:1]), ("u8_binary", U, UV), ("i1_binary", Y, YV), ("i1_binary", YV, Y), ("u64_binary", I.astype(np.uint64), J.astype(np.uint64)),
    ("i4_broadcast", np.arange(-3, 3, dtype=np.int32).reshape(2, 3), np.array([2, 0, -1], dtype=np.int16)),
    ("i4_scalars", np.int32(7), np.int32(-2)), ("i4_scalars", np.int32(-2147483648), np.int32(-1)), ("i4_scalars", np.int32(7), np.int32(0)),
    ("python_ints", 7, 2), ("python_ints", -7, 2), ("python_ints", 7, 0),
    ("b1_binary", T, T[::-1]), ("b1_divided", T, T[::-1]), ("int_powers", np.array([2, -3, 0, 10]), np.array([10, 3, 0, 19])), ("int_powers", np.array([2]), np.array([-1])),
    ("float_powers", V), ("chain", V, W), ("nested_lists", 2.25), ("logspace", 0.0, 3.0, 4), ("logspace", -1.5, 2.5, 7), ("logspace", 0.0, 1.0, 1), ("logspace", 0.0, 1.0, 0), ("logspace", 0.0, 1.0, -1),
]
