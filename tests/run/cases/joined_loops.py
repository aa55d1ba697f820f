"""Array statements in a row that may be one loop (emit/joined_loops.cpp): what they share, what forbids it at compile time and, for shapes and memory, at run time."""

import numpy as np

Vector = np.ndarray[tuple[int], np.dtype[np.float64]]
Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]
Cube = np.ndarray[tuple[int, int, int], np.dtype[np.float64]]
Single = np.ndarray[tuple[int], np.dtype[np.float32]]
Bytes = np.ndarray[tuple[int], np.dtype[np.uint8]]
Numbers = np.ndarray[tuple[int], np.dtype[np.int64]]
Complex = np.ndarray[tuple[int], np.dtype[np.complex128]]


def temporaries(a: Vector, b: Vector) -> tuple[Vector, Vector]:
    t = a * b + 1.0
    s = t * t - a
    return s, t + s


def kept(a: Vector, b: Vector) -> tuple[Vector, Vector, Vector]:
    t = a + b
    s = t * a
    r = s - t
    return t, s, r


def reaction(u: Matrix, v: Matrix, steps: int) -> None:
    for _ in range(steps):
        inner_u = u[1:-1, 1:-1]
        inner_v = v[1:-1, 1:-1]
        spread_u = u[:-2, 1:-1] + u[1:-1, :-2] - 4 * inner_u + u[1:-1, 2:] + u[2:, 1:-1]
        spread_v = v[:-2, 1:-1] + v[1:-1, :-2] - 4 * inner_v + v[1:-1, 2:] + v[2:, 1:-1]
        both = inner_u * inner_v * inner_v
        inner_u += 0.14 * spread_u - both + 0.035 * (1 - inner_u)
        inner_v += 0.06 * spread_v + both - (0.035 + 0.065) * inner_v


def reaction_of_parts(a: Matrix, first: int, second: int) -> None:
    reaction(a[first:first + 6], a[second:second + 6], 3)


def mandelbrot(width: int, height: int, limit: int) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    cx = 3.0 * np.arange(width)[None, :] / width - 2.0
    cy = 2.0 * np.arange(height)[:, None] / height - 1.0
    x = np.zeros((height, width))
    y = np.zeros((height, width))
    out = np.zeros((height, width), dtype=np.int64)
    for _ in range(limit):
        inside = x * x + y * y <= 4.0
        out += inside
        x, y = np.where(inside, x * x - y * y + cx, x), np.where(inside, 2.0 * x * y + cy, y)
    return out


def stored_and_read(a: Vector, b: Vector) -> tuple[Vector, Vector]:
    t = a + b
    a += t
    s = a * t
    b[:] = s - a
    a *= b
    return t, s


def neighbours_read_later(a: Vector) -> Vector:
    t = a[1:-1] * 2.0
    a[1:-1] = t + 1.0
    return a[:-2] + a[2:] * t


def neighbours_read_in_between(a: Vector) -> Vector:
    t = a[1:-1] * 2.0
    a[1:-1] += t
    s = a[:-2] - t
    return s * a[2:]


def neighbours_read_before(a: Vector) -> Vector:
    t = a[:-2] + a[2:]
    a[1:-1] -= t * 0.25
    return t


def rows_read_before(a: Cube) -> Cube:
    t = a[:-2, 1:-1, 1:-1] + a[2:, 1:-1, 1:-1] + a[1:-1, :-2, 1:-1] + a[1:-1, 2:, 1:-1] + a[1:-1, 1:-1, :-2] + a[1:-1, 1:-1, 2:]
    a[1:-1, 1:-1, 1:-1] += 0.1 * t
    return t


def shifted_down(a: Matrix, by: int) -> None:
    t = a[:-by] * 0.5
    a[by:] += t


def shifted_up(a: Matrix, by: int) -> None:
    t = a[by:] * 0.5
    a[:-by] += t


def parts_of_one(a: Vector, b: Vector, c: Vector) -> None:
    t = a * 2.0
    b += t
    c[:] = b - t


def overlapping(a: Vector, first: int, second: int, third: int, n: int) -> None:
    parts_of_one(a[first:first + n], a[second:second + n], a[third:third + n])


def backwards(a: Vector) -> None:
    parts_of_one(a, a[::-1], a)


def apart(a: Vector) -> None:
    parts_of_one(a[::3], a[1::3], a[2::3])


def columns(a: Matrix) -> None:
    parts_of_one(a[:, 0], a[:, 1], a[:, 2])


def in_any_order(a: Matrix, b: Matrix) -> tuple[Matrix, Matrix]:
    t = a - b
    s = t * a
    b += s
    return t, s


def broadcasting(a: Matrix, row: Vector, column: Matrix) -> tuple[Matrix, Matrix]:
    t = a * row
    s = t + column
    a -= s * row
    return t, s


