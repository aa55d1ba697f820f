# float16: NumPy's functions, native and by NumPy itself.
import warnings
from typing import Any

import numpy as np

warnings.filterwarnings("ignore", category=RuntimeWarning)

E1 = np.ndarray[tuple[int], np.dtype[np.float16]]
E2 = np.ndarray[tuple[int, int], np.dtype[np.float16]]
E3 = np.ndarray[tuple[int, int, int], np.dtype[np.float16]]
B1 = np.ndarray[tuple[int], np.dtype[np.int8]]
U1 = np.ndarray[tuple[int], np.dtype[np.uint8]]
L1 = np.ndarray[tuple[int], np.dtype[np.int64]]
D1 = np.ndarray[tuple[int], np.dtype[np.float64]]
M1 = np.ndarray[tuple[int], np.dtype[np.bool_]]


def rounded(a: E1) -> tuple[E1, E1, E1, E1, E1, E1, E1]:
    return np.rint(a), np.floor(a), np.ceil(a), np.trunc(a), np.round(a), np.round(a, 1), np.fix(a)


def simple(a: E1) -> tuple[E1, E1, E1, E1, E1, E1, E1, E1, E1]:
    return np.negative(a), np.positive(a), np.absolute(a), np.fabs(a), np.sign(a), np.square(a), np.reciprocal(a), np.conjugate(a), np.spacing(a)


def tested(a: E1) -> tuple[M1, M1, M1, M1, M1, M1, M1]:
    return np.isnan(a), np.isinf(a), np.isfinite(a), np.signbit(a), np.isposinf(a), np.isneginf(a), np.logical_not(a)


def roots(a: E1) -> tuple[E1, E1, E1]:
    return np.sqrt(a), np.deg2rad(a), np.rad2deg(a)


def pairs(a: E1, b: E1) -> tuple[E1, E1, E1, E1, E1, E1, E1]:
    return np.maximum(a, b), np.minimum(a, b), np.fmax(a, b), np.fmin(a, b), np.fmod(a, b), np.copysign(a, b), np.nextafter(a, b)


def of_small(b: B1, u: U1, m: M1) -> tuple[E1, E1, E1, E1, E1, E1]:
    return np.sqrt(b), np.rint(u), np.sin(m), np.exp(u), np.arctan2(b, u), np.round(m)


def bools_to_digits(m: M1) -> E1:
    return np.round(m, 1)


def small_scalars(b: np.int8, u: np.uint8) -> tuple[np.float16, np.float16, np.float16]:
    return np.sqrt(u), np.hypot(b, u), np.floor(np.sqrt(u))


def fused(a: E1, b: E1) -> tuple[E1, np.float16, E1]:
    return np.sqrt(a * a + b * b) - 1, np.sum(a * b), np.where(a < b, a * 2, b / 3)


def sums(a: E1) -> tuple[np.float16, np.float16, np.float16, np.float16, np.float32, np.float64]:
    return np.sum(a), a.sum(), np.prod(a), np.sum(a * a), np.sum(a, dtype=np.float32), a.sum(dtype=np.float64)


def extrema(a: E1) -> tuple[np.float16, np.float16, np.int64, np.int64, bool, bool, int]:
    return np.min(a), a.max(), np.argmin(a), a.argmax(), bool(np.any(a)), bool(np.all(a)), int(np.count_nonzero(a))


def along_axes(a: E2) -> tuple[E1, E1, E1, E1, E1, E2, L1]:
    return a.sum(0), a.sum(axis=1), a.max(0), np.min(a, axis=1), np.prod(a, axis=0), np.sum(a, axis=1, keepdims=True), np.argmax(a, axis=0)


def all_axes(a: E3) -> tuple[np.float16, E1, E1, E2, np.float16, np.float16]:
    return a.sum(), a.sum((1, 2)), a.sum(axis=(0, 2)), a.sum(1), a.max(), a.prod()


def strided(a: E3) -> tuple[np.float16, np.float16, E1, np.float16]:
    return a[:, ::2, ::2].sum(), a.transpose(2, 0, 1).sum(), a[:, ::-1, ::3].sum((0, 1)), a[0].T.sum()


def averages(a: E2) -> tuple[np.float16, E1, np.float16, E1, np.float16, np.float64, np.float16, np.float16]:
    return np.mean(a), a.mean(axis=0), np.var(a), np.std(a, axis=1), a.std(ddof=1), np.mean(a, dtype=np.float64), np.median(a), np.average(a)


def sum_as(d: D1, k: L1) -> tuple[np.float16, np.float16]:
    return np.sum(d, dtype=np.float16), np.mean(k, dtype=np.float16)


def running(a: E1) -> tuple[E1, E1, E1, E1]:
    return np.cumsum(a), np.cumprod(a), np.diff(a), np.ediff1d(a)


def sorted_ones(a: E1) -> tuple[E1, L1, E1, E1]:
    b = a.copy()
    b.sort()
    return np.sort(a), np.argsort(a, kind="stable"), np.unique(a), b


def sorted_axes(a: E2) -> tuple[E2, E2, L1]:
    return np.sort(a, axis=0), np.sort(a), np.searchsorted(np.sort(a[0]), a[1])


