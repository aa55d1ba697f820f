"""Expressions and reductions of large arrays, compiled with --parallel: what CPython gives, on any number of threads."""

import numpy as np

Vector = np.ndarray[tuple[int], np.dtype[np.float64]]
Floats = np.ndarray[tuple[int], np.dtype[np.float32]]
Ints = np.ndarray[tuple[int], np.dtype[np.int64]]
Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]
Complex = np.ndarray[tuple[int], np.dtype[np.complex128]]


def combine(a: Vector, b: Vector) -> Vector:
    return (a - b) * (a + b) + 2.0 * a


def in_place(a: Vector, b: Vector) -> Vector:
    c = a.copy()
    c += b * 3.0
    c[1:] = c[:-1] * 2.0
    return c


def sum_of(a: Vector):
    return np.sum(a)


def sum_of_squares(a: Vector, b: Vector):
    return np.sum((a - b) ** 2)


def sum_of_exp(a: Vector):
    return np.sum(np.sin(a))


def sum_of_floats(a: Floats):
    return np.sum(a), np.min(a), np.max(a)


def sum_of_complex(a: Complex):
    return np.sum(a * 1j)


def sum_of_ints(a: Ints):
    return np.sum(a), np.prod(a), np.count_nonzero(a), np.min(a), np.max(a)


def extrema(a: Vector):
    return np.min(a), np.max(a), np.max(a[::2])


def tests(a: Vector) -> tuple[bool, bool]:
    return bool(np.any(a > 2.0)), bool(np.all(a > -1.0))


def five_points(a: Matrix) -> Matrix:
    out = np.zeros_like(a)
    out[1:-1, 1:-1] = 0.25 * (a[:-2, 1:-1] + a[2:, 1:-1] + a[1:-1, :-2] + a[1:-1, 2:])
    return out


def broadcasts(a: Matrix, row: Vector, column: Matrix) -> Matrix:
    return a * row + column


def transposed(a: Matrix) -> Matrix:
    return a.T + 1.0


def of_matrix(a: Matrix):
    return np.sum(a), np.sum(a.T * 2.0), np.max(a[:, 1:]), np.mean(a), np.sum(a, axis=0), np.sum(a, axis=1)


def elementary(a: Vector) -> Vector:
    return np.exp(-a) * np.sin(a) / (1.0 + np.log1p(a))


def powers(a: Ints, b: Ints) -> Ints:
    return a ** b


_random = np.random.default_rng(3)
_a, _b = _random.random(300_001), _random.random(300_001)
_nan = np.where(np.arange(300_001) == 250_000, np.nan, _a)
_m = _random.random((401, 503))
_i = _random.integers(-9, 9, 200_000)

CALLS = [
    ("combine", _a, _b), ("combine", _a[:5], _b[:5]), ("combine", _a[::-1], _b), ("combine", _a[::2], _b[1::2]), ("combine", _a, _b[:1]), ("combine", _a, _b[:7]), ("in_place", _a, _b), ("sum_of", _a), ("sum_of", _a[::-2]),
    ("sum_of", _a[:65536]), ("sum_of", _a[:70001]), ("sum_of_squares", _a, _b), ("sum_of_exp", _a), ("sum_of_floats", _a.astype(np.float32)), ("sum_of_complex", _a + 1j * _b), ("sum_of_ints", _i), ("sum_of_ints", _i | 1),
    ("extrema", _a), ("extrema", _nan), ("tests", _a), ("tests", _nan), ("five_points", _m), ("five_points", _m.T), ("broadcasts", _m, _m[0], _m[:, :1]), ("transposed", _m), ("of_matrix", _m), ("of_matrix", _m[::2, ::-1]), ("elementary", _a),
    ("powers", _i, np.abs(_i)), ("powers", _i, _i),
]
