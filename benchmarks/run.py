"""./dev bench: runs the benchmarks in turn, each in a process of its own, and sums up their figures; leaves JSON in build/benchmarks/."""

import argparse
import json
import pathlib
import subprocess
import sys
import time

from measure import ROOT, machine, print_figures

HERE = pathlib.Path(__file__).resolve().parent
OUT = ROOT / "build" / "benchmarks"
BENCHMARKS = {
    "calls": "a call from Python beside a hand-written METH_FASTCALL function",
    "real_run": "run time of the eight real modules beside the wheels' Pythran-built ones",
    "compile_time": "CPU, memory and size of compiling them beside Pythran",
    "threads": "parallel loops on two threads beside one",
    "objects": "programs of pyperformance and others with classes, beside CPython and mypyc",
    "library": "single calls of NumPy's functions at three sizes beside NumPy",
    "kernels": "small kernels and programs with classes beside CPython with NumPy (beside all peers: ./dev bench-peers)",
}


def main():
    options = argparse.ArgumentParser(prog="./dev bench", description=__doc__, epilog="  ".join(f"{name}: {text}." for name, text in BENCHMARKS.items()))
    options.add_argument("--only", action="append", choices=BENCHMARKS, metavar="NAME", help=f"of {', '.join(BENCHMARKS)}; may be repeated")
    options.add_argument("--quick", action="store_true", help="fewer rounds: about a quarter of the time")
    options = options.parse_args()
    failed, figures = [], []
    for name in options.only or BENCHMARKS:
        print(f"== {name}: {BENCHMARKS[name]}\n", flush=True)
        start = time.perf_counter()
        out = OUT / f"{name}.json"
        if subprocess.run([sys.executable, HERE / f"{name}.py", "--json", out, *["--quick"] * options.quick]).returncode:
            failed.append(name)
        else:
            figures += json.loads(out.read_text())["figures"]
        print(f"-- {name}: {time.perf_counter() - start:.0f} s\n", flush=True)
    print("== all figures\n")
    print_figures(figures)
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "figures.json").write_text(json.dumps({"machine": machine(), "quick": options.quick, "figures": figures}, indent=1) + "\n")
    if failed:
        print(f"bench: failed: {', '.join(failed)}", file=sys.stderr)
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
