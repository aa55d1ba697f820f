"""NumPy's scalars as arguments, results and items: arithmetic of each dtype, NEP 50 with Python numbers, wrap-around, division by zero, conversions, methods."""

import math

import numpy as np

B = np.bool_
F1 = np.ndarray[tuple[int], np.dtype[np.float64]]
S1 = np.ndarray[tuple[int], np.dtype[np.float32]]
Y1 = np.ndarray[tuple[int], np.dtype[np.int8]]
U1 = np.ndarray[tuple[int], np.dtype[np.uint8]]


def arithmetic(x, y):
    return x + y, x - y, x * y, x / y


def integral(x, y):
    return x // y, x % y, x & y, x | y, x ^ y


def order(x, y):
    return x < y, x <= y, x == y, x != y, x > y, x >= y


def alone(x):
    return -x, +x, abs(x), x * x, x == x, bool(x), not x


def int8s(x: np.int8, y: np.int8):
    return arithmetic(x, y), integral(x, y), order(x, y), alone(x), divmod(x, y), ~x, x << 1, x >> 1


def int16s(x: np.int16, y: np.int16):
    return arithmetic(x, y), integral(x, y), order(x, y), alone(x)


def int32s(x: np.int32, y: np.int32):
    return arithmetic(x, y), integral(x, y), order(x, y), alone(x), x**2, x**y


def int64s(x: np.int64, y: np.int64):
    return arithmetic(x, y), integral(x, y), order(x, y), alone(x), divmod(x, y), ~x, x << 3, x >> y


def uint8s(x: np.uint8, y: np.uint8):
    return arithmetic(x, y), integral(x, y), order(x, y), alone(x), ~x, x << y, x**2


def uint16s(x: np.uint16, y: np.uint16):
    return arithmetic(x, y), integral(x, y), order(x, y), alone(x)


def uint32s(x: np.uint32, y: np.uint32):
    return arithmetic(x, y), integral(x, y), order(x, y), alone(x)


def uint64s(x: np.uint64, y: np.uint64):
    return arithmetic(x, y), integral(x, y), order(x, y), alone(x), x**2


def float32s(x: np.float32, y: np.float32):
    return arithmetic(x, y), order(x, y), alone(x), x // y, x % y, x**2, x**y, divmod(x, y)


def float64s(x: np.float64, y: np.float64):
    return arithmetic(x, y), order(x, y), alone(x), x // y, x % y, x**2, divmod(x, y)


def complex64s(x: np.complex64, y: np.complex64):
    return arithmetic(x, y), alone(x), x == y, x.real, x.imag, x.conj()


def complex128s(x: np.complex128, y: np.complex128):
    return arithmetic(x, y), alone(x), x != y, x.real, x.imag, x.conjugate()


def bools(x: B, y: B):
    return x & y, x | y, x ^ y, x == y, x != y, x < y, x + y, x * y, not x, ~x, x and y, x or y, bool(x), int(x), x + 1, x * 0.5


def with_int(a: np.int8, b: np.uint16, c: np.int64, d: np.float32, e: np.float64, f: np.complex64, n: int):
    return a + n, n - b, c * n, d / n, e + n, f * n, n // c, c % n, n * d


def with_float(a: np.int8, b: np.uint16, c: np.int64, d: np.float32, e: np.float64, f: np.complex64, x: float):
    return a + x, x - b, c * x, d / x, e + x, f * x, x // c, d % x, x * d, d + 0.1, 1j * d


def with_int8(a: np.int8, n: int):
    return a + n


def with_uint64(a: np.uint64, n: int):
    return a - n


def compare_python(a: np.int8, b: np.uint8, c: np.float32, n: int, x: float):
    return a == n, a < n, b > n, c == x, c < x, a == x, b >= 256, b != -1, c == 0.1


def across(a: np.int8, b: np.uint8, c: np.int64, d: np.uint64, e: np.float32, f: np.float64, g: np.complex64):
    return a + b, a + c, c + d, a * e, c * e, e + f, e * g, f * g, b * d, a + True, e * True, c + np.int8(1), d + 1


def mixed_order(c: np.int64, d: np.uint64, e: np.float32, f: np.float64):
    return c < d, c == d, d > c, e == f, e < f, c < f, max(c, 3), min(e, f), max(f, 1.0)


def made(n: int, x: float):
    return np.int8(5), np.int16(n), np.int32(n), np.int64(x), np.uint8(n), np.uint16(3), np.uint32(n), np.uint64(n), np.float32(x), np.float64(n), np.complex64(x), np.complex128(n), np.bool_(n), np.intp(n), np.intc(n), np.single(x), np.double(x), np.csingle(n), np.cdouble(x), np.uintp(n), np.int_(n), np.bool(x)


