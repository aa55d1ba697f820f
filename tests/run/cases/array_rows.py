"""Element-wise loops over rows: neighbours in a grid, which are walked by the same steps, and operands that are not (elementwise.hpp, `map_part`)."""

import numpy as np

Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]
Block = np.ndarray[tuple[int, int, int], np.dtype[np.float64]]
Bytes = np.ndarray[tuple[int, int], np.dtype[np.uint8]]


def neighbours(a: Matrix) -> Matrix:
    return a[:-2, 1:-1] + a[2:, 1:-1] - 4.0 * a[1:-1, 1:-1] + a[1:-1, :-2] + a[1:-1, 2:]


def neighbours_in_place(a: Matrix) -> None:
    a[1:-1, 1:-1] = (a[:-2, 1:-1] + a[2:, 1:-1] + a[1:-1, :-2] + a[1:-1, 2:]) / 4.0


def neighbours_into(out: Matrix, a: Matrix, factor: float) -> None:
    out[1:-1, 1:-1] += factor * (a[:-2, 1:-1] - a[2:, 1:-1])


def of_a_block(a: Block) -> Block:
    return a[1:-1, 1:-1, 1:-1] - (a[2:, 1:-1, 1:-1] + a[:-2, 1:-1, 1:-1] + a[1:-1, 2:, 1:-1] + a[1:-1, :-2, 1:-1] + a[1:-1, 1:-1, 2:] + a[1:-1, 1:-1, :-2])


def block_in_place(a: Block) -> None:
    a[1:, 1:, 1:] -= a[:-1, :-1, :-1] * a[1:, :-1, 1:]


def of_bytes(a: Bytes) -> Bytes:
    return a[:-1, :-1] + a[1:, 1:] + a[:-1, 1:] + a[1:, :-1]


def with_a_row(a: Matrix, row: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Matrix:
    return a[1:, 1:] * row[1:] + a[:-1, :-1]


def with_a_column(a: Matrix) -> Matrix:
    return a[1:, 1:] * a[1:, :1] + a[:-1, :-1]


def mixed_layouts(a: Matrix, b: Matrix) -> Matrix:
    return a[1:, 1:] + b[1:, 1:] * b[:-1, :-1]


def copies(a: Matrix, b: Matrix) -> Matrix:
    out = a.copy()
    out[:] = b
    out[1:-1] = b[:-2]
    return out


def overlapping_copies(a: Matrix) -> None:
    a[1:] = a[:-1]
    a[:, 1:] = a[:, :-1]
    a[:] = a[::-1]


def into_other_types(a: Matrix) -> Bytes:
    out = np.zeros(a.shape, dtype=np.uint8)
    out[:] = 1
    out[1:, 1:] = a[:-1, :-1] > a[1:, 1:]
    return out


def _matrix(rows, columns):
    return np.arange(1.0, rows * columns + 1).reshape(rows, columns) * 0.37 % 5.0


def _block(*shape):
    return np.arange(1.0, np.prod(shape) + 1).reshape(shape) * 0.37 % 5.0


def _bytes(rows, columns):
    return (np.arange(rows * columns).reshape(rows, columns) * 7 % 256).astype(np.uint8)


def _layouts(a):
    """The same shape in other layouts."""
    return [a, np.asfortranarray(a), a[::-1, ::-1], np.repeat(np.repeat(a, 2, 0), 3, 1)[::2, ::3], a[:, :1].repeat(a.shape[1], 1)]


_MATRICES = [_matrix(n, m) for n, m in ((3, 3), (4, 9), (9, 4), (3, 40), (40, 3), (2, 2), (2, 5), (5, 2), (33, 35))]
_EMPTY = [np.zeros((0, 5)), np.zeros((5, 0))]

CALLS = [
    *[("neighbours", b) for a in _MATRICES for b in _layouts(a)],
    *[("neighbours_in_place", b.copy(order="K")) for a in _MATRICES for b in _layouts(a)],
    *[("neighbours_into", _matrix(*a.shape), b, 0.25) for a in _MATRICES for b in _layouts(a)],
    ("neighbours_into", _matrix(4, 4), _matrix(4, 5), 0.25), ("neighbours_into", _matrix(4, 4), _matrix(3, 3), 0.25),
    *[("of_a_block", _block(*shape)) for shape in ((3, 3, 3), (4, 5, 6), (6, 5, 4), (3, 4, 20), (2, 3, 3), (5, 3, 5), (5, 5, 3))],
    ("of_a_block", np.asfortranarray(_block(4, 5, 6))), ("of_a_block", _block(4, 5, 6).transpose(1, 0, 2)), ("of_a_block", _block(4, 5, 6)[:, ::-1]),
    *[("block_in_place", _block(*shape)) for shape in ((1, 1, 1), (2, 2, 2), (4, 5, 6), (3, 3, 17))], ("block_in_place", np.asfortranarray(_block(4, 5, 6))),
    *[("of_bytes", b) for shape in ((2, 2), (3, 50), (50, 3), (1, 4), (1, 1)) for b in _layouts(_bytes(*shape))],
    *[("with_a_row", b, np.arange(float(a.shape[1]))) for a in _MATRICES for b in _layouts(a)], ("with_a_row", _matrix(3, 4), np.arange(3.0)), ("with_a_row", _matrix(3, 4), np.arange(2.0)),
    *[("with_a_column", b) for a in _MATRICES for b in _layouts(a)],
    *[("mixed_layouts", a, b) for a in _layouts(_matrix(6, 7)) for b in _layouts(_matrix(6, 7))], ("mixed_layouts", _matrix(2, 3), _matrix(3, 2)), ("mixed_layouts", _matrix(2, 3), _matrix(2, 2)),
    *[("copies", a, b) for a in _layouts(_matrix(6, 7)) for b in _layouts(_matrix(6, 7))], ("copies", _matrix(2, 3), _matrix(3, 2)), ("copies", _matrix(3, 3), _matrix(1, 3)),
    *[("overlapping_copies", b.copy(order="K")) for a in _MATRICES for b in _layouts(a)], *[("overlapping_copies", a) for a in _EMPTY],
    *[("into_other_types", b) for a in _MATRICES for b in _layouts(a)], *[("into_other_types", a) for a in _EMPTY],
]
