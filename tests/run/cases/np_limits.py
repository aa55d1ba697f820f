"""Attributes of dtypes, np.finfo and np.iinfo: what is known when compiling, and what is asked of NumPy."""

import numpy as np
from numpy import finfo
from numpy import iinfo as limits_of_int

F32 = np.ndarray[tuple[int], np.dtype[np.float32]]
C64 = np.ndarray[tuple[int], np.dtype[np.complex64]]
U16 = np.ndarray[tuple[int], np.dtype[np.uint16]]

EPS = np.finfo(np.float64).eps
HALF, EIGHTH = np.float32(0.5), np.uint8(8)
LARGEST = np.iinfo(np.int32).max


def singles(a: F32):
    return np.finfo(np.float32).eps, np.finfo(a.dtype).epsneg, finfo("float32").max, np.finfo(np.complex64).min, np.finfo(a.dtype).tiny, np.finfo(a.dtype).resolution


def doubles(x: float):
    first = np.finfo(float).eps, np.finfo(np.float64).epsneg, np.finfo(np.float64).max, np.finfo(x).min, np.finfo(complex).smallest_normal, np.finfo(float).smallest_subnormal
    return first, np.finfo(float).tiny, np.finfo(float).resolution


def layout(x: float, c: C64):
    double = np.finfo(float).bits, np.finfo(float).precision, np.finfo(float).nmant, np.finfo(float).nexp, np.finfo(float).iexp, np.finfo(float).machep, np.finfo(float).negep
    single = np.finfo(c.dtype).bits, np.finfo(c.dtype).precision, np.finfo(c.dtype).nmant, np.finfo(c.dtype).maxexp, np.finfo(c.dtype).minexp, np.finfo(c.dtype).negep
    return double, single, np.finfo(float).maxexp, np.finfo(float).minexp, np.finfo(c.dtype).dtype == np.float32


def integers(a: U16):
    signed = np.iinfo(np.int8).min, np.iinfo(np.int16).max, np.iinfo(np.int32).min, np.iinfo(np.int64).max, np.iinfo(np.int64).min, np.iinfo(int).bits
    unsigned = np.iinfo(a.dtype).max, np.iinfo(np.uint8).min, limits_of_int(np.uint32).max, limits_of_int(a.dtype).bits
    return signed, unsigned


def used(x: float, xp=np):
    return x * EPS, abs(x) < xp.finfo(xp.float64).tiny, LARGEST + 1, min(int(x), np.iinfo(np.int64).max), 2 * np.iinfo(np.int32).max


def typed_constants(x: float, n: int):
    return x * HALF, HALF, EIGHTH, EIGHTH << 1, HALF + EIGHTH, [EIGHTH], n * HALF


def attributes(a: F32, c: C64, n: U16, x: float):
    of_arrays = a.dtype.itemsize, a.dtype.kind, c.dtype.name, c.dtype.char, n.dtype.str, n.dtype.alignment, c.dtype.alignment, a.dtype.byteorder, n.dtype.isnative
    d = np.result_type(a, c)
    e = np.dtype(np.int8)
    return of_arrays, d.itemsize, d.kind, d.name, e.byteorder, e.str, e.char, (a > 0).dtype.kind, (a > 0).dtype.name, np.dtype(bool).itemsize, a.dtype.type(1.5), a.dtype.kind in "iu"


def asked(x: float):
    info = np.finfo(np.float32)
    return info.eps, str(np.iinfo(np.uint64).max), np.iinfo(np.int8).kind


def of_an_integer(x: float):
    return np.finfo(np.int32).eps


CALLS = [
    ("singles", np.ones(1, np.float32)), ("doubles", 1.0), ("layout", 1.0, np.ones(1, np.complex64)), ("integers", np.ones(1, np.uint16)), ("used", 2.5), ("used", 0.0), ("asked", 1.0), ("attributes", np.ones(2, np.float32), np.ones(2, np.complex64), np.ones(2, np.uint16), 1.0), ("typed_constants", 1.5, 3),
    ("of_an_integer", 1.0),
]
