"""Joining and rearranging: concatenate, stack and their kin, append, repeat, tile, roll, flip; dtypes, axes, what does not fit."""

import numpy as np

B1 = np.ndarray[tuple[int], np.dtype[np.bool_]]
I1 = np.ndarray[tuple[int], np.dtype[np.int64]]
Y1 = np.ndarray[tuple[int], np.dtype[np.int8]]
U1 = np.ndarray[tuple[int], np.dtype[np.uint8]]
S1 = np.ndarray[tuple[int], np.dtype[np.float32]]
F1 = np.ndarray[tuple[int], np.dtype[np.float64]]
F2 = np.ndarray[tuple[int, int], np.dtype[np.float64]]
F3 = np.ndarray[tuple[int, int, int], np.dtype[np.float64]]
C1 = np.ndarray[tuple[int], np.dtype[np.complex128]]


def concatenated(a: F1, b: F1):
    return np.concatenate((a, b)), np.concatenate([a, b, a]), np.concatenate((a,)), np.concatenate([a[::-1], b[1:]]), np.concatenate((a, [1.0, 2.0])), np.concatenate((a, a * 2, b + 1)), np.concatenate((a, b), axis=0), np.concatenate((a, b), axis=-1)


def concatenated_2d(a: F2, b: F2):
    return np.concatenate((a, b)), np.concatenate((a, b), axis=0), np.concatenate((a, b), axis=None)


def concatenated_columns(a: F2, b: F2):
    return np.concatenate((a, b), axis=1), np.concatenate([a, b, a.T.T], -1)


def concatenated_3d(a: F3, b: F3):
    return np.concatenate((a, b), axis=2), np.concatenate((a, b), 1), np.concatenate((a, b), axis=-3)


def concatenated_dtypes(a: Y1, b: U1, c: S1, d: I1, e: C1, f: B1):
    return np.concatenate((a, b)), np.concatenate((a, c)), np.concatenate((c, d)), np.concatenate((f, a)), np.concatenate((c, e)), np.concatenate((f, f)), np.concatenate((a, [1, 2])), np.hstack((b, d)), np.stack((a, b)), np.vstack((f, c))


def stacked(a: F1, b: F1):
    return np.stack((a, b)), np.stack([a, b], axis=1), np.stack((a, b), -1), np.stack([a, b, a + b], axis=0), np.hstack((a, b)), np.vstack((a, b)), np.column_stack((a, b)), np.hstack([a, b, a]), np.vstack([a]), np.column_stack([a, b, b])


def stack_one(a: F1):
    return np.stack([a]), np.stack((a,), axis=1)


def stacked_2d(a: F2, b: F2):
    return np.stack((a, b)), np.stack((a, b), axis=1), np.stack((a, b), axis=2), np.stack((a, b), axis=-2)


def hstacked(a: F2, b: F2):
    return np.hstack((a, b)), np.column_stack((a, b))


def vstacked(a: F2, b: F2):
    return np.vstack((a, b))


def stacked_3d(a: F3):
    return np.hstack((a, a)), np.vstack((a, a)), np.stack((a, a), axis=3), np.column_stack((a, a))


def variable(a: F1, b: F1):
    both = (a, b)
    return np.concatenate(both), np.stack(both), np.vstack(both)


def appended(a: F1, b: F2, c: I1):
    return np.append(a, a), np.append(a, [1.0]), np.append(a, b), np.append(c, c), np.append(c, a), np.append(b, b, axis=0), np.append(b, b, axis=1)


def appended_number(a: F1, c: I1, x: float, n: int):
    return np.append(a, x), np.append(a, n), np.append(c, n), np.append(c, x), np.append(a, 1j)


def repeated(a: F1, b: F2, n: int):
    return np.repeat(a, n), np.repeat(b, n), np.repeat(b, n, axis=0), np.repeat(b, n, axis=1), np.repeat(b, n, -1), np.repeat(a, 2, axis=0)


def repeated_dtypes(a: U1, b: B1, c: C1):
    return np.repeat(a, 3), np.repeat(b, 2), np.repeat(c, 1), np.tile(a, 2), np.tile(b, 3), np.tile(c, 1)


def tiled(a: F1, n: int):
    return np.tile(a, n)


def rolled(a: F1, b: F2, n: int):
    return np.roll(a, n), np.roll(b, n), np.roll(b, n, axis=0), np.roll(b, n, axis=1), np.roll(b, 1, -1), np.roll(a, -n), np.roll(a * 2, n)


def rolled_dtypes(a: U1, b: B1, c: C1, d: F3):
    return np.roll(a, 1), np.roll(b, -1), np.roll(c, 2), np.roll(d, 1, axis=1), np.roll(d, 5)