def chosen(a: E1, b: E1) -> tuple[E1, E1, E1, E1, tuple[L1]]:
    return np.where(a > b, a, b), np.where(a > 0, a, 0.1), np.clip(a, -1, 0.3), a.clip(b, 2), np.nonzero(a)


def shapes(a: E2) -> tuple[E2, E1, E1, E2, E3, E2, E2]:
    return a.T, a.reshape(-1), np.ravel(a), np.concatenate([a, a]), np.stack([a, a]), np.flip(a, 0), np.tile(a, 2)


def products(a: E2, b: E1) -> tuple[np.float16, E1, E2, np.float16, E2, np.float16]:
    return np.dot(b, b), a @ b, a @ a.T, np.vdot(b, b), np.outer(b, b), np.inner(b, b)


def others(a: E1, b: E1) -> tuple[E1, E1, E1, bool, M1, np.float16]:
    return np.nan_to_num(a), np.interp(a, np.sort(b), b).astype(np.float16), np.sinc(a), bool(np.allclose(a, a)), np.isclose(a, b), np.ptp(b)


def parts(a: E1) -> tuple[tuple[E1, E1], tuple[E1, E1]]:
    return np.modf(a), np.divmod(a, np.float16(3))


def scaled(a: E1) -> E1:
    return np.ldexp(a, 2)


def into(a: E1, b: E1) -> E1:
    np.multiply(a, 2, out=b)
    np.add.at(b, [0, 0], np.float16(1))
    b.fill(0.1)
    b[:2] = a[:2]
    return b


def invented(a: E2) -> E2:
    return np.linalg.inv(a)


def on_scalars(x: np.float16) -> tuple[np.float16, np.float16, np.float16, np.float16, bool]:
    return np.sqrt(x), np.square(x), np.abs(x), np.maximum(x, np.float16(0.5)), bool(np.isnan(x))


def abs_round(x: np.float16) -> tuple[np.float16, float, int]:
    return abs(x), round(float(x), 2), round(float(x))


_all = np.arange(65536, dtype=np.uint16).view(np.float16)
_rng = np.random.default_rng(7)
_many, _more = _rng.integers(0, 65536, (2, 20000), dtype=np.uint16).view(np.float16)
_normal = _rng.standard_normal(20000).astype(np.float16)
_grid = _rng.standard_normal((30, 41)).astype(np.float16)
_cube = _rng.standard_normal((3, 40, 50)).astype(np.float16)
_some = np.array([0.0, -0.0, 1.5, -2.25, 0.1, 65504, -65504, 6e-8, -6e-5, np.inf, -np.inf, np.nan, 3, 1000, 1e-3], np.float16)
_numbers = np.array([0.5, -1.25, 3, 100, 0.1, 0, -0.0], np.float16)

CALLS: list[Any] = [
    *[(name, _all) for name in ("rounded", "simple", "tested", "roots")],
    ("pairs", _many, _more), ("pairs", _some, np.roll(_some, 1)),
    ("of_small", np.arange(-3, 4, dtype=np.int8), np.arange(7, dtype=np.uint8), np.arange(7) % 2 == 0),
    ("bools_to_digits", np.arange(7) % 2 == 0),
    ("small_scalars", np.int8(3), np.uint8(200)),
    ("fused", _normal, _normal[::-1]), ("fused", _numbers, _numbers),
    *[("sums", x) for x in (_normal, _normal[:5], _normal[:100], _normal[::3], _normal[:0], _numbers, np.full(3000, 100, np.float16))],
    *[("extrema", x) for x in (_normal, _numbers, _some, _numbers[::-2], np.array([-0.0, 0.0, 0.0, -0.0, 0.0], np.float16), np.array([0.0, -0.0, -1, 0], np.float16), _normal[:0])],
    ("along_axes", _grid), ("along_axes", _grid.T), ("along_axes", _grid[:, :2]), ("along_axes", _grid[:2]), ("along_axes", _grid[:, ::3]),
    ("all_axes", _cube), ("all_axes", _cube[:, ::2, ::2]), ("all_axes", _cube.transpose(2, 0, 1)), ("strided", _cube),
    ("averages", _grid), ("averages", np.full((100, 200), 1000, np.float16)),
    ("sum_as", _rng.standard_normal(1000), np.arange(100)),
    ("running", _numbers), ("running", _normal[:100]),
    ("sorted_ones", _some), ("sorted_ones", _normal), ("sorted_ones", _many[:500]), ("sorted_axes", _grid),
    ("chosen", _numbers, _numbers[::-1]), ("shapes", _grid[:3, :4]),
    ("products", _grid[:, :30], _normal[:30]), ("products", _grid[:3, :3], _numbers[:3]),
    ("others", _some[:7], _normal[:7]), ("parts", _numbers), ("scaled", _numbers), ("into", _numbers, _normal[:7].copy()),
    ("invented", _grid[:3, :3]),
    *[("on_scalars", np.float16(x)) for x in (0.1, 2, -1, np.nan)], ("abs_round", np.float16(-0.1)), ("abs_round", np.float16(2.5)),
]
