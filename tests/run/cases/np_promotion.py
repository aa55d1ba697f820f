"""NEP 50: what comes of two dtypes, of a dtype and a Python number, and of Python ints that do not fit."""

import numpy as np

B1 = np.ndarray[tuple[int], np.dtype[np.bool_]]
I1 = np.ndarray[tuple[int], np.dtype[np.int8]]
I2 = np.ndarray[tuple[int], np.dtype[np.int16]]
I4 = np.ndarray[tuple[int], np.dtype[np.int32]]
I8 = np.ndarray[tuple[int], np.dtype[np.int64]]
U1 = np.ndarray[tuple[int], np.dtype[np.uint8]]
U2 = np.ndarray[tuple[int], np.dtype[np.uint16]]
U4 = np.ndarray[tuple[int], np.dtype[np.uint32]]
U8 = np.ndarray[tuple[int], np.dtype[np.uint64]]
F4 = np.ndarray[tuple[int], np.dtype[np.float32]]
F8 = np.ndarray[tuple[int], np.dtype[np.float64]]
C8 = np.ndarray[tuple[int], np.dtype[np.complex64]]
C16 = np.ndarray[tuple[int], np.dtype[np.complex128]]


def pair(x, y):
    return x + y, x * y, x == y, x != y, np.where(x == y, x, y)


def quotient(x, y):
    return x / y, y / x


def with_bool(b: B1, i1: I1, i8: I8, u1: U1, f4: F4, f8: F8, c8: C8):
    return pair(b, b), pair(b, i1), pair(i8, b), pair(b, u1), pair(b, f4), pair(f8, b), pair(b, c8)


def with_int8(i1: I1, i2: I2, i8: I8, u1: U1, u2: U2, u4: U4, u8: U8):
    return pair(i1, i1), pair(i1, i2), pair(i1, i8), pair(i1, u1), pair(i1, u2), pair(u4, i1), pair(i1, u8)


def with_int64(i8: I8, i4: I4, u1: U1, u4: U4, u8: U8, f4: F4, c8: C8):
    return pair(i8, i4), pair(i8, u1), pair(i8, u4), pair(i8, u8), pair(u8, i8), pair(i8, f4), pair(i8, c8)


def with_uint(u1: U1, u2: U2, u4: U4, u8: U8, f4: F4, f8: F8, c16: C16):
    return pair(u1, u1), pair(u1, u2), pair(u2, u4), pair(u4, u8), pair(u8, f4), pair(u2, f4), pair(u4, f4), pair(u8, f8), pair(u1, c16)


def with_float32(f4: F4, i1: I1, i2: I2, i4: I4, f8: F8, c8: C8, c16: C16):
    return pair(f4, f4), pair(f4, i1), pair(f4, i2), pair(f4, i4), pair(f4, f8), pair(f4, c8), pair(f4, c16)


def with_complex(c8: C8, c16: C16, i2: I2, i4: I4, f4: F4, f8: F8):
    return pair(c8, c16), pair(c8, i2), pair(c8, i4), pair(f4, c8), pair(c8, f8), pair(c16, f8)


def divided(b: B1, i1: I1, i8: I8, u8: U8, f4: F4, f8: F8, c8: C8):
    return quotient(b, b), quotient(i1, i1), quotient(i8, u8), quotient(f4, i1), quotient(f4, i8), quotient(f4, f8), quotient(c8, i1), quotient(c8, f8)


def python_numbers(x):
    return x + 1, 1 - x, x * 2, x / 2, x + 0.5, 0.5 * x, x > 0, x == 1, x * True


def wide_numbers(x):
    return x + 1, 2 * x, x + 1j, x == 1


def beside_python(i1: I1, i4: I4, u1: U1, u8: U8, f4: F4, f8: F8):
    return python_numbers(i1), python_numbers(i4), python_numbers(u1), python_numbers(u8), python_numbers(f4), python_numbers(f8)


