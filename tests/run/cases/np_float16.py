# float16: across the boundary, casts, promotion, operators with NumPy's rounding, texts.
import warnings
from typing import Any

import numpy as np

warnings.filterwarnings("ignore", category=RuntimeWarning)

E1 = np.ndarray[tuple[int], np.dtype[np.float16]]
E2 = np.ndarray[tuple[int, int], np.dtype[np.float16]]
B1 = np.ndarray[tuple[int], np.dtype[np.int8]]
U1 = np.ndarray[tuple[int], np.dtype[np.uint8]]
H1 = np.ndarray[tuple[int], np.dtype[np.int16]]
L1 = np.ndarray[tuple[int], np.dtype[np.int64]]
F1 = np.ndarray[tuple[int], np.dtype[np.float32]]
D1 = np.ndarray[tuple[int], np.dtype[np.float64]]
Z1 = np.ndarray[tuple[int], np.dtype[np.complex64]]
M1 = np.ndarray[tuple[int], np.dtype[np.bool_]]


def same(a: E1) -> E1:
    return a


def number(x: np.float16) -> np.float16:
    return x


def as_float(x: float) -> np.float16:
    return np.float16(x) + np.float16(0.5)


def literal() -> tuple[np.float16, np.half, float, np.float16]:
    return np.float16(1.5), np.half(0.1), float(np.float16(0.1)), np.float16(70000)


def scalars(x: np.float16, y: np.float16) -> tuple[np.float16, np.float16, np.float16, np.float16, np.float16, np.float16, np.float16]:
    return x + y, x - y, x * y, x / y, x // y, x % y, x * y + x


def scalar_powers(x: np.float16, y: np.float16) -> tuple[np.float16, np.float16, np.float16]:
    return x**y, x**2, x**3


def with_python(x: np.float16) -> tuple[np.float16, np.float16, np.float16, np.float16, bool, bool]:
    return x + 1, 0.1 * x, x / 3, -x, bool(x < 0.1), bool(x == 0.1)


def with_scalars(x: np.float16, i: np.int8, h: np.int16, k: np.int32, f: np.float32, d: np.float64) -> tuple[np.float16, np.float32, np.float64, np.float32, np.float64]:
    return x + i, x + h, x + k, x * f, x * d


def with_complex(x: np.float16, z: np.complex64) -> tuple[np.complex64, np.complex64]:
    return x + 1j, x * z


def compared(x: np.float16, y: np.float16) -> tuple[bool, bool, bool, bool, bool, bool]:
    return bool(x == y), bool(x != y), bool(x < y), bool(x <= y), bool(x > y), bool(x >= y)


def converted(x: np.float16) -> tuple[float, np.float32, np.float64, bool]:
    return float(x), np.float32(x), np.float64(x), bool(x)


def whole(x: np.float16) -> tuple[int, np.int8, np.uint16, np.int64]:
    return int(x), np.int8(x), np.uint16(x), np.int64(x)


def from_numbers(i: int, x: float, f: np.float32, k: np.uint64) -> tuple[np.float16, np.float16, np.float16, np.float16]:
    return np.float16(i), np.float16(x), np.float16(f), np.float16(k)


def texts(x: np.float16) -> tuple[str, str, str, str, str, str, str]:
    return str(x), repr(x), f"{x}", f"{x:.3f}", f"{x!r}", str([x]), "{} {:6.2f}".format(x, x)


def single_texts(x: np.float32) -> tuple[str, str]:
    return f"{x}", f"{x:.3f}"


def all_texts(a: E1) -> list[str]:
    return [str(x) for x in a]


def keys(a: E1) -> dict[np.float16, int]:
    found: dict[np.float16, int] = {}
    for x in a:
        found[x] = found.get(x, 0) + 1
    return found


def hashes(x: np.float16) -> tuple[int, bool, int]:
    return hash(x), x in {np.float16(0.5), np.float16(2)}, len({x, np.float16(0.5)})


def operators(a: E1, b: E1) -> tuple[E1, E1, E1, E1, E1, E1, E1]:
    return a + b, a - b, a * b, a / b, a // b, a % b, a * b + a


