"""Subscripts of arrays: basic slices, new axes, ellipses, masks and integer arrays; read, assigned and augmented; what is out of bounds, what does not broadcast, what overlaps."""

import numpy as np

B1 = np.ndarray[tuple[int], np.dtype[np.bool_]]
B2 = np.ndarray[tuple[int, int], np.dtype[np.bool_]]
I1 = np.ndarray[tuple[int], np.dtype[np.int64]]
I2 = np.ndarray[tuple[int, int], np.dtype[np.int64]]
H1 = np.ndarray[tuple[int], np.dtype[np.int16]]
U1 = np.ndarray[tuple[int], np.dtype[np.uint8]]
F1 = np.ndarray[tuple[int], np.dtype[np.float64]]
F2 = np.ndarray[tuple[int, int], np.dtype[np.float64]]
F3 = np.ndarray[tuple[int, int, int], np.dtype[np.float64]]
C1 = np.ndarray[tuple[int], np.dtype[np.complex128]]


def sliced(a: F1, i: int, j: int, k: int):
    return a[i:j:k]


def open_slices(a: F1, i: int):
    return a[:], a[i:], a[:i], a[::2], a[::-1], a[i::-1], a[:i:-1], a[-3:], a[:-3], a[10:], a[:-10], a[5:2], a[::-7], a[::100]


def slices_2d(a: F2, i: int, j: int):
    return a[i:j], a[:, i:j], a[i:j, ::-1], a[::-1, ::2], a[i], a[-1], a[i, j:], a[:, -1], a[i:i, :], a[None, i, ::-1, None]


def slices_3d(a: F3, i: int):
    return a[i], a[:, i], a[..., i], a[i, :, 1], a[:, i, 0], a[0, ..., ::-2], a[1:, :-1, ::3], a[..., None, 0], a[None, ..., 0, :], a[-1, -1]


def ellipsis_element(a: F2, i: int):
    return a[i, i, ...], a[..., i, i], a[..., 0, 0].ndim, a[0, ..., 0] + 1.0


def ellipsis_store(a: F2, i: int):
    a[i, i, ...] = 5.0
    a[..., i, 0] += 2.0
    b = a[i, ..., 0]
    b[...] = 9.0


def indices_of_all_types(a: F1, i: np.int8, j: np.uint64, k: bool, l: np.int32):
    return a[i], a[j], a[int(k)], a[l], a[i:j], a[-1:l:-1]


def at(a: F1, i: int):
    return a[i]


def at2(a: F2, i: int, j: int):
    return a[i, j], a[i][j]


def at3(a: F3, i: int, j: int, k: int):
    return a[i, j, k]


def row_then_column(a: F2, i: int, j: int):
    return a[i], a[:, j]


def put(a: F2, i: int, j: int):
    a[i, j] = 77.0
    a[i][j] += 1.0


def put_row(a: F2, i: int):
    a[i] = 1.0


def step_zero(a: F1, n: int):
    return a[::n]


def by_mask(a: F1, m: B1):
    return a[m], a[~m], a[a > 0], a[(a > -1) & m]


def by_mask_2d(a: F2, m: B2):
    return a[m], a.T[m.T], a[a > 2.0], a[::-1][m]


def by_mask_of_rows(a: F2, m: B1):
    return a[m], a[m, 0], a[m, 1:], a[m].sum(), a[None, m]


def by_mask_of_columns(a: F2, m: B1):
    return a[:, m], a[0, m], a[::-1, m]


def mask_store(a: F1, m: B1, b: F1):
    a[m] = 5.0
    a[~m] = b
    a[a == 5.0] *= 2.0
    a[m] += a[m]


def mask_store_2d(a: F2, m: B2, x: float):
    a[m] = x
    a[~m] -= 1.0
    a.T[a.T > 3.0] = -a.T[a.T > 3.0]


def mask_rows_store(a: F2, m: B1, b: F1):
    a[m] = b
    a[~m, 1] = 8.0
    a[m, ::2] += 100.0


def mask_of_values(a: F1):
    a[a < 0] = -a[a < 0]
    a[np.isnan(a)] = 0.0


def by_integers(a: F1, i: I1):
    return a[i], a[i[::-1]], a[::-1][i], a[i + 0], a[[0, -1]], a[[1]]


def by_small_integers(a: F1, i: H1, j: U1):
    return a[i], a[j]


