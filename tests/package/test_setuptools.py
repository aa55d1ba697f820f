"""Projects built by setuptools, with and without a setup.py."""

import re
import subprocess
import zipfile

import pytest
from conftest import USE, USED, check_editable, check_wheel, documented, install, slow

FILES = documented("setuptools")
PYPROJECT = FILES["pyproject.toml"]


def built(hooks, folder, *arguments, **more):
    hooks("python", "-m", "build", "--no-isolation", *arguments, cwd=folder, **more)
    return next((folder / "dist").glob("*.whl"))


def refused(hooks, folder, **more):
    done = hooks("python", "-m", "build", "--no-isolation", "--wheel", cwd=folder, status=1, **more)
    return done.stdout + done.stderr


def test_sdist_and_wheel(hooks, clean, project, tmp_path):
    wheel = built(hooks, project({"pyproject.toml": PYPROJECT}))
    assert re.fullmatch(r"sample-1.0-cp3\d+-cp3\d+-linux_x86_64.whl", wheel.name)
    check_wheel(clean, wheel, tmp_path)


def test_equal_bytes_wherever_it_is_built(hooks, project, tmp_path):
    texts = []
    for name in ("one", "another place"):
        with zipfile.ZipFile(built(hooks, project({"pyproject.toml": PYPROJECT}, name), "--wheel")) as wheel:
            texts.append({entry: wheel.read(entry) for entry in wheel.namelist()})
    assert texts[0] == texts[1]


def test_keyword_of_setup(hooks, clean, project, tmp_path):
    setup = 'from setuptools import setup\nsetup(name="sample", version="1", packages=["pkg", "pkg.sub"], package_dir={"": "src"}, keelback_modules=["src/pkg/fast.py", "src/pkg/sub/more.py"])\n'
    folder = project({"setup.py": setup, "pyproject.toml": '[build-system]\nrequires = ["setuptools", "keelback"]\nbuild-backend = "setuptools.build_meta"\n'})
    check_wheel(clean, built(hooks, folder, "--wheel"), tmp_path)


def test_extension_classes(hooks, clean, project, tmp_path):
    setup = """\
from keelback.pythran.dist import PythranBuildExt, PythranExtension
from keelback.setuptools import KeelbackExtension
from setuptools import setup
setup(name="sample", version="1", packages=["pkg", "pkg.sub"], package_dir={"": "src"}, cmdclass={"build_ext": PythranBuildExt},
      ext_modules=[KeelbackExtension("pkg.fast", "src/pkg/fast.py", boundscheck=True),
                   PythranExtension("pkg.sub.more", ["src/pkg/sub/more.py"], extra_compile_args=["-O3"], define_macros=[("USE_XSIMD", None)])])
"""
    folder = project({"setup.py": setup, "pyproject.toml": '[build-system]\nrequires = ["setuptools", "keelback"]\nbuild-backend = "setuptools.build_meta"\n'})
    check_wheel(clean, built(hooks, folder, "--wheel"), tmp_path)


def test_editable_notices_a_changed_source(hooks, project, tmp_path):
    check_editable(hooks, project({"pyproject.toml": PYPROJECT}), tmp_path / "editable")


