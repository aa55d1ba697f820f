"""Projects built by meson and meson-python, as docs/packaging.md shows."""

import time

from conftest import USE, USED, check_editable, check_wheel, commit, documented

FILES = documented("meson and meson-python")
MESON = FILES["meson.build"]
PYPROJECT = FILES["pyproject.toml"]


def test_meson_python(hooks, clean, project, tmp_path):
    folder = project({"meson.build": MESON, "pyproject.toml": PYPROJECT})
    commit(folder)
    hooks("python", "-m", "build", "--no-isolation", cwd=folder)
    check_wheel(clean, next((folder / "dist").glob("*.whl")), tmp_path)


def test_editable_rebuilds_at_import(hooks, project, tmp_path):
    folder = project({"meson.build": MESON, "pyproject.toml": PYPROJECT})
    commit(folder)
    check_editable(hooks, folder, tmp_path / "editable", rebuilds=True)


def test_rebuilds_what_changed(hooks, clean, project):
    folder = project({"meson.build": MESON})
    hooks("meson", "setup", "out", f"--python.purelibdir={folder / 'site'}", f"--python.platlibdir={folder / 'site'}", cwd=folder)
    hooks("meson", "install", "-q", "-C", "out", cwd=folder)
    assert clean.python(USE, cwd=folder, PYTHONPATH=folder / "site") == USED
    assert "no work to do" in hooks("ninja", "-C", "out", cwd=folder).stdout
    time.sleep(1.1)
    more = folder / "src" / "pkg" / "sub" / "more.py"
    more.write_text(more.read_text().replace("2 * x", "5 * x"))
    hooks("meson", "install", "-q", "-C", "out", cwd=folder)
    assert clean.python(USE, cwd=folder, PYTHONPATH=folder / "site") == USED.replace("12.0", "30.0")


def test_pkg_config(hooks, clean, project):
    """keelback.pc has the headers, for generated files that are compiled alone."""
    meson = """\
project('sample', 'cpp', default_options: ['cpp_std=c++20', 'buildtype=release'])
py = import('python').find_installation(pure: false)
numpy = run_command(py, '-c', 'import numpy; print(numpy.get_include())', check: true).stdout().strip()
generated = generator(find_program('keelback'), arguments: ['generate', '@INPUT@', '-o', '@OUTPUT@', '--depfile', '@DEPFILE@'], depfile: '@BASENAME@.d', output: '@BASENAME@.cpp')
py.extension_module('more', generated.process('src/pkg/sub/more.py'), dependencies: [dependency('keelback', version: '>=0.1'), py.dependency()],
  cpp_args: '-I' + numpy, gnu_symbol_visibility: 'hidden')
"""
    folder = project({"meson.build": meson})
    pkgconfig = hooks("keelback-config", "--pkgconfigdir", cwd=folder).stdout.strip()
    hooks("meson", "setup", "out", cwd=folder, PKG_CONFIG_PATH=pkgconfig)
    hooks("ninja", "-C", "out", cwd=folder)
    assert clean.python("import more; print(more.__file__[-3:], more.twice(2.0))", cwd=folder, PYTHONPATH=folder / "out") == ".so 4.0"
