"""Loops over prange: run by CPython and compiled, on one, two and seven threads. `CALLS` as in the modules of cases/; `SUMS` are results that may differ from
CPython's in the last bits, since the parts of a sum are added for themselves."""

import keelback
import numpy as np
from keelback import prange

Vector = np.ndarray[tuple[int], np.dtype[np.float64]]
Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]
Ints = np.ndarray[tuple[int], np.dtype[np.int64]]

OFFSET = 3
TABLE = np.array([2.0, 4.0, 8.0])


def squares(a: Vector) -> Vector:
    out = np.empty(len(a))
    for i in prange(len(a)):
        x = a[i]
        out[i] = x * x + OFFSET
    return out


def by_module(n: int) -> Ints:
    out = np.zeros(n, dtype=np.int64)
    for i in keelback.prange(n):
        out[i] = i * i
    return out


def with_start(a: Vector, start: int, stop: int) -> Vector:
    out = a.copy()
    for i in prange(start, stop):
        out[i] += 1.0
    return out


def with_step(n: int, start: int, stop: int, step: int) -> Ints:
    out = np.full(n, -1)
    for i in prange(start, stop, step):
        out[i] = i
    return out


def backwards(n: int) -> Ints:
    out = np.zeros(n, dtype=np.int64)
    for i in prange(n - 1, -1, -1):
        out[i] = n - i
    return out


def shifted(a: Vector, k: int) -> Vector:
    out = np.zeros(len(a))
    for i in prange(len(a) - 3):
        out[i + k] = a[i]
    return out


def mirrored(a: Vector) -> Vector:
    n = len(a)
    out = np.zeros(n)
    for i in prange(n):
        out[n - 1 - i] = a[i]
    return out


def from_the_end(n: int) -> Vector:
    out = np.zeros(n)
    for i in prange(-n, n):
        out[i] = i
    return out


def by_rows(a: Matrix) -> Vector:
    out = np.empty(a.shape[0])
    for i in prange(a.shape[0]):
        s = 0.0
        for j in range(a.shape[1]):
            s += a[i, j]
        out[i] = s
    return out


def by_columns(a: Matrix) -> Matrix:
    out = np.empty_like(a)
    for j in prange(a.shape[1]):
        for i in range(a.shape[0]):
            out[i, j] = a[i, j] * j
    return out


def rows_as_arrays(a: Matrix) -> Matrix:
    out = np.zeros((a.shape[0], a.shape[1]))
    for i in prange(a.shape[0]):
        row = out[i]
        row[:] = a[i] * 2.0 + np.sum(a[i])
        out[i, 0] = row[0] + 1.0
    return out


def scale(row: Vector, factor: float) -> None:
    for j in range(len(row)):
        row[j] *= factor


def rows_by_call(a: Matrix) -> Matrix:
    out = a.copy()
    for i in prange(out.shape[0]):
        scale(out[i], i + 0.5)
    return out


def nested(n: int, m: int) -> Matrix:
    out = np.zeros((n, m))
    for i in prange(n):
        for j in prange(m):
            out[i, j] = i * 10 + j
    return out


def calls_parallel(n: int) -> Vector:
    out = np.zeros(n)
    for i in prange(n):
        out[i] = total_of_squares(i)
    return out


def total_of_squares(n: int) -> float:
    s = 0.0
    for i in prange(n):
        s += i * 0.25
    return s


def sum_of_ints(a: Ints) -> int:
    s = 0
    for i in prange(len(a)):
        s += int(a[i])
    return s


def sum_as_it_is(a: Ints):
    s = 0
    for i in prange(len(a)):
        s += a[i]
    return s


def sum_of_some(a: Vector, least: float):
    s = 0.0
    for i in prange(len(a)):
        if a[i] > least:
            s += a[i]
    return s


def sum_of_floats(a: Vector) -> float:
    s = 10.0
    for i in prange(len(a)):
        s += a[i]
    return float(s)


def sum_kept(a: Vector):
    s = 0.0
    for i in prange(len(a)):
        s = s + a[i]
    return s