def smaller_first(row: Vector, a: Vector) -> tuple[Vector, Vector]:
    t = row * 2.0
    s = t + a
    return t, s


def outer(column: Matrix, row: Matrix, a: Matrix) -> tuple[Matrix, Matrix]:
    t = column * row
    s = t + a
    return t, s


def effect_before_error(a: Vector, b: Vector) -> tuple[str, Vector]:
    said = ""
    try:
        t = a * 2.0
        a += t
        a -= t[0] + b
        a *= t
    except ValueError as error:
        said = str(error)
    return said, a


def error_in_result(a: Matrix, b: Matrix, c: Matrix) -> tuple[str, Matrix]:
    said = ""
    try:
        t = a + b
        a += t
        c[:] = t * a
    except ValueError as error:
        said = str(error)
    return said, a


def rebound(a: Vector, turns: int) -> Vector:
    for _ in range(turns):
        t = a * 0.5
        a = t + a
        b = a - t
        a = b * a
    return a


def perhaps_bound(a: Vector, turns: int) -> Vector:
    for i in range(turns):
        t = a + i
        s = t * 2.0
        a += s
    return s - t


def with_casts(a: Bytes, b: Numbers, c: Single) -> tuple[Bytes, Single]:
    t = a + a
    a += t
    s = c * a
    c[:] = s - b
    u = c > s
    b += u
    a[:] = b + t
    return t, s


def with_complex(a: Complex, b: Vector) -> Complex:
    t = a * b
    a += t
    s = a.real - t.imag
    b[:] = s
    return t * b


def numbers_between(a: Vector) -> Vector:
    t = a * 2.0
    a += t
    s = t * a[0] + float(a.sum())
    a -= s
    return s


def updated_names(a: Vector) -> tuple[Vector, Vector]:
    t = a * 2.0
    t += a
    t *= t
    s = t - a
    return t, s


def parts_in_between(a: Vector, b: Vector) -> tuple[Vector, Vector]:
    left = a[:-1]
    t = left + b[1:]
    right = a[1:]
    s = t * right
    left = b[:-1]
    right *= s
    left += t - right
    return s, left


def updated_and_kept(a: Vector, b: Vector) -> Vector:
    t = a + b
    t -= 1.0 * a
    b += t
    t[:] = b * b
    t *= a
    return t


def twice(a: Vector, b: Vector) -> None:
    t = a + b
    a[:] = t
    a += t
    b[:] = a * t
    a[:] = b


def with_masks(a: Vector, b: Vector) -> tuple[Vector, Vector]:
    low = a < b
    high = a > 2.0 * b
    s = np.where(low, a, np.where(high, b, 0.0))
    t = np.where(low | high, s, a * b)
    return s, t


def whole(n: int) -> Vector:
    return np.arange(n, dtype=np.float64) * 0.37 - 1.5


def grid(*shape):
    return (np.arange(np.prod(shape), dtype=np.float64).reshape(shape) * 7919.0) % 13.0 - 4.0


def numbers(n):
    return (np.arange(n) * 7919.0) % 13.0 - 4.0


CALLS = [("whole", 5)]
for n in (0, 1, 2, 3, 17, 300, 2500):
    CALLS += [("temporaries", numbers(n), numbers(n) + 1.0), ("kept", numbers(n), numbers(n)[::-1]), ("kept", numbers(2 * n)[::2], numbers(n)), ("stored_and_read", numbers(n), numbers(n) * 2.0),
              ("rebound", numbers(n) * 0.1, 3), ("updated_names", numbers(n)), ("updated_and_kept", numbers(n), numbers(n) * 0.5), ("parts_in_between", numbers(n), numbers(n) * 0.5), ("parts_in_between", *([numbers(n)] * 2)),
              ("updated_and_kept", numbers(1), numbers(n)), ("updated_and_kept", numbers(n), numbers(1)), ("twice", numbers(n), numbers(n) - 3.0), ("with_masks", numbers(n), numbers(n)[::-1].copy()),
              ("smaller_first", numbers(1), numbers(n)), ("smaller_first", numbers(n), numbers(1)), ("perhaps_bound", numbers(n), 2), ("perhaps_bound", numbers(n), 0),
              ("with_casts", np.arange(n, dtype=np.uint8), np.arange(n), numbers(n).astype(np.float32)), ("with_complex", numbers(n) + 1j * numbers(n)[::-1], numbers(n)),
              ("apart", numbers(3 * n)), ("backwards", numbers(n)), ("overlapping", numbers(4 * n + 9), 0, n, 2 * n, n)]
CALLS += [("kept", numbers(3), numbers(4)), ("kept", numbers(1), numbers(4)), ("stored_and_read", numbers(1), numbers(4)), ("stored_and_read", numbers(4), numbers(1))]
for n in (2, 3, 9, 3000, 5000):
    CALLS += [("neighbours_read_later", numbers(n)), ("neighbours_read_in_between", numbers(n)), ("neighbours_read_before", numbers(n)), ("neighbours_read_before", numbers(2 * n)[::2]),
              ("neighbours_read_before", numbers(n)[::-1])]