def by_integers_2d(a: F2, i: I1, j: I1):
    return a[i], a[i, j], a[:, j], a[i, 1:], a[1:, j], a[i, 0], a[-1, j], a[i[:, None], j], a[i][:, j], a[i, None], a[..., j]


def by_matrix(a: F1, i: I2):
    return a[i], a[i.T], a[i][0]


def by_integers_3d(a: F3, i: I1, j: I1):
    return a[i], a[:, i], a[..., j], a[i, :, j], a[i, j], a[:, i, j], a[0, i], a[i, 0, 1:], a[i, ..., 0], a[:, i, :1]


def mixed_index(a: F3, i: I1, m: B1):
    return a[i, m], a[m, i], a[m, :, 0]


def integers_store(a: F1, i: I1, b: F1):
    a[i] = b
    a[i] += 1.0
    a[i[:2]] = 0.5
    a[[0, 0, 1]] += 1.0


def integers_store_2d(a: F2, i: I1, j: I1):
    a[i] = 1.0
    a[i, j] = 2.0
    a[:, j] *= 3.0
    a[i, 1:] -= 4.0
    a[i[:, None], j] += 5.0


def duplicates(a: F1, i: I1, b: F1):
    a[i] = b
    return a


def duplicates_update(a: F1, i: I1, b: F1):
    a[i] -= b
    return a


def gather_dtypes(a: C1, b: U1, c: B1, i: I1):
    return a[i], b[i], c[i], a[c], b[c], c[c]


def scatter_dtypes(a: C1, b: U1, c: B1, i: I1):
    a[i] = 1 + 2j
    b[i] += 250
    c[i] = True
    c[i] ^= c[i]


def gather_is_copy(a: F1, i: I1):
    b = a[i]
    b[0] = 99.0
    c = a[a > 0]
    c[:] = 98.0
    d = a[:]
    d[0] = 97.0
    return b, c, d


def broadcast_store(a: F2, b: F1, x: float):
    a[:] = b
    a[0] = x
    a[:, 0] = 7
    a[1:, 1:] = b[1:]
    a[:, ::-1] = a


def broadcast_one(a: F2, b: F2):
    a[:] = b


def broadcast_into_row(a: F1, b: F2):
    a[:] = b


def broadcast_add(a: F2, b: F1):
    a += b
    a *= b[:1]
    a[:, 1:] -= b[1:]


def broadcast_add_2d(a: F1, b: F2):
    a += b


def store_list(a: F2, x: float):
    a[0] = [x, 1.0, 2.0]
    a[1:] = [[x], [x + 1]]
    a[:, 0] = (5.0, 6.0, 7)


def shift_right(a: F1):
    a[1:] = a[:-1]


def shift_left(a: F1):
    a[:-1] = a[1:]


def reverse(a: F1):
    a[:] = a[::-1]


def reverse_part(a: F1):
    a[1:] = a[:-1][::-1]


def add_shifted(a: F1):
    a[1:] += a[:-1]


def add_reversed(a: F1):
    a += a[::-1]


def add_transposed(a: F2):
    a += a.T
    return a


def assign_transposed(a: F2):
    a[:] = a.T


def assign_transposed_expression(a: F2):
    a[:] = a.T * 2 + a


def smooth(a: F1):
    a[1:-1] = (a[:-2] + a[1:-1] + a[2:]) / 3


def two_names(a: F1, b: F1):
    a[1:] = b[:-1] * 2 + 1
    b += a


def swap_rows(a: F2, i: int, j: int):
    a[i], a[j] = a[j].copy(), a[i].copy()


def swap_columns_wrong(a: F2, i: int, j: int):
    a[:, i], a[:, j] = a[:, j], a[:, i]


def swap_by_list(a: F2, i: int, j: int):
    a[[i, j]] = a[[j, i]]


def overlapping_gather(a: F1, i: I1):
    a[i] = a[:3]
    a[:3] = a[i]


def row_from_column(a: F2):
    a[0] = a[:, 0]
    a[:, 1] += a[1]


def scalar_of_itself(a: F1):
    a[:] = a[0]
    a += a[1]


def matrix_minus_row(a: F2):
    a -= a[0]
    return a


def normalize(a: F2):
    a /= a[0, 0] + 1
    a[:] /= a.max()