def made_int8(n: int):
    return np.int8(n)


def made_of_float(x: float):
    return np.int64(x), np.float32(x)


def made_of_scalars(a: np.int64, b: np.float64):
    return np.int8(a), np.uint8(a), np.int32(a), np.uint64(a), np.float32(b), np.float32(a), np.bool_(b), np.complex64(b)


def to_python(a: np.int8, b: np.uint64, c: np.float32, d: np.float64, e: np.bool_, f: np.complex64):
    return int(a), float(a), int(b), float(c), int(c), int(d), bool(e), int(e), complex(f), complex(a), str(int(a)), float(e)


def to_int(d: np.float64):
    return int(d)


def uint64_to_int(b: np.uint64):
    return int(b)


def methods(a: np.int64, b: np.float32, c: np.complex128):
    return a.item(), b.item(), c.item(), a.tolist(), a.astype(np.int8), b.astype(float), a.dtype == np.int64, a.itemsize, b.ndim, a.shape, b.size, a.sum(), b.mean(), a.max(), b.min(), b.prod(), a.any(), a.all(), b.round(), a.clip(0, 3), c.conj(), c.conjugate(), c.real, c.imag, b.real, a.imag


def as_index(a: F1, i: np.int16, j: np.uint8):
    b = [1, 2, 3]
    return a[i], a[j], b[i], a[i:], b[:j], "abc"[i], range(10)[i]


def in_math(a: np.int64, b: np.float32, c: np.float64):
    return math.sqrt(c), math.floor(b), math.sin(a), np.sqrt(b), np.sin(a), math.isnan(c), math.hypot(b, c), round(c), abs(a), math.trunc(c)


def builtins(a: np.int32, b: np.float32, c: np.float64):
    return abs(a), abs(b), round(c), round(c, 1), divmod(a, 3), pow(c, 2), max(a, a + 1), min(b, b * 2), sum([c, c])


def as_condition(a: np.float64, b: np.bool_, n: np.int32):
    out = 0
    if a:
        out += 1
    if b:
        out += 2
    if not n:
        out += 4
    while n > 0:
        n -= 1
        out += 8
    return out, n, a if b else n


def accumulate(a: S1, n: int):
    s = np.float32(0)
    for x in a:
        s += x * n
    return s


def accumulate_python(a: S1):
    s = 0.0
    for x in a:
        s += x
    return s


def wrap(a: Y1):
    s = np.int8(100)
    for x in a:
        s += x
    return s


def items_of(a: Y1, b: U1, c: S1):
    return a[0] + a[1], b[0] - b[1], a[0] * b[0], c[0] * 0.1, b[0] * 2, c[0] + a[0], -b[0], -a[1], b[0] // b[1], a[0] / a[1], int(a[0]) + 1000


def optional(a: np.float64, flag: bool):
    x = a if flag else None
    return x is None, 0.0 if x is None else x * 2


def in_containers(a: np.int64, b: np.float32):
    return [a, a + 1], (a, b), {int(a): b}, [float(b)]


def powers(a: np.int64, b: np.float64, c: np.float32, n: int):
    return a**2, a**n, b**n, b**0.5, c**2, 2**a, 2.0**c, b**-1, n**b


def negative_power(a: np.int64, b: np.int64):
    return a**b


def default(x: np.float32 = np.float32(0.5), n: np.int64 = np.int64(3)):
    return x * n


I8 = [np.int8(v) for v in (7, -2, 0, 127, -128, 100)]
FLOATS = [0.5, -2.25, 0.0, -0.0, math.inf, -math.inf, math.nan, 1e30, 3.0]
PAIRS = [(a, b) for a in FLOATS for b in (0.5, -2.25, 0.0, -0.0, math.inf, math.nan)]


def pairs(dtype, *values):
    return [(dtype(a), dtype(b)) for a in values for b in values]


