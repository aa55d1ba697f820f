"""./dev demo: compiles a module of SciPy, one of scikit-image and examples/nbody.py, and times each under CPython and compiled."""

import copy
import sys
import time

from measure import ROOT, builder, load, note, seconds, text_of

sys.path.insert(0, str(ROOT / "tests" / "real"))
from modules import MODULES, PACKAGES, sources
from workloads import WORKLOADS

import numpy as np

COLUMNS = f"  {'called':35}{'with':38}{'CPython':>10}{'Keelback':>10}{'faster':>9}  results"


def bodies(nbody, n):
    x, v, m = nbody.plummer(n, 20260101)
    return x, v, m, 0.05


def subjects():
    """(title, source, module name, [(what it is called with, function, make arguments)])"""
    unpacked = sources()
    for stem in ("_stats_pythran", "_hessian_det_appx"):
        real = next(real for real in MODULES if real.stem == stem)
        title = f"{real.source} of {real.package} {PACKAGES[real.package]}, unmodified"
        yield title, unpacked[real.package] / real.source, real.name, WORKLOADS[stem]
    path = ROOT / "examples" / "nbody.py"
    nbody = load(path, "nbody")
    yield "examples/nbody.py", path, "nbody", [
        ("1000 stars", "plummer", lambda: (1000, 20260101)),
        ("100 bodies, 20 steps", "simulate", lambda: (*bodies(nbody, 100), 0.005, 20)),
        ("200 bodies", "energy", lambda: bodies(nbody, 200)),
    ]


def agree(plain, native, make):
    """Whether both give the same result and leave the same arguments; sums may round differently."""
    ours = make()
    theirs = copy.deepcopy(ours)
    got, wanted = native(*ours), plain(*theirs)

    def same(a, b):
        if isinstance(a, (tuple, list)):
            return type(a) is type(b) and len(a) == len(b) and all(map(same, a, b))
        if a is None or isinstance(a, str):
            return a == b
        a, b = np.asarray(a), np.asarray(b)
        return a.dtype == b.dtype and a.shape == b.shape and bool(np.allclose(a, b, rtol=1e-9, atol=1e-12, equal_nan=True))

    return same(wanted, got) and all(map(same, theirs, ours))


def main():
    began = time.perf_counter()
    wrong = 0
    with builder() as build:
        used, _ = build.warm()
        print(f"The runtime, compiled once for each Python and then cached: {used.wall:.1f} s\n")
        for title, source, name, calls in subjects():
            used, path = build.build(source, name)
            print(f"{title}\n  keelback build --strict: {used.wall:.2f} s ({used.user:.2f} s CPU)")
            print(COLUMNS)
            plain, native = load(source, name), load(path, name)
            for label, function, make in calls:
                a, b = getattr(plain, function), getattr(native, function)
                good = agree(a, b, make)
                wrong += not good
                slow, fast = seconds(a, make), seconds(b, make)
                print(f"  {function:35}{label:38}{text_of(slow):>10}{text_of(fast):>10}{f'{slow / fast:.3g}x':>9}  {'agree' if good else 'DIFFER'}", flush=True)
            print()
    note()
    print(f"{time.perf_counter() - began:.0f} s in all")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
