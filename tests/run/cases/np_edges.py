"""What chance found (test_table_grid.py): dtypes, ranks and values at the edge of what functions take."""

import numpy as np

F0 = np.ndarray[tuple[()], np.dtype[np.float64]]
Y0 = np.ndarray[tuple[()], np.dtype[np.int8]]
B1 = np.ndarray[tuple[int], np.dtype[np.bool_]]
Y1 = np.ndarray[tuple[int], np.dtype[np.int8]]
H1 = np.ndarray[tuple[int], np.dtype[np.int16]]
U1 = np.ndarray[tuple[int], np.dtype[np.uint16]]
S1 = np.ndarray[tuple[int], np.dtype[np.float32]]
E1 = np.ndarray[tuple[int], np.dtype[np.float16]]
F1 = np.ndarray[tuple[int], np.dtype[np.float64]]
B2 = np.ndarray[tuple[int, int], np.dtype[np.bool_]]
M2 = np.ndarray[tuple[int, int], np.dtype[np.float64]]
C2 = np.ndarray[tuple[int, int], np.dtype[np.complex128]]
D1 = np.ndarray[tuple[int], np.dtype[np.complex64]]


def integers(y: Y1, b: B1, h: H1, u: U1):
    return np.nanmax(y), np.nanmin(u), np.trapezoid(b), np.trapezoid(y), np.angle(h), np.sort_complex(y), np.polyder(u), np.copysign(h, u), np.hypot(u, h), np.logaddexp(h, u)


def single(s: S1, b: B1):
    return np.trapezoid(s), np.linspace(b, s, 3), np.nanmax(s), np.angle(s)


def complexes(c: C2, d: D1):
    return np.median(c, axis=0), np.exp2(d), c / np.float64(-0.0), np.nanstd(c), np.quantile(c.real, 0.5)


def no_axes(a: F0, y: Y0):
    return np.cumsum(y, axis=0), np.cumprod(a, axis=-1), np.cumulative_sum(y, axis=0), np.pad(a, 1), np.i0(a), np.kron(a, y), np.flip(a), np.roll(a, 1), np.tensordot(a, y, axes=0), np.trim_zeros(a), np.median(a), np.broadcast_arrays(a, y)


def sort_no_axes(a: F0):
    return np.sort(a)


def triangles(x: F1):
    return np.tril(x), np.triu(x, 1)


def mirrored(x: F1):
    return np.fliplr(x)


def rows(x: F1, y: H1):
    return np.vstack((x, y)), np.column_stack((x, y))


def iterators(xs: list[float], n: int):
    return sum(map(lambda x: x * 2, xs)), sum(x for x in xs), next(zip(xs, range(n))), next(enumerate(xs)), max(np.arange(3.0).flat), sum(np.ones(n).flat)


def powers(y: Y1, b: B1, d: D1, x: F1, n: int):
    return y ** 3, b ** 2, np.power(b, 2), b ** 3, d ** n, y ** abs(n), x ** 3, x ** n


def real_parts(h: E1, y: Y1, b: B1, d: D1):
    return h.real, h.imag, y.conj(), b.conjugate(), np.conj(b), d.conj()


def selected(a: F0, x: F1):
    return np.select([a > 1], [a]), np.select([x > 1, x < 0], [x, -x], 5), np.linalg.norm(a)


def integrals(s: S1, d: D1):
    return np.polyint(s), np.polyint(d, 2)


def spread(b: B1):
    return np.ptp(b)


def spreads(b: C2, x: B2):
    return np.ptp(x, axis=0)


def divisors(b: B1, y: Y1):
    return np.gcd(b, y)


def repeated_number(a: F0):
    return np.repeat(a, 3, axis=0)


def of_bools(b: B1, s: S1, d: D1):
    return np.divmod(b, b), np.sort_complex(s), np.sort_complex(d), np.sort_complex(b)


