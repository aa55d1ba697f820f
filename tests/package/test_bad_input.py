"""What users get wrong, and machines that lack something, by every route: a message that names file, key and remedy, and the back end's own way to fail."""

import os
import subprocess

import pytest
from conftest import USE, USED, check_wheel, commit, documented, slow

TITLES = {"setuptools": "setuptools", "hatchling": "hatchling", "scikit-build-core": "CMake and scikit-build-core", "meson-python": "meson and meson-python"}
FILES = {name: documented(title) for name, title in TITLES.items()}
BACK_ENDS = list(FILES)


def make(project, back_end, *changes, name="ein Projekt ü"):
    """The documented project, with texts replaced in its files."""
    files = dict(FILES[back_end])
    for old, new in changes:
        assert any(old in text for text in files.values())
        files = {file: text.replace(old, new) for file, text in files.items()}
    folder = project(files, name)
    if back_end == "meson-python":
        commit(folder)
    return folder


def build(hooks, folder, status=0, **more):
    done = hooks("python", "-m", "build", "--no-isolation", "--wheel", cwd=folder, status=status, **more)
    return " ".join((done.stdout + done.stderr).split())


def script(path, text):
    path.write_text(text)
    path.chmod(0o755)
    return path


@pytest.fixture
def old_compiler(tmp_path):
    """g++, but by its own words it is version 9."""
    return script(tmp_path / "old-g++", '#!/bin/sh\ncase "$1" in --version) echo "g++ (GCC) 9.4.0"; echo "Copyright (C) 2019 Free Software Foundation, Inc.";; -dumpversion) echo 9;; *) exec g++ "$@";; esac\n')


CELL = """
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
shell.run_cell("%load_ext keelback")
shell.run_cell("%%keelback\\ndef f(x: float) -> float:\\n    return x + {0}\\n")
"""
JIT = """
import keelback, time
@keelback.jit
def f(x):
    return x + {0}
print(f(1.0))
"""


def run_jit(hooks, folder, number, **more):
    path = folder / f"script{number}.py"
    path.write_text(JIT.format(number))
    return hooks("python", path, cwd=folder, **more)


# --- the compiler ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("back_end", BACK_ENDS)
def test_compiler_that_is_too_old(hooks, project, old_compiler, back_end):
    text = build(hooks, make(project, back_end), status=1, CXX=old_compiler)
    assert "KB7025" in text and "is g++ 9; g++ 12 and clang 14 are the first that will do" in text and "pip install ziglang" in text


def test_compiler_that_is_too_old_at_the_keyboard(hooks, old_compiler, tmp_path):
    (tmp_path / "mod.py").write_text("# pythran export f(float)\ndef f(x):\n    return x\n")
    assert "KB7025" in hooks("keelback-pythran", "mod.py", cwd=tmp_path, status=2, CXX=old_compiler).stderr
    done = run_jit(hooks, tmp_path, 1.25, CXX=old_compiler)
    assert done.stdout == "2.25\n" and done.stderr.count("CompileWarning") == 1 and "KB7025" in done.stderr
    done = hooks("python", "-c", CELL.format(1.5), cwd=tmp_path, CXX=old_compiler, IPYTHONDIR=tmp_path)
    assert "UsageError" in done.stderr and "KB7025" in done.stderr and "Traceback" not in done.stdout + done.stderr


@pytest.mark.parametrize("back_end", ["scikit-build-core", "meson-python"])
def test_no_compiler(hooks, project, back_end):
    """These two look for one themselves."""
    text = build(hooks, make(project, back_end), status=1, CXX="/nowhere/c++")
    assert "/nowhere/c++" in text


def test_no_compiler_at_the_keyboard(hooks, tmp_path):
    (tmp_path / "mod.py").write_text("# pythran export f(float)\ndef f(x):\n    return x\n")
    assert "KB7020" in hooks("keelback-pythran", "mod.py", cwd=tmp_path, status=2, CXX="/nowhere/c++").stderr
    hooks("keelback-pythran", "-E", "mod.py", cwd=tmp_path, CXX="/nowhere/c++")
    done = hooks("keelback-pythran", "mod.cpp", cwd=tmp_path, status=1, CXX="/nowhere/c++")
    assert "/nowhere/c++: No such file or directory; install g++, or name a C++ compiler in $CXX" in done.stderr
    done = hooks("python", "-c", CELL.format(1.5), cwd=tmp_path, CXX="/nowhere/c++", IPYTHONDIR=tmp_path)
    assert "KB7020" in done.stderr and "apt install g++" in done.stderr


