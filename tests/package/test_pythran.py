"""In place of Pythran: its command line, and the meson files of SciPy and scikit-image with the name changed."""

import os
import subprocess
import sys

import pytest
from conftest import ROOT, slow

MODULE = """\
import numpy as np
# pythran export scale(float64[:], float)
def scale(a, k):
    return a * k
"""
USE = "import numpy as np, {0}; print({0}.__file__[-3:], {0}.scale(np.arange(3.0), 2.0))"
USED = ".so [0. 2. 4.]"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "mod.py").write_text(MODULE)
    return tmp_path


def test_extension_beside(hooks, clean, folder):
    hooks("keelback-pythran", "mod.py", "-O3", "-march=native", "-DUSE_XSIMD", "-I", ".", "-ftree-vectorize", cwd=folder)
    assert clean.python(USE.format("mod"), cwd=folder) == USED


def test_output_names_the_module(hooks, clean, folder):
    hooks("python", "-m", "keelback.pythran", "mod.py", "-o", "other%{ext}", cwd=folder)
    assert clean.python(USE.format("other"), cwd=folder) == USED


def test_cpp_and_then_the_extension(hooks, clean, folder):
    hooks("keelback-pythran", "-E", "mod.py", "-o", "renamed.cpp", cwd=folder)
    hooks("keelback-pythran", "renamed.cpp", cwd=folder)
    (folder / "mod.py").unlink()
    assert clean.python(USE.format("renamed"), cwd=folder) == USED


def test_cpp_names_the_remedy_where_it_is_compiled_as_something_else(hooks, folder):
    hooks("keelback-pythran", "-E", "mod.py", cwd=folder)
    include = hooks("keelback-config", "--include-dir", cwd=folder).stdout.strip()
    for arguments, message in ((["-std=c++17", f"-I{include}"], "compile it with -std=c++20"), (["-std=c++20"], "keelback.get_include()")):
        done = subprocess.run(["g++", "-c", *arguments, "mod.cpp"], cwd=folder, capture_output=True, text=True)
        assert done.returncode != 0 and message in done.stderr


def test_equal_cpp_wherever_it_is_made(hooks, folder):
    (folder / "a").mkdir()
    (folder / "mod.py").rename(folder / "a" / "mod.py")
    texts = []
    for place in ("one", "two words"):
        (folder / "a").rename(folder / place)
        hooks("keelback-pythran", "-E", "mod.py", cwd=folder / place)
        texts.append((folder / place / "mod.cpp").read_text())
        (folder / place).rename(folder / "a")
    assert texts[0] == texts[1]


def test_optimized_module(hooks, folder):
    assert "func" in hooks("keelback-pythran", "-P", "mod.py", cwd=folder).stdout
    hooks("keelback-pythran", "-P", "mod.py", "-o", "out.txt", cwd=folder)
    assert "scale" in (folder / "out.txt").read_text()


def test_configuration(hooks, folder):
    done = hooks("keelback-pythran", "mod.py", "--config", f"compiler.cflags=-DWITH_THIS -DAND_THIS{os.getpid()}", "--config", "backend.blas=openblas", "-v", cwd=folder)
    assert "--config backend.blas has no counterpart" in done.stderr and f"-DWITH_THIS -DAND_THIS{os.getpid()}" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere.py"], "there is no file `nowhere.py`"),
        (["mod.txt"], "neither a .py nor a .cpp file"),
        (["x.cpp", "-E"], "-E, -e and -P are for .py files"),
        (["mod.py", "-v", "-w"], "contradict each other"),
        (["mod.py", "--config", "x"], "must be KEY=VALUE"),
        (["mod.py", "-o", "mod.dll"], "an extension module ends in .so"),
    ],
)
def test_wrong_command_line(hooks, folder, arguments, message):
    assert message in hooks("keelback-pythran", *arguments, cwd=folder, status=1).stderr


