"""mypyc's run tests against modules that keelback compiles (mypyc_cases.py); part of `./dev test --all`."""

import os
import pathlib
import sys

import pytest

import mypyc_cases

sys.path.append(str(pathlib.Path(__file__).parents[1] / "real"))
from modules import unpacked  # noqa: E402

pytestmark = pytest.mark.skipif(os.environ.get("KEELBACK_ALL") != "1", reason="KEELBACK_ALL: takes long")
MYPY = "2.4.1"


def test_cases():
    data = unpacked("mypy", MYPY, endings=(".test", ".py")) / "mypyc" / "test-data"
    wrong, same = {}, 0
    for case in mypyc_cases.cases(data):
        verdict, detail, _ = mypyc_cases.run(case, data, ["--cxxflag=-O0"])
        name = f"{case.group}.{case.name}"
        same += verdict == "same"
        if verdict in ("crash", "refused") or (verdict == "differs" and name not in mypyc_cases.KNOWN):
            wrong[name] = f"{verdict}: {detail[-2000:]}"
    assert not wrong, "\n\n".join(f"{name}: {detail}" for name, detail in wrong.items())
    assert same >= 375
