"""CPython's own tests of modules of the standard library, with the module compiled from its source: each test ends as it does with the module itself.

Their functions have no annotations; those of `stdlib_modules.py` are written in, `object` where nothing else is said there. What the compiler cannot do stays Python, and is counted.
"""

import importlib.util
import json
import os
import pathlib
import subprocess
import sys

import pytest

from annotated import annotated
from stdlib_modules import MODULES

HERE = pathlib.Path(__file__).parent
KEELBACK = os.environ.get("KEELBACK", str(HERE.parents[1] / "build/bin/keelback"))

pytestmark = pytest.mark.skipif(importlib.util.find_spec("test.support") is None, reason="this Python comes without its tests")


def endings(module, extension):
    command = [sys.executable, str(HERE / "run_tests.py"), module.name, str(extension), module.tests]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=extension.parent if extension != "-" else HERE)
    assert ran.returncode == 0, ran.stderr[-4000:]
    return json.loads(ran.stdout)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_own_tests(module, tmp_path):
    if module.slow and not os.environ.get("KEELBACK_ALL"):
        pytest.skip("takes long: ./dev test --all")
    original = pathlib.Path(importlib.util.find_spec(module.name).origin)
    source = tmp_path / original.name
    source.write_text(annotated(original.read_text(encoding="utf-8"), module.given), encoding="utf-8")
    environment = {**os.environ, "KEELBACK_CXXFLAGS": "-O1 " + os.environ.get("KEELBACK_CXXFLAGS", "")}
    command = [KEELBACK, "build", "--interpreter", sys.executable, "--module-name", module.name, "-o", str(tmp_path / "built"), str(source)]
    built = subprocess.run(command, capture_output=True, text=True, env=environment)
    said = built.stdout + built.stderr
    assert built.returncode == 0 and "KB900" not in said, said
    wanted, got = endings(module, "-"), endings(module, next((tmp_path / "built").glob("*.so")))
    others = {test: ending for test, ending in got["endings"].items() if wanted["endings"].get(test, "").split(":")[0] != ending.split(":")[0]}
    assert not others, "\n".join(f"{test}: {ending}" for test, ending in others.items())
    assert got["endings"].keys() == wanted["endings"].keys()
    assert f": {module.native} native" in said, f"native in the module: {', '.join(got['native'])}\n{said}"