def difference_of(a: Vector) -> float:
    s = 100.0
    for i in prange(len(a)):
        s -= a[i]
    return float(s)


def product(n: int) -> int:
    p = 1
    for i in prange(1, n):
        p *= i
    return p


def extrema(a: Vector):
    low = 1e300
    high = -1e300
    for i in prange(len(a)):
        low = min(low, a[i])
        high = max(high, a[i])
    return low, high


def extrema_np(a: Vector):
    low = np.inf
    high = -np.inf
    for i in prange(len(a)):
        low = np.minimum(low, a[i])
        high = np.maximum(a[i], high)
    return low, high


def any_of(a: Ints, x: int) -> bool:
    found = False
    for i in prange(len(a)):
        found |= bool(a[i] == x)
    return found


def all_of(a: Ints) -> bool:
    fits = True
    for i in prange(len(a)):
        fits &= bool(a[i] >= 0)
    return fits


def parity(a: Ints) -> int:
    p = 7
    for i in prange(len(a)):
        p ^= int(a[i])
    return p


def two_totals(a: Matrix):
    s = 0.0
    count = 0
    for i in prange(a.shape[0]):
        for j in range(a.shape[1]):
            if a[i, j] < 0.5:
                continue
            s += a[i, j]
            count += 1
    return s, count


def continued(n: int) -> Ints:
    out = np.zeros(n, dtype=np.int64)
    for i in prange(n):
        if i % 3 == 0:
            continue
        out[i] = i
    return out


def reused_names(n: int) -> int:
    x = 5
    out = np.zeros(n)
    for i in prange(n):
        x = i * 2
        out[i] = x
    x = 7
    for i in range(3):
        x += i
    return x + int(out.sum())


def first_failure(a: Ints, b: Ints) -> Ints:
    out = np.zeros(len(a), dtype=np.int64)
    for i in prange(len(a)):
        out[i] = int(a[i]) // int(b[i])
    return out


def out_of_range(a: Vector, n: int) -> float:
    s = 0.0
    for i in prange(n):
        s += a[i]
    return s


def raises(n: int, bad: int, worse: int) -> int:
    s = 0
    for i in prange(n):
        if i == worse:
            raise ValueError("worse")
        if i == bad:
            raise KeyError("bad")
        s += i
    return s


def fails(x: float) -> float:
    if x > 900.0:
        raise ValueError("too large")
    return x


def in_a_call(n: int) -> float:
    s = 0.0
    for i in prange(n):
        s += fails(float(i))
    return s


def caught(n: int, bad: int) -> int:
    try:
        for i in prange(n):
            if i == bad:
                raise ValueError("bad")
    except ValueError:
        return -1
    return n


def caught_inside(a: Ints) -> Ints:
    out = np.zeros(len(a), dtype=np.int64)
    for i in prange(len(a)):
        try:
            out[i] = 100 // int(a[i])
        except ZeroDivisionError:
            out[i] = -1
    return out


def overflow(n: int) -> int:
    s = 2**62
    for i in prange(n):
        s += 2**55
    return s


def stencil(a: Matrix, out: Matrix) -> None:
    for i in prange(1, a.shape[0] - 1):
        for j in range(1, a.shape[1] - 1):
            out[i, j] = 0.25 * (a[i - 1, j] + a[i + 1, j] + a[i, j - 1] + a[i, j + 1])


def stencil_onto_itself(a: Matrix) -> Matrix:
    a = a.copy()
    stencil(a, a)
    return a


def jacobi(a: Matrix, turns: int) -> Matrix:
    old = a.copy()
    new = a.copy()
    for _ in range(turns):
        stencil(old, new)
        old, new = new, old
    return old


def shares_memory(a: Vector) -> Vector:
    a = a.copy()
    left = a[: len(a) - 1]
    right = a[1:]
    for i in prange(len(left)):
        right[i] = left[i] + 1.0
    return a