# --- what is listed --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("back_end", "old", "new", "message"),
    [
        ("hatchling", "src/pkg/fast.py", "src/pkg/fsat.py", "hooks.keelback.modules[0]: there is no file `src/pkg/fsat.py` in"),
        ("hatchling", "src/pkg/fast.py", "src/pkg/fsat.py", "did you mean `src/pkg/fast.py`?"),
        ("scikit-build-core", "src/pkg/fast.py", "src/pkg/fsat.py", "keelback_add_module(fast): there is no file"),
        ("meson-python", "'pkg/fast', 'pkg/sub/more'", "'pkg/fsat', 'pkg/sub/more'", "src/pkg/fsat.py does not exist"),
        ("meson-python", "'--strict'", "'--stirct'", "--stirct"),
        ("meson-python", "find_program('keelback'", "find_program('keelbcak'", "keelbcak"),
        ("scikit-build-core", "find_package(Keelback 0.1", "find_package(Keelback 9.0", 'compatible with requested version "9.0"'),
    ],
)
def test_wrong_project(hooks, project, back_end, old, new, message):
    assert message in build(hooks, make(project, back_end, (old, new)), status=1)


@pytest.mark.parametrize("back_end", ["scikit-build-core", "meson-python"])
def test_source_that_does_not_compile(hooks, project, back_end):
    folder = make(project, back_end)
    (folder / "src" / "pkg" / "sub" / "more.py").write_text("def twice(x: float) -> float:\n    return 2 * y\n")
    if back_end == "meson-python":
        commit(folder)
    assert "more.py:2:16: error[KB3001]: name `y` is not defined" in build(hooks, folder, status=1)


def test_wrong_toml(hooks, project):
    text = build(hooks, make(project, "setuptools", ("modules = [", "modules = [,")), status=1)
    assert "pyproject.toml" in text and "Invalid" in text


# --- places ----------------------------------------------------------------------------------------------------------

NOWHERE = {"HOME": "/proc/nowhere", "XDG_CACHE_HOME": None, "KEELBACK_CACHE_DIR": None, "CCACHE_DISABLE": "1"}  # meson takes a ccache by itself


@slow
@pytest.mark.parametrize("back_end", BACK_ENDS)
def test_home_that_cannot_be_written(hooks, clean, project, tmp_path, back_end):
    folder = make(project, back_end)
    text = build(hooks, folder, **NOWHERE)
    assert "Traceback" not in text
    check_wheel(clean, next((folder / "dist").glob("*.whl")), tmp_path)


@slow
def test_home_that_cannot_be_written_at_the_keyboard(hooks, tmp_path):
    (tmp_path / "mod.py").write_text("# pythran export f(float)\ndef f(x):\n    return x + 1\n")
    hooks("keelback-pythran", "mod.py", cwd=tmp_path, **NOWHERE)
    assert hooks.python("import mod; print(mod.__file__[-3:], mod.f(1.0))", cwd=tmp_path) == ".so 2.0"
    done = run_jit(hooks, tmp_path, 1.25, **NOWHERE)
    assert (done.stdout, done.stderr) == ("2.25\n", "")
    done = hooks("python", "-c", CELL.format(1.5) + 'print(shell.user_ns["f"](1.0))', cwd=tmp_path, IPYTHONDIR=tmp_path, **NOWHERE)
    assert done.stdout.splitlines()[-1] == "2.5"


@pytest.mark.parametrize("back_end", ["hatchling", "scikit-build-core", "meson-python"])
def test_two_builds_at_once(hooks, clean, project, tmp_path, back_end):
    """Of two copies, with a cache that knows neither."""
    folders = [make(project, back_end, name=name) for name in ("a", "b")]
    for folder in folders:
        more = folder / "src" / "pkg" / "sub" / "more.py"
        more.write_text(more.read_text() + f"\n\ndef number() -> int:\n    return {os.getpid()}\n")
        if back_end == "meson-python":
            commit(folder)
    command = [hooks.bin / "python", "-m", "build", "--no-isolation", "--wheel"]
    running = [subprocess.Popen(command, cwd=folder, env=hooks.variables(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) for folder in folders]
    outputs = [process.communicate(timeout=600)[0] for process in running]
    assert [process.returncode for process in running] == [0, 0], outputs
    for folder in folders:
        check_wheel(clean, next((folder / "dist").glob("*.whl")), folder)


def test_two_builds_of_one_folder(hooks, clean, project, tmp_path):
    folder = project({"src/pkg/sub/more.py": f"def twice(x: float) -> float:\n    return 2 * x + 0 * {os.getpid()}\n"})
    running = [subprocess.Popen([hooks.bin / "keelback", "build", "--strict", "src/pkg"], cwd=folder, env=hooks.variables(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) for _ in range(3)]
    outputs = [process.communicate(timeout=600)[0] for process in running]
    assert [process.returncode for process in running] == [0, 0, 0], outputs
    assert clean.python(USE, cwd=tmp_path, PYTHONPATH=folder / "src") == USED
    assert not [path for path in (folder / "src").rglob("*") if path.name.startswith(".") or path.suffix == ".tmp"]
