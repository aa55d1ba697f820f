"""repr and str of NumPy's scalars, alone and in containers, as the NumPy that runs has them."""

from dataclasses import dataclass

import numpy as np

F1 = np.ndarray[tuple[int], np.dtype[np.float64]]
S1 = np.ndarray[tuple[int], np.dtype[np.float32]]


def of_float64(x: np.float64):
    return repr(x), str(x), f"{x}", f"{x!r}", f"{x!s}", f"{x:.3f}", format(x), ascii(x)


def of_float32(x: np.float32):
    return repr(x), str(x), f"{x}", f"{x!r}", f"{x!s}", f"{x:.3f}", format(x), f"{x!a}"


def of_float16(x: np.float16):
    return repr(x), str(x), f"{x!r}"


def of_int(x: np.int64, y: np.uint8):
    return repr(x), str(x), f"{x} {y!r} {y}", repr(y)


def of_bool(x: np.bool_):
    return repr(x), str(x), f"{x!r} {x}"


def of_complex(x: np.complex128, y: np.complex64):
    return repr(x), str(x), repr(y), str(y), f"{x} {x!r} {y} {y!r}"


def elements(a: F1, b: S1):
    return repr(a[0]), f"{a[1]!r}", repr(a.sum()), str(b.max()), repr(b[0] * 2), repr(a[0] > 1), repr(len(a))


def in_containers(a: F1, i: int):
    xs = [a[0], a[1]]
    return repr(xs), str(xs), f"{xs}", repr((a[0], 1.0, i)), str({i: a[0]}), repr({a[0]}), repr([[a[i]]]), f"{(a[0],)!r}", str([1.0, 2.0])


def number_or_scalar(a: F1, which: bool):
    x = a[0] if which else 1.5
    return repr(x), str(x), f"{x!r}"


@dataclass
class Reading:
    value: np.float32
    valid: np.bool_
    count: int


def of_dataclass(x: np.float32):
    return repr(Reading(x, np.bool_(True), 3)), str(Reading(x, np.bool_(False), 4))


def printed(x: np.float32, a: F1):
    print(x, a[0], [a[0]], (x, 1))
    return f"{[x]} and {x}"


A = np.array([0.1, 1e16, 3.0])
CALLS = [
    ("elements", A, A.astype(np.float32)), ("in_containers", A, 1), ("number_or_scalar", A, True), ("number_or_scalar", A, False), ("of_dataclass", np.float32(0.1)), ("printed", np.float32(1e7), A),
    ("of_int", np.int64(-5), np.uint8(200)), ("of_bool", np.bool_(True)), ("of_bool", np.bool_(False)), ("of_complex", np.complex128(1 + 2j), np.complex64(0.1 + 1e10j)),
]
CALLS += [("of_float64", np.float64(x)) for x in (0.1, 1e16, 1e-5, float("nan"), -float("inf"), -0.0, 3.0)]
CALLS += [("of_float32", np.float32(x)) for x in (0.1, 1e16, 1e6, 123456.7, 1e-5, float("nan"), 3.0)]
CALLS += [("of_float16", np.float16(x)) for x in (0.1, 3.0)]
