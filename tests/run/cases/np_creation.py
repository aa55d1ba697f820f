"""New arrays: shapes as ints, tuples and variables, dtypes, fill values, ranges, sequences, copies."""

import numpy as np

TOLERANCE = 0.0

B1 = np.ndarray[tuple[int], np.dtype[np.bool_]]
I1 = np.ndarray[tuple[int], np.dtype[np.int64]]
I2 = np.ndarray[tuple[int, int], np.dtype[np.int32]]
F1 = np.ndarray[tuple[int], np.dtype[np.float64]]
F2 = np.ndarray[tuple[int, int], np.dtype[np.float64]]
F3 = np.ndarray[tuple[int, int, int], np.dtype[np.float64]]
S1 = np.ndarray[tuple[int], np.dtype[np.float32]]
C1 = np.ndarray[tuple[int], np.dtype[np.complex128]]


def zeros(n: int):
    return np.zeros(n), np.zeros((n,)), np.zeros((n, 2)), np.zeros([2, n]), np.zeros((2, n, 1), dtype=np.int16), np.zeros(shape=n, dtype="float32"), np.zeros(n, bool), np.zeros(n, int), np.zeros(n, float), np.zeros(n, complex)


def ones(n: int):
    return np.ones(n), np.ones((n, n)), np.ones(n, dtype=np.complex64), np.ones((2, 3), dtype=np.uint8), np.ones(n, np.bool_), np.ones(n, "i8")


def dtypes(n: int):
    return (np.zeros(n, np.int8), np.zeros(n, np.int16), np.zeros(n, np.int32), np.zeros(n, np.int64), np.zeros(n, np.intp), np.zeros(n, np.intc), np.zeros(n, np.int_), np.zeros(n, np.longlong),
            np.zeros(n, np.uint8), np.zeros(n, np.uint16), np.zeros(n, np.uint32), np.zeros(n, np.uint64), np.zeros(n, np.uintp), np.zeros(n, np.float32), np.zeros(n, np.single), np.zeros(n, np.float64), np.zeros(n, np.double),
            np.zeros(n, np.complex64), np.zeros(n, np.csingle), np.zeros(n, np.complex128), np.zeros(n, np.cdouble), np.zeros(n, np.bool), np.zeros(n, np.bool_))


def dtype_objects(a: S1, n: int):
    return np.zeros(n, np.dtype(np.int32)), np.zeros(n, np.dtype("uint16")), np.zeros(n, a.dtype), np.ones(n, dtype=np.dtype(float))


def empty(n: int, m: int):
    a = np.empty((n, m))
    a[:] = 3
    b = np.empty(n, dtype=np.int32)
    b.fill(7)
    c = np.empty_like(a)
    c[...] = 1.5
    d = np.empty_like(a, dtype=np.uint8)
    d[:] = 9
    return a, b, c, d


def full(n: int, x: float):
    return np.full(n, x), np.full((n, 2), 3), np.full(n, True), np.full(n, 2.5, dtype=np.float32), np.full((2, n), x, dtype=complex), np.full(n, 1j), np.full(n, np.nan), np.full(n, np.inf), np.full(n, n)


def like(a: I2, b: F1):
    return np.zeros_like(a), np.ones_like(a), np.full_like(a, 7), np.zeros_like(b, dtype=int), np.ones_like(a, dtype=float), np.full_like(b, 2), np.full_like(b, 2, dtype=np.int8), np.full_like(a, 2.9), np.full_like(a, 2.5, dtype=float)


def full_like_nan(a: I2, x: float):
    return np.full_like(a, x)


def shape_of(a: F2):
    return np.zeros(a.shape), np.ones(a.shape[0]), np.zeros((a.shape[1], a.shape[0])), np.zeros(a.size), np.zeros(len(a)), np.full(a.shape, 2.0)


def shape_variable(n: int, m: int):
    shape = (n, m)
    return np.zeros(shape), np.ones(shape, dtype=np.int8), np.full(shape, 1.5)


