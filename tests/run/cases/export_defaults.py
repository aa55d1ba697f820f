"""Defaults of parameters that exports leave out, and those without annotations: any expression, modules, types."""
# pythran export bins(float64[:])
# pythran export bins(float64[:], int)
# pythran export made(int)
# pythran export kept(float64[:], float64)
# pythran export solved(float64[:])
# pythran export shaped(int)
# pythran export options_of(int)
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

TOLERANCE_OF_STEPS = 1e-6
LIMIT = 10**3


class Options(NamedTuple):
    tolerance: float = 1e-10
    name: str = "lex"


def bins(a, most=10**6, least=-LIMIT, scale=TOLERANCE_OF_STEPS * 2):
    return min(len(a), most), least, scale


def made(n, dtype=np.float64, kind=int):
    return np.zeros((n, 2), dtype=dtype), np.ones(n, dtype=kind)


def kept(a, least, options=Options(), flag=True, label="x" * 3, nothing=None):
    return a[a > least] + options.tolerance, options.name + label, flag, nothing


def solved(a, bounds=np.empty((0, 2)), start=(0, 1.5), steps=[1, 2, 3]):
    return a.sum() + bounds.shape[0], start, sum(steps)


def shaped(n, dtype=np.int32):
    return np.arange(n, dtype=dtype).dtype == np.int32, np.full(n, 3, dtype)


def options_of(n, options=Options(name="least"), limits=(-LIMIT, LIMIT)):
    return (n * options.tolerance, options.name) if n < limits[1] else (0.0, "")


def annotated(a: NDArray[np.float64], dtype=np.float32, also=complex):
    return a.astype(dtype), a.astype(also)


X = np.array([0.5, -1.0, 3.25])
CALLS = [
    ("bins", X), ("bins", X, 2), ("made", 3), ("made", 0), ("kept", X, np.float64(0.0)), ("kept", X, np.float64(1.0), Options(2.0, "other"), False), ("solved", X), ("shaped", 4), ("shaped", 0), ("options_of", 3), ("options_of", 5000),
]
KEYWORD_CALLS = [
    ("bins", (X,), {"most": 1}), ("made", (2,), {"dtype": np.float64}), ("made", (2, np.float64, int), {}), ("kept", (X, np.float64(1.0)), {"flag": False}),
    ("solved", (X,), {"bounds": np.ones((3, 2)), "start": (2, 0.5)}), ("shaped", (3,), {"dtype": np.int32}), ("bins", (X, 5), {"scale": 1.5}),
    ("annotated", (X,), {}), ("annotated", (X, np.float32), {"also": complex}),
]
