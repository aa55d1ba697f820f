"""Which statements of cases/joined_loops.py are written as one loop: what they compute is tested there."""

import os
import pathlib
import re
import subprocess

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parent.parent

# Loops that stand for several statements, by function.
JOINED = {"temporaries": 1, "kept": 1, "reaction": 1, "mandelbrot": 1, "stored_and_read": 1, "rows_read_before": 1, "broadcasting": 1, "updated_names": 1, "updated_and_kept": 1, "with_casts": 1, "with_masks": 1, "twice": 1,
          "parts_in_between": 2, "neighbours_read_later": 1, "numbers_between": 1, "whole": 0, "overlapping": 0}


def test_loops():
    command = [os.environ.get("KEELBACK", ROOT / "build/bin/keelback"), "dump", "cpp", HERE / "cases/joined_loops.py"]
    text = subprocess.run([*map(str, command)], capture_output=True, text=True, check=True).stdout
    found = {}
    for definition in re.split(r"^(?=\S[^\n;=]*\) \{$)", text, flags=re.M)[1:]:
        name = re.search(r"(\w+?)_\d+_\d+\(", definition)
        if name:
            found[name[1]] = found.get(name[1], 0) + definition.count(".fits(")
    assert {name: found.get(name) for name in JOINED} == JOINED
