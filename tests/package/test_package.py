"""`pip install .` in a clean environment: the command, the Python package, and all that a build needs inside the wheel."""

import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from conftest import slow

ROOT = Path(__file__).resolve().parents[2]



@pytest.fixture(scope="module", params=["prebuilt", pytest.param("compiled", marks=slow)])
def clean(request, wheelhouse, tmp_path_factory):
    """The bin folder of an environment with keelback alone: from a wheel around the tests' command, or compiled from a copy of what git knows."""
    folder = tmp_path_factory.mktemp("package")
    if request.param == "prebuilt":
        subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
        subprocess.run([folder / "venv" / "bin" / "pip", "install", "-q", "--disable-pip-version-check", next(wheelhouse.glob("*.whl"))], check=True)
        return folder / "venv" / "bin"
    source = folder / "source"
    source.mkdir()
    names = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True).stdout
    packed = subprocess.run(["tar", "-c", "--null", "--ignore-failed-read", "-T", "-"], cwd=ROOT, input=names, capture_output=True).stdout
    subprocess.run(["tar", "-x"], cwd=source, input=packed, check=True)
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    subprocess.run([folder / "venv" / "bin" / "pip", "install", "-q", source], check=True)
    return folder / "venv" / "bin"


def run(program, *arguments, cwd):
    env = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(Path(program).parents[2]), "LANG": "C.UTF-8"}
    done = subprocess.run([program, *arguments], cwd=cwd, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


def test_command_and_package(clean, tmp_path):
    (tmp_path / "m.py").write_text("import numpy as np\n\ndef add(x: float, y: float) -> float:\n    return x + y\n")
    assert run(clean / "keelback", "--version", cwd=tmp_path).startswith("keelback ")
    run(clean / "keelback", "build", "m.py", "--strict", cwd=tmp_path)
    assert run(clean / "python", "-c", "import m; print(m.__file__[-3:], m.add(1.0, 2.0))", cwd=tmp_path) == ".so 3.0"
    assert run(clean / "python", "-c", "import keelback; print(keelback.compile('m.py').add(1.0, 2.0))", cwd=tmp_path) == "3.0"
    assert run(clean / "python", "-m", "keelback", "explain", "KB7001", cwd=tmp_path).startswith("# KB7001")


def test_headers_and_licences_travel(clean):
    package = next(clean.parent.glob("lib/python*/site-packages/keelback"))
    for header in ("keelback/array.hpp", "third_party/xtensor/xarray.hpp", "third_party/xtl/xsequence.hpp", "third_party/xsimd/xsimd.hpp", "pybind11/pybind11.h"):
        assert (package / "include" / header).is_file(), header
    licences = {path.name for path in package.parent.glob("keelback-*.dist-info/licenses/**/*") if path.is_file()}
    assert {"LICENSE", "xtensor.txt", "xtl.txt", "xsimd.txt", "pybind11.txt", "fmt.txt", "CLI11.txt"} <= licences


def test_module_runs_without_keelback(clean, tmp_path):
    (tmp_path / "m.py").write_text("def add(x: float, y: float) -> float:\n    return x + y\n\ndef plain(x):\n    return [x]\n")
    run(clean / "keelback", "build", "m.py", cwd=tmp_path)
    assert run(clean / "python", "-c", "import sys; sys.modules['keelback'] = None; import m; print(m.add(1.0, 2.0), m.plain(1))", cwd=tmp_path) == "3.0 [1]"


def test_sdist_has_what_a_build_needs(hooks, tmp_path):
    hooks("python", "-m", "build", "--no-isolation", "--sdist", "-o", tmp_path, ROOT, cwd=tmp_path)
    with tarfile.open(next(tmp_path.glob("keelback-*.tar.gz"))) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    for needed in ("CMakeLists.txt", "compiler/driver/main.cpp", "compiler/library/stubs/numpy.pyi", "runtime/module.cpp", "include/keelback/array.hpp", "docs/diagnostics/KB3001.md",
                   "python/install.cmake", "python/keelback/cmake/KeelbackConfig.cmake", "python/keelback/pkgconfig/keelback.pc", "licenses/pybind11.txt", "LICENSE", "README.md", "PKG-INFO"):
        assert needed in names, needed
    assert not [name for name in names if name.startswith(("build/", "tests/", "benchmarks/", ".")) or name.endswith(".so")]
