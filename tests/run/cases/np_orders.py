"""The order of elements, and other keywords, where arrays are made."""

import numpy as np
from numpy import float64, int64, ndarray

Matrix = ndarray[tuple[int, int], np.dtype[float64]]
Cube = ndarray[tuple[int, int, int], np.dtype[float64]]


def zeros_f(n: int) -> Matrix:
    return np.zeros((n, 3), order="F")


def empty_f(n: int) -> Matrix:
    a = np.empty((n, 2), order="F")
    a[:] = 1
    a[0, 1] = 5
    return a


def full_f(n: int) -> ndarray[tuple[int, int, int], np.dtype[np.int32]]:
    return np.full((n, 2, 4), 7, order="F", dtype=np.int32)


def ones_f(n: int) -> ndarray[tuple[int], np.dtype[float64]]:
    return np.ones(n, order="F")


def array_f(a: Matrix) -> Matrix:
    return np.array(a, order="F")


def array_c(a: Matrix) -> Matrix:
    return np.array(a, order="C")


def asarray_f(a: Matrix) -> Matrix:
    return np.asarray(a, order="F")


def from_lists(n: int) -> ndarray[tuple[int, int], np.dtype[int64]]:
    return np.array([[1, 2, n], [4, 5, 6]], order="F")


def like_f(a: Cube) -> Cube:
    return np.zeros_like(a, order="F")


def like_c(a: Cube) -> Cube:
    return np.full_like(a, 2, order="C")


def at_least_3(a: Matrix) -> Cube:
    return np.array(a, ndmin=3)


def number_at_least_2(x: int) -> ndarray[tuple[int, int], np.dtype[int64]]:
    return np.array(x, ndmin=2)


def at_least_1(a: Matrix) -> Matrix:
    return np.array(a, ndmin=1)


def uncopied(a: Matrix) -> bool:
    b = np.array(a, copy=False)
    b[0, 0] = 100
    return bool(a[0, 0] == 100)


def copied_where_it_must(a: Matrix) -> tuple[float, int]:
    b, c = np.array(a, copy=None), np.array(a, dtype=np.int64, copy=None)
    b[0, 0] = 50
    return float(a[0, 0]), int(c[0, 0])


A = np.arange(6.0).reshape(2, 3)
C = np.arange(24.0).reshape(2, 3, 4)
def copies(a: Cube):
    return a.copy("F").strides, a.copy("A").strides, a.copy("K").strides, a.copy().strides, np.copy(a, order="F").strides, np.copy(a, order="C").strides, a.copy(order="F"), a.copy("A")


def reshapes(a: Cube, n: int):
    f = a.reshape((n, -1), order="F")
    g = np.reshape(a, (2, n, -1), order="A")
    return f, f.strides, g, g.strides, a.reshape(-1, order="F"), a.reshape(4, 6, order="C").strides, np.reshape(a, (-1, n), order="F")


def reshape_wrong(a: Cube, n: int):
    return a.reshape((n, 5, 7), order="F")


def reshape_unknown(a: Cube):
    return a.reshape((-1, -1), order="F")


def written_through(a: Cube):
    r, f, k = a.ravel(), a.ravel("F"), a.ravel("K")
    r[0], f[1], k[2] = 100.0, 200.0, 300.0
    s = a.reshape((4, 6), order="F")
    s[3, 3] = 400.0
    return a, s


def ravels(a: Cube):
    return a.ravel("C"), a.ravel("F"), a.ravel("A"), a.ravel(order="K"), np.ravel(a, order="F"), a.flatten("F"), a.flatten("A"), a.flatten("K"), a.flatten(order="C")


def ravel_of_steps(a: Matrix):
    row = a[0, ::2]
    flat = row.ravel()
    flat[0] = 50.0
    again = row.reshape(-1)
    again[1] = 60.0
    return a, flat.strides, again.strides


def casts(a: Cube):
    return a.astype(np.float32, order="F").strides, a.astype(np.float32, order="C").strides, a.astype(np.float32, order="A").strides, a.astype(np.float32, "K").strides, a.astype(np.float64, order="F").strides, a.astype(np.int32, order="F")


def cast_same(a: Cube):
    f = a.astype(np.float64, order="F", copy=False)
    f[0, 0, 0] = 9.0
    return a, f, f.strides


def array_a(a: Cube):
    return np.array(a, order="A").strides, np.array(a, order="K").strides, np.asarray(a, order="A").strides, np.array(a, order="A")


def like_none(n: int):
    return np.zeros(n, like=None), np.array([1, 2], like=None), np.full(2, n, device=None), np.asarray([n], like=None)


def nested_list(a: Matrix, c: Cube):
    return a.tolist(), c.tolist(), a.astype(np.int32).tolist(), (a > 1).tolist()


def like_any_order(a: Matrix):
    return np.zeros_like(a, order="A"), np.zeros_like(a, order="A").strides, np.ones_like(a, np.int8, "A"), np.full_like(a, 3, order="A"), np.empty_like(a, order="A").strides


def like_of_shape(a: Matrix, n: int):
    return np.zeros_like(a, shape=(n, 2, n)), np.ones_like(a, shape=n, dtype=np.int32), np.full_like(a, 2.5, shape=(n,), order="F"), np.empty_like(a, shape=(2,)).shape


CALLS = [
    ("like_any_order", A), ("like_any_order", A.T), ("like_any_order", A[:, ::2]), ("like_of_shape", A, 2), ("like_of_shape", A, 0), ("like_of_shape", A, -1),
    ("zeros_f", 2), ("zeros_f", 0), ("zeros_f", -1), ("empty_f", 2), ("full_f", 3), ("ones_f", 3), ("array_f", A), ("array_f", A.T), ("array_c", A), ("array_c", A.T), ("array_c", A[:, ::2]), ("asarray_f", A), ("asarray_f", A.T),
    ("from_lists", 3), ("like_f", C), ("like_c", C.T), ("like_c", C), ("at_least_3", A), ("number_at_least_2", 3), ("at_least_1", A), ("uncopied", A.copy()), ("copied_where_it_must", A.copy()),
]
B = np.arange(24.0).reshape(2, 3, 4)
CUBES = [B, np.asfortranarray(B), B.transpose(1, 0, 2), np.repeat(B, 2, axis=2)[:, :, ::2], B[::-1], np.asfortranarray(B)[:, ::-1], B.transpose(2, 0, 1)[::-1]]
for name in ("copies", "written_through", "ravels", "casts", "cast_same", "array_a", "reshape_unknown"):
    CALLS += [(name, cube) for cube in CUBES]
CALLS += [("reshapes", cube, 3) for cube in CUBES] + [("reshape_wrong", B, 2), ("ravel_of_steps", np.arange(12.0).reshape(3, 4)), ("like_none", 3), ("nested_list", np.arange(6.0).reshape(2, 3), B)]
