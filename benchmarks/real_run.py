"""Run time of the eight real modules: Keelback's build beside the Pythran-built one of the installed wheel, interleaved.

    ./dev python benchmarks/real_run.py [--quick] [--json FILE] [module...]
"""

import importlib
import statistics
import sys

import scipy.linalg._matfuncs_sqrtm  # its two modules import each other: this one must be first

from measure import ROOT, Table, agree, builder, figure, finish, interleaved, load, parser, text_of

sys.path.insert(0, str(ROOT / "tests" / "real"))
from modules import MODULES, sources
from workloads import WORKLOADS

LIMIT = 1.0


def main():
    options = parser(__doc__)
    options.add_argument("module", nargs="*", help=f"of {', '.join(WORKLOADS)}; all unless told")
    options = options.parse_args()
    if unknown := set(options.module) - set(WORKLOADS):
        sys.exit(f"real_run.py: no such module: {', '.join(sorted(unknown))}")
    rounds = 15 if options.quick else 60

    table = Table(("module", "module", 22, ""), ("call", "", 41, ""), ("pythran", "Pythran", 10, text_of), ("keelback", "Keelback", 10, text_of), ("ratio", "ratio", 7, ".2f"))
    figures, wrong = [], []
    unpacked = sources()
    with builder() as build:
        for real in MODULES:
            if options.module and real.stem not in options.module:
                continue
            importlib.import_module(real.name.rsplit(".", 1)[0])   # the package first: modules import each other
            ours, theirs = load(build.build(unpacked[real.package] / real.source, real.name)[1], real.name), importlib.import_module(real.name)
            ratios = []
            for label, name, make in WORKLOADS[real.stem]:
                functions = [getattr(module, name) for module in (theirs, ours)]
                if not agree(*functions, make):
                    wrong.append(f"{real.stem}: {label}")
                pythran, keelback = interleaved(functions, make, rounds)
                ratios.append(keelback / pythran)
                table.row(module=real.stem, call=label, pythran=pythran, keelback=keelback, ratio=ratios[-1])
            figures.append(figure(f"{real.stem}: run time / Pythran's, geometric mean", statistics.geometric_mean(ratios), LIMIT))
    finish(options, {"real": table}, figures)
    if wrong:
        sys.exit("real_run.py: results differ: " + "; ".join(wrong))


if __name__ == "__main__":
    main()
