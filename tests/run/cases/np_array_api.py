"""Functions of the array API standard, whose namespace is a parameter or asked for: compiled for NumPy."""

import numpy as np

F1 = np.ndarray[tuple[int], np.dtype[np.float64]]
F2 = np.ndarray[tuple[int, int], np.dtype[np.float64]]
I1 = np.ndarray[tuple[int], np.dtype[np.int64]]


def softmax(x: F2, xp=np):
    e = xp.exp(x - xp.max(x, axis=1, keepdims=True))
    return e / xp.sum(e, axis=1, keepdims=True)


def names(x: F1, a: F2, c: I1, *, xp=np):
    p = xp.concat((x, x)), xp.permute_dims(a, (1, 0)), xp.astype(c, xp.float32), xp.linalg.vecdot(x, x), xp.pow(x, 2.0), xp.asin(x / 9), xp.acosh(x + 1), xp.bitwise_invert(c), xp.matrix_transpose(a), xp.linalg.matrix_norm(a)
    q = xp.unique_values(c), xp.cumulative_sum(x), xp.take(a, c[:1], axis=0), xp.isdtype(x.dtype, "real floating"), xp.zeros((2,), dtype=xp.result_type(x, c)), xp.linalg.vector_norm(x), xp.vecdot(x, x), xp.asarray([1.0, 2.0]), xp.argsort(x), xp.any(x > 1)
    return p, q


def asked(x: F1, a: F2):
    xp = x.__array_namespace__()
    return xp.mean(x), xp.atan2(x, xp.ones_like(x)), xp.std(a, correction=1)


def inner(x, xp):
    return xp.sqrt(xp.sum(x * x))


def passed(x: F1, xp=np):
    return inner(x, xp)


X, A, C = np.array([0.5, 1.5, 2.0]), np.arange(6.0).reshape(2, 3), np.array([1, 0, 1])
CALLS = [("softmax", A), ("softmax", A, np), ("softmax", A[:, :0]), ("names", X, A, C), ("asked", X, A), ("passed", X), ("passed", X, np)]
