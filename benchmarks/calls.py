"""What a call from Python costs: Keelback's functions beside the same ones written by hand as METH_FASTCALL (fastcall.c).

    ./dev python benchmarks/calls.py [--quick] [--json FILE]
"""

import subprocess
import sys
import sysconfig
import time
import timeit

import numpy as np

from measure import ROOT, Table, builder, figure, finish, load, parser

SOURCE = '''
import numpy as np

Vector = np.ndarray[tuple[int], np.dtype[np.float64]]


def scale(x: float, y: float) -> float:
    return x * y + 1.0


def accept(a: Vector) -> None:
    pass


def first(a: Vector) -> float:
    return a[0]


def first_scalar(a: Vector) -> np.float64:
    return a[0]
'''
VECTOR = np.arange(10.0)
ROWS = [
    ("(float, float) -> float", "scale", (2.5, 4.0)),
    ("(array) -> None", "accept", (VECTOR,)),
    ("(array) -> float", "first", (VECTOR,)),
    ("(array) -> np.float64", "first_scalar", (VECTOR,)),
]
CALLS = 50_000
LIMIT = 1.3


def by_hand(folder):
    """The yardstick, compiled."""
    path = folder / f"fastcall{sysconfig.get_config_var('EXT_SUFFIX')}"
    command = ["gcc", "-O2", "-fPIC", "-shared", f"-I{sysconfig.get_path('include')}", f"-I{np.get_include()}", ROOT / "benchmarks" / "fastcall.c", "-o", path]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    return load(path, "fastcall")


def main():
    options = parser(__doc__).parse_args()
    rounds = 30 if options.quick else 150
    with builder() as build:
        ours = load(build.build_text(SOURCE, "compiled")[1], "compiled")
        plain = load(build.folder / "compiled.py", "compiled")
        hand = by_hand(build.folder)
    table = Table(("call", "call, ns", 26, ""), ("hand", "by hand", 10, ".1f"), ("keelback", "Keelback", 10, ".1f"), ("ratio", "ratio", 8, ".2f"), ("cpython", "CPython", 10, ".1f"))
    figures = []
    for label, name, arguments in ROWS:
        functions = [getattr(module, name) for module in (hand, ours, plain)]
        if len({(type(result), result) for result in (function(*arguments) for function in functions[:2])}) != 1:
            sys.exit(f"calls.py: {name} differs")
        names = "xy"[:len(arguments)]
        timers = [timeit.Timer(f"f({', '.join(names)})", globals={"f": function, **dict(zip(names, arguments))}, timer=time.process_time) for function in functions] + [timeit.Timer("pass", timer=time.process_time)]
        spans = zip(*([timer.timeit(CALLS) / CALLS * 1e9 for timer in timers] for _ in range(rounds)))
        *spans, loop = map(min, spans)
        by, keelback, cpython = (span - loop for span in spans)
        table.row(call=label, hand=by, keelback=keelback, ratio=keelback / by, cpython=cpython)
        figures.append(figure(f"call {label}: Keelback / by hand", keelback / by, LIMIT))
    finish(options, {"calls": table}, figures)


if __name__ == "__main__":
    main()