def beside_complex(b: B1, i1: I1, f4: F4, f8: F8, c8: C8, c16: C16):
    return wide_numbers(b), wide_numbers(i1), wide_numbers(f4), wide_numbers(f8), wide_numbers(c8), wide_numbers(c16)


def variable_int(i1: I1, u1: U1, u8: U8, f4: F4, b: B1, n: int):
    return i1 + n, u1 * n, u8 - n, f4 * n, b + n


def variable_float(i1: I1, u1: U1, f4: F4, b: B1, x: float):
    return i1 + x, u1 * x, f4 - x, b + x, f4 == x


def add_300(u1: U1):
    return u1 + 300


def add_minus_1(u1: U1):
    return u1 + -1


def u8_and_int(u1: U1, n: int):
    return u1 + n


def i1_and_int(i1: I1, n: int):
    return n - i1


def u64_and_int(u8: U8, n: int):
    return u8 * n


def maximum_int(u1: U1, n: int):
    return np.maximum(u1, n)


def where_int(u1: U1, n: int):
    return np.where(u1 > 3, u1, n)


def compare_int(u1: U1, n: int):
    return u1 == n, u1 < n, u1 >= n, u1 != n


def compare_i1(i1: I1, n: int):
    return i1 == n, i1 < n, n <= i1


def compare_u64(u8: U8, n: int):
    return u8 == n, u8 < n, u8 > n


def compare_literals(u1: U1, i1: I1):
    return u1 < 300, u1 > -1, i1 == 128, i1 >= -128, u1 == 255


def compare_mixed(i8: I8, u8: U8):
    return i8 == u8, i8 < u8, i8 >= u8, u8 > i8


def compare_scalars(a: np.int64, b: np.uint64):
    return a == b, a < b, b >= a


def store_int(u1: U1, n: int):
    u1[0] = n


def store_float(i8: I8, x: float):
    i8[0] = x


def store_float_all(i1: I1, u1: U1, u8: U8, x: float):
    i1[0] = x
    u8[0] = x
    u1[0] = x


def store_float_u8(u8: U8, x: float):
    u8[0] = x


def store_slice(u1: U1, n: int):
    u1[1:] = n


def store_scalar(u1: U1, n: np.int64):
    u1[0] = n


def add_in_place(u1: U1, n: int):
    u1 += n


def item_in_place(u1: U1, n: int):
    u1[1] += n


def float_in_place(f4: F4, x: float):
    f4 += x
    f4[0] *= x


def small_in_place(i2: I2, i1: I1):
    i2 += i1
    i2[0] += i1[1]


def narrow_in_place(i1: I1, i2: I2):
    i1 -= i2
    i1[0] *= i2[1]


def scalar_pairs(a: np.int8, b: np.uint8, c: np.float32, d: np.int64):
    return a + b, a + c, b * c, d * c, a * d, b - b, a - a - a, c + 1, c * 0.1, a + 1, b / b


def scalar_and_python(a: np.uint8, n: int):
    return a + n


def scalar_and_array(a: np.float64, b: F4, c: np.int64, d: I1, e: np.float32):
    return a * b, c + d, e * d, e * b, a + d


def element_arithmetic(u1: U1, i1: I1, f4: F4):
    return u1[0] + u1[1], i1[0] * i1[1], f4[0] * 0.1, u1[0] * 2, u1[0] + i1[0]


def full_int(n: int):
    return np.full(3, n, dtype=np.uint8)


def array_of_int(n: int):
    return np.array([n, 1], dtype=np.int8)


def array_of_float(x: float):
    return np.array([x, 1.5], dtype=np.int64)


def array_of_scalar(x: np.int64):
    return np.array([x], dtype=np.uint8)


def filled(u1: U1, n: int):
    u1.fill(n)


def powers(i1: I1, u1: U1, f4: F4):
    return i1**2, u1**2, f4**2, 2**i1, 2.0**f4, f4**0.5, u1**u1, f4**i1


def shifts(u1: U1, i8: I8, n: int):
    return u1 << 1, u1 >> n, i8 << n, 1 << i8, i8 & 255, u1 | 1, i8 ^ n