def powers(a: E1, b: E1) -> tuple[E1, E1, E1, E1]:
    return a**b, a**2, a**0.5, a**3


def python_operands(a: E1) -> tuple[E1, E1, E1, E1, E1]:
    return a + 1, a * 0.1, 2 / a, a // 3, -a


def comparisons(a: E1, b: E1) -> tuple[M1, M1, M1, M1, M1, M1]:
    return a == b, a != b, a < b, a <= b, a > b, a >= b


def promoted(a: E1, b: B1, u: U1, h: H1, k: L1, f: F1, d: D1, m: M1) -> tuple[E1, E1, F1, D1, F1, D1, E1]:
    return a + b, a * u, a + h, a + k, a * f, a - d, a + m


def complex_parts(a: E1, z: Z1) -> tuple[Z1, Z1]:
    return a + z, a * 1j


def small_divided(b: B1, u: U1) -> tuple[D1, D1]:
    return b / u, b / 2


def cast_from(d: D1, f: F1, k: L1, m: M1, z: Z1) -> tuple[E1, E1, E1, E1, E1]:
    return d.astype(np.float16), f.astype("float16"), k.astype(np.half), m.astype(np.float16), z.real.astype(np.float16)


def cast_to(a: E1) -> tuple[D1, F1, B1, U1, H1, L1, M1, Z1]:
    return a.astype(np.float64), a.astype(np.float32), a.astype(np.int8), a.astype(np.uint8), a.astype(np.int16), a.astype(np.int64), a.astype(bool), a.astype(np.complex64)


def updated(a: E1, b: E1, i: int) -> E1:
    a += b
    a *= 0.3
    a[i] += b[0]
    a[1:] -= a[:-1]
    a[-1] = 7
    a[0] = b[1]
    return a


def stored(x: float, k: int) -> E1:
    a = np.zeros(3, dtype=np.float16)
    a[0] = x
    a[1] = k
    a[2] = np.float32(x)
    return a


def made(n: int) -> tuple[E1, E1, E2, E1, E1, E1, E1]:
    return (
        np.zeros(n, np.float16),
        np.ones(n, "f2"),
        np.full((2, n), 0.1, dtype=np.float16),
        np.arange(n, dtype=np.float16),
        np.arange(0, 1, 0.1, dtype=np.float16),
        np.linspace(0, 1, n, dtype=np.float16),
        np.array([1.5, 2, 0.1], dtype=np.float16),
    )


def listed(x: np.float16, y: np.float16) -> tuple[list[np.float16], E1, np.float16]:
    return [x, y], np.array([x, y]), max([x, y])


def loops(a: E1) -> tuple[np.float16, np.float64]:
    total = np.float16(0)
    wide = np.float64(0)
    for i in range(len(a)):
        total += a[i]
        wide += a[i]
    return total, wide


def limits() -> tuple[np.float16, np.float16, np.float16, np.float16, np.float16, np.float16, int, int]:
    return np.finfo(np.float16).max, np.finfo(np.float16).min, np.finfo(np.float16).eps, np.finfo(np.float16).tiny, np.finfo(np.float16).smallest_subnormal, np.finfo(np.float16).resolution, np.finfo(np.float16).bits, np.finfo(np.float16).precision


def dtypes(a: E1) -> tuple[str, int, str, bool]:
    return a.dtype.name, a.itemsize, a.dtype.char, a.dtype == np.float16


def indexed(a: E2, k: L1, m: M1) -> tuple[E1, E2, E2, np.float16]:
    return a[0], a[:, ::-1], a[k], a[1][m][0]


def optional(x: np.float16 | None) -> float:
    return 0.0 if x is None else float(x)


_bits = np.arange(65536, dtype=np.uint16)
_all = _bits.view(np.float16)
_some = np.array([0.0, -0.0, 1.5, -2.25, 0.1, 65504, -65504, 6e-8, -6e-5, np.inf, -np.inf, np.nan, 3, 1000, 1e-3], np.float16)
_other = np.roll(_some, 4)
_numbers = np.array([0.5, -1.25, 3, 100, 2048], np.float16)
_rng = np.random.default_rng(7)
_many, _more = _rng.integers(0, 65536, (2, 4000), dtype=np.uint16).view(np.float16)
_e = np.float16