def test_optional_without_a_compiler_is_a_pure_wheel(hooks, clean, project, tmp_path):
    folder = project({"pyproject.toml": PYPROJECT.replace("[tool.keelback]\n", "[tool.keelback]\noptional = true\n")})
    done = hooks("python", "-m", "build", "--no-isolation", "--wheel", cwd=folder, CXX="/nowhere/c++")
    assert "pkg.fast stays Python" in done.stderr + done.stdout and "KB7020" in done.stderr + done.stdout
    wheel = next((folder / "dist").glob("*.whl"))
    assert wheel.name == "sample-1.0-py3-none-any.whl"
    site = install(clean, wheel, tmp_path / "site")
    assert clean.python(USE, cwd=tmp_path, PYTHONPATH=site) == USED.replace(".so", ".py")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("src/pkg/fast.py", "src/pkg/fsat.py", "pyproject.toml: tool.keelback.modules[0]: there is no file `src/pkg/fsat.py` in "),
        ("src/pkg/fast.py", "src/pkg/fsat.py", "did you mean `src/pkg/fast.py`?"),
        ("sub/*.py", "subs/*.py", "pyproject.toml: tool.keelback.modules[1]: no Python file matches `src/pkg/subs/*.py`"),
        ("src/pkg/fast.py", "src/pkg", "tool.keelback.modules[0]: `src/pkg` is a folder; write `src/pkg/**/*.py`"),
        ("strict = true", "stirct = true", "pyproject.toml: tool.keelback.modules[1]: unknown option `stirct`; did you mean `strict`?"),
        ("strict = true", 'strict = "yes"', "pyproject.toml: tool.keelback.modules[1].strict: must be true or false, not 'yes'"),
        ("strict = true", 'isa = "avx"', """modules[1].isa: must be "native" or a list of baseline, v2, v3, v4, not 'avx'"""),
        ("modules =", "module =", "tool.keelback: unknown option `module`; did you mean `modules`?"),
        ('modules = ["src/pkg/fast.py", {path = "src/pkg/sub/*.py", strict = true}]', "", "tool.keelback.modules: must list the modules"),
        ('"src/pkg/fast.py"', "3", "tool.keelback.modules[0]: must be a path or a table with a path"),
    ],
)
def test_wrong_configuration(hooks, project, old, new, message):
    assert message in refused(hooks, project({"pyproject.toml": PYPROJECT.replace(old, new)}))


def test_source_that_does_not_compile(hooks, project):
    text = refused(hooks, project({"pyproject.toml": PYPROJECT, "src/pkg/sub/more.py": "def twice(x: float) -> float:\n    return 2 * y\n"}))
    assert "src/pkg/sub/more.py:2:16: error[KB3001]" in text
    assert "keelback could not compile `src/pkg/sub/more.py` (pyproject.toml: tool.keelback.modules[1])" in text


def test_no_compiler(hooks, project):
    text = refused(hooks, project({"pyproject.toml": PYPROJECT}), CXX="/nowhere/c++")
    assert "error[KB7020]" in text and "apt install g++" in text


@slow
def test_read_only_home(hooks, clean, project, tmp_path):
    """The cache cannot be written: both modules share one of the build's own."""
    folder = project({"pyproject.toml": PYPROJECT})
    wheel = built(hooks, folder, "--wheel", KEELBACK_CACHE_DIR=None, XDG_CACHE_HOME=None, HOME="/proc/nowhere")
    assert (next((folder / "build").glob("temp*")) / "keelback-cache").is_dir()
    check_wheel(clean, wheel, tmp_path)


@slow
def test_two_builds_at_once(hooks, clean, project, tmp_path):
    folders = [project({"pyproject.toml": PYPROJECT}, name) for name in ("a", "b")]
    cache = {"KEELBACK_CACHE_DIR": str(tmp_path / "cache")}
    command = [hooks.bin / "python", "-m", "build", "--no-isolation", "--wheel"]
    running = [subprocess.Popen(command, cwd=folder, env=hooks.variables(**cache), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) for folder in folders]
    outputs = [process.communicate(timeout=600)[0] for process in running]
    assert [process.returncode for process in running] == [0, 0], outputs
    assert sum(text.count("compiling the runtime") for text in outputs) == 1
    for folder in folders:
        check_wheel(clean, next((folder / "dist").glob("*.whl")), folder)


@slow
def test_isolated(wheelhouse, hooks, clean, project, tmp_path):
    """As `python -m build` and pip do it for a user: an environment of the build's own, filled from the index."""
    folder = project({"pyproject.toml": PYPROJECT})
    hooks("python", "-m", "build", cwd=folder, PIP_FIND_LINKS=str(wheelhouse))
    check_wheel(clean, next((folder / "dist").glob("*.whl")), tmp_path)
