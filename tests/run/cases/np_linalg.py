"""Products and linear algebra: `@`, dot, matmul in every combination of ranks and dtypes, norms, solutions; comparisons of whole arrays."""

import numpy as np

TOLERANCE = 1e-12   # BLAS adds in an order of its own

B1 = np.ndarray[tuple[int], np.dtype[np.bool_]]
B2 = np.ndarray[tuple[int, int], np.dtype[np.bool_]]
I1 = np.ndarray[tuple[int], np.dtype[np.int64]]
I2 = np.ndarray[tuple[int, int], np.dtype[np.int64]]
Y2 = np.ndarray[tuple[int, int], np.dtype[np.int8]]
U1 = np.ndarray[tuple[int], np.dtype[np.uint8]]
S1 = np.ndarray[tuple[int], np.dtype[np.float32]]
S2 = np.ndarray[tuple[int, int], np.dtype[np.float32]]
F1 = np.ndarray[tuple[int], np.dtype[np.float64]]
F2 = np.ndarray[tuple[int, int], np.dtype[np.float64]]
F3 = np.ndarray[tuple[int, int, int], np.dtype[np.float64]]
F4 = np.ndarray[tuple[int, int, int, int], np.dtype[np.float64]]
C1 = np.ndarray[tuple[int], np.dtype[np.complex128]]
C2 = np.ndarray[tuple[int, int], np.dtype[np.complex128]]


def vectors(a: F1, b: F1):
    return a @ b, np.dot(a, b), a.dot(b), np.matmul(a, b), np.vdot(a, b), np.inner(a, b), np.outer(a, b)


def matrix_vector(a: F2, b: F1):
    return a @ b, np.dot(a, b), a.dot(b), np.matmul(a, b)


def vector_matrix(a: F1, b: F2):
    return a @ b, np.dot(a, b), a.dot(b)


def matrices(a: F2, b: F2):
    return a @ b, np.dot(a, b), np.matmul(a, b), a.dot(b)


def transposed(a: F2, b: F2):
    return a.T @ b, a @ b.T, (a.T @ b).T, a.T @ a


def batches(a: F3, b: F3):
    return a @ b, np.matmul(a, b)


def batch_matrix(a: F3, b: F2, c: F1):
    return a @ b, b.T @ a.swapaxes(1, 2), a @ c


def vector_batch(a: F1, b: F3):
    return a @ b


def batches_4d(a: F4, b: F3, c: F2):
    return a @ b, a @ c


def ints(a: I2, b: I2, x: I1):
    return a @ b, a @ x, x @ x, np.dot(a, b), np.inner(x, x), np.outer(x, x), np.vdot(x, x)


def bools(a: B2, b: B2, x: B1):
    return a @ b, a @ x, x @ x, np.dot(a, x)


def small_ints(a: Y2, x: U1):
    return a @ a, x @ x, np.dot(a, a.T), np.dot(x, x), a @ x, np.outer(x, x)


def singles(a: S2, x: S1):
    return a @ a.T, a @ x, x @ x, np.dot(x, x), np.inner(x, x), np.outer(x, x)


def complexes(a: C2, x: C1):
    return a @ a.T, a @ x, x @ x, np.vdot(x, x), np.inner(x, x), np.outer(x, x), np.dot(a, x)


def mixed(a: F2, b: I2, c: S2, d: C2, e: Y2, f: B2):
    return a @ b, b @ c, c @ d, e @ f, a @ c, d @ a, np.dot(e, b), np.matmul(f, a), np.dot(c, e)


def mixed_vectors(a: F1, b: I1, c: S1, d: C1):
    return a @ b, c @ a, np.dot(b, c), np.inner(a, d), np.outer(b, c), np.vdot(d, a)


def with_numbers(a: F2, x: float):
    return np.dot(a, x), np.dot(3, a), a.dot(2.0)


def with_lists(a: F2, x: float):
    return a @ [1.0, x, 3.0], np.dot([1, 2], [3, 4]), np.dot(a, [x, x, x])


