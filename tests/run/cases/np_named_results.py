"""Functions of NumPy that give named tuples: by name, by index, unpacked, kept, and handed to Python as NumPy's own class."""

import numpy as np

F1 = np.ndarray[tuple[int], np.dtype[np.float64]]
F2 = np.ndarray[tuple[int, int], np.dtype[np.float64]]
C2 = np.ndarray[tuple[int, int], np.dtype[np.complex128]]
I2 = np.ndarray[tuple[int, int], np.dtype[np.int32]]


def by_name(a: F2):
    e = np.linalg.eigh(a)
    return e.eigenvalues.sum(), e.eigenvectors.shape, np.linalg.slogdet(a).logabsdet, np.linalg.svd(a).S[0], np.linalg.qr(a).R.ndim


def by_index(a: F2):
    values, vectors = np.linalg.eigh(a)
    u, s, vh = np.linalg.svd(a, full_matrices=False)
    return values, vectors.dtype == np.float64, len(np.linalg.slogdet(a)), np.linalg.qr(a)[1].shape, u.shape, s, vh.shape


def whole(a: F2, c: C2, n: I2):
    return np.linalg.eigh(c), np.linalg.qr(a), np.linalg.svd(a), np.linalg.slogdet(c), np.linalg.eig(c), np.unique_all(n), np.unique_counts(n), np.unique_inverse(n)


def counted(n: I2) -> dict[int, int]:
    found = np.unique_counts(n)
    return {int(v): int(k) for v, k in zip(found.values, found.counts)}


def chosen(a: F2, full: bool):
    return (np.linalg.svd(a) if full else np.linalg.svd(a, full_matrices=False)).U.shape


def best(a: F2):
    results = [np.linalg.slogdet(a * k) for k in range(1, 4)]
    return max(r.logabsdet for r in results), [r.sign for r in results], results[0]._fields


def placed(x: F1):
    return x.device, x.to_device("cpu").sum(), np.zeros(2, device=x.device), np.asarray(x, copy=True) is x, np.asarray(x, copy=None) is x


def copied(x: F1):
    y = np.reshape(x, (-1, 1), copy=True)
    z = np.asarray(x, copy=True)
    w = np.asarray(x, copy=False)
    x[0] = 9.0
    return y, z, w


A = np.array([[2.0, 1.0], [1.0, 3.0]])
C = np.array([[2.0, 1j], [-1j, 3.0]])
N = np.array([[3, 1], [1, 2]], dtype=np.int32)
TOLERANCE = 1e-13
CALLS = [
    ("by_name", A), ("by_index", A), ("whole", A, C, N), ("counted", N), ("counted", N[:0]), ("chosen", A, True), ("chosen", A[:1], False), ("best", A), ("by_name", A[:1]),
    ("by_name", A * np.nan), ("placed", np.ones(3)), ("copied", np.ones(3)),
]
