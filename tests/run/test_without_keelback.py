"""A module annotated with keelback.typing imports and runs where keelback is not installed."""

import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SOURCE = """
import numpy as np
from keelback.typing import Array2D, CArray1D

def total(a: Array2D[np.float64], b: CArray1D[np.float64]) -> np.float64:
    return a.sum() + b[0]
"""
PROBE = """
import os, sys
sys.path[:] = [p for p in sys.path if not os.path.exists(os.path.join(p, "keelback"))]
import annotated, numpy as np
assert type(annotated.total).__name__ == "native_function"
assert annotated.total(np.ones((2, 3)), np.ones(2)) == 7
assert not any(name.split(".")[0] == "keelback" for name in sys.modules)
try:
    annotated.total(np.ones((2, 3)), np.ones(4)[::2])
except TypeError as error:
    assert "C order" in str(error)
else:
    raise AssertionError
"""


def test_stand_in(tmp_path):
    (tmp_path / "annotated.py").write_text(SOURCE)
    command = [os.environ.get("KEELBACK", str(ROOT / "build/bin/keelback")), "build", "--strict", "--interpreter", sys.executable, "-o", str(tmp_path / "out"), str(tmp_path / "annotated.py")]
    built = subprocess.run(command, capture_output=True, text=True)
    assert built.returncode == 0, built.stdout + built.stderr
    ran = subprocess.run([sys.executable, "-c", PROBE], cwd=tmp_path / "out", capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