def in_expression(a: F2, b: F2, x: F1):
    return a @ b + 1, 2 * (a @ b) - a @ b, (a * 2) @ b, a @ b @ x, a[:, ::-1] @ b[::-1] @ x, -(a @ b).T


def in_loop(a: F2, x: F1, n: int):
    for _ in range(n):
        x = a @ x
        x /= np.linalg.norm(x)
    return x, x @ a @ x


def in_place(a: F2, b: F2):
    a += b @ a
    a[:, 0] = a @ a[0]
    a[1] -= a[1] @ a


def norms(a: F1, b: F2, c: F3):
    return np.linalg.norm(a), np.linalg.norm(b), np.linalg.norm(c), np.linalg.norm(b, axis=0), np.linalg.norm(b, axis=1), np.linalg.norm(b, axis=1, keepdims=True), np.linalg.norm(c, axis=-1), np.linalg.norm(a, 2), np.linalg.norm(b, 2, axis=1), np.linalg.norm(a - a[::-1])


def norm_dtypes(a: I1, b: S1, c: C1, d: C2):
    return np.linalg.norm(a), np.linalg.norm(b), np.linalg.norm(c), np.linalg.norm(d), np.linalg.norm(d, axis=0)


def norm_of_list(x: float):
    return np.linalg.norm([3.0, x])


def solved(a: F2, b: F1, c: F2):
    return np.linalg.solve(a, b), np.linalg.solve(a, c), np.linalg.inv(a), np.linalg.det(a), np.linalg.inv(a) @ a @ b


def solved_ints(a: I2, b: I1):
    return np.linalg.solve(a, b), np.linalg.inv(a), np.linalg.det(a)


def solved_complex(a: C2, b: C1):
    return np.linalg.solve(a, b), np.linalg.inv(a), np.linalg.det(a)


def solve_only(a: F2, b: F1):
    return np.linalg.solve(a, b)


def inverse_only(a: F2):
    return np.linalg.inv(a)


def determinant_only(a: F2):
    return np.linalg.det(a)


def crossed(a: F1, b: F1):
    return np.cross(a, b)


def traces(a: F2, b: I2, c: C2, k: int):
    return np.trace(a), np.trace(a, k), np.trace(b), np.trace(c, -1), np.trace(a.T, offset=k)


def equal(a: F2, b: F2, c: I1, d: I1):
    return np.array_equal(a, b), np.array_equal(a, a), np.array_equal(c, d), np.array_equal(a[0], b[0]), np.array_equal(c, c[::-1])


def equal_dtypes(a: F1, b: I1, c: S1, d: C1):
    return np.array_equal(a, b), np.array_equal(a, c), np.array_equal(b, d), np.array_equal(a, d), np.array_equal(b, [1, 2]), np.array_equal(c, c * 1.0)


def close_to_numbers(a: F1, b: F2, c: S1, d: C1, x: float):
    return np.allclose(a, 1.0), np.allclose(x, 0), np.allclose(b, a), np.allclose(c, a), np.allclose(d, c), np.allclose(a, [1.0, x, x])


def inner_2d(a: F2, b: F2, x: F1):
    return np.inner(a, b), np.inner(a, x), np.outer(a, x), np.vdot(a, b)


def dot_3d(a: F3, b: F3, c: F2, x: F1):
    return np.dot(a, b), np.dot(a, c), np.dot(a, x), a.dot(c)


def trace_dtypes(a: Y2, b: B2, c: S2):
    return np.trace(a), np.trace(b), np.trace(c), np.nansum(a), np.nansum(b), np.nansum(c)


def norm_orders(a: F1, b: F2, p: float):
    return np.linalg.norm(a, 1), np.linalg.norm(a, np.inf), np.linalg.norm(a, -np.inf), np.linalg.norm(a, p), np.linalg.norm(a, 0), np.linalg.norm(b, 1), np.linalg.norm(b, ord=np.inf), np.linalg.norm(b, -1), np.linalg.norm(b, "fro")


def close(a: F1, b: F1, c: I1):
    return np.allclose(a, b), np.allclose(a, a + 1e-9), np.allclose(a, b, rtol=0.5), np.allclose(a, b, atol=10.0), np.allclose(a, b, 1e-3, 1e-3), np.allclose(a, b, equal_nan=True), np.allclose(c, c)