def arange(n: int):
    return np.arange(n), np.arange(1, n), np.arange(0, n, 2), np.arange(n, 0, -1), np.arange(n, dtype=float), np.arange(n, dtype=np.int32), np.arange(5, 0, -2)


def arange_float(a: float, b: float, c: float):
    return np.arange(a), np.arange(a, b), np.arange(a, b, c), np.arange(a, b, c, dtype=np.float32), np.arange(1, 1.3, 0.1)


def arange_step(n: int, step: int):
    return np.arange(0, n, step)


def arange_scalar(n: np.int32):
    return np.arange(n), np.arange(np.float32(3)), np.arange(np.int64(2), 5)


def linspace(a: float, b: float, n: int):
    return np.linspace(a, b, n), np.linspace(a, b, n, endpoint=False), np.linspace(a, b), np.linspace(0, 1, 5), np.linspace(a, b, num=n, endpoint=True)


def sampled_dtypes(n: int):
    return np.linspace(0, 7, n, dtype=np.int32), np.linspace(-1, 1, n, dtype=np.float32), np.linspace(-2.5, 2, n, dtype=complex), np.eye(n, dtype=np.int8), np.identity(n, dtype=bool), np.tri(n, dtype=np.complex64)


def matrices(n: int, m: int, k: int):
    return np.eye(n), np.eye(n, m), np.eye(n, m, k), np.eye(n, k=k), np.identity(n), np.tri(n, m, k), np.tri(n, m), np.tri(n)


def diagonals(a: F1, b: F2, k: int):
    return np.diag(a), np.diag(a, k), np.diag(b), np.diag(b, k), np.diag(a, k=1)


def triangles(a: F2, b: I2, k: int):
    return np.tril(a), np.triu(a), np.tril(a, k), np.triu(b, k), np.tril(b, k=-1)


def from_sequences(x: float, n: int):
    return np.array([x, 1.0, 2.0]), np.array([1, n]), np.array((x, 2)), np.array([[x, 1], [2, 3]]), np.array([True, False]), np.array([1, x, n]), np.array([1, 2], dtype=float), np.array([1.7, x], dtype=int), np.array([x + 1j, 2]), np.array([[[1], [n]]])


def from_list(x: list[float], y: list[list[int]]):
    return np.array(x), np.asarray(x), np.array(y), np.asarray(y, dtype=np.float32), np.array(x, dtype=np.float32)


def from_comprehension(n: int):
    return np.array([i * i for i in range(n)]), np.array([[i + j for j in range(3)] for i in range(n)]), np.array(range(n)), np.array([float(i) for i in range(n)])


def from_arrays(a: F1, b: F1):
    return np.array([a, b]), np.array((a, a * 2)), np.asarray([a, b, a])


def from_scalars(a: np.float32, b: np.int8):
    return np.array([a, a]), np.array([b, b + b]), np.array([a, b]), np.array([a, 1.5]), np.array([b, 1])


def copies(a: F2):
    b = a.copy()
    b[0, 0] = 99
    c = np.copy(a)
    c[0, 0] = 98
    d = np.array(a)
    d[0, 0] = 97
    return a, b, c, d


def aliases(a: F1):
    b = np.asarray(a)
    b[0] = 99
    c = np.ascontiguousarray(a)
    c[-1] = 98
    return a


def contiguous(a: F2):
    return np.ascontiguousarray(a), np.ascontiguousarray(a.T), np.asarray(a, dtype=np.float32), np.ascontiguousarray(a, dtype=np.int64)


def casts(a: F1, c: C1, i: I1):
    return a.astype(np.float32), a.astype(int), a.astype("int16"), a.astype(np.uint8), a.astype(bool), a.astype(complex), c.astype(np.complex64), i.astype(np.int8), i.astype(np.float32), i.astype(np.uint64), a.astype(np.float64), a.astype(np.float64, copy=False)


def cast_is_copy(a: F1):
    b = a.astype(np.float64)
    b[0] = 77.0
    c = a.astype(np.float64, copy=False)
    c[1] = 55.0
    return a, b


