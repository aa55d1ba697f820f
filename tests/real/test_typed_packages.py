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
# package, version, its folder in the source distribution, functions that are native at least, packages that it or its tests need, tests that are left out:
# of command lines, or which put another function in place of one that native code calls itself, or pass what is not of the declared type.
PACKAGES = [
    ("charset_normalizer", "3.5.2", "src/charset_normalizer", 80, [], ["test_cli.py"]),
    ("hyperframe", "6.1.0", "src/hyperframe", 1, [], []),
    ("semver", "3.1.1", "src/semver", 7, [], []),
    ("markdown-it-py", "4.3.0", "markdown_it", 130, ["mdurl==0.1.2", "linkify-it-py", "pytest-regressions"],
     ["test_cli.py", "test_html_inline.py::test_terminated_constructs_still_reach_the_regex", "test_api/test_token.py::test_serialization"]),
]


@pytest.mark.skipif(os.environ.get("KEELBACK_ALL") != "1", reason="./dev test --all")
@pytest.mark.parametrize("package, version, folder, natives, needed, ignored", PACKAGES, ids=[one[0] for one in PACKAGES])
def test_own_tests_pass(package, version, folder, natives, needed, ignored, tmp_path):
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
    module = (top / folder).name
    shutil.copytree(top / folder, place / module, dirs_exist_ok=True)
    shutil.copytree(built / module, place / module, dirs_exist_ok=True)
    if needed:
        subprocess.run([sys.executable, "-m", "pip", "install", "-q", "--target", str(tmp_path / "needed"), *needed], check=True)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--no-header", "-W", "ignore", "-o", "addopts=", "tests", *(f"--{'deselect' if '::' in name else 'ignore'}=tests/{name}" for name in ignored)]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=place, env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (place, tmp_path / "needed")))})
    assert ran.returncode == 0 and " passed" in ran.stdout, ran.stdout[-4000:] + ran.stderr[-2000:]