def matmul_in_place(a: F2, b: F2):
    a[:] = a @ b


def out_of_bounds_rows(a: F2, i: I1):
    return a[:, i]


def out_of_bounds_store(a: F1, i: I1):
    a[i] = 3.0


def wrong_mask(a: F2, m: B1):
    return a[m]


def wrong_pairs(a: F2, i: I1, j: I1):
    return a[i, j]


def wrong_values(a: F1, i: I1, b: F1):
    a[i] = b


def wrong_mask_values(a: F1, m: B1, b: F1):
    a[m] = b


def wrong_shape(a: F2, b: F1):
    a[1:] = b


def wrong_shape_column(a: F2, b: F1):
    a[:, 0] = b


def store_into_rows(a: F2, i: int, b: F1):
    a[i] = b


def in_loop(a: F2, i: I1):
    s = 0.0
    for k in i:
        s += a[k, -k] * a[k].sum()
        a[k, :] = s
    return s


def histogram(a: I1, n: int):
    counts = np.zeros(n, dtype=np.int64)
    for x in a:
        counts[x] += 1
    return counts


def windows(a: F1, n: int):
    return [float(a[i:i + n].sum()) for i in range(len(a) - n + 1)]


def index_order(a: F1, i: list[int]):
    a[i.pop()] = a[i.pop()] + a[i.pop()]
    return i


def deleted_axis(a: F3):
    return a[:, 0, :][1:, ::-1], a[::-1][0][:, ::-1][1, 1:]


def by_tuples(m: F2, i: int, j: int):
    return m[:, (0, 1)], m[(1, 0), :], m[(0, 1), (1, 0)], m[i, (j, 0)], m[(i, j), 1:], m[..., (j,)]


def by_ranges(m: F2, n: int, t: tuple[int, ...]):
    picked = m[range(n), 0]
    m[range(n), 1] -= 1.0
    m[:, (1, 0)] += 1.0
    m[t, 0] = 7.0
    return picked, m[range(n)], m[:, t], m[range(1, n), range(n - 1)]