def gram_schmidt(a: F2):
    q = a.copy()
    for i in range(len(a)):
        for j in range(i):
            q[i] -= q[j] * (q[j] @ a[i])
        q[i] /= np.linalg.norm(q[i])
    return q


def power_series(a: F2, n: int):
    out = np.eye(len(a))
    term = np.eye(len(a))
    for k in range(1, n):
        term = term @ a / k
        out += term
    return out


r = np.random.default_rng(7)
X = np.array([1.0, -2.0, 3.0])
V = np.array([0.5, 4.0, -1.0])
M = r.normal(size=(3, 3))
R = r.normal(size=(2, 3))
K = r.normal(size=(2, 3, 4))
L = r.normal(size=(2, 4, 3))
BIG = r.normal(size=(67, 130))
N2 = np.array([[2**62, 3], [-5, 7]])
Y = np.array([[100, 100], [-128, 3]], dtype=np.int8)
U = np.array([200, 100], dtype=np.uint8)
S = np.array([0.5, 0.25, -2], dtype=np.float32)
C = np.array([[1 + 2j, 0.5j], [-1j, 2 + 0j]])
T = np.array([[True, False], [True, True]])
I = np.array([[2, 1], [1, 3]])
CALLS = [
    ("vectors", X, V), ("vectors", X[::-1], V), ("vectors", X[:0], V[:0]), ("vectors", X, V[:2]), ("vectors", BIG[0], BIG[1]), ("vectors", BIG[:, 0], BIG[:, 1]), ("vectors", np.array([np.inf, np.nan]), X[:2]), ("vectors", np.array([-0.0]), X[:1]),
    ("matrix_vector", M, X), ("matrix_vector", R, X), ("matrix_vector", R.T, X[:2]), ("matrix_vector", M[::-1, ::-1], X[::-1]), ("matrix_vector", R, X[:2]), ("matrix_vector", R[:0], X), ("matrix_vector", R[:, :0], X[:0]), ("matrix_vector", BIG, BIG[0]), ("vector_matrix", X, M), ("vector_matrix", X[:2], R), ("vector_matrix", X, R), ("vector_matrix", X, R.T), ("vector_matrix", X[:0], R[:0]),
    ("matrices", M, M), ("matrices", R, M), ("matrices", R, R.T), ("matrices", R, R), ("matrices", M.T, R.T), ("matrices", R[:0], M), ("matrices", R[:, :0], M[:0]), ("matrices", BIG, BIG.T), ("matrices", BIG.T[::2], BIG[:, ::-3]), ("matrices", M[:, :1], M[:1]), ("transposed", M, M), ("transposed", M[::-1], M), ("transposed", R[:1], M[:1]), ("transposed", BIG, BIG),
    ("batches", K, L), ("batches", K[:1], L), ("batches", K, L[:1]), ("batches", K[::-1, ::2], L[:, ::-1]), ("batches", K, K), ("batches", K, np.concatenate((L, L))), ("batches", K[:0], L[:0]), ("batch_matrix", K, L[0], X[[0, 1, 2, 0]]), ("batch_matrix", K, L[0][:2], X), ("vector_batch", X, K), ("vector_batch", X[:2], K), ("batches_4d", K[None], L, L[0]), ("batches_4d", np.stack((K, K, K)), L[:1], L[1]),
    ("ints", N2, N2, N2[0]), ("ints", N2.T, N2[::-1], N2[:, 1]), ("ints", N2, N2[:, :1], N2[0]), ("bools", T, T, T[0]), ("bools", T & False, T, T[1]), ("small_ints", Y, U), ("small_ints", Y.T, U[::-1]), ("singles", S[None] * S[:, None], S), ("singles", np.ones((2, 3), dtype=np.float32)[:, ::-1], S), ("complexes", C, C[0]), ("complexes", C.T, C[:, 1]),
    ("mixed", M[:2, :2], I, S[:2] + np.ones((2, 2), dtype=np.float32), C, Y, T), ("mixed_vectors", X, I.reshape(-1)[:3], S, C.reshape(-1)[:3]), ("with_numbers", R, 2.5), ("with_lists", R, 2.5), ("with_lists", M, np.nan), ("in_expression", M, M * 2, X), ("in_expression", M.T, M, V), ("in_expression", M, R, X), ("in_loop", M, X, 5), ("in_place", M, M * 0.5), ("in_place", M.T, M), ("in_place", R, M),
    ("norms", X, M, K), ("norms", X[::-1], R.T, K.T), ("norms", np.array([1e200, 1e200]), M[:0], K[:, :0]), ("norms", np.array([np.nan, 1.0]), M[:, :1], L), ("norms", X[:0], M, K), ("norm_dtypes", I[0], S, C[0], C), ("norm_of_list", 4.0),
    ("solved", M, X, M.T), ("solved", M.T, X[::-1], R.T), ("solved", np.eye(3)[::-1], V, M), ("solved", M[:1, :1], X[:1], R[:1]), ("solved", M, X[:2], M), ("solved", M, X, R), ("solved", np.zeros((0, 0)), X[:0], np.zeros((0, 2))), ("solved", BIG[:, :67], BIG[:, 70], BIG[:, :3]), ("solved_ints", I, I[0]), ("solved_ints", I - I, I[0]), ("solved_complex", C, C[0]), ("solve_only", M[:2], X), ("solve_only", M - M, X), ("solve_only", np.array([[1.0, 2], [2, 4]]), X[:2]), ("inverse_only", R), ("inverse_only", np.ones((2, 2))), ("inverse_only", np.zeros((0, 0))), ("determinant_only", R), ("determinant_only", np.ones((2, 2))), ("determinant_only", np.zeros((0, 0))), ("determinant_only", -np.eye(3)), ("determinant_only", np.full((2, 2), np.nan)),
    ("crossed", X, V), ("crossed", X[::-1], V), ("traces", M, I, C, 1), ("traces", R, I[:1], C[::-1], -5), ("equal", M, M.copy(), I[0], I[0].copy()), ("equal", M, M.T, I[0], I[1]), ("equal", M, R, I[0], I[0][:1]), ("equal", M * np.nan, M * np.nan, I[0], I[0]), ("equal", M + 0.0, M, I[1], I[1]), ("close", X, X + 1e-6, I[0]), ("close", X, V, I[0]), ("close", np.array([np.nan, np.inf, 1.0]), np.array([np.nan, np.inf, 1.0]), I[1]), ("close", np.array([np.inf, -np.inf, 1.0]), np.array([-np.inf, np.inf, 1.0]), I[1]), ("close", X, V[:1], I[0]), ("close", X, V[:2], I[0]), ("close", X[:0], V[:0], I[0]), ("equal_dtypes", X, np.array([1, -2, 3]), X.astype(np.float32), X + 0j), ("equal_dtypes", V, np.array([1, 2]), V.astype(np.float32), V * 1j), ("equal_dtypes", np.array([0.1, 2.0**53]), np.array([0, 2**53 + 1]), np.array([0.1, 2.0**53], dtype=np.float32), np.array([0.1, 2.0**53]) + 0j), ("close_to_numbers", X[:1], M[:, :1], S[:1], C[0][:1], 0.0), ("close_to_numbers", X, M, S, C[0][:1], 1.0), ("inner_2d", R, M, X), ("inner_2d", M, M.T, X), ("inner_2d", M, M, X[:2]), ("inner_2d", M, BIG, X), ("dot_3d", K, L, L[0], X[[0, 1, 2, 0]]), ("dot_3d", K, K, L[0], X), ("dot_3d", K.T, K[:, :2].swapaxes(1, 2)[:, :2], K[:, 0], X[:2]), ("trace_dtypes", Y, T, np.full((2, 2), 0.1, dtype=np.float32)), ("norm_orders", X, M, 3.5), ("norm_orders", np.array([0.0, np.nan]), R, 0.5), ("gram_schmidt", M), ("power_series", M, 12),
]
