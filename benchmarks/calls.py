"""What a call from Python costs: Keelback's functions beside the same ones written by hand as METH_FASTCALL (fastcall.c).

    build/venv/bin/python benchmarks/calls.py [--rounds N]
"""

import argparse
import pathlib
import statistics
import subprocess
import sys
import sysconfig
import timeit

from measure import ROOT, builder, load, note

import numpy as np

SOURCE = '''
import numpy as np


def scale(x: float, y: float) -> float:
    return x * y + 1.0


def first(a: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    return a[0]
'''
CALLS = 200_000


def by_hand(folder):
    path = folder / f"fastcall{sysconfig.get_config_var('EXT_SUFFIX')}"
    command = ["gcc", "-O2", "-fPIC", "-shared", f"-I{sysconfig.get_path('include')}", f"-I{np.get_include()}", str(ROOT / "benchmarks" / "fastcall.c"), "-o", str(path)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    return load(path, "fastcall")


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rounds", type=int, default=25, metavar="N", help=f"rounds of {CALLS} calls of each, in turn (default 25)")
    options = options.parse_args()
    with builder() as build:
        folder = pathlib.Path(build.folder)
        (folder / "compiled.py").write_text(SOURCE)
        _, path = build.build(folder / "compiled.py")
        ours, plain, hand = load(path, "compiled"), load(folder / "compiled.py", "compiled"), by_hand(folder)
    rows = [("(float, float)", "scale", (2.5, 4.0)), ("(one array)", "first", (np.arange(10.0),))]
    print(f"{'arguments':18}{'by hand, ns':>13}{'Keelback, ns':>14}{'ratio':>8}{'CPython, ns':>14}{'an empty loop, ns':>20}")
    for label, name, arguments in rows:
        functions = [getattr(module, name) for module in (hand, ours, plain)]
        if len({float(function(*arguments)) for function in functions}) != 1:
            sys.exit(f"calls.py: {name} differs")
        names = "xy"[:len(arguments)]
        statement = f"f({', '.join(names)})"
        timers = [timeit.Timer(statement, globals={"f": function, **dict(zip(names, arguments))}) for function in functions] + [timeit.Timer("pass")]
        rounds = [[timer.timeit(CALLS) / CALLS * 1e9 for timer in timers] for _ in range(options.rounds)]
        by, keelback, python, empty = (min(column) for column in zip(*rounds))
        ratio = statistics.median(each[1] / each[0] for each in rounds)
        print(f"{label:18}{by:13.1f}{keelback:14.1f}{ratio:8.2f}{python:14.1f}{empty:20.1f}", flush=True)
    print("\nTimes: the best round, the loop's own time included. Ratio: the middle one of the rounds', which ran in turn.")
    note()


if __name__ == "__main__":
    main()
