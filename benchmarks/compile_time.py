"""What compiling costs: the eight real modules, Keelback beside Pythran, in CPU, peak memory and size of the extension; and small modules alone.

    ./dev python benchmarks/compile_time.py [--quick] [--without-pythran] [--json FILE] [module...]
"""

import pathlib
import statistics
import subprocess
import sys
import tempfile

from measure import ROOT, Table, builder, figure, finish, parser, pythran, stripped_size

sys.path.insert(0, str(ROOT / "tests" / "real"))
from modules import MODULES, sources

CPU_LIMIT, MEMORY_LIMIT, BINDING_LIMIT = 1 / 8, 1 / 2, 150_000
MEGA, KILO = 1e6, 1e3

SUM = """import numpy as np


def total(a: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    return np.sum(a)
"""


def small_modules():
    """(label, name, text)"""
    yield "empty module", "empty", '"""Nothing."""\n'
    yield "one function, np.sum", "total", SUM
    for name in ("rod", "clusters", "nbody"):
        path = ROOT / "examples" / f"{name}.py"
        yield f"examples/{name}.py", name, path.read_text()


def archive_size(archive):
    """Bytes of code and data in the archive of the runtime: the most that a module can hold of it."""
    lines = subprocess.run(["size", "-t", archive], capture_output=True, text=True, check=True).stdout.splitlines()
    return sum(map(int, lines[-1].split()[:2]))


def cheapest(builds):
    """Of some builds, each (cost, path), the one with the least CPU."""
    return min(builds, key=lambda each: each[0].user)


def real_modules(build, options, repeat):
    table = Table(
        ("module", "module", 21, ""),
        ("cpu", "Keelback", 10, ".2f"), ("pythran_cpu", "Pythran", 8, ".2f"), ("cpu_ratio", "ratio", 8, lambda ratio: f"1/{1 / ratio:.1f}"),
        ("peak", "Keelback", 10, ".0f"), ("pythran_peak", "Pythran", 8, ".0f"), ("peak_ratio", "ratio", 6, ".2f"),
        ("size", "Keelback", 10, ".0f"), ("pythran_size", "Pythran", 8, ".0f"), ("size_ratio", "ratio", 6, ".2f"),
        above=f"{'':21}{'user CPU, s':^26}{'peak memory, MB':^24}{'stripped size, kB':^24}")
    unpacked = sources()
    with tempfile.TemporaryDirectory(prefix="keelback-bench-pythran-") as folder:
        for real in MODULES:
            if options.module and real.stem not in options.module:
                continue
            source = unpacked[real.package] / real.source
            ours, path = cheapest(build.build(source, real.name) for _ in range(repeat))
            values = {"cpu": ours.user, "wall": ours.wall, "peak": ours.peak / MEGA, "size": stripped_size(path) / KILO}
            if not options.without_pythran:
                path = pathlib.Path(folder) / f"{real.stem}.so"
                theirs, _ = cheapest((pythran(source, path), path) for _ in range(min(repeat, 2)))
                values |= {"pythran_cpu": theirs.user, "pythran_wall": theirs.wall, "pythran_peak": theirs.peak / MEGA, "pythran_size": stripped_size(path) / KILO}
                values |= {f"{key}_ratio": values[key] / values[f"pythran_{key}"] for key in ("cpu", "wall", "peak", "size")}
            table.row(module=real.stem, **values)
    if len(table.rows) > 1 and not options.without_pythran:
        table.row(module="geometric mean", **{key: statistics.geometric_mean(row[key] for row in table.rows) for key in ("cpu_ratio", "peak_ratio", "size_ratio")})
    return table


def figures_of(table):
    *rows, mean = table.rows
    for row in rows:
        yield figure(f"{row['module']}: CPU / Pythran's", row["cpu_ratio"], CPU_LIMIT)
    yield figure("geometric mean: CPU / Pythran's", mean["cpu_ratio"])
    yield figure("the eight: peak memory / Pythran's, worst", max(row["peak_ratio"] for row in rows), MEMORY_LIMIT)
    yield figure("geometric mean: size / Pythran's", mean["size_ratio"])


def main():
    options = parser(__doc__, "one build of each")
    options.add_argument("--without-pythran", action="store_true", help="Keelback alone")
    options.add_argument("module", nargs="*", help=f"of {', '.join(real.stem for real in MODULES)}; all unless told")
    options = options.parse_args()
    if unknown := set(options.module) - {real.stem for real in MODULES}:
        sys.exit(f"compile_time.py: no such module: {', '.join(sorted(unknown))}")
    repeat = 1 if options.quick else 5

    with builder() as build:
        small = Table(("module", "", 32, ""), ("cpu", "CPU, s", 8, ".2f"), ("wall", "wall, s", 9, ".2f"), ("peak", "peak, MB", 10, ".0f"), ("size", "stripped, kB", 14, ".0f"))
        used = build.runtime
        small.row(module="the runtime, once for a Python", cpu=used.user, wall=used.wall, peak=used.peak / MEGA)
        for label, name, text in small_modules():
            ours, path = cheapest(build.build_text(text, name) for _ in range(repeat))
            small.row(module=label, cpu=ours.user, wall=ours.wall, peak=ours.peak / MEGA, size=stripped_size(path) / KILO)
        binding = stripped_size(build.smallest)
        print(f"\nThe binding half in an extension of one trivial function: {binding / KILO:.0f} kB; all of it: {archive_size(build.archive()) / KILO:.0f} kB.\n")
        table = real_modules(build, options, repeat)
    figures = [figure("binding half in an extension, kB", binding / KILO, BINDING_LIMIT / KILO)]
    if len(table.rows) > 1 and not options.without_pythran:
        figures += figures_of(table)
    finish(options, {"small": small, "real": table}, figures)


if __name__ == "__main__":
    main()
