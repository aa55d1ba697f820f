"""Golden files: each `.py` of a folder here ends with what `keelback dump` prints for it.

    # RUN: ir --after inline --only f         the options of `dump`; several blocks may follow each other
    # EXPECT:
    # func f(...)

`KEELBACK_UPDATE=1` writes what comes out in the place of what was expected.
"""

import os
import pathlib
import subprocess

import pytest

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parent.parent
KEELBACK = os.environ.get("KEELBACK", ROOT / "build/bin/keelback")
FILES = sorted(HERE.glob("*/*.py"))


def dumped(path, options):
    kind, *rest = options.split()
    done = subprocess.run([KEELBACK, "dump", kind, path, *rest], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return "".join(f"# {line}".rstrip() + "\n" for line in done.stdout.rstrip().splitlines())


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_golden(path):
    source, *runs = path.read_text().split("# RUN: ")
    assert runs, f"{path.name} runs nothing"
    expected = "".join("# RUN: " + run for run in runs).rstrip() + "\n"
    actual = "\n".join(f"# RUN: {run.splitlines()[0]}\n# EXPECT:\n{dumped(path, run.splitlines()[0])}" for run in runs)
    if os.environ.get("KEELBACK_UPDATE"):
        path.write_text(source + actual)
    else:
        assert actual == expected