def own_arrays(n: int, m: int) -> Vector:
    out = np.zeros(n)
    for i in prange(n):
        work = np.zeros(m)
        for j in range(m):
            work[j] = i + j
        more = work * 2.0
        out[i] = np.sum(more) + np.max(work)
    return out


def products(n: int, m: int) -> Vector:
    """Matrices that BLAS would multiply, and LAPACK solve, in front of the loop."""
    a = np.linspace(0.0, 1.0, m * m).reshape(m, m) + np.eye(m)
    first = (a @ a)[m - 1, 0]
    out = np.zeros(n)
    for i in prange(n):
        b = a * (i + 1.0)
        x = np.linalg.solve(b, a)
        out[i] = (b @ x)[0, m - 1] + np.linalg.det(a) + np.linalg.inv(b)[0, 0] + np.dot(a, b)[m - 1, 0] - first
    return out


def own_lists(n: int) -> Ints:
    out = np.zeros(n, dtype=np.int64)
    for i in prange(n):
        digits = []
        k = i
        while k > 0:
            digits.append(k % 10)
            k //= 10
        seen = {d for d in digits}
        out[i] = len(digits) * 100 + len(seen)
    return out


def reads_table(n: int) -> Vector:
    out = np.zeros(n)
    for i in prange(n):
        out[i] = TABLE[i % 3]
    return out


def with_tuple(n: int, scale_and_shift: tuple[float, int]) -> Vector:
    out = np.zeros(n)
    for i in prange(n):
        out[i] = i * scale_and_shift[0] + scale_and_shift[1]
    return out


def masks(a: Matrix) -> Matrix:
    out = a.copy()
    for i in prange(a.shape[0]):
        row = out[i]
        row[row > 0.5] = 0.0
    return out


def histogram(a: Ints, n: int) -> Ints:
    counts = np.full(n, 100)
    for i in prange(len(a)):
        counts[a[i] % n] += 1
    return counts


def binned(a: Vector, weights: Vector, n: int) -> tuple[Vector, Ints]:
    sums = np.zeros(n)
    counts = np.zeros(n, dtype=np.int64)
    for i in prange(len(a)):
        k = int(a[i] * n)
        sums[k] += weights[i]
        counts[k] += 1
    return sums, counts


def sum_of_rows(a: Matrix) -> Vector:
    total = np.zeros(a.shape[1])
    for i in prange(a.shape[0]):
        total += a[i]
    return total


def into_argument(total: Matrix, a: Matrix) -> None:
    for i in prange(a.shape[0]):
        for j in range(a.shape[1]):
            total[j % 3, j % 2] -= a[i, j]


def marks(a: Ints, n: int) -> Ints:
    seen = np.zeros(n, dtype=np.int64)
    for i in prange(len(a)):
        seen[a[i] % n] |= int(a[i]) & 7
    return seen


def total_out_of_range(a: Ints) -> Ints:
    counts = np.zeros(10, dtype=np.int64)
    for i in prange(len(a)):
        counts[a[i] + 45] += 1
    return counts


def own_and_total(a: Matrix, out: Matrix) -> Vector:
    sums = np.zeros(a.shape[1])
    for i in prange(a.shape[0]):
        for j in range(a.shape[1]):
            sums[j] += a[i, j]
            out[i, j] += a[i, j]
    return sums


def with_else(n: int) -> int:
    s = 0
    for i in prange(n):
        s += i
    else:
        s += 1000
    return s


def inside_a_loop(a: Vector, turns: int) -> float:
    best = 0.0
    for t in range(turns):
        s = 0.0
        for i in prange(len(a)):
            s += a[i] * t
        best = max(best, s)
    return float(best)


def as_a_value(n: int) -> list[int]:
    return [i for i in prange(n)]


def complex_sum(n: int) -> complex:
    s = 0j
    for i in prange(n):
        s += complex(i, -i)
    return s


def mandelbrot(n: int, most: int) -> Ints:
    out = np.zeros(n * n, dtype=np.int64)
    counts = out.reshape(n, n)
    for i in prange(n):
        for j in range(n):
            c = complex(-2.0 + 2.5 * j / n, -1.25 + 2.5 * i / n)
            z = 0j
            k = 0
            while k < most and abs(z) <= 2.0:
                z = z * z + c
                k += 1
            counts[i, j] = k
    return out