CALLS = [
    *[("int8s", a, b) for a in I8 for b in I8], *[("int16s", a, b) for a, b in pairs(np.int16, 32767, -32768, -1, 0, 300)], *[("int32s", a, b) for a, b in [(np.int32(2**31 - 1), np.int32(2)), (np.int32(-(2**31)), np.int32(0)), (np.int32(7), np.int32(31)), (np.int32(-3), np.int32(-1)), (np.int32(3), np.int32(3))]],
    *[("int64s", a, b) for a, b in pairs(np.int64, 2**63 - 1, -(2**63), -1, 0, 7)], *[("uint8s", a, b) for a, b in pairs(np.uint8, 0, 1, 7, 200, 255)], *[("uint16s", a, b) for a, b in pairs(np.uint16, 0, 65535, 256)], *[("uint32s", a, b) for a, b in pairs(np.uint32, 0, 2**32 - 1, 70000)], *[("uint64s", a, b) for a, b in pairs(np.uint64, 0, 2**64 - 1, 2**63, 5)],
    *[("float32s", np.float32(a), np.float32(b)) for a, b in PAIRS], *[("float64s", np.float64(a), np.float64(b)) for a, b in PAIRS], *[("complex64s", a, b) for a, b in pairs(np.complex64, 1 + 2j, 0, -0.5j, 3)], *[("complex128s", a, b) for a, b in pairs(np.complex128, 1 + 2j, 0, -0.5j, 1e200)], *[("bools", a, b) for a, b in pairs(np.bool_, True, False)],
    *[("with_int", np.int8(3), np.uint16(7), np.int64(-9), np.float32(0.1), np.float64(2.5), np.complex64(1 + 2j), n) for n in (2, 0, 127, -5)], ("with_int", np.int8(3), np.uint16(7), np.int64(-9), np.float32(0.1), np.float64(2.5), np.complex64(1 + 2j), 128), *[("with_float", np.int8(3), np.uint16(7), np.int64(-9), np.float32(0.1), np.float64(2.5), np.complex64(1 + 2j), x) for x in (0.1, 0.0, -2.0, math.inf)],
    *[("with_int8", np.int8(100), n) for n in (27, 28, 127, 128, -128, -129, 2**40)], *[("with_uint64", np.uint64(5), n) for n in (5, 6, -1, 2**63 - 1)], *[("compare_python", np.int8(3), np.uint8(200), np.float32(0.1), n, x) for n, x in [(3, 0.1), (300, 3.0), (-1, math.nan), (2**60, 1e300)]],
    ("across", np.int8(-3), np.uint8(200), np.int64(2**62), np.uint64(2**63), np.float32(0.1), np.float64(0.1), np.complex64(1j)), ("mixed_order", np.int64(-1), np.uint64(2**64 - 1), np.float32(0.1), np.float64(0.1)), ("mixed_order", np.int64(2**62), np.uint64(2**62 + 1), np.float32(0.5), np.float64(0.5)),
    ("made", 7, 2.75), ("made", 0, 0.0), ("made", 256, 1.0), ("made", -1, 1.0), *[("made_int8", n) for n in (127, 128, -128, -129)], *[("made_of_float", x) for x in (2.9, -2.9, 1e10, 0.1)], ("made_of_float", math.nan), ("made_of_float", math.inf), ("made_of_scalars", np.int64(300), np.float64(0.1)), ("made_of_scalars", np.int64(-1), np.float64(1e300)),
    ("to_python", np.int8(-5), np.uint64(2**63 - 1), np.float32(2.75), np.float64(-2.75), np.bool_(True), np.complex64(1 + 0.1j)), *[("to_int", np.float64(x)) for x in (2.9, 1e18, math.nan, math.inf)], ("uint64_to_int", np.uint64(2**63 - 1)), ("methods", np.int64(-5), np.float32(2.5), np.complex128(1 + 2j)), ("as_index", np.array([1.5, 2.5, 3.5]), np.int16(-1), np.uint8(2)), ("as_index", np.array([1.5, 2.5, 3.5]), np.int16(3), np.uint8(2)), ("as_index", np.array([1.5, 2.5, 3.5]), np.int16(0), np.uint8(255)),
    ("in_math", np.int64(2), np.float32(1.75), np.float64(2.5)), ("in_math", np.int64(2), np.float32(1.75), np.float64(-2.5)), ("builtins", np.int32(-7), np.float32(-0.1), np.float64(2.675)), ("as_condition", np.float64(0), np.bool_(True), np.int32(3)), ("as_condition", np.float64(math.nan), np.bool_(False), np.int32(0)), ("accumulate", np.full(1000, 0.1, dtype=np.float32), 3), ("accumulate_python", np.full(1000, 0.1, dtype=np.float32)), ("wrap", np.array([100, 100, -1], dtype=np.int8)), ("items_of", np.array([100, -128], dtype=np.int8), np.array([3, 200], dtype=np.uint8), np.array([0.1], dtype=np.float32)),
    ("optional", np.float64(2.5), True), ("optional", np.float64(2.5), False), ("in_containers", np.int64(3), np.float32(0.1)), ("powers", np.int64(3), np.float64(2.5), np.float32(0.1), 3), ("powers", np.int64(3), np.float64(-2.5), np.float32(-0.1), 0), ("negative_power", np.int64(2), np.int64(-1)), ("negative_power", np.int64(2), np.int64(63)), ("default",), ("default", np.float32(2.5)), ("default", np.float32(2.5), np.int64(4)),
]
