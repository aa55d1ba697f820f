"""Wheels beyond the Python of the tests: other interpreters, other NumPys, auditwheel, the CPU levels."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import numpy
import pybind11
import pytest
from conftest import ROOT, USE, USED, check_wheel, documented, install, made, slow

PYPROJECT = documented("setuptools")["pyproject.toml"]


def interpreters():
    """Other Pythons of this machine: those of pyenv, and pythonX.Y on PATH."""
    found = {}
    for minor in range(10, 15):
        candidates = [*sorted((Path.home() / ".pyenv" / "versions").glob(f"3.{minor}.*/bin/python3")), shutil.which(f"python3.{minor}")]
        for candidate in filter(None, candidates):
            if minor != sys.version_info.minor and subprocess.run([candidate, "-c", "import venv, sys; sys.exit(sys.implementation.name != 'cpython')"], capture_output=True).returncode == 0:
                found[f"3.{minor}"] = str(candidate)
    return found


OTHERS = interpreters()


ALL = {**OTHERS, f"3.{sys.version_info.minor}": sys.executable}


@pytest.mark.parametrize("version", ALL)
def test_runtime_of_each_python(tmp_path, version):
    """The runtime is C++ for each Python (what only newer ones have is asked for by version), and behind all headers, as in one file that `keelback generate` made."""
    ask = "import sysconfig; print(sysconfig.get_paths()['include'])"
    include = subprocess.run([ALL[version], "-c", ask], capture_output=True, text=True, check=True).stdout.strip()
    headers = [path.relative_to(ROOT / "include") for folder in ("", "numpy", "scipy", "binding") for path in sorted((ROOT / "include/keelback" / folder).glob("*.hpp"))]
    first = [header for header in headers if header.name not in ("whole_runtime.hpp", "without_python.hpp")]
    assert len(first) > 100
    source = tmp_path / "runtime.cpp"
    source.write_text("".join(f"#include <{header}>\n" for header in [*first, "keelback/whole_runtime.hpp"]))
    folders = [ROOT / "runtime", ROOT / "include", numpy.get_include(), pybind11.get_include(), include]
    command = ["g++", "-std=c++20", "-fsyntax-only", "-w", "-Wfatal-errors", f"-DKB_PYTHON={3000 + int(version.split('.')[1])}", *(f"-I{folder}" for folder in folders), source]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@slow
@pytest.mark.parametrize("version", OTHERS)
def test_other_pythons(wheelhouse, project, tmp_path, version):
    tools = made(f"back-ends-{version}", OTHERS[version], ["build", "setuptools>=77", "wheel", "hatchling", "numpy"])
    tools("pip", "install", "-q", "--disable-pip-version-check", "--force-reinstall", "--find-links", wheelhouse, "--no-deps", next(wheelhouse.glob("keelback-*.whl")), cwd=tmp_path)
    tools("pip", "install", "-q", "--disable-pip-version-check", "tomli>=1.1; python_version < '3.11'", cwd=tmp_path)
    folder = project({"pyproject.toml": PYPROJECT})
    tools("python", "-m", "build", "--no-isolation", "--wheel", cwd=folder)
    wheel = next((folder / "dist").glob("*.whl"))
    assert f"cp{version.replace('.', '')}" in wheel.name
    check_wheel(made(f"clean-{version}", OTHERS[version], ["numpy"]), wheel, tmp_path)


@slow
def test_oldest_numpy(hooks, clean, project, tmp_path):
    """One wheel, built with the newest NumPy, runs with NumPy 1.26."""
    folder = project({"pyproject.toml": PYPROJECT})
    hooks("python", "-m", "build", "--no-isolation", "--wheel", cwd=folder)
    site = install(clean, next((folder / "dist").glob("*.whl")), tmp_path / "site")
    old = made("numpy-1.26", OTHERS.get("3.12", sys.executable) if sys.version_info >= (3, 13) else sys.executable, ["numpy==1.26.*"])
    assert old.python(USE + "; print(np.__version__[:4])", cwd=tmp_path, PYTHONPATH=site) == USED + "\n1.26"


def test_auditwheel(hooks, clean, project, tmp_path):
    folder = project({"pyproject.toml": PYPROJECT})
    hooks("python", "-m", "build", "--no-isolation", "--wheel", cwd=folder)
    wheel = next((folder / "dist").glob("*.whl"))
    shown = " ".join(hooks("auditwheel", "show", wheel, cwd=folder).stdout.split())
    assert '"manylinux_' in shown and "linux_x86_64" in shown
    hooks("auditwheel", "repair", "-w", "repaired", wheel, cwd=folder)
    repaired = next((folder / "repaired").glob("*.whl"))
    assert "manylinux" in repaired.name
    site = check_wheel(clean, repaired, tmp_path)
    assert not list(site.glob("*.libs"))  # nothing had to be packed beside it


@slow
def test_cibuildwheel(hooks, project, tmp_path):
    """The documented configuration is read as it stands; its parts are run as cibuildwheel runs them, on this machine in place of its image."""
    tool = made("cibuildwheel", sys.executable, ["cibuildwheel"])
    folder = project({"pyproject.toml": PYPROJECT + documented("Wheels")["pyproject.toml"], "tests/test_pkg.py": f"def test():\n    {USE}\n"})
    identifiers = tool("cibuildwheel", "--platform", "linux", "--archs", "x86_64", "--print-build-identifiers", cwd=folder).stdout.split()
    assert [f"cp3{minor}-manylinux_x86_64" for minor in range(10, 15)] == identifiers
    configured = tomllib.loads(documented("Wheels")["pyproject.toml"])["tool"]["cibuildwheel"]
    hooks("python", "-m", "build", "--no-isolation", "--wheel", cwd=folder, **configured["environment"])
    hooks("auditwheel", "repair", "-w", "repaired", next((folder / "dist").glob("*.whl")), cwd=folder)
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "test"], check=True)
    subprocess.run([tmp_path / "test" / "bin" / "pip", "install", "-q", "--disable-pip-version-check", next((folder / "repaired").glob("*.whl")), configured["test-requires"]], check=True)
    command = configured["test-command"].format(project=folder).split(" ", 1)
    subprocess.run([tmp_path / "test" / "bin" / command[0], command[1]], check=True, cwd=tmp_path)


@slow
def test_cpu_levels(hooks, clean, project, tmp_path):
    folder = project({"pyproject.toml": PYPROJECT.replace("[tool.keelback]\n", '[tool.keelback]\nisa = ["baseline", "v3", "v4"]\n')})
    hooks("python", "-m", "build", "--no-isolation", "--wheel", cwd=folder)
    site = install(clean, next((folder / "dist").glob("*.whl")), tmp_path / "site")
    for level in ("baseline", "v3", "v4"):
        assert clean.python(USE, cwd=tmp_path, PYTHONPATH=site, KEELBACK_ISA=level) == USED
