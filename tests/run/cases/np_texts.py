"""Text of arrays, files, settings: NumPy's own functions, called from compiled code."""

import tempfile

import numpy as np

F1 = np.ndarray[tuple[int], np.dtype[np.float64]]
F2 = np.ndarray[tuple[int, int], np.dtype[np.float64]]
I1 = np.ndarray[tuple[int], np.dtype[np.int64]]
Z2 = np.ndarray[tuple[int, int], np.dtype[np.complex64]]


def texts(a: F2, x: F1, c: I1, z: Z2):
    return str(a), repr(a), f"{x} and {c}", f"{a!r}", np.array_str(x, precision=2), np.array_repr(z), np.array2string(a, precision=2, separator=", "), np.array2string(c, threshold=2, edgeitems=1)


def number_texts(n: int, x: float):
    return np.base_repr(n, 3), np.base_repr(n, base=36, padding=2), np.binary_repr(n), np.binary_repr(n, width=12), np.format_float_positional(x, precision=3), np.format_float_scientific(x, exp_digits=3), np.format_float_positional(np.float32(x)), np.typename("d"), np.mintypecode("fd")


def base_wrong(n: int, base: int):
    return np.base_repr(n, base)


def of_memory(b: bytes, x: F1):
    return np.frombuffer(b, dtype=np.uint8), np.frombuffer(b, np.int16, count=2, offset=2), np.fromstring("1 2 3.5", sep=" "), np.fromstring("1,2", dtype=np.int64, sep=","), np.from_dlpack(x)


def of_memory_wrong(b: bytes):
    return np.frombuffer(b, np.float64)


def files(path: str, a: F2, x: F1):
    np.save(path + "/a.npy", a)
    np.savetxt(path + "/a.txt", a, fmt="%.3f", header="rows")
    np.savez(path + "/b.npz", a, x)
    np.savez_compressed(path + "/c.npz", x)
    return np.loadtxt(path + "/a.txt", ndmin=2), np.loadtxt(path + "/a.txt", usecols=0, ndmin=1), np.fromfile(path + "/a.npy", dtype=np.uint8, count=6)


def more_files(path: str, a: F2):
    a.tofile(path + "/a.bin")
    np.savetxt(path + "/b.txt", a)
    return np.fromfile(path + "/a.bin"), np.genfromtxt(path + "/b.txt", ndmin=2), np.genfromtxt(path + "/b.txt", ndmin=1, usecols=1)


def shown(x: F1):
    np.show_runtime()
    np.show_config()
    np.info(x)


def files_wrong(path: str):
    return np.loadtxt(path + "/none.txt", ndmin=2)


def settings(n: int):
    np.set_printoptions(precision=n)
    shown = str(np.ones(2) / 3)
    np.set_printoptions(precision=8)
    before = np.getbufsize()
    np.setbufsize(before)
    return shown, before, np.geterr()["divide"], len(np.get_include()) > 3


def unstacked(a: F2, x: F1):
    p, q = np.unstack(a)
    parts = np.unstack(a, axis=1)
    return p, q, parts, len(parts), np.unstack(x), sum([part.sum() for part in parts])


def shapes(n: int, m: int):
    return np.broadcast_shapes((n, 1), (m,)), np.broadcast_shapes(n), np.broadcast_shapes((1, 1, n), (m, 1), 1)


def many_histograms(x: F1, y: F1):
    counts, edges = np.histogramdd((x, y), bins=3)
    some, _ = np.histogramdd([x, y, x], bins=(2, 3, 2), range=((0, 1), (0, 2), (0, 1)), density=True)
    return counts, edges, some


def rows(x: F1, a: F2):
    return np.row_stack((x, x)), np.roots([1 + 1j, 2, 3]), np.real_if_close(a), np.datetime_data("M8[25s]"), np.issubdtype(x.dtype, np.complexfloating)


A, X, C, Z = np.arange(6.0).reshape(2, 3) / 7, np.array([0.1, np.nan, -np.inf, 1e20]), np.array([1, 22, 333]), np.array([[1 + 2j, 0.5]], dtype=np.complex64)
FOLDER = tempfile.mkdtemp()
CALLS = [
    ("texts", A, X, C, Z), ("texts", A[:0], X[:0], C[:0], Z.T), ("number_texts", 255, 3.14159), ("number_texts", -255, 1e-7), ("base_wrong", 3, 40), ("base_wrong", 3, 2),
    ("of_memory", bytes(range(8)), X), ("of_memory_wrong", b"abc"), ("of_memory_wrong", bytes(16)), ("files", FOLDER, A, X), ("more_files", FOLDER, A), ("shown", X), ("files_wrong", FOLDER), ("settings", 3),
    ("unstacked", A, X), ("unstacked", A[:1], X), ("shapes", 3, 1), ("shapes", 3, 4), ("shapes", 3, 3), ("many_histograms", A[0], A[1]), ("rows", X, A),
]
