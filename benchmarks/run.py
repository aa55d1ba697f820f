"""./dev bench [NAME...]: runs the benchmarks in turn, each in a process of its own; all unless named. --list says what there is.

Arguments after `--` go to the benchmark, where one is named: ./dev bench compile_time -- --without-pythran _group_columns
"""

import pathlib
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
BENCHMARKS = {
    "calls": "a call from Python beside a hand-written METH_FASTCALL function",
    "real_run": "run time of the eight real modules beside the wheels' Pythran-built ones",
    "compile_time": "CPU, memory and size of compiling them beside Pythran",
}


def main(arguments):
    passed = []
    if "--" in arguments:
        cut = arguments.index("--")
        arguments, passed = arguments[:cut], arguments[cut + 1:]
    if {"-h", "--help", "--list"} & set(arguments):
        print(__doc__.splitlines()[0], *(f"  {name:14}{text}" for name, text in BENCHMARKS.items()), sep="\n")
        return 0
    if unknown := [name for name in arguments if name not in BENCHMARKS]:
        print(f"bench: no such benchmark: {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}", file=sys.stderr)
        return 2
    if passed and len(arguments) != 1:
        print("bench: name one benchmark to pass arguments to", file=sys.stderr)
        return 2
    failed = []
    for name in arguments or BENCHMARKS:
        print(f"== {name}: {BENCHMARKS[name]}\n", flush=True)
        start = time.perf_counter()
        if subprocess.run([sys.executable, str(HERE / f"{name}.py"), *passed]).returncode:
            failed.append(name)
        print(f"-- {name}: {time.perf_counter() - start:.0f} s\n", flush=True)
    if failed:
        print(f"bench: failed: {', '.join(failed)}", file=sys.stderr)
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