def taken_of_number(a: F0):
    return np.take(a, 0, axis=0), np.take(a, [0, 0], axis=0)


def as_float(x: F1):
    return float(x)


def as_int(x: C2):
    return int(x)


def summed_into(b: B1):
    np.cumsum(b, axis=0, out=b)


def in_place(x: F1, y: F1, n: int):
    x *= 2
    x -= y
    x[n:] += x[: len(x) - n]
    x += x.T


def in_place_matrix(m: M2):
    m += m.T
    m **= 2
    m[1:] -= m[:-1]


# Arrays whose elements are one element, or share some.
REPEATED = [np.lib.stride_tricks.as_strided(np.arange(12.0), shape, strides) for shape, strides in (((4,), (0,)), ((1,), (0,)), ((0,), (0,)), ((5,), (8,)))]
WINDOWS = [np.lib.stride_tricks.as_strided(np.arange(40.0), shape, strides) for shape, strides in (((4, 4), (8, 8)), ((3, 3), (0, 8)), ((3, 3), (0, 0)), ((3, 3), (24, 8)), ((3, 3), (8, 24)), ((2, 2), (-0, 16)), ((1, 1), (0, 0)))]

Y, B, H, U = np.array([100, 100, -3], dtype=np.int8), np.array([False, True, True]), np.array([-2, 0, 300], dtype=np.int16), np.array([1, 2, 3], dtype=np.uint16)
S, X = np.array([0.5, 1.5, -2.0], dtype=np.float32), np.array([1.0, 2.0, 3.0])
C, D = np.array([[1 + 2j, -1.0], [0.5j, 3.0]]), np.array([complex(np.nan, 0), complex(np.inf, 0), 1 + 1j], dtype=np.complex64)
TOLERANCE = 1e-6
def beside_others(a: F1, m: C2, text: str):
    return a == "x", a != text, a == None, m != None, a[0] == "x", a[0] != text, None == m, a == b"x", m == {1: 2}, a[0] == None, a[0] == {1}, a.T == text  # noqa: E711


def beside_none(a: F1 | None):
    if a is not None:
        return bool((a == None).any())  # noqa: E711
    return a == None  # noqa: E711


CALLS = [
    ("powers", Y, B, D[2:], X, 2), ("powers", Y, B, D[2:], X, 3), ("powers", Y, B, D[2:], X, -2), ("real_parts", S.astype(np.float16), Y, B, D), ("real_parts", S[:0].astype(np.float16), Y[::-1], B, D),
    ("selected", np.array(0.5), X), ("selected", np.array(1.5), X), ("integrals", S, D[2:]), ("spread", B), ("spread", B[:0]), ("spreads", C, np.array([[True, False]])), ("divisors", B, Y),
    ("repeated_number", np.array(2.5)), ("taken_of_number", np.array(2.5)), ("of_bools", B, S, D[2:]), ("as_float", X), ("as_float", X[:1]), ("as_float", X[:0]), ("as_int", C), ("as_int", C[:1, :1]), ("summed_into", B), ("summed_into", np.array([True, False, True])[::2]),
    *[("in_place", x, y, n) for x in REPEATED for y in (X[:1], np.float64(3.0) * np.ones(len(x))[::-1]) for n in (0, 1)],
    *[("in_place_matrix", m) for m in WINDOWS],
    ("beside_others", X, np.ones((2, 3)).T * 1j, "text"), ("beside_none", np.ones(3)), ("beside_none", None),
    ("integers", Y, B, H, U), ("integers", Y[::-1], B, H, U[::-1]), ("single", S, B), ("complexes", C, D), ("no_axes", np.array(2.5), np.array(3, dtype=np.int8)), ("sort_no_axes", np.array(1.0)),
    ("triangles", X), ("mirrored", X), ("rows", X, H), ("rows", X, H[:2]), ("iterators", [1.0, 2.5], 3), ("iterators", [1.0], 1), ("iterators", [], 1),
]