for first, second, third in ((0, 0, 0), (0, 1, 2), (2, 1, 0), (0, 0, 1), (1, 0, 0), (0, 1, 0), (5, 4, 5), (0, 12, 11)):
    CALLS += [("overlapping", numbers(30), first, second, third, 10), ("overlapping", numbers(6000), first, second, third, 2500)]
for shape in ((3, 3), (12, 5), (20, 150), (50, 60), (1000, 3), (1, 1), (0, 4)):
    CALLS += [("reaction", grid(*shape) * 0.1, grid(*shape) * 0.01, 3), ("in_any_order", grid(*shape), grid(*shape) * 2.0), ("in_any_order", np.asfortranarray(grid(*shape)), grid(*shape)),
              ("in_any_order", grid(*shape), np.asfortranarray(grid(*shape))), ("in_any_order", np.asfortranarray(grid(*shape)), np.asfortranarray(grid(*shape)) * 2.0),
              ("in_any_order", grid(*shape)[::-1], grid(*shape)), ("in_any_order", grid(*shape)[:, ::-1], grid(*shape)), ("in_any_order", grid(shape[0], 2 * shape[1])[:, ::2], grid(*shape)),
              ("in_any_order", grid(*shape), grid(shape[0], 2 * shape[1])[:, 1::2]), ("in_any_order", grid(*shape), grid(shape[0], shape[1] + 3)[:, 2:-1]), ("in_any_order", grid(*shape), grid(1, shape[1])),
              ("broadcasting", grid(*shape), numbers(shape[1]), grid(shape[0], 1)), ("broadcasting", grid(*shape), numbers(1), grid(1, shape[1])), ("broadcasting", grid(*shape), numbers(shape[1]), grid(1, 1)),
              ("outer", grid(shape[0], 1), grid(1, shape[1]), grid(*shape)), ("outer", grid(shape[0], 1), grid(1, shape[1]), grid(1, 1)), ("outer", grid(*shape), grid(1, shape[1]), grid(*shape))]
for by in (1, 2, 3, 7):
    CALLS += [("shifted_down", grid(9, 20), by), ("shifted_up", grid(9, 20), by), ("shifted_down", grid(30, 200)[:, 3:190], by), ("shifted_up", grid(30, 200)[:, 3:190], by), ("shifted_down", grid(20, 3000)[:, 3:2900], by),
              ("shifted_up", grid(20, 3000)[:, 3:2900], by),
              ("shifted_up", np.asfortranarray(grid(9, 20)), by)]
CALLS += [("broadcasting", grid(3, 4), numbers(3), grid(3, 1)), ("broadcasting", grid(1, 4), numbers(4), grid(3, 1)),
          ("columns", grid(20, 3)), ("columns", grid(5000, 3)), ("mandelbrot", 70, 50, 12), ("mandelbrot", 3, 2, 4), ("mandelbrot", 1, 1, 4), ("mandelbrot", 0, 4, 2), ("mandelbrot", 1, 3000, 5), ("mandelbrot", 3000, 1, 5)]
CALLS += [("reaction_of_parts", grid(20, n) * 0.1, first, second) for first, second in ((0, 10), (0, 0), (0, 1), (3, 0), (0, 5), (14, 0)) for n in (9, 800)]
CALLS += [("rows_read_before", grid(*shape)) for shape in ((3, 3, 3), (18, 19, 20), (200, 10, 4), (5, 40, 150), (3, 4, 3000), (2, 5, 5))]
CALLS += [("rows_read_before", grid(18, 19, 40)[:, :, ::2]), ("rows_read_before", grid(36, 19, 20)[::2]), ("rows_read_before", grid(18, 19, 20)[:, ::-1]), ("rows_read_before", np.asfortranarray(grid(18, 19, 20)))]
for a, b in ((5, 5), (5, 1), (5, 4), (1, 5), (0, 5)):
    CALLS += [("effect_before_error", numbers(max(a, 1)), numbers(b)), ("numbers_between", numbers(max(a, 1)))]
CALLS += [("error_in_result", grid(3, 4), grid(3, 4), grid(3, 4)), ("error_in_result", grid(3, 4), grid(3, 4), grid(4, 4)), ("error_in_result", grid(3, 4), grid(1, 4), grid(1, 4)),
          ("error_in_result", grid(1, 4), grid(3, 4), grid(3, 4)), ("error_in_result", grid(3, 4), grid(3, 3), grid(3, 4)), ("error_in_result", grid(0, 4), grid(1, 4), grid(0, 4))]
CALLED = ["parts_of_one"]
