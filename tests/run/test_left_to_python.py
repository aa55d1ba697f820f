"""What the library table does not have: an error with --strict; without, a warning, and Python's own function is called (left_to_python.py)."""

import copy
import os
import pathlib
import re
import subprocess

import numpy as np
import pytest

from building import ROOT, build, load
from compare import difference

SOURCE = pathlib.Path(__file__).parent / "left_to_python.py"
X = np.array([1.0, np.nan, -2.0, 0.5])
M = np.arange(12.0).reshape(3, 4)
CALLS = [
    ("unknown_keyword", X[2:]), ("unknown_keyword", np.zeros(0)), ("of_no_static_type", M[:, :3] + np.eye(3)), ("of_no_static_type", M), ("axis_at_run_time", M, 0), ("axis_at_run_time", M, -1),
    ("axis_at_run_time", M, 2), ("with_literal_axis", M), ("with_literal_axis", M[:0]), ("dropped_axes", M), ("formatted", X), ("attributes", X), ("method", np.array([0.0, 1.0, 2.0])), ("method", np.array([5.0])), ("writes_through", X),
    ("writes_through", X[::2]), ("wrong_keyword", X), ("no_such_function", X), ("wrong_type", 3), ("of_scipy", np.array([0.5, 2.0])), ("grows_into_it", 0), ("grows_into_it", 5),
]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return build(SOURCE, tmp_path_factory.mktemp("left"))


@pytest.fixture(scope="module")
def modules(built):
    return load("left_to_python", SOURCE), load("left_to_python", built[0])


@pytest.mark.parametrize("call", CALLS, ids=[f"{name}-{i}" for i, (name, *_) in enumerate(CALLS)])
def test_same_as_python(modules, call):
    name, *args = call
    expected, actual = (getattr(module, name) for module in modules)
    assert type(actual).__name__ == "native_function"
    assert difference(expected, actual, tuple(copy.deepcopy(args))) is None


def test_what_is_told(built):
    lines = SOURCE.read_text().splitlines()
    told = {lines[int(number) - 1].strip() for number in re.findall(r"left_to_python\.py:(\d+):\d+: note: Python's own is used here", built[1])}
    assert {"return np.array2string(x, formatter={\"float\": str})", "return np.median(x, bias=1)", "return np.nonesuch(x)", "return len(n) + 1"} <= told
    assert not any("np.max" in line or "Names" in line or "np.median(items)" in line for line in told)


def test_strict():
    done = subprocess.run([os.environ.get("KEELBACK", ROOT / "build/bin/keelback"), "check", "--strict", SOURCE], capture_output=True, text=True)
    assert done.returncode == 1
    assert "error[KB4001]: `numpy.median` cannot be called like this: it has no parameter `bias`" in done.stderr + done.stdout
    assert "Python's own" not in done.stderr + done.stdout
