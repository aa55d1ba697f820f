"""Arrays of points: rows of a few elements, rows and columns that broadcast (elementwise.hpp, `map_in_blocks`; reduce.hpp, sums of two and three)."""

import numpy as np

Vector = np.ndarray[tuple[int], np.dtype[np.float64]]
Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]
Block = np.ndarray[tuple[int, int, int], np.dtype[np.float64]]
Single = np.ndarray[tuple[int, int], np.dtype[np.float32]]
Complex = np.ndarray[tuple[int, int], np.dtype[np.complex128]]
Numbers = np.ndarray[tuple[int, int], np.dtype[np.int64]]


def from_a_row(a: Matrix, i: int) -> Matrix:
    return a - a[i] * 2.0


def times_a_column(a: Matrix, w: Vector) -> Matrix:
    return w[:, None] * a + 1.0


def row_and_column(a: Matrix, row: Vector, column: Vector) -> Matrix:
    return a * row + column[:, None]


def outer(row: Vector, column: Vector) -> Matrix:
    return row[None, :] - column[:, None]


def in_place(a: Matrix, row: Vector, column: Vector) -> None:
    a += row * column[:, None]
    a[:] = a[:, :1] - a[:1]


def of_a_block(a: Block, b: Matrix) -> Block:
    return a * b[:, :, None] + b[None, :, :1]


def tested(a: Numbers, row: np.ndarray[tuple[int], np.dtype[np.int64]]) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    return (a > row) & (a[:, :1] < row)


def along_rows(a: Matrix) -> Vector:
    return np.sum(a, axis=1)


def along_columns(a: Matrix) -> Vector:
    return np.sum(a, axis=0)


def squares(a: Matrix, i: int) -> Vector:
    d = a - a[i]
    return np.sum(d * d, axis=1)


def weighted(a: Matrix, w: Vector) -> Vector:
    return np.sum(w[:, None] * a, axis=0)


def distances(a: Matrix) -> Matrix:
    return np.sqrt(np.sum((a[:, None, :] - a[None, :, :]) ** 2, axis=2))


def of_a_middle_axis(a: Block) -> Matrix:
    return np.sum(a * 2.0, axis=1)


def of_two_axes(a: Block) -> Vector:
    return np.sum(a + 1.0, axis=(0, 2))


def kept(a: Matrix) -> tuple[Matrix, Matrix]:
    return np.sum(a, axis=1, keepdims=True), np.mean(a * 2.0, axis=0, keepdims=True)


def of_singles(a: Single) -> tuple[np.ndarray[tuple[int], np.dtype[np.float32]], np.ndarray[tuple[int], np.dtype[np.float64]]]:
    return np.sum(a * a, axis=1), np.sum(a, axis=0, dtype=np.float64)


def of_complex(a: Complex) -> tuple[np.ndarray[tuple[int], np.dtype[np.complex128]], np.ndarray[tuple[int], np.dtype[np.complex128]]]:
    return np.sum(a * 2.0, axis=1), np.sum(a, axis=0)


def of_ints(a: Numbers) -> tuple[np.ndarray[tuple[int], np.dtype[np.int64]], np.ndarray[tuple[int], np.dtype[np.int64]]]:
    return np.sum(a * 3, axis=1), np.max(a, axis=0)


def _points(n, m):
    return (np.arange(1.0, n * m + 1).reshape(n, m) * 0.37) % 5.0 - 2.0


def _layouts(a):
    return [a, np.asfortranarray(a), a[::-1, ::-1], np.repeat(np.repeat(a, 2, 0), 2, 1)[::2, ::2]]


_SHAPES = [(1, 1), (1, 3), (3, 1), (2, 2), (5, 2), (5, 3), (3, 3), (4, 4), (50, 3), (70, 2), (3, 50), (9, 15), (9, 16), (9, 17), (200, 7), (2, 300)]
_ALL = [layout for n, m in _SHAPES for layout in _layouts(_points(n, m))]
_EMPTY = [np.zeros((0, 3)), np.zeros((3, 0)), np.zeros((0, 0)), np.zeros((0, 2))]
_ZEROS = [np.full((3, n), -0.0) for n in (1, 2, 3, 4)] + [np.array([[np.nan, 1.0, 2.0], [np.inf, -np.inf, 0.0]])]


def _row(n):
    return np.arange(float(n)) + 0.5


CALLS = [
    *[("from_a_row", a, -1) for a in _ALL], ("from_a_row", _EMPTY[0], 0), ("from_a_row", _EMPTY[1], 0),
    *[("times_a_column", a, _row(len(a))) for a in [*_ALL, *_EMPTY]], ("times_a_column", _points(3, 2), _row(2)),
    *[("row_and_column", a, _row(a.shape[1]), _row(len(a))[::-1]) for a in [*_ALL, *_EMPTY]],
    *[("outer", _row(n), _row(m)) for n, m in (*_SHAPES, (0, 3), (3, 0))],
    *[("in_place", a.copy(order="K"), _row(a.shape[1]), _row(len(a))) for a in _ALL],
    *[("of_a_block", _points(n * m, k).reshape(n, m, k), _points(n, m)) for n, m, k in ((2, 3, 3), (5, 4, 2), (3, 1, 7), (1, 3, 40), (4, 4, 1))],
    ("of_a_block", np.asfortranarray(_points(12, 3).reshape(4, 3, 3)), _points(4, 3)), ("of_a_block", _points(12, 3).reshape(4, 3, 3), _points(3, 4)),
    *[("tested", np.floor(a).astype(np.int64), np.arange(a.shape[1]) - 1) for a in _ALL],
    *[(name, a) for name in ("along_rows", "along_columns", "kept") for a in [*_ALL, *_ZEROS]], *[(name, a) for name in ("along_rows", "along_columns") for a in _EMPTY],
    *[("squares", a, 0) for a in [*_ALL, *_ZEROS]], *[("weighted", a, _row(len(a))) for a in [*_ALL, *_EMPTY, *_ZEROS]],
    *[("distances", a) for a in [*_ALL[:40], *_EMPTY]],
    *[(name, a) for name in ("of_a_middle_axis", "of_two_axes") for n, m, k in ((2, 3, 3), (5, 3, 2), (3, 2, 7), (1, 3, 1), (4, 4, 3), (0, 3, 2), (3, 3, 0)) for a in (_points(n * m, k).reshape(n, m, k), np.asfortranarray(_points(n * m, k).reshape(n, m, k)))],
    *[("of_singles", a.astype(np.float32)) for a in _ALL], *[("of_complex", a * (1 + 0.5j)) for a in _ALL], *[("of_ints", np.floor(a * 10).astype(np.int64)) for a in _ALL],
]
