"""Projects built by hatchling."""

import re

from conftest import USE, USED, check_editable, check_wheel, documented, install

FILES = documented("hatchling")
PYPROJECT = FILES["pyproject.toml"]


def test_sdist_and_wheel(hooks, clean, project, tmp_path):
    folder = project({"pyproject.toml": PYPROJECT})
    hooks("python", "-m", "build", "--no-isolation", cwd=folder)
    wheel = next((folder / "dist").glob("*.whl"))
    assert re.fullmatch(r"sample-1.0-cp3\d+-cp3\d+-.*linux.*_x86_64.whl", wheel.name)
    check_wheel(clean, wheel, tmp_path)


def test_optional_without_a_compiler_is_a_pure_wheel(hooks, clean, project, tmp_path):
    folder = project({"pyproject.toml": PYPROJECT + "optional = true\n"})
    hooks("python", "-m", "build", "--no-isolation", "--wheel", cwd=folder, CXX="/nowhere/c++")
    wheel = next((folder / "dist").glob("*.whl"))
    assert wheel.name == "sample-1.0-py3-none-any.whl"
    assert clean.python(USE, cwd=tmp_path, PYTHONPATH=install(clean, wheel, tmp_path / "site")) == USED.replace(".so", ".py")


def test_editable_notices_a_changed_source(hooks, project, tmp_path):
    check_editable(hooks, project({"pyproject.toml": PYPROJECT}), tmp_path / "editable")


def test_wrong_configuration(hooks, project):
    folder = project({"pyproject.toml": PYPROJECT.replace("strict = true", "stirct = true")})
    done = hooks("python", "-m", "build", "--no-isolation", "--wheel", cwd=folder, status=1)
    assert "keelback: pyproject.toml: tool.hatch.build.targets.wheel.hooks.keelback.modules[1]: unknown option `stirct`; did you mean `strict`?" in done.stdout + done.stderr


def test_source_that_does_not_compile(hooks, project):
    folder = project({"pyproject.toml": PYPROJECT, "src/pkg/sub/more.py": "def twice(x: float) -> float:\n    return 2 * y\n"})
    done = hooks("python", "-m", "build", "--no-isolation", "--wheel", cwd=folder, status=1)
    assert "error[KB3001]" in done.stdout + done.stderr and "keelback could not compile `src/pkg/sub/more.py`" in done.stdout + done.stderr