A = np.array([3.0, -1.0, 0.0, 2.5, -4.0, 1.5, np.nan])
M = np.arange(9.0).reshape(3, 3)
R = np.arange(12.0).reshape(3, 4)
K = np.arange(24.0).reshape(2, 3, 4)
T = np.array([True, False, True, True, False, False, True])
E = np.array([], dtype=np.int64)
X = np.arange(8.0)
CALLS = [
    *[("sliced", A, i, j, k) for i, j, k in [(0, 7, 1), (1, 6, 2), (-3, 100, 1), (100, -100, -1), (6, 0, -3), (-1, -8, -1), (3, 3, 1), (5, 1, 1), (0, 7, 0), (2**62, 2**63 - 1, 2**62), (-(2**62), 2**62, 2**62), (2**62, -(2**62), -(2**62))]],
    *[("by_tuples", M, i, j) for i, j in ((0, 1), (-1, 2), (3, 0), (0, -4))], *[("by_ranges", R, n, t) for n, t in ((2, (0, 2)), (0, ()), (3, (-1,)), (1, (3,)), (4, ()))],
    ("sliced", A[::-2], 1, 3, 1), ("sliced", A[:0], 0, 5, -1), ("open_slices", A, 2), ("open_slices", A, -2), ("open_slices", A[:0], 0), ("open_slices", A[::-1], 100),
    ("slices_2d", M, 0, 2), ("slices_2d", M.T, 1, 2), ("slices_2d", R[:, ::-1], -1, 1), ("slices_2d", M, 3, 0), ("slices_2d", R[:0], 0, 1), ("slices_3d", K, 1), ("slices_3d", K.T, -1), ("slices_3d", K[:, ::-1], 0), ("slices_3d", K, 2),
    ("ellipsis_element", M, 1), ("ellipsis_element", M, 3), ("ellipsis_store", M, 1), ("ellipsis_store", R.T, -1), ("indices_of_all_types", A, np.int8(-2), np.uint64(3), True, np.int32(1)),
    *[("at", A, i) for i in (0, 6, -7, 7, -8, 2**63 - 1, -(2**63))], ("at", A[:0], 0), *[("at2", R, i, j) for i, j in [(0, 3), (-3, -4), (3, 0), (0, 4), (-4, 0), (2, -5), (9, 9)]], ("at3", K, 1, 2, 3), ("at3", K, 2, 0, 0), ("at3", K, 0, 3, 0), ("at3", K, 0, 0, -5), ("at3", K.T, 3, 2, 1),
    ("row_then_column", R, 2, 3), ("row_then_column", R, 2, 4), ("row_then_column", R, -4, 0), ("put", R, 1, -1), ("put", R, 3, 0), ("put", R, 0, -5), ("put_row", R, -1), ("put_row", R, 3), ("step_zero", A, 0), ("step_zero", A, -3),
    ("by_mask", A, T), ("by_mask", A[::-1], T[::-1]), ("by_mask", A[:0], T[:0]), ("by_mask", A, T[:3]), ("by_mask", A[::2], T[:4]), ("by_mask", A[:3], T), ("by_mask_2d", M, M % 2 == 0), ("by_mask_2d", M.T, M > 4), ("by_mask_2d", M, R > 4), ("by_mask_2d", M[:0], M[:0] > 1), ("by_mask_of_rows", M, T[:3]), ("by_mask_of_rows", M, T[:3] & False), ("by_mask_of_rows", M, T),
    ("by_mask_of_columns", R, T[:4]), ("by_mask_of_columns", R, T[:3]), ("mask_store", A, T, np.array([1.0, 2.0, 3.0])), ("mask_store", A, T, np.array([1.0])), ("mask_store", A, T, np.array([1.0, 2.0])), ("mask_store_2d", M, M > 4, 0.5), ("mask_store_2d", M.T, M > 4, np.nan), ("mask_store_2d", M, R > 4, 0.0), ("mask_rows_store", M, T[:3], X[:3]), ("mask_rows_store", M, ~T[:3], X[:3]), ("mask_rows_store", M, T[:3], X[:2]), ("mask_of_values", A), ("mask_of_values", A[::-2]),
    ("by_integers", A, np.array([0, -1, 3, 3])), ("by_integers", A, np.array([6, -7])), ("by_integers", A, np.array([7])), ("by_integers", A, np.array([0, -8])), ("by_integers", A, E), ("by_integers", A[:0], E), ("by_integers", A[:0], np.array([0])), ("by_small_integers", A, np.array([-1, 2], dtype=np.int16), np.array([6, 0], dtype=np.uint8)), ("by_small_integers", A, np.array([-1, 2], dtype=np.int16), np.array([200], dtype=np.uint8)),
    ("by_integers_2d", M, np.array([0, -1]), np.array([1, 1])), ("by_integers_2d", R.T, np.array([3]), np.array([0, 2])), ("by_integers_2d", M, np.array([0, -1]), np.array([1, 1, 0])), ("by_integers_2d", M, np.array([0, 1]), np.array([2, 3])), ("by_integers_2d", M, E, E), ("by_matrix", A, np.array([[0, 1, 2], [-1, -2, -3]])), ("by_matrix", A, np.array([[0, 9]])), ("by_matrix", A, np.zeros((2, 0), dtype=np.int64)),
    ("by_integers_3d", K, np.array([1, 0, 1]), np.array([0, 2, 1])), ("by_integers_3d", K[::-1, ::-1], np.array([1, 0]), np.array([-1, -2])), ("by_integers_3d", K, np.array([1, 5]), np.array([0, 2])), ("by_integers_3d", K, E, E), ("mixed_index", K, np.array([1, 0]), T[:2]), ("mixed_index", K[:, :2], np.array([1]), T[:2]), ("mixed_index", K[:, :2], np.array([1, 0, 1]), ~T[:2]),
    ("integers_store", A, np.array([1, -2]), np.array([8.0, 9.0])), ("integers_store", A, np.array([1, -2, 1]), np.array([8.0, 9.0, 7.0])), ("integers_store", A, np.array([1, 9]), np.array([8.0, 9.0])), ("integers_store", A, np.array([1, 2]), X[:3]), ("integers_store_2d", M, np.array([0, 2]), np.array([1, 1])), ("integers_store_2d", M.T, np.array([0, 2]), np.array([1, 0, 1])), ("integers_store_2d", M, np.array([0]), np.array([1, 0, 1])),
    ("duplicates", A, np.array([1, 1, 1]), X[:3]), ("duplicates", A, np.array([2, 0, 2]), X[:1]), ("duplicates_update", A, np.array([1, 1, 1]), X[:3]), ("duplicates_update", A, np.array([0, -7, 2]), X[3:6]), ("gather_dtypes", A[:3] + 1j, np.arange(3, dtype=np.uint8), T[:3], np.array([2, 0, 0])), ("scatter_dtypes", A[:3] + 1j, np.arange(3, dtype=np.uint8), T[:3], np.array([2, 0, 0])), ("gather_is_copy", A, np.array([0, 1])),
    ("broadcast_store", M, X[:3], 5.0), ("broadcast_store", R, X[:4], -1.0), ("broadcast_store", R.T, X[:3], -1.0), ("broadcast_store", M, X[:2], 5.0), ("broadcast_store", M, X[:1], 5.0), ("broadcast_one", M, M[:1] + 5), ("broadcast_one", M, M[:, :1]), ("broadcast_one", M, M[:2]), ("broadcast_one", M[:0], M[:0]), ("broadcast_one", M[:0], M[:1]), ("broadcast_into_row", X[:3], M[1:2]), ("broadcast_into_row", X[:3], M), ("broadcast_into_row", X[:1], M[:1]),
    ("broadcast_add", M, X[:3]), ("broadcast_add", R, X[:4]), ("broadcast_add", R, X[:3]), ("broadcast_add_2d", X[:3], M[:1]), ("broadcast_add_2d", X[:3], M), ("store_list", M, 1.5), ("store_list", R, 1.5), ("store_list", M.T, 1.5),
    *[(name, a) for name in ("shift_right", "shift_left", "reverse", "reverse_part", "add_shifted", "add_reversed", "smooth", "scalar_of_itself") for a in (X, X[::-1], X[::2], X[1:3])],
    *[(name, a) for name in ("add_transposed", "assign_transposed", "assign_transposed_expression", "row_from_column", "matrix_minus_row", "normalize") for a in (M, M.T, M[::-1, ::-1], M[:2, :2], np.arange(90.0).reshape(9, 10)[:, :9])], ("add_transposed", R), ("assign_transposed", R), ("add_transposed", np.arange(2500.0).reshape(50, 50)),
    ("two_names", X, X[::-1]), ("two_names", X[1:], X[:-1]), ("two_names", X[:-1], X[1:]), ("two_names", X, X), ("two_names", X, X[:3]), ("swap_rows", M, 0, 2), ("swap_columns_wrong", M, 0, 1), ("swap_by_list", M, 0, -1), ("swap_by_list", M, 0, 3), ("overlapping_gather", X, np.array([1, 2, 3])), ("overlapping_gather", X[::-1], np.array([-1, 0, 1])),
    ("matmul_in_place", M, M), ("matmul_in_place", M, M.T), ("out_of_bounds_rows", M, np.array([0, 3])), ("out_of_bounds_rows", M, np.array([-4])), ("out_of_bounds_store", A, np.array([0, 7])), ("wrong_mask", M, T[:2]), ("wrong_mask", M, T[:3]), ("wrong_pairs", M, np.array([0, 1]), np.array([0, 1, 2])), ("wrong_pairs", M, np.array([0, 1]), np.array([0])), ("wrong_values", A, np.array([0, 1]), X[:3]), ("wrong_values", A, np.array([0, 1]), X[:1]), ("wrong_values", A, E, X[:0]), ("wrong_mask_values", A, T, X[:3]), ("wrong_mask_values", A, T, X[:4]), ("wrong_mask_values", A, T, X[:1]), ("wrong_mask_values", A, T & False, X[:0]),
    ("wrong_shape", M, X[:3]), ("wrong_shape", M, X[:2]), ("wrong_shape", M[:1], X[:3]), ("wrong_shape", M[:1], X[:2]), ("wrong_shape_column", R, X[:3]), ("wrong_shape_column", R, X[:4]), ("store_into_rows", R, 1, X[:4]), ("store_into_rows", R, 3, X[:4]), ("store_into_rows", R, 1, X[:3]), ("in_loop", M, np.array([0, 1, 2])), ("in_loop", M, np.array([3])), ("histogram", np.array([0, 1, 1, 4]), 5), ("histogram", np.array([0, 5]), 5), ("windows", X, 3), ("windows", X, 9), ("index_order", X, [1, 2, 3]), ("index_order", X, [1, 2, 30]), ("deleted_axis", K),
]
