"""What the benchmarks share: building with a warm runtime and a cold module, what a command cost, loading, interleaved timing."""

import contextlib
import dataclasses
import importlib.util
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
KEELBACK = os.environ.get("KEELBACK", str(ROOT / "build/bin/keelback"))

# Runs a command and writes what it cost as the last line. A small process of its own: Linux hands a parent's peak memory down to what it starts.
COST = """
import json, resource, subprocess, sys, time
start = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps(dict(code=done.returncode, wall=time.perf_counter() - start, user=used.ru_utime, peak=used.ru_maxrss * 1024, output=done.stdout)))
"""


@dataclasses.dataclass(frozen=True)
class Cost:
    code: int
    wall: float    # seconds
    user: float    # seconds of CPU in user mode, of all processes
    peak: int      # bytes resident, of the largest process
    output: str


def cost(command, env=None):
    """Runs a command and what it starts; raises RuntimeError with its output where it fails."""
    text = subprocess.run([sys.executable, "-I", "-S", "-c", COST, *map(str, command)], check=True, capture_output=True, text=True, env=env).stdout
    out = Cost(**json.loads(text.splitlines()[-1]))
    if out.code:
        raise RuntimeError(f"{' '.join(map(str, command))}: exit code {out.code}\n{out.output}")
    return out


class Builder:
    """Builds with a cache that holds the compiled runtime and no module: what a developer waits for after an edit."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.environment = {**os.environ, "KEELBACK_CACHE_DIR": str(self.folder / "cache")}
        self.smallest = self.folder / "smallest.py"
        self.smallest.write_text("def same(x: float) -> float:\n    return x\n")

    def _build(self, source, folder, name):
        command = [KEELBACK, "build", "--strict", "--interpreter", sys.executable, "-o", folder, *(["--module-name", name] if name else []), source]
        return cost(command, self.environment)

    def warm(self):
        """Compiles the runtime where that has not been done, and forgets the modules. Returns what it cost and the size of the smallest extension."""
        out = self.folder / "warm"
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir()
        used = self._build(self.smallest, out, None)
        for path in (self.folder / "cache").rglob("*"):
            if path.suffix in (".o", ".so"):
                path.unlink()
        return used, next(out.glob("*.so"))

    def build(self, source, name=None):
        """The cost and the path of the extension."""
        self.warm()
        out = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
        return self._build(source, out, name), next_extension(out)


@contextlib.contextmanager
def builder():
    with tempfile.TemporaryDirectory(prefix="keelback-bench-") as folder:
        yield Builder(folder)


def next_extension(folder):
    return next(pathlib.Path(folder).glob("*.so"))


def stripped_size(path):
    """Bytes of the extension without its symbol table."""
    with tempfile.NamedTemporaryFile(suffix=".so") as copy:
        subprocess.run(["strip", "-o", copy.name, path], check=True)
        return os.path.getsize(copy.name)


def load(path, name):
    """Imports a file, extension or source, without entering it in sys.modules."""
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def seconds(function, make, least=0.2, rounds=5):
    """Seconds of one call, the best of some rounds; a call longer than `least` is timed once. make() gives fresh arguments for each call."""
    def once(count):
        arguments = [make() for _ in range(count)]
        start = time.perf_counter()
        for each in arguments:
            function(*each)
        return (time.perf_counter() - start) / count

    first = once(1)
    if first >= least:
        return first
    count = max(1, min(2000, int(least / rounds / first)))
    return min(once(count) for _ in range(rounds))


def text_of(span):
    """A time with a unit and three digits."""
    for scale, unit in ((1, "s"), (1e3, "ms"), (1e6, "us")):
        if span * scale >= 1:
            return f"{span * scale:.3g} {unit}" if span * scale < 100 else f"{span * scale:.0f} {unit}"
    return f"{span * 1e9:.0f} ns"


def note(file=sys.stdout):
    """How to read figures from a machine that others use too."""
    load = os.getloadavg()[0]
    print(f"{os.cpu_count()} processors, load {load:.1f} at the end: the machine may be shared; compare the ratios, not the times.", file=file)