def flipped(a: F1, b: F2, c: F3, i: int):
    return np.flip(a), np.flip(b), np.flip(b, 0), np.flip(b, axis=1), np.flip(c), np.flip(c, 1), np.flip(c, i), np.flipud(a), np.flipud(b), np.fliplr(b), np.flipud(c), np.fliplr(c), np.flip(a, 0)


def flips_are_views(a: F1, b: F2):
    np.flip(a)[0] = 100.0
    np.flipud(b)[0] = 200.0
    np.fliplr(b)[0] = 300.0


def copies(a: F1):
    b = np.concatenate((a,))
    b[0] = 99.0
    c = np.roll(a, 0)
    c[0] = 98.0
    d = np.append(a, a[:0])
    d[0] = 97.0
    return b, c, d


def padded(a: F1, n: int):
    return np.concatenate((np.zeros(n), a, np.ones(n)))


def into_target(a: F2, b: F1):
    a[0] = np.concatenate((b, b))
    a[1:] += np.hstack((b, b))
    a[:, :2] = np.column_stack((a[:, 1], a[:, 0]))


def shared_shapes(a: F2, b: F1):
    return np.concatenate((a, b[None])), np.concatenate((a, b[None, :], a[:0])), np.vstack((a, b[np.newaxis]))


A = np.array([3.0, -1.0, 0.5])
B = np.array([9.0, np.nan])
M = np.arange(6.0).reshape(2, 3)
K = np.arange(24.0).reshape(2, 3, 4)
Y = np.array([100, -128], dtype=np.int8)
U = np.array([200, 1], dtype=np.uint8)
S = np.array([0.1, 2], dtype=np.float32)
I = np.array([2**62, -5])
C = np.array([1 + 2j, -1j])
T = np.array([True, False])
CALLS = [
    ("concatenated", A, B), ("concatenated", A[::-1], B[:0]), ("concatenated", A[:0], B[:1]), ("concatenated_2d", M, M + 10), ("concatenated_2d", M.T, M[:, :2]), ("concatenated_2d", M, M[:0]), ("concatenated_2d", M, M[:, :2]), ("concatenated_2d", M, M.T), ("concatenated_columns", M, M[:, 1:]), ("concatenated_columns", M[:, ::-1], M[:, :0]), ("concatenated_columns", M, M[:1]), ("concatenated_3d", K, K), ("concatenated_3d", K, K[:, ::-1]), ("concatenated_3d", K, K[:1]), ("concatenated_3d", K, K[:, :, :2]),
    ("concatenated_dtypes", Y, U, S, I, C, T), ("concatenated_dtypes", Y[::-1], U, S, I[::-1], C, T[::-1]), ("stacked", A, A[::-1]), ("stacked", A[:0], A[:0]), ("stacked", A, B), ("stack_one", A), ("stack_one", A[:0]), ("stacked_2d", M, M * 2), ("stacked_2d", M.T, M.T[::-1]), ("stacked_2d", M, M.T), ("hstacked", M, M[:, :1]), ("hstacked", M, M[:1]), ("vstacked", M, M[:1]), ("vstacked", M, M[:, :1]), ("stacked_3d", K), ("stacked_3d", K.T), ("variable", A, A), ("variable", A, B),
    ("appended", A, M, I), ("appended", A[:0], M[:, :0], I[:0]), ("appended_number", A, I, 0.5, 7), ("appended_number", A[:0], I[:0], 0.5, 7), ("repeated", A, M, 2), ("repeated", A[::-1], M.T, 0), ("repeated", A, M, 1), ("repeated", A, M, -1), ("repeated_dtypes", U, T, C), ("tiled", A, 3), ("tiled", A[::-2], 1), ("tiled", A, 0), ("tiled", A, -1),
    *[("rolled", A, M, n) for n in (0, 1, -1, 2, 5, -7, 10**12)], ("rolled", A[::-1], M.T, 2), ("rolled", A[:0], M[:0], 2), ("rolled_dtypes", U, T, C, K), ("flipped", A, M, K, 2), ("flipped", A[:0], M.T, K.T, -3), ("flipped", A, M, K, 3), ("flipped", A, M, K, -4), ("flips_are_views", A, M), ("copies", A), ("padded", A, 2), ("padded", A, 0), ("padded", A, -1), ("into_target", np.arange(12.0).reshape(3, 4), B), ("into_target", np.arange(15.0).reshape(3, 5), B), ("shared_shapes", M, A), ("shared_shapes", M, B),
]
