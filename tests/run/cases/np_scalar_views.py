"""Bytes as another dtype: `view` of NumPy's scalars, `frombuffer` of arrays; windows of a number of points that is no int."""

import numpy as np

F1 = np.ndarray[tuple[int], np.dtype[np.float64]]
I2 = np.ndarray[tuple[int, int], np.dtype[np.int64]]


def bits(x: np.float64, f: np.float32, c: np.complex64):
    return x.view(np.int64), x.view("uint64"), f.view(np.int32), f.view(np.uint32) >> 23, c.view(np.float64), c.view(np.int64), x.view(np.float64)


def of_items(a: F1):
    out = []
    for i in range(len(a)):
        out.append(int(a[i].view(np.int64) & 0xFFFF))
    return out


def small(a: np.int8, b: np.uint8, c: np.bool_):
    return a.view(np.uint8), b.view(np.int8), b.view(np.bool_), c.view(np.int8), np.uint16(7).view(np.int16)


def back(n: int):
    return np.int64(n).view(np.float64), np.int32(n).view(np.float32)


def other_size(x: np.float64):
    return x.view(np.int32)


def wider(x: np.float32):
    return x.view(np.complex64)


def of_array(a: F1):
    return np.frombuffer(a, dtype=np.int32), np.frombuffer(a), np.frombuffer(a, np.uint8, count=3, offset=8)


def of_rows(a: I2):
    b = np.frombuffer(a, dtype=np.int64)
    b[0] = 77
    return a[0, 0], b.shape, np.frombuffer(a, dtype=np.complex128).shape


def windows(m: float):
    return np.bartlett(m), np.blackman(m), np.hamming(m), np.hanning(m), np.kaiser(m, 3)


def spirals(n: int):
    return np.geomspace(1, 8j, n), np.geomspace(1j, 8j, num=n, endpoint=False), np.geomspace(-1 + 0j, 8, n), np.geomspace(1, 8, n)


A = np.array([1.0, -2.5, 0.0])
TOLERANCE = 1e-14
CALLS = [
    *[("bits", np.float64(x), np.float32(x), np.complex64(x)) for x in (0.0, -0.0, 1.5, np.inf, -2.0)], ("of_items", A), ("of_items", A[:0]),
    ("small", np.int8(-1), np.uint8(200), np.bool_(True)), ("small", np.int8(0), np.uint8(0), np.bool_(False)), ("back", 1), ("back", 0), ("back", 2**31), ("other_size", np.float64(1)), ("wider", np.float32(1)),
    ("of_array", A), ("of_array", A[::2]), ("of_array", A[:0]), ("of_array", A[:1]), ("of_rows", np.arange(6).reshape(2, 3)), ("of_rows", np.arange(6).reshape(2, 3).T), ("of_rows", np.arange(3).reshape(1, 3)),
    *[("windows", m) for m in (-1.0, 0.0, 1.0, 2.5, 6.0)], *[("spirals", n) for n in (0, 1, 2, 5, -1)],
]