def shift_300(u1: U1):
    return u1 & 300


T = np.array([True, False, True])
V = np.array([3, 100, 1])
X = np.array([0.5, 100, -3.25])
ALL = {name: V.astype(name) for name in ("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64")}
i1, i2, i4, i8, u1, u2, u4, u8 = ALL.values()
f4, f8, c8, c16 = X.astype(np.float32), X, (X + 1j).astype(np.complex64), X - 2j
CALLS = [
    ("with_bool", T, i1, i8, u1, f4, f8, c8), ("with_int8", i1, i2, i8, u1, u2, u4, u8), ("with_int64", i8, i4, u1, u4, u8, f4, c8), ("with_uint", u1, u2, u4, u8, f4, f8, c16),
    ("with_float32", f4, i1, i2, i4, f8, c8, c16), ("with_complex", c8, c16, i2, i4, f4, f8), ("divided", T, i1, i8, u8, f4, f8, c8),
    ("beside_python", i1, i4, u1, u8, f4, f8), ("beside_complex", T, i1, f4, f8, c8, c16),
    ("variable_int", i1, u1, u8, f4, T, 2), ("variable_int", i1, u1, u8, f4, T, 127), ("variable_int", i1, u1, u8, f4, T, 128), ("variable_int", i1, u1, u8, f4, T, -1), ("variable_float", i1, u1, f4, T, 0.1),
    ("add_300", u1), ("add_minus_1", u1), *[("u8_and_int", u1, n) for n in (0, 255, 256, -1, 2**40)], *[("i1_and_int", i1, n) for n in (127, 128, -128, -129)],
    *[("u64_and_int", u8, n) for n in (2, 2**62, -1)], ("maximum_int", u1, 50), ("maximum_int", u1, 256), ("where_int", u1, 50), ("where_int", u1, 256),
    *[("compare_int", u1, n) for n in (3, 255, 256, -1, 2**40)], *[("compare_i1", i1, n) for n in (3, 127, 128, -129)], *[("compare_u64", u8, n) for n in (3, -1, 2**62)],
    ("compare_literals", u1, i1), ("compare_mixed", np.array([-1, 5, 2**62, 2**62]), np.array([2**64 - 1, 5, 2**62 + 1, 2**63], dtype=np.uint64)), ("compare_scalars", np.int64(-1), np.uint64(2**64 - 1)),
    *[("store_int", u1, n) for n in (7, 255, 256, -1)], *[("store_float", i8, x) for x in (2.9, -2.9, float("nan"), 1e30, float("inf"))],
    *[("store_float_all", i1, u1, u8, x) for x in (2.9, 100.5, -1.0, 300.0, float("nan"), 1e30)], *[("store_float_u8", u8, x) for x in (2.0**63, 1.8e19, 2.0**64, -0.5, -1.0, float("-inf"))],
    ("store_slice", u1, 9), ("store_slice", u1, 300), ("store_scalar", u1, np.int64(300)), ("add_in_place", u1, 200), ("add_in_place", u1, 300), ("item_in_place", u1, 200), ("item_in_place", u1, 256),
    ("float_in_place", f4, 0.1), ("small_in_place", i2, i1), ("narrow_in_place", i1, i2),
    ("scalar_pairs", np.int8(-128), np.uint8(255), np.float32(0.1), np.int64(3)), ("scalar_and_python", np.uint8(200), 100), ("scalar_and_python", np.uint8(200), 256), ("scalar_and_python", np.uint8(200), -1),
    ("scalar_and_array", np.float64(0.1), f4, np.int64(3), i1, np.float32(0.1)), ("element_arithmetic", u1, i1, f4),
    ("full_int", 7), ("full_int", 256), ("array_of_int", 127), ("array_of_int", 128), ("array_of_float", 2.5), ("array_of_float", float("nan")), ("array_of_scalar", np.int64(300)), ("filled", u1, 3), ("filled", u1, -1),
    ("powers", i1, u1, f4), ("shifts", u1, i8, 3), ("shifts", u1, i8, 300), ("shift_300", u1),
]