def attributes(a: F3, c: C1):
    return a.shape, a.size, a.ndim, a.itemsize, c.itemsize, len(a), np.shape(a), np.size(a), np.ndim(a), np.size(a, 1), a.shape[-1], a.T.shape


def parts(a: F1, c: C1):
    return a.real, a.imag, c.real, c.imag, np.real(c), np.imag(c), np.real(a), np.imag(a), c.conj(), c.conjugate(), a.conj()


def set_parts(c: C1):
    c.real[0] = 9.0
    c.imag[:] = 2.0


def constants(x: float):
    return x * np.pi, np.e, np.euler_gamma, np.inf, -np.inf, np.nan, x + np.pi


def listed(a: F1, i: I1, b: B1):
    return a.tolist(), i.tolist(), b.tolist()


def items(a: F1, i: I1):
    return a[:1].item(), i[1:2].item()


def item_of(a: F1):
    return a.item()


def negative(n: int):
    return np.zeros((2, n))


def huge(n: int):
    return np.zeros((n, n, n))


def ragged(x: list[list[float]]):
    return np.array(x)


def counted(n: int):
    return np.identity(n)


A = np.array([1.5, -2.7, 0.0, 300.9])
M = np.arange(6.0).reshape(2, 3)
CALLS = [
    ("zeros", 3), ("zeros", 0), ("ones", 2), ("ones", 0), ("dtypes", 2), ("dtype_objects", A.astype(np.float32), 2), ("empty", 2, 3), ("empty", 0, 3), ("full", 3, 2.5), ("like", M.astype(np.int32), A), ("like", M.astype(np.int32).T, A[::2]), ("full_like_nan", M.astype(np.int32), 2.5), ("full_like_nan", M.astype(np.int32), float("nan")),
    ("shape_of", M), ("shape_variable", 2, 3), ("arange", 5), ("arange", 0), ("arange", -3), ("arange_float", 2.5, 7.1, 0.7), ("arange_float", 5.0, 1.0, -0.5), ("arange_step", 5, 0), ("arange_step", 5, 3), ("arange_scalar", np.int32(4)),
    ("linspace", 0.0, 1.0, 7), ("linspace", 3.3, -1.1, 10), ("linspace", 0.0, 1.0, 1), ("linspace", 0.0, 1.0, 0), ("linspace", 0.0, 1.0, -1), ("linspace", 2.0, 2.0, 3),
    ("sampled_dtypes", 4), ("sampled_dtypes", 0), ("sampled_dtypes", 9),
    ("matrices", 3, 4, 1), ("matrices", 3, 2, -1), ("matrices", 0, 2, 0), ("matrices", 2, 2, 5), ("diagonals", A, M, 1), ("diagonals", A, M, -1), ("diagonals", A, M.T, 5), ("triangles", M, M.astype(np.int32), 1), ("triangles", M.T, M.astype(np.int32), -1),
    ("from_sequences", 0.5, 4), ("from_list", [1.0, 2.5], [[1, 2], [3, 4]]), ("from_comprehension", 3), ("from_comprehension", 1), ("from_arrays", A, A[::-1]), ("from_arrays", A, A[:2]), ("from_scalars", np.float32(0.1), np.int8(100)),
    ("copies", M), ("copies", M.T), ("aliases", A), ("contiguous", M), ("contiguous", M[:, ::2]), ("casts", np.array([1.5, -2.7, 0.0, 100.9]), A + 1j, np.array([1, -1, 300])), ("cast_is_copy", A), ("attributes", np.zeros((2, 3, 4)), A + 1j), ("parts", A, A * 2j + 1), ("set_parts", A + 1j),
    ("constants", 2.0), ("listed", A, np.array([1, -5]), A > 0), ("listed", A[::-2], np.array([1, -5])[:0], A > 0), ("items", A, np.array([1, 2])), ("item_of", A[:1]), ("item_of", A), ("item_of", A[:0]), ("negative", -1), ("huge", 2**31), ("huge", 2**20), ("ragged", [[1.0], [1.0, 2.0]]), ("ragged", [[1.0, 5.0], [1.0, 2.0]]), ("counted", -1), ("counted", 2),
]
