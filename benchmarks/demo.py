"""./dev demo: compiles a module of SciPy, one of scikit-image and examples/nbody.py, and times each under CPython and compiled."""

import sys
import time

from measure import ROOT, Table, agree, builder, interleaved, load, parser, text_of

sys.path.insert(0, str(ROOT / "tests" / "real"))
from modules import MODULES, PACKAGES, sources
from workloads import WORKLOADS

REAL = ("_stats_pythran", "_hessian_det_appx")


def bodies(nbody, n):
    """Arguments of examples/nbody.py: n stars and a softening length."""
    return *nbody.plummer(n, 20260101), 0.05


def subjects():
    """(title, source, module name, [(label, function, make arguments)])"""
    unpacked = sources()
    for stem in REAL:
        real = next(real for real in MODULES if real.stem == stem)
        yield f"{real.source.removeprefix('src/')} of {real.package} {PACKAGES[real.package]}, unmodified", unpacked[real.package] / real.source, real.name, WORKLOADS[stem]
    path = ROOT / "examples" / "nbody.py"
    nbody = load(path, "nbody")
    yield "examples/nbody.py", path, "nbody", [
        ("a cluster of 1000 stars", "plummer", lambda: (1000, 20260101)),
        ("100 bodies, 20 steps", "simulate", lambda: (*bodies(nbody, 100), 0.005, 20)),
        ("energy of 200 bodies", "energy", lambda: bodies(nbody, 200)),
    ]


def main():
    options = parser(__doc__).parse_args()
    rounds = 3 if options.quick else 10
    began = time.perf_counter()
    calls, wrong = 0, []
    print("Compiling the runtime, once for a Python ...", flush=True)
    with builder() as build:
        for title, source, name, workloads in subjects():
            used, path = build.build(source, name)
            print(f"\n{title}\ncompiled in {used.wall:.1f} s ({used.user:.1f} s of CPU)\n")
            table = Table(("call", "", 44, ""), ("cpython", "CPython", 10, text_of), ("keelback", "Keelback", 12, text_of), ("faster", "faster", 10, lambda ratio: f"{ratio:.2f}x" if ratio < 10 else f"{ratio:.0f}x"))
            plain, native = load(source, name), load(path, name)
            for label, function, make in workloads:
                functions = [getattr(module, function) for module in (plain, native)]
                if not agree(*functions, make):
                    wrong.append(label)
                slow, fast = interleaved(functions, make, rounds)
                table.row(call=f"  {label}", cpython=slow, keelback=fast, faster=slow / fast)
                calls += 1
    print(f"\n{calls} calls: " + (f"the results DIFFER in {'; '.join(wrong)}" if wrong else "all results agree with CPython's") + f". {time.perf_counter() - began:.0f} s in all.")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