_random = np.random.default_rng(5)
_v = _random.random(1000)
_m = _random.random((37, 23))
_i = _random.integers(-50, 50, 1000)
_zero = np.where(np.arange(1000) % 400 == 399, 0, 3)
_none = np.zeros(0)

CALLS = [
    ("squares", _v), ("squares", _none), ("squares", _v[::-3]), ("by_module", 1000), ("by_module", 0), ("by_module", -4), ("by_module", 1),
    ("with_start", _v, 5, 700), ("with_start", _v, 700, 5), ("with_start", _v, -5, 5), ("with_start", _v, 990, 1003),
    ("with_step", 1000, 3, 900, 7), ("with_step", 1000, 900, 3, -7), ("with_step", 10, 0, 5, 0), ("with_step", 1000, -3, 3, 1), ("with_step", 5, 0, 2**62, 2**61),
    ("with_step", 5, 0, 2**63 - 1, 2**62), ("with_step", 5, -(2**63), 2**63 - 1, 2**63 - 1), ("backwards", 1000), ("backwards", 0),
    ("shifted", _v, 2), ("shifted", _v, 0), ("shifted", _v, -5), ("shifted", _v, 4), ("mirrored", _v), ("from_the_end", 600),
    ("by_rows", _m), ("by_columns", _m), ("by_rows", _m.T), ("by_columns", _m.T), ("rows_as_arrays", _m), ("rows_as_arrays", _m[:, :1]), ("rows_by_call", _m),
    ("nested", 30, 20), ("calls_parallel", 300), ("sum_of_ints", _i), ("sum_as_it_is", _i), ("sum_as_it_is", _i[:0]), ("sum_of_some", _v, 5.0), ("sum_of_some", _none, 5.0),
    ("product", 19), ("extrema", _v), ("extrema", _none), ("extrema_np", _v), ("extrema_np", _none), ("any_of", _i, 7), ("any_of", _i, 70), ("any_of", _i[:0], 7),
    ("all_of", _i), ("all_of", _zero), ("parity", _i), ("continued", 500), ("reused_names", 100), ("first_failure", _i, _zero), ("first_failure", _i, _zero + 1),
    ("out_of_range", _v, 1001), ("out_of_range", _v, 5000), ("raises", 1000, 500, 501), ("raises", 1000, 900, 300), ("raises", 1000, -1, -1), ("in_a_call", 2000), ("caught", 1000, 600),
    ("caught", 1000, -1), ("caught_inside", _i), ("overflow", 10), ("stencil", _m, _m.copy()), ("stencil_onto_itself", _m), ("jacobi", _m, 9),
    ("shares_memory", _v), ("own_arrays", 300, 50), ("own_lists", 3000), ("reads_table", 1000), ("with_tuple", 500, (0.5, 3)), ("masks", _m), ("histogram", _i, 17), ("histogram", _i[:0], 3), ("marks", _i, 11), ("total_out_of_range", _i), ("with_else", 300),
    ("with_else", 0), ("as_a_value", 10), ("complex_sum", 1000), ("mandelbrot", 40, 60),
]
TOO_LARGE = [("product", 40), ("overflow", 600)]   # for 64 bits
SUMS = [
    ("sum_of_floats", _v), ("sum_of_floats", _none), ("sum_kept", _v), ("sum_kept", _none), ("sum_of_some", _v, 0.25), ("difference_of", _v), ("two_totals", _m), ("total_of_squares", 1000),
    ("products", 40, 5), ("products", 20, 70), ("inside_a_loop", _v, 20), ("binned", _v, _v[::-1], 13), ("sum_of_rows", _m), ("sum_of_rows", _m[:0]), ("into_argument", np.ones((3, 2)), _m), ("own_and_total", _m, _m + 1.0), ("in_a_call", 500),
]
