"""Arrays: creation, views, assignment through views, masks and integer arrays as indices, broadcasting, casts."""

import numpy as np

F1 = np.ndarray[tuple[int], np.dtype[np.float64]]
F2 = np.ndarray[tuple[int, int], np.dtype[np.float64]]
I1 = np.ndarray[tuple[int], np.dtype[np.int64]]
I2 = np.ndarray[tuple[int, int], np.dtype[np.int32]]
B1 = np.ndarray[tuple[int], np.dtype[np.bool_]]
S1 = np.ndarray[tuple[int], np.dtype[np.float32]]
U1 = np.ndarray[tuple[int], np.dtype[np.uint8]]
C1 = np.ndarray[tuple[int], np.dtype[np.complex128]]


def saxpy(a: float, x: F1, y: F1) -> F1:
    return a * x + y


def element(a: F1, i: int) -> np.float64:
    return a[i]


def element2(a: F2, i: int, j: int) -> np.float64:
    return a[i, j]


def store(a: F1, i: int, value: float) -> None:
    a[i] = value


def row(a: F2, i: int) -> F1:
    return a[i]


def column(a: F2, j: int) -> F1:
    return a[:, j]


def sliced(a: F1, i: int, j: int, k: int) -> F1:
    return a[i:j:k]


def backwards(a: F1) -> F1:
    return a[::-1]


def corner(a: F2) -> F2:
    return a[1:, :-1]


def shift_in_place(a: F1) -> None:
    a[1:] = a[:-1]


def shift_back(a: F1) -> None:
    a[:-1] += a[1:]


def fill_slice(a: F1, value: float) -> None:
    a[::2] = value


def swap(a: F1, i: int, j: int) -> None:
    a[i], a[j] = a[j], a[i]


def masked(a: F1) -> F1:
    return a[a > 0]


def masked_store(a: F1) -> None:
    a[a < 0] = 0.0


def masked_update(a: F1) -> None:
    a[a > 1] *= 2


def picked(a: F1, i: I1) -> F1:
    return a[i]


def scattered(a: F1, i: I1) -> None:
    a[i] = 7.0


def scattered_add(a: F1, i: I1) -> None:
    a[i] += 1.0


def outer_sum(a: F1, b: F1) -> F2:
    return a[:, None] + b[np.newaxis, :]


def transposed(a: F2) -> F2:
    return a.T


def transposed_sum(a: F2) -> F2:
    return a + a.T


def shape_of(a: F2):
    return a.shape, a.ndim, a.size, len(a)


def reshaped(a: F1, n: int) -> F2:
    return a.reshape(n, -1)


def flattened(a: F2) -> F1:
    return a.T.ravel()


def made(n: int):
    return np.zeros(n), np.ones((n, 2), dtype=np.int32), np.full(n, 2.5), np.arange(n), np.arange(0.0, 1.0, 0.25)


def like(a: I2):
    return np.zeros_like(a), np.ones_like(a, dtype=float), np.full_like(a, 3)


def cast(a: F1):
    return a.astype(np.int64), a.astype(np.float32), a.astype(bool)


def small_ints(a: U1, b: U1) -> U1:
    return a + b * a - b


def singles(a: S1) -> S1:
    return a * 2 + 0.5


def mixed_dtypes(a: I1, b: S1):
    return a + b


def int_division(a: I1, b: I1):
    return a / b, a // b, a % b


def powers(a: F1, n: I1):
    return a**2, a**0.5, a**3, n**2


def negated(a: F1, m: B1):
    return -a, ~m, +a


def comparisons(a: F1, b: F1):
    return a < b, a <= b, a == b, a != b, a > b, a >= b


def logical(a: B1, b: B1):
    return a & b, a | b, a ^ b


def chosen(a: F1, b: F1) -> F1:
    return np.where(a > b, a, b)


def complex_arrays(a: C1):
    return a.real, a.imag, abs(a), a * 1j, a.conj()


def joined(a: F1, b: F1):
    return np.concatenate((a, b)), np.stack([a, a]), np.hstack((a, b)), np.concatenate([a, b, a])


def rolled(a: F1, n: int):
    return np.roll(a, n)


def iterated(a: F2) -> np.float64:
    s = np.float64(0)
    for r in a:
        for x in r:
            s += x
    return s


def unpacked(a: F1):
    x, y = a
    return y, x


