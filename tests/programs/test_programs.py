"""The programs of the benchmarks, compiled with --strict: small runs give what CPython gives."""

import importlib.util
import os
import pathlib
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))

from sizes import PROGRAMS  # noqa: E402


def load(name, path):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The folder with all programs compiled, and what the build said."""
    folder = tmp_path_factory.mktemp("programs")
    command = [os.environ.get("KEELBACK", ROOT / "build/bin/keelback"), "build", "--strict", "--interpreter", sys.executable, "-o", folder]
    environment = {**os.environ, "KEELBACK_CXXFLAGS": "-O1 " + os.environ.get("KEELBACK_CXXFLAGS", "")}
    said = subprocess.run([*map(str, command), *(str(program.source(name)) for name, program in PROGRAMS.items())], env=environment, capture_output=True, text=True)
    return folder, said.stdout + said.stderr


@pytest.mark.parametrize("name", PROGRAMS)
def test_same_result(built, name):
    folder, said = built
    extension = next(folder.glob(f"{name}.*.so"), None)
    assert extension is not None, said
    wanted = load(name, PROGRAMS[name].source(name)).run(*PROGRAMS[name].small)
    native = load(name, extension)
    assert type(native.run).__name__ == "native_function"
    assert native.run(*PROGRAMS[name].small) == wanted and native.run(*PROGRAMS[name].small) == wanted
