"""Modules that SciPy and scikit-image ship, compiled unmodified with --strict, put in the place of the installed ones: the packages' own tests pass."""

import os
import pathlib
import subprocess
import sys

import pytest

from modules import MODULES, ROOT, sources

HERE = pathlib.Path(__file__).parent
KEELBACK = os.environ.get("KEELBACK", str(ROOT / "build/bin/keelback"))


@pytest.fixture(scope="session")
def unpacked():
    return sources()


@pytest.mark.parametrize("real", MODULES, ids=lambda real: real.stem)
def test_own_tests_pass(real, unpacked, tmp_path):
    top = unpacked[real.package]
    built = subprocess.run([KEELBACK, "build", "--strict", "--interpreter", sys.executable, "--module-name", real.name, "-o", str(tmp_path), str(top / real.source)],
                           capture_output=True, text=True)
    assert built.returncode == 0, built.stdout + built.stderr
    extension = next(tmp_path.glob("*.so"))
    environment = {**os.environ, "KEELBACK_REPLACE": f"{real.name}={extension}", "PYTHONPATH": str(HERE)}
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "keelback_replace", "-p", "no:cacheprovider", "--no-header", "-W", "ignore"]
    command += ["-k", real.select] if real.select else []
    if real.package == "scipy":
        command += ["--pyargs", *real.tests]
    else:
        command += ["--import-mode=importlib", "--rootdir", str(top / "tests"), *(str(top / test) for test in real.tests)]
    ran = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=tmp_path)
    assert ran.returncode == 0 and " passed" in ran.stdout, ran.stdout[-4000:] + ran.stderr[-2000:]
