"""Run time of the programs in objects/ and programs/: the same typed source under CPython, mypyc where it is installed, and Keelback.

    ./dev python benchmarks/objects.py [--quick] [--json FILE] [program...]
"""

import importlib.util
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

from measure import Table, builder, figure, finish, load, parser, same, text_of
from sizes import PROGRAMS


def mypyc(source, folder):
    """The extension that mypyc makes of the file, or None where it is not installed or refuses it."""
    program = shutil.which("mypyc") or pathlib.Path(sys.executable).with_name("mypyc")
    if not os.path.exists(program) or importlib.util.find_spec("setuptools") is None:
        return None
    where = pathlib.Path(tempfile.mkdtemp(dir=folder))
    shutil.copy(source, where)
    subprocess.run([program, source.name], cwd=where, capture_output=True)
    return next(where.glob("*.so"), None)


def best_time(module, arguments, rounds):
    """Seconds of CPU of one call of `run`, the best of the rounds, and what it gave."""
    best, result = float("inf"), None
    for _ in range(rounds):
        start = time.process_time()
        result = module.run(*arguments)
        best = min(best, time.process_time() - start)
    return best, result


def main():
    options = parser(__doc__)
    options.add_argument("program", nargs="*", choices=[*PROGRAMS, []], help="of " + ", ".join(PROGRAMS))
    options = options.parse_args()
    rounds = 5 if options.quick else 15
    table = Table(("program", "program", 14, ""), ("cpython", "CPython", 11, text_of), ("mypyc", "mypyc", 11, text_of), ("keelback", "Keelback", 11, text_of),
                  ("faster", "CPython/", 11, ".1f"), ("ratio", "mypyc/", 9, ".2f"))
    figures, wrong = [], []
    with builder() as build:
        for name in options.program or PROGRAMS:
            source, arguments = PROGRAMS[name].source(name), PROGRAMS[name].full
            interpreted, wanted = best_time(load(source, name), arguments, 1)
            _, path = build.build(source, name)
            native, got = best_time(load(path, name), arguments, rounds)
            row = {"program": name, "cpython": interpreted, "keelback": native, "faster": interpreted / native}
            if not same(wanted, got):
                wrong.append(name)
                continue
            if other := mypyc(source, build.folder):
                try:
                    row["mypyc"], got = best_time(load(other, name), arguments, rounds)
                except Exception as raised:  # noqa: BLE001: what mypyc makes of a program may fail
                    print(f"{name}: mypyc's raises {raised!r}")
                else:
                    row["ratio"] = row["mypyc"] / native
                    figures.append(figure(f"{name}: mypyc's time over Keelback's", row["ratio"]))
            table.row(**row)
    finish(options, {"objects": table}, figures)
    if wrong:
        sys.exit(f"other results than CPython's: {', '.join(wrong)}")


if __name__ == "__main__":
    main()
