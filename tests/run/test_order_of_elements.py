"""Sorting, searching and extrema beside NumPy at each CPU level: sizes around those of vectors and blocks, nan, zeros of both signs, many equal elements, strides."""

import importlib.util
import os
import pathlib
import subprocess
import sys

import numpy as np
import pytest

from building import build

SOURCE = pathlib.Path(__file__).with_name("order_of_elements.py")
SIZES = [*range(1, 40), 63, 64, 65, 100, 127, 128, 129, 130, 255, 257, 300, 511, 513, 1000, 1025, 2100, 4099, 8193, 20_011]


@pytest.fixture(scope="module")
def extension(tmp_path_factory):
    return build(SOURCE, tmp_path_factory.mktemp("order"), "--strict", "--isa", "baseline,v3,v4")[0]


@pytest.mark.parametrize("level", ["baseline", "v3", "v4"])
def test_same_as_numpy(extension, level):
    done = subprocess.run([sys.executable, __file__, extension], capture_output=True, text=True, env={**os.environ, "KEELBACK_ISA": level})
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(done.stdout.split()[-1]) > 10_000


# ---- in the child process

def load(path):
    spec = importlib.util.spec_from_file_location("order_of_elements", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def floats(rng, size):
    """Elements in several orders and mixtures."""
    random = rng.normal(size=size)
    yield random
    yield np.sort(random)[::-1].copy()
    yield rng.integers(0, 5, size).astype(float)
    yield np.where(rng.random(size) < 0.1, np.nan, random)
    yield np.full(size, np.nan)
    yield np.where(rng.random(size) < 0.5, 0.0, -0.0)
    yield np.where(rng.random(size) < 0.5, -np.inf, np.nan)
    yield np.repeat(random, 3)[::3]
    yield np.full(size, 2.5)
    yield np.where(np.arange(size) == size - 1, 9.0, random)


def cases(rng, size):
    side = max(1, int(size**0.5))
    for a in floats(rng, size):
        with np.errstate(all="ignore"):
            ints, singles = np.nan_to_num(a * 1e6, posinf=2.0**62, neginf=-(2.0**62)).astype(np.int64), a.astype(np.float32)
        table = a[: side * side].reshape(side, side)
        for name in ("sorted_floats", "order", "median", "percentiles", "extrema", "without_nan"):
            yield name, a
        if not np.isnan(a).all():
            yield "places_without_nan", a
        for q in (0.0, 7.0, 50.0, 93.0, 100.0):
            yield "percentile", a, q
        for name in ("sorted_singles", "extrema_of_singles"):
            yield name, singles
        for name in ("sorted_ints", "extrema_of_ints"):
            yield name, ints
        yield "sorted_unsigned", ints.view(np.uint64)
        for limit in (-10.0, 0.0, 2.2, 10.0):
            yield "truths", a, limit
        for one in (a > 0, a > 2, a == a):
            yield "positions", one
        for name in ("sorted_rows", "of_rows", "places"):
            yield name, table
            yield name, table.T
        yield "of_rows_of_singles", table.astype(np.float32)
        other = a[::-1].copy()
        yield "extrema_of_complex", a + 1j * other
        yield "sizes", a + 1j * other * 10.0 ** rng.integers(-320, 300)
        for keys in (a, np.sort(a), np.sort(a)[::7].copy(), np.sort(a)[::-1].copy()):
            for s in (np.sort(a), np.sort(a)[: size // 3], np.repeat(np.sort(a), 2)[::2]):
                yield "left", s, keys
                yield "right", s, keys
        yield "left_of_ints", np.sort(ints), ints
        yield "right_of_singles", np.sort(singles), singles
        yield "left", np.broadcast_to(a[:1], 5), a
        yield "taken", a, rng.integers(-size, size, size + 3)
        yield "taken_rows", table, rng.integers(-side, side, 5)


def same(name, ours, numpy):
    if isinstance(numpy, tuple):
        return len(ours) == len(numpy) and all(same(name, *both) for both in zip(ours, numpy))
    ours, numpy = np.asarray(ours), np.asarray(numpy)
    if ours.dtype != numpy.dtype or ours.shape != numpy.shape:
        return False
    if name == "sizes":   # NumPy's own is further off at some CPU levels
        return np.allclose(ours, numpy, rtol=4e-16, atol=5e-324, equal_nan=True)
    if name == "percentile" or name == "percentiles" or name == "median":
        return np.array_equal(ours, numpy, equal_nan=True)
    # NumPy's sort of doubles leaves zeros of both signs in any order.
    return np.array_equal(ours, numpy, equal_nan=ours.dtype.kind == "f")


def main(path):
    ours, numpy, rng, count = load(path), load(SOURCE), np.random.default_rng(5), 0
    for size in SIZES:
        for name, *arguments in cases(rng, size):
            with np.errstate(all="ignore"):
                expected, actual = (getattr(module, name)(*arguments) for module in (numpy, ours))
            assert same(name, actual, expected), (name, size, arguments, actual, expected)
            count += 1
    print(count)


if __name__ == "__main__":
    import warnings

    warnings.simplefilter("ignore")
    main(sys.argv[1])
