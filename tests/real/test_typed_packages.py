"""Packages of typed Python that nobody wrote for a compiler: built as they are, without --strict, their own tests pass with the compiled modules in the place of the sources.

`./dev test --all`: a minute or two.
"""

import os
import shutil
import subprocess
import sys

import pytest

from modules import ROOT, unpacked

KEELBACK = os.environ.get("KEELBACK", str(ROOT / "build/bin/keelback"))
# package, version, its folder in the source distribution, functions that are native at least, tests that are left out (of command lines)
PACKAGES = [
    ("charset_normalizer", "3.5.2", "src/charset_normalizer", 80, ["test_cli.py"]),
    ("hyperframe", "6.1.0", "src/hyperframe", 1, []),
]


@pytest.mark.skipif(os.environ.get("KEELBACK_ALL") != "1", reason="./dev test --all")
@pytest.mark.parametrize("package, version, folder, natives, ignored", PACKAGES, ids=[one[0] for one in PACKAGES])
def test_own_tests_pass(package, version, folder, natives, ignored, tmp_path):
    top = unpacked(package, version, endings=("",))
    built = tmp_path / "built"
    done = subprocess.run([KEELBACK, "build", "--interpreter", sys.executable, "-o", str(built), str(top / folder)], capture_output=True, text=True,
                          env={**os.environ, "KEELBACK_CXXFLAGS": "-O1"})
    assert done.returncode == 0, done.stdout + done.stderr
    said = (done.stdout + done.stderr).splitlines()
    assert sum(int(line.split(": ")[1].split()[0]) for line in said if " native" in line and " -> " in line) >= natives, done.stdout
    # An extension is found in front of the source beside it.
    place = tmp_path / "place"
    shutil.copytree(top, place)
    shutil.copytree(top / folder, place / package, dirs_exist_ok=True)
    shutil.copytree(built / package, place / package, dirs_exist_ok=True)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--no-header", "-W", "ignore", "-o", "addopts=", "tests", *(f"--ignore=tests/{name}" for name in ignored)]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=place, env={**os.environ, "PYTHONPATH": str(place)})
    assert ran.returncode == 0 and " passed" in ran.stdout, ran.stdout[-4000:] + ran.stderr[-2000:]
