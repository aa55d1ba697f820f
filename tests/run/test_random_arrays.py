"""The functions of random_arrays.py called with random arguments, under CPython and compiled: arrays of the dtypes and ranks in the annotations, of any strides,
often empty or sharing memory, with nan, infinities and the ends of the range. KEELBACK_ALL=1 makes many more calls; KEELBACK_SEED another sequence of them."""

import inspect
import math
import os
import pathlib
import subprocess
import sys

import numpy as np
import pytest

from compare import difference
from test_run import ROOT, load

HERE = pathlib.Path(__file__).parent
SEED = int(os.environ.get("KEELBACK_SEED", "0"))
CALLS = 2000 if os.environ.get("KEELBACK_ALL") == "1" else 40   # of each function
TOLERANCE = {"products": 1e-9, "spreads": 1e-12, "without_nan": 1e-12}   # NumPy's BLAS adds in an order of its own; the variance's mean is divided twice


def extent(random):
    """An axis: short ones often match, so that arrays broadcast; some are empty; a few reach beyond NumPy's blocks of additions."""
    return int(random.choice([0, 1, 2, 3, 3, 3, 4, 7, 20, 150], p=[0.06, 0.16, 0.12, 0.2, 0.14, 0.1, 0.1, 0.07, 0.03, 0.02]))


def values(random, dtype, shape, is_tame):
    """Random numbers; tame ones cancel little, so that another order of additions tells only in the last bits."""
    if dtype.kind == "b":
        return random.random(shape) < 0.5
    if dtype.kind in "iu":
        limits = np.iinfo(dtype)
        if random.random() < 0.7:
            return random.integers(max(limits.min, -4), 5, shape).astype(dtype)
        return random.integers(limits.min, limits.max, shape, dtype=dtype, endpoint=True)
    if dtype.kind == "c":
        return (values(random, np.dtype(float), shape, is_tame) + 1j * values(random, np.dtype(float), shape, is_tame)).astype(dtype)
    kind = random.random()
    if kind < 0.5:
        numbers = random.integers(-4, 5, shape) / 2   # ties, zeros, exact sums
    elif is_tame:
        numbers = random.normal(size=shape)
    elif kind < 0.9:
        numbers = random.normal(size=shape) * 10.0 ** random.integers(-3, 4, shape)
    else:
        numbers = random.choice([0.0, -0.0, 1.0, -1.5, math.inf, -math.inf, math.nan, 1e-310, 1e30], shape)
    return numbers.astype(dtype)


def array(random, dtype, rank, shapes, is_tame):
    """An array, contiguous or a view with gaps, reversed or transposed. Half of the time of the shape of one before it, or of its last axes."""
    shape = None
    if shapes and random.random() < 0.7:
        earlier = shapes[random.integers(len(shapes))]
        if len(earlier) >= rank:
            shape = [1 if random.random() < 0.08 else n for n in earlier[len(earlier) - rank :]]
    if shape is None:
        shape = [extent(random) for _ in range(rank)]
    shapes.append(tuple(shape))
    layout = random.random()
    if layout < 0.35:
        return values(random, dtype, shape, is_tame)
    if layout < 0.5:
        return np.asfortranarray(values(random, dtype, shape, is_tame))
    steps = [int(random.choice([1, 2, -1, -2])) for _ in shape]
    order = random.permutation(rank)
    base = values(random, dtype, [shape[k] * abs(steps[k]) for k in order], is_tame)
    view = base.transpose(np.argsort(order))[tuple(slice(None, None, step) for step in steps)]
    assert view.shape == tuple(shape)
    return view


def argument(random, annotation, arguments, shapes, is_tame):
    if annotation is int:
        return int(random.integers(-4, 5))
    if annotation is float:
        return float(random.choice([0.5, -2.0, 0.0, 3.25, 1.0]))
    rank, dtype = len(annotation.__args__[0].__args__), np.dtype(annotation.__args__[1].__args__[0])
    if dtype == np.int64:   # positions
        return random.integers(-2, 2 if random.random() < 0.8 else 5, int(random.integers(0, 4)))
    shared = [other for other in arguments if isinstance(other, np.ndarray) and other.dtype == dtype and other.ndim == rank]
    if shared and random.random() < 0.25:
        # The same memory once more, as it is or reversed.
        other = shared[random.integers(len(shared))]
        return other if random.random() < 0.5 else other[::-1]
    return array(random, dtype, rank, shapes, is_tame)


@pytest.fixture(scope="module")
def modules(tmp_path_factory):
    folder, path = tmp_path_factory.mktemp("random"), HERE / "random_arrays.py"
    command = [os.environ.get("KEELBACK", ROOT / "build/bin/keelback"), "build", "--strict", "--interpreter", sys.executable, "-o", folder, path]
    environment = {**os.environ, "KEELBACK_CXXFLAGS": "-O1 " + os.environ.get("KEELBACK_CXXFLAGS", "")}
    said = subprocess.run([*map(str, command)], env=environment, capture_output=True, text=True)
    extensions = list(folder.glob("*.so"))
    assert extensions, said.stdout + said.stderr
    return load("random_arrays", path), load("random_arrays", extensions[0])


NAMES = [name for name, value in vars(load("random_arrays", HERE / "random_arrays.py")).items() if inspect.isfunction(value)]


@pytest.mark.parametrize("name", NAMES)
def test_random(modules, name):
    python, native = (getattr(module, name) for module in modules)
    parameters = inspect.signature(python).parameters.values()
    returned = 0
    for number in range(CALLS):
        random = np.random.default_rng([SEED, number, *name.encode()])
        arguments, shapes = [], []
        for parameter in parameters:
            arguments.append(argument(random, parameter.annotation, arguments, shapes, name in TOLERANCE))
        why = difference(python, native, tuple(arguments), tolerance=TOLERANCE.get(name, 0.0))
        assert why is None, f"call {number}: {name}{tuple(arguments)!r}: {why}"
        try:
            with np.errstate(all="ignore"):
                python(*arguments)
            returned += 1
        except (ValueError, IndexError, TypeError):
            pass
    assert returned > CALLS / 10, f"only {returned} of {CALLS} calls returned"
