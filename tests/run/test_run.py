"""Every module of cases/: compiled with --strict, each of its calls run by CPython and compiled, and compared.

A module has annotated functions and `CALLS`: a list of (function name, arguments...) tuples; of calls with keywords `KEYWORD_CALLS`, of (function name, arguments, keywords). `CALLED` names the functions that only
others of the module call: with objects of its own classes. `TOLERANCE` (relative, default 0) is for results of functions whose last bits the C library decides.
"""

import importlib.util
import os
import pathlib
import subprocess
import sys
import types

import pytest

from compare import brought_over, difference

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parent.parent
CASES = sorted((HERE / "cases").glob("*.py"))
sys.path.append(str(HERE / "standins"))  # after what is installed


def load(name, path):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # where dataclasses look for what annotations mean
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """The folder with all cases compiled, and what each build said."""
    folder = tmp_path_factory.mktemp("run")
    command = [os.environ.get("KEELBACK", ROOT / "build/bin/keelback"), "build", "--strict", "--interpreter", sys.executable, "-o", folder]
    # Correctness does not depend on optimization; compile time does.
    environment = {**os.environ, "KEELBACK_CXXFLAGS": "-O1 " + os.environ.get("KEELBACK_CXXFLAGS", "")}
    said = subprocess.run([*map(str, command), *map(str, CASES)], env=environment, capture_output=True, text=True)
    return folder, said.stdout + said.stderr


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_module(built, path):
    folder, said = built
    extensions = list(folder.glob(path.stem + ".*.so"))
    assert extensions, f"{path.name} was not built:\n{said}"
    python, native = load(path.stem, path), load(path.stem, extensions[0])
    tolerance = getattr(python, "TOLERANCE", 0.0)
    called, wrong = set(), []
    calls = [(name, tuple(args), {}) for name, *args in python.CALLS] + getattr(python, "KEYWORD_CALLS", [])
    for name, args, keywords in calls:
        called.add(name)
        function = getattr(native, name)
        assert type(function).__name__ == "native_function", f"{name} stayed Python"
        why = difference(getattr(python, name), function, args, keywords, tolerance=tolerance, native_args=brought_over(args, native))
        if why is not None:
            wrong.append(f"{name}{args!r} {keywords or ''}: {why}")
    assert not wrong, "\n".join(wrong)
    functions = {name for name, value in vars(python).items() if isinstance(value, types.FunctionType) and value.__module__ == path.stem and value.__annotations__}
    called.update(getattr(python, "CALLED", []))
    assert functions <= called, f"never called: {sorted(functions - called)}"
