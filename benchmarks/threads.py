"""Parallel loops on one thread and on several: the clock, and what it would show if nothing else used the machine.

    ./dev python benchmarks/threads.py [--quick] [--threads N] [--json FILE]
"""

import os
import sys
import time

import numpy as np

from measure import KEELBACK, ROOT, Table, builder, cost, figure, finish, load, parser, text_of

SOURCE = ROOT / "benchmarks" / "kernels" / "threads.py"
LIMIT = 1.8   # of two threads
OF_MEMORY = ("expression", "summed")   # wait for memory as well, which threads share


def uniform(*shape):
    return np.random.default_rng(20261121).random(shape)


WORKLOADS = [
    ("mandelbrot", "300x300, 300 steps", lambda: (300, 300)),
    ("pairwise", "600 points in 3-D", lambda: (uniform(600, 3),)),
    ("matmul", "300x300", lambda: (uniform(300, 300), uniform(300, 300))),
    ("harmonic", "20,000 x 200", lambda: (20_000, 200)),
    ("expression", "1,000,000", lambda: (uniform(1_000_000), uniform(1_000_000))),
    ("summed", "1,000,000", lambda: (uniform(1_000_000), uniform(1_000_000))),
]


def used():
    """CPU in seconds of each thread of this process."""
    out = {}
    for task in os.listdir("/proc/self/task"):
        with open(f"/proc/self/task/{task}/schedstat") as file:
            out[task] = int(file.read().split()[0]) / 1e9
    return out


def measured(function, arguments, threads, rounds):
    """Of a call: the least clock time, the CPU of all threads, and that of the thread that had most to do. The system counts CPU in ticks: many calls together."""
    os.environ["KEELBACK_NUM_THREADS"] = str(threads)
    function(*arguments)
    clock, before = [], used()
    while len(clock) < rounds or sum(clock) < 0.5:
        start = time.perf_counter()
        function(*arguments)
        clock.append(time.perf_counter() - start)
    each = [(spent - before.get(task, 0.0)) / len(clock) for task, spent in used().items()]
    return min(clock), sum(each), max(each)


def main():
    options = parser(__doc__)
    options.add_argument("--threads", type=int, default=2, help="2 unless told")
    options = options.parse_args()
    rounds = 20 if options.quick else 60
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    table = Table(("kernel", "", 12, ""), ("with", "", 22, ""), ("one", "one", 10, text_of), ("several", f"{options.threads} threads", 11, text_of), ("speedup", "speedup", 9, ".2f"),
                  ("alone", "alone", 8, ".2f"), ("cpu", "CPU", 7, ".2f"))
    with builder() as build:
        out = build.folder / "threads"
        cost([KEELBACK, "build", "--strict", "--parallel", "--interpreter", sys.executable, "-o", out, SOURCE])
        module = load(next(out.glob("*.so")), "threads")
        for name, label, make in WORKLOADS:
            arguments = make()
            clock, cpu, _ = measured(getattr(module, name), arguments, 1, rounds)
            clocks, cpus, longest = measured(getattr(module, name), arguments, options.threads, rounds)
            table.row(kernel=name, **{"with": label}, one=clock, several=clocks, speedup=clock / clocks, alone=cpu / longest, cpu=cpus / cpu)
    least = min(row["alone"] for row in table.rows if row["kernel"] not in OF_MEMORY)
    finish(options, {"threads": table}, [figure("threads: one thread's CPU / the busiest of two's (at least 1.8), inverse", 1 / least, 1 / LIMIT if options.threads == 2 else None)])
    print("speedup: by the clock. alone: one thread's CPU over that of the busiest thread, which is the speedup of an idle machine. CPU: all threads' over one's.")


if __name__ == "__main__":
    sys.exit(main())