def matrix(a: F2, b: F2) -> F2:
    return a @ b


def matrix_vector(a: F2, x: F1) -> F1:
    return a @ x


def inner(a: F1, b: F1):
    return a @ b


def found(a: F1):
    return np.nonzero(a)[0], np.argsort(a), np.sort(a)


def which_operation(a: F1, b: F1, c: F1):
    return (a + b) * c


def which_operand(a: F1, b: F1, c: F1):
    return np.where(a > b, a, 0.5) + np.where(c > 0, c, b)


def which_statement(a: F1, b: F1, c: F1):
    t = a * a + b * c
    u = t - a
    return np.sum(np.maximum(u, a * 2))


def new_name(a: F1):
    a = a + 1
    a = a.sum()
    return a


A = np.array([3.0, -1.0, 0.0, 2.5, -4.0, 1.5])
B = np.array([1.0, 2.0, 0.0, -2.5, 4.0, np.nan])
M = np.arange(12.0).reshape(3, 4)
CALLS = [
    ("saxpy", 2.0, A, B), ("saxpy", 2.0, A[::2], B[:3]), ("saxpy", 1.0, A, B[:2]), ("saxpy", 1.0, A[:0], B[:0]), ("saxpy", 1.0, A, B[:1]),
    ("element", A, 0), ("element", A, -1), ("element", A, 6), ("element", A, -7), ("element", A[::-2], 1),
    ("element2", M, 2, 3), ("element2", M, -1, -4), ("element2", M, 3, 0), ("element2", M, 0, 4), ("element2", M.T, 3, 2),
    ("store", A, 2, 9.0), ("store", A, -1, 9.0), ("store", A, 6, 9.0),
    ("row", M, 1), ("row", M, -1), ("row", M, 3), ("column", M, 2), ("column", M.T, 0), ("column", M, -5),
    ("sliced", A, 1, 5, 2), ("sliced", A, -3, 100, 1), ("sliced", A, 5, 1, -2), ("sliced", A, 0, 6, 0), ("backwards", A), ("backwards", A[:0]),
    ("corner", M), ("shift_in_place", A), ("shift_back", A), ("fill_slice", A, 8.0), ("swap", A, 0, -1), ("swap", A, 0, 9),
    ("masked", A), ("masked_store", A), ("masked_update", A), ("masked", A[:0]),
    ("picked", A, np.array([0, -1, 3, 3])), ("picked", A, np.array([6])), ("picked", A, np.array([], dtype=np.int64)),
    ("scattered", A, np.array([1, -2])), ("scattered_add", A, np.array([1, 1, 2])),
    ("outer_sum", A[:2], B[:3]), ("transposed", M), ("transposed_sum", M[:, :3]), ("transposed_sum", M),
    ("shape_of", M), ("reshaped", A, 2), ("reshaped", A, 4), ("flattened", M),
    ("made", 3), ("made", 0), ("made", -1), ("like", np.ones((2, 3), dtype=np.int32)),
    ("cast", A), ("small_ints", np.array([200, 3], dtype=np.uint8), np.array([100, 5], dtype=np.uint8)),
    ("singles", np.array([1.5, 2.5], dtype=np.float32)), ("mixed_dtypes", np.arange(3), np.array([0.5, 1, 2], dtype=np.float32)),
    ("int_division", np.array([7, -7, 5]), np.array([2, 2, 0])), ("powers", np.abs(A), np.array([3, -4])),
    ("negated", A, A > 0), ("comparisons", A, B), ("logical", A > 0, B > 0), ("chosen", A, B),
    ("complex_arrays", np.array([1 + 2j, -3j])), ("joined", A, B), ("rolled", A, 2), ("rolled", A, -1), ("iterated", M), ("unpacked", A[:2]), ("unpacked", A),
    ("matrix", M, M.T), ("matrix", M, M), ("matrix_vector", M, A[:4]), ("inner", A, B[:5]), ("inner", A, A), ("found", A), ("new_name", A),
    *[(name, A[:n], B[:m], A[:k]) for name in ("which_operation", "which_operand", "which_statement") for n, m, k in [(3, 2, 2), (2, 3, 3), (2, 2, 3), (2, 3, 2), (1, 2, 3), (3, 1, 2), (1, 1, 2), (2, 1, 1)]],
]
