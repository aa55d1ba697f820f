"""Run time of the eight real modules: Keelback's build beside the Pythran-built one of the installed wheel, interleaved.

    build/venv/bin/python benchmarks/real_run.py [module...]
"""

import importlib
import importlib.util
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests" / "real"), str(ROOT / "benchmarks")]
import os

import scipy.linalg._matfuncs_sqrtm  # its two modules import each other: this one must be first

from modules import MODULES, sources
from workloads import WORKLOADS

KEELBACK = os.environ.get("KEELBACK", str(ROOT / "build/bin/keelback"))


def build(real, folder):
    subprocess.run([KEELBACK, "build", "--strict", "--interpreter", sys.executable, "--module-name", real.name, "-o", folder, str(sources()[real.package] / real.source)], check=True, capture_output=True)
    path = next(path for path in pathlib.Path(folder).glob("*.so"))
    spec = importlib.util.spec_from_file_location(real.name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def once(function, make, count):
    arguments = [make() for _ in range(count)]
    start = time.perf_counter()
    for args in arguments:
        function(*args)
    return (time.perf_counter() - start) / count


def main():
    wanted = sys.argv[1:]
    print(f"{'module':24}{'call':42}{'Pythran ms':>12}{'Keelback ms':>12}{'ratio':>8}")
    for real in MODULES:
        if wanted and real.stem not in wanted:
            continue
        with tempfile.TemporaryDirectory() as folder:
            importlib.import_module(real.name.rsplit(".", 1)[0])   # the package first: modules import each other
            ours, theirs = build(real, folder), importlib.import_module(real.name)
            for label, name, make in WORKLOADS[real.stem]:
                a, b = getattr(ours, name), getattr(theirs, name)
                count = max(1, min(200, int(0.02 / max(once(b, make, 1), 1e-7))))
                pairs = [(once(b, make, count), once(a, make, count)) for _ in range(9)]
                pythran, keelback = min(p[0] for p in pairs), min(p[1] for p in pairs)
                ratio = statistics.median(p[1] / p[0] for p in pairs)
                print(f"{real.stem:24}{label:42}{pythran * 1e3:12.4f}{keelback * 1e3:12.4f}{ratio:8.2f}", flush=True)


main()
