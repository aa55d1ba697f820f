"""Packages of typed Python that nobody wrote for a compiler: built as they are, without --strict, their own tests pass with the compiled modules in the place of the sources.

`./dev test --all`: some minutes.
"""

import dataclasses
import os
import shutil
import subprocess
import sys

import pytest

from modules import ROOT, unpacked

KEELBACK = os.environ.get("KEELBACK", str(ROOT / "build/bin/keelback"))


@dataclasses.dataclass
class Package:
    name: str
    version: str
    folder: str                            # in the source distribution
    natives: int                           # functions that are native at least
    needed: list[str] = dataclasses.field(default_factory=list)   # packages that it or its tests need
    # Tests that are left out: of command lines, or which put another function in place of one that native code calls itself, pass what is not of the declared type,
    # or ask for ints beyond 64 bits (docs/differences.md).
    ignored: list[str] = dataclasses.field(default_factory=list)
    tests: str = "tests"


PACKAGES = [
    Package("charset_normalizer", "3.5.2", "src/charset_normalizer", 80, ignored=["test_cli.py"]),
    Package("hyperframe", "6.1.0", "src/hyperframe", 1),
    Package("semver", "3.1.1", "src/semver", 7),
    Package("markdown-it-py", "4.3.0", "markdown_it", 130, ["mdurl==0.1.2", "linkify-it-py", "pytest-regressions"],
            ["test_cli.py", "test_html_inline.py::test_terminated_constructs_still_reach_the_regex", "test_api/test_token.py::test_serialization"]),
    Package("packaging", "25.0", "src/packaging", 150, ["pretend"],
            ["test_manylinux.py", "test_musllinux.py", "test_tags.py", "test_markers.py::TestNode::test_accepts_value", "test_markers.py::TestMarker::test_environment_with_extra_none",
             "test_markers.py::TestMarker::test_extras_and_dependency_groups", "test_specifiers.py::TestSpecifierSet::test_specifier_prereleases_explicit"]),
    Package("idna", "3.10", "idna", 100, ignored=["test_idna_codec.py", "test_intranges.py"]),
    Package("webcolors", "24.11.1", "src/webcolors", 10, ignored=["test_html5.py"]),
    Package("itsdangerous", "2.2.0", "src/itsdangerous", 20, ["freezegun"], ["test_itsdangerous/test_encoding.py::test_int_bytes", "test_itsdangerous/test_signer.py::TestSigner::test_algorithm[algorithm3]",
                                                                              "test_itsdangerous/test_timed.py::TestSigner::test_algorithm[algorithm3]",
                                                                              "test_itsdangerous/test_timed.py::TestTimestampSigner::test_algorithm[algorithm3]"]),
    Package("pluggy", "1.7.0", "src/pluggy", 50, ignored=["test_warnings.py::test_teardown_raised_warning"], tests="testing"),
    Package("pyparsing", "3.3.3", "pyparsing", 25, ["railroad-diagrams", "jinja2"]),
]


@pytest.mark.skipif(os.environ.get("KEELBACK_ALL") != "1", reason="./dev test --all")
@pytest.mark.parametrize("package", PACKAGES, ids=[one.name for one in PACKAGES])
def test_own_tests_pass(package, tmp_path):
    top, folder = unpacked(package.name, package.version, endings=("",)), package.folder
    built = tmp_path / "built"
    done = subprocess.run([KEELBACK, "build", "--interpreter", sys.executable, "-o", str(built), str(top / folder)], capture_output=True, text=True,
                          env={**os.environ, "KEELBACK_CXXFLAGS": "-O1"})
    assert done.returncode == 0, done.stdout + done.stderr
    said = (done.stdout + done.stderr).splitlines()
    assert sum(int(line.split(": ")[1].split()[0]) for line in said if " native" in line and " -> " in line) >= package.natives, done.stdout
    # An extension is found in front of the source beside it.
    place = tmp_path / "place"
    shutil.copytree(top, place)
    module = (top / folder).name
    shutil.copytree(top / folder, place / module, dirs_exist_ok=True)
    shutil.copytree(built / module, place / module, dirs_exist_ok=True)
    if package.needed:
        subprocess.run([sys.executable, "-m", "pip", "install", "-q", "--target", str(tmp_path / "needed"), *package.needed], check=True)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--no-header", "-W", "ignore", "-o", "addopts=", package.tests,
               *(f"--{'deselect' if '::' in name else 'ignore'}={package.tests}/{name}" for name in package.ignored)]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=place, env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (place, tmp_path / "needed")))})
    assert ran.returncode == 0 and " passed" in ran.stdout, ran.stdout[-4000:] + ran.stderr[-2000:]