def test_function_that_does_not_compile_is_an_error(hooks, folder):
    (folder / "bad.py").write_text("# pythran export f(int)\ndef f(x):\n    return x + y\n")
    assert "error[KB3001]" in hooks("keelback-pythran", "bad.py", cwd=folder, status=1).stderr


# What SciPy's meson.build files say of Pythran, with the name changed; C++20 is asked for by the flags, as its project says C++17.
SCIPY = """\
project('like-scipy', 'cpp', meson_version: '>= 1.5.0', default_options: ['buildtype=debugoptimized', 'b_ndebug=if-release', 'cpp_std=c++17'])
py3 = import('python').find_installation(pure: false)
pythran = find_program('keelback-pythran', native: true, version: '>=0.1.0')
incdir_numpy = run_command(py3, '-c', 'import numpy; print(numpy.get_include())', check: true).stdout().strip()
np_dep = declare_dependency(include_directories: incdir_numpy, compile_args: '-DNPY_NO_DEPRECATED_API=NPY_1_9_API_VERSION')

incdir_pythran = meson.get_external_property('pythran-include-dir', 'not-given')
if incdir_pythran == 'not-given'
  incdir_pythran = run_command(py3,
    [
      '-c',
    '''import os
import keelback.pythran as pythran
try:
  incdir = os.path.relpath(pythran.get_include())
except Exception:
  incdir = pythran.get_include()
print(incdir)
'''
    ],
    check: true
  ).stdout().strip()
endif
pythran_dep = declare_dependency(include_directories: incdir_pythran)
cpp_args_pythran = [
  '-std=c++20',
  '-DENABLE_PYTHON_MODULE',
  '-D__PYTHRAN__=3',
  '-DPYTHRAN_BLAS_NONE'
]
pythran_gen = generator(pythran,
  arguments : ['-E', '@INPUT@', '-o', '@OUTPUT@'],
  output : '@BASENAME@.cpp',
)
"""
EXTENSION = """\
py3.extension_module('{name}',
  pythran_gen.process('{source}'),
  cpp_args: cpp_args_pythran,
  dependencies: [pythran_dep, np_dep],
  install: true,
  subdir: 'scipy'
)
"""
# And scikit-image's.
TARGET = """\
_{name}_target = custom_target('_{name}_target',
  output: ['{name}.cpp'],
  input: '{source}',
  command: [pythran, '-E', '@INPUT@', '-o', '@OUTPUT@']
)
py3.extension_module('{name}',
  [_{name}_target],
  cpp_args: cpp_args_pythran,
  include_directories: [incdir_pythran],
  dependencies: [py3.dependency(), np_dep],
  install: true,
  subdir: 'skimage'
)
"""


def test_meson_files_of_scipy_and_scikit_image(hooks, clean, folder):
    (folder / "meson.build").write_text(SCIPY + EXTENSION.format(name="mod", source="mod.py") + TARGET.format(name="renamed", source="mod.py"))
    hooks("meson", "setup", "out", "--werror", cwd=folder)
    hooks("ninja", "-C", "out", cwd=folder)
    for name in ("mod", "renamed"):
        assert clean.python(USE.format(name), cwd=folder / "out") == USED


@slow
def test_modules_of_scipy_and_scikit_image(hooks, clean, tmp_path):
    sys.path.insert(0, str(ROOT / "tests" / "real"))
    import modules

    lines = []
    for module in modules.MODULES:
        source = modules.sources()[module.package] / module.source
        (tmp_path / source.name).write_bytes(source.read_bytes())
        lines.append((EXTENSION if module.package == "scipy" else TARGET).format(name=module.stem, source=source.name))
    (tmp_path / "meson.build").write_text(SCIPY + "".join(lines))
    hooks("meson", "setup", "out", "--werror", cwd=tmp_path)
    hooks("ninja", "-C", "out", cwd=tmp_path)
    for module in modules.MODULES:
        assert clean.python(f"import {module.stem} as m; print(m.__file__[-3:])", cwd=tmp_path / "out") == ".so"