CALLS: list[Any] = [
    ("same", _some), ("same", _some[::2]), ("same", _some[:0]),
    *[("number", _e(x)) for x in (0.1, np.nan, 6e-8, -0.0)],
    ("as_float", 0.1), ("literal",),
    *[("scalars", x, y) for x, y in ((_e(0.1), _e(3)), (_e(65504), _e(65504)), (_e(1), _e(0)), (_e(-7.5), _e(2)), (_e(np.nan), _e(1)))],
    *[("scalar_powers", x, y) for x, y in ((_e(0.1), _e(3)), (_e(300), _e(2)), (_e(-1), _e(0.5)))],
    *[("with_python", _e(x)) for x in (0.1, 3, -65504)],
    ("with_scalars", _e(0.1), np.int8(3), np.int16(3), np.int32(7), np.float32(0.1), np.float64(0.1)),
    ("with_complex", _e(0.1), np.complex64(1 + 2j)),
    *[("compared", _e(x), _e(y)) for x, y in ((1, 2), (0.0, -0.0), (np.nan, 1), (np.nan, np.nan))],
    *[("converted", _e(x)) for x in (0.1, 0, 65504, 6e-8)],
    *[("whole", _e(x)) for x in (3.7, -0.5, 100)], ("whole", _e(np.nan)),
    *[("from_numbers", *x) for x in ((3, 0.1, np.float32(0.1), np.uint64(7)), (2**40, 1 + 2**-11 + 2**-40, np.float32(65520), np.uint64(2**63)), (2049, 65519.999999, np.float32(1e-9), np.uint64(2051)))],
    *[("texts", _e(x)) for x in (0.1, 1.0, 65504, 6e-8, -0.0, 1e-4, 9.9e-5, np.nan, -np.inf, 1 / 3)],
    ("single_texts", np.float32(0.1)), ("single_texts", np.float32(1234567)),
    ("all_texts", _all[::7]),
    ("keys", np.array([1, 2, 1, 0.5, 0.0, -0.0], np.float16)),
    *[("hashes", _e(x)) for x in (0.5, 3, 0.1, -1, np.inf)],
    ("operators", _some, _other), ("operators", _many, _more), ("operators", _many[::3], _more[::-3]), ("operators", _some, _some[:3]),
    ("powers", _some, _other),
    ("python_operands", _some), ("comparisons", _some, _other), ("comparisons", _many, _more),
    ("promoted", _numbers, np.arange(-2, 3, dtype=np.int8), np.arange(250, 255, dtype=np.uint8), np.arange(5, dtype=np.int16), np.arange(5), np.full(5, 0.1, np.float32), np.full(5, 0.1), np.array([True, False, True, True, False])),
    ("complex_parts", _numbers, np.arange(5).astype(np.complex64) * (1 + 2j)),
    ("small_divided", np.arange(-2, 3, dtype=np.int8), np.arange(5, dtype=np.uint8)),
    ("cast_from", np.array([0.1, 65519.99, 65520, 1 + 2**-11 + 2**-40, np.nan, -1e-9]), _all[::97].astype(np.float32) * np.float32(1.001), np.array([0, 2049, -65520, 2**62]), np.array([True, False]), np.array([0.1 + 2j], np.complex64)),
    ("cast_to", np.array([0, 1.5, -2.7, 100, 0.1], np.float16)),
    ("cast_to", np.array([300, -300, 40000], np.float16)),
    ("updated", _numbers, _numbers[::-1].copy(), 2), ("updated", _numbers, _numbers, 9),
    ("stored", 0.1, 5), ("stored", 1e9, 70000),
    ("made", 4), ("made", 0), ("listed", _e(0.1), _e(2)), ("loops", _numbers), ("loops", np.full(3000, 0.1, np.float16)),
    ("limits",), ("dtypes", _some),
    ("indexed", np.arange(6, dtype=np.float16).reshape(2, 3), np.array([1, 0, 1]), np.array([False, True, True])),
    ("optional", None), ("optional", _e(0.1)),
]
