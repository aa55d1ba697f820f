"""What compiling the eight real modules costs, Keelback beside Pythran: CPU in user mode, peak memory, size of the stripped extension.

    build/venv/bin/python benchmarks/compile_time.py [--repeat N] [--without-pythran] [module...]
"""

import argparse
import pathlib
import statistics
import sys
import tempfile

from measure import ROOT, builder, cost, note, stripped_size

sys.path.insert(0, str(ROOT / "tests" / "real"))
from modules import MODULES, sources

MEGA = 1e6


def pythran(source, folder):
    """Pythran with the flags it has by default; its two processes are one command."""
    path = folder / f"{source.stem}.so"
    program = pathlib.Path(sys.executable).with_name("pythran")
    return cost([program, "-o", path, source]), path


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--repeat", type=int, default=3, metavar="N", help="Keelback's builds of each module; the cheapest counts (default 3). Pythran builds once")
    options.add_argument("--without-pythran", action="store_true", help="Keelback alone: quick")
    options.add_argument("module", nargs="*", help=f"of {', '.join(real.stem for real in MODULES)}; all unless told")
    options = options.parse_args()
    if unknown := set(options.module) - {real.stem for real in MODULES}:
        sys.exit(f"compile_time.py: no such module: {', '.join(sorted(unknown))}")

    unpacked = sources()
    ratios = []
    with builder() as build, tempfile.TemporaryDirectory(prefix="keelback-bench-pythran-") as folder:
        used, smallest = build.warm()
        print(f"Runtime archive, once for each Python: {used.user:.2f} s CPU, {used.wall:.2f} s, peak {used.peak / MEGA:.0f} MB.")
        print(f"Binding half (an extension with one empty function, stripped): {stripped_size(smallest) / 1e3:.0f} kB.\n")
        print(f"{'':22}{'user CPU, s':^30}{'peak memory, MB':^27}{'stripped size, kB':^27}{'wall, s':^18}")
        print(f"{'module':22}" + f"{'Keelback':>9}{'Pythran':>9}{'ratio':>8}{'':4}" + f"{'Keelback':>9}{'Pythran':>9}{'ratio':>7}{'':2}" * 2 + f"{'Keelback':>9}{'Pythran':>9}")
        for real in MODULES:
            if options.module and real.stem not in options.module:
                continue
            source = unpacked[real.package] / real.source
            ours, path = min((build.build(source, real.name) for _ in range(max(1, options.repeat))), key=lambda each: each[0].user)
            size = stripped_size(path) / 1e3
            if options.without_pythran:
                print(f"{real.stem:22}{ours.user:9.2f}{'':21}{ours.peak / MEGA:9.0f}{'':18}{size:9.0f}{'':18}{ours.wall:9.2f}", flush=True)
                continue
            theirs, path = pythran(source, pathlib.Path(folder))
            their_size = stripped_size(path) / 1e3
            ratios.append((ours.user / theirs.user, ours.peak / theirs.peak, size / their_size))
            print(f"{real.stem:22}{ours.user:9.2f}{theirs.user:9.2f}{f'1/{theirs.user / ours.user:.1f}':>8}{'':4}{ours.peak / MEGA:9.0f}{theirs.peak / MEGA:9.0f}"
                  f"{ours.peak / theirs.peak:7.2f}{'':2}{size:9.0f}{their_size:9.0f}{size / their_size:7.2f}{'':2}{ours.wall:9.2f}{theirs.wall:9.2f}", flush=True)
    if len(ratios) > 1:
        cpu, memory, sizes = (statistics.geometric_mean(column) for column in zip(*ratios))
        print(f"{'geometric mean':22}{'':18}{f'1/{1 / cpu:.1f}':>8}{'':4}{'':18}{memory:7.2f}{'':2}{'':18}{sizes:7.2f}")
    print()
    note()


if __name__ == "__main__":
    main()
