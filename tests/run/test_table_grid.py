"""The entries of the NumPy table over dtypes, ranks, layouts, empty axes (table_grid.py), under CPython and compiled. What the compiler refuses
is skipped. A few calls of a few entries; KEELBACK_ALL=1 takes each several times; KEELBACK_SEED chooses others. KEELBACK_GRID=N makes N modules of 60 functions, each called
KEELBACK_GRID_CALLS times (25): 40 modules and 500 calls are a million cases."""

import os
import subprocess
import sys
import warnings

import numpy as np
import pytest

import compare
import table_grid
from compare import difference
from test_run import ROOT, load

SEED = int(os.environ.get("KEELBACK_SEED", "0"))
ALL = os.environ.get("KEELBACK_ALL") == "1"
MODULES = int(os.environ.get("KEELBACK_GRID", "40" if ALL else "1"))
FUNCTIONS = 60 if MODULES > 1 else 30   # in a module
CALLS = int(os.environ.get("KEELBACK_GRID_CALLS", "25"))   # of a function


@pytest.mark.parametrize("number", range(MODULES))
def test_grid(number, tmp_path):
    random = np.random.default_rng([SEED, number])
    every = table_grid.calls()
    chosen = [every[i] for i in random.choice(len(every), FUNCTIONS, replace=False)]
    source, signatures = table_grid.module(random, chosen)
    path = tmp_path / f"grid_{number}.py"
    path.write_text(source)
    command = [os.environ.get("KEELBACK", ROOT / "build/bin/keelback"), "build", "--interpreter", sys.executable, "-o", tmp_path / "out", path]
    done = subprocess.run([*map(str, command)], env={**os.environ, "KEELBACK_CXXFLAGS": "-O0"}, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "KB9" not in done.stdout + done.stderr, done.stdout + done.stderr
    python, native = load(path.stem, path), load(path.stem, next((tmp_path / "out").glob("*.so")))
    compared, wrong = 0, []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, text, parameters, is_written in signatures:
            function, original = getattr(native, name), getattr(python, name)
            if type(function).__name__ != "native_function":
                continue
            dtypes = [np.result_type(p[0], np.float16) for p in parameters if not isinstance(p, type)]
            tolerance = 1e-2 if any(dtype.itemsize < 4 for dtype in dtypes) else 1e-4 if any(dtype.itemsize < 8 or dtype.name == "complex64" for dtype in dtypes) else 1e-9
            compare.any_zeros = any(product in text for product in table_grid.PRODUCTS)
            for _ in range(CALLS):
                arguments = table_grid.arguments(random, parameters, is_written)
                if "array_split" in text:   # into a few parts, not into as many as memory holds
                    arguments = [np.asarray(a % 7, a.dtype) if isinstance(a, np.ndarray) and a.ndim == 0 and a.dtype.kind in "iu" else a for a in arguments]
                if compare.any_zeros and not all(np.isfinite(one).all() for one in arguments):
                    continue   # and whether zero times infinity is nan, or left out
                compared += 1
                why = difference(original, function, tuple(arguments), tolerance=tolerance)
                # Ints have 64 bits here.
                if why is not None and "Python int too large to convert to int64" not in why:
                    wrong.append(f"{text} with {[(a.dtype.str, a.shape, a.strides) if isinstance(a, np.ndarray) else a for a in arguments]} {arguments!r}: {why}")
                    break
    compare.any_zeros = False
    print(f"{compared} cases")
    assert not wrong, f"{len(wrong)} of {len(signatures)} calls:\n" + "\n".join(wrong)
    assert compared > 0

