"""Projects built by CMake: plain, and by scikit-build-core."""

import time

import pytest
from conftest import USE, USED, check_editable, check_wheel, documented, slow

FILES = documented("CMake and scikit-build-core")
LISTS = FILES["CMakeLists.txt"]
PYPROJECT = FILES["pyproject.toml"]


def test_scikit_build_core(hooks, clean, project, tmp_path):
    folder = project({"CMakeLists.txt": LISTS, "pyproject.toml": PYPROJECT})
    hooks("python", "-m", "build", "--no-isolation", cwd=folder)
    check_wheel(clean, next((folder / "dist").glob("*.whl")), tmp_path)


def test_scikit_build_core_editable_notices_a_changed_source(hooks, project, tmp_path):
    check_editable(hooks, project({"CMakeLists.txt": LISTS, "pyproject.toml": PYPROJECT}), tmp_path / "editable")


def configured(hooks, folder, *arguments, **more):
    cmakedir = hooks("keelback-config", "--cmakedir", cwd=folder).stdout.strip()
    return hooks("cmake", "-S", ".", "-B", "out", "-G", "Ninja", f"-DKeelback_DIR={cmakedir}", f"-DPython_EXECUTABLE={hooks.bin / 'python'}", *arguments, cwd=folder, **more)


@pytest.mark.parametrize("generator", ["Ninja", "Unix Makefiles"])
def test_plain_cmake_rebuilds_what_changed(hooks, clean, project, generator):
    folder = project({"CMakeLists.txt": LISTS})
    configured(hooks, folder, "-G", generator)
    hooks("cmake", "--build", "out", "-j2", cwd=folder)
    hooks("cmake", "--install", "out", "--prefix", "src", cwd=folder)
    assert clean.python(USE, cwd=folder, PYTHONPATH=folder / "src") == USED
    again = hooks("cmake", "--build", "out", cwd=folder).stdout
    assert "C++ of" not in again and "Building" not in again
    # `fast` calls a function of `more`, which is compiled into it.
    time.sleep(1.1)
    more = folder / "src" / "pkg" / "sub" / "more.py"
    more.write_text(more.read_text().replace("2 * x", "5 * x"))
    again = hooks("cmake", "--build", "out", cwd=folder).stdout
    assert "C++ of pkg.fast" in again and "C++ of pkg.sub.more" in again
    hooks("cmake", "--install", "out", "--prefix", "src", cwd=folder)
    assert clean.python(USE, cwd=folder, PYTHONPATH=folder / "src") == USED.replace("12.0", "30.0")


@slow
def test_runtime_as_a_part_of_the_project(hooks, clean, project):
    folder = project({"CMakeLists.txt": LISTS})
    configured(hooks, folder, "-DKEELBACK_RUNTIME_FROM_SOURCE=ON", "-DCMAKE_BUILD_TYPE=Release")
    hooks("cmake", "--build", "out", "-j2", cwd=folder)
    hooks("cmake", "--install", "out", "--prefix", "src", cwd=folder)
    assert clean.python(USE, cwd=folder, PYTHONPATH=folder / "src") == USED


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("src/pkg/fast.py STRICT", "src/pkg/fsat.py STRICT", "keelback_add_module(fast): there is no file"),
        ("STRICT FASTMATH", "STRICT FSATMATH", "keelback_add_module(more): unknown option FSATMATH; known are MODULE"),
    ],
)
def test_wrong_lists(hooks, project, old, new, message):
    folder = project({"CMakeLists.txt": LISTS.replace(old, new)})
    cmakedir = hooks("keelback-config", "--cmakedir", cwd=folder).stdout.strip()
    done = hooks("cmake", "-S", ".", "-B", "out", f"-DKeelback_DIR={cmakedir}", cwd=folder, status=1)
    assert message in done.stderr.replace("\n  ", " ")


def test_source_that_does_not_compile(hooks, project):
    folder = project({"CMakeLists.txt": LISTS, "src/pkg/sub/more.py": "def twice(x: float) -> float:\n    return 2 * y\n"})
    configured(hooks, folder)
    done = hooks("cmake", "--build", "out", "--target", "more", cwd=folder, status=1)
    assert "more.py:2:16: error[KB3001]" in done.stdout + done.stderr
