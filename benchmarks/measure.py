"""What the benchmarks share: builds with a warm runtime and a cold module, what a command cost, interleaved timing, tables and figures."""

import argparse
import contextlib
import dataclasses
import importlib.util
import json
import os
import pathlib
import platform
import shutil
import subprocess
import sys
import tempfile
import time

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parent.parent
KEELBACK = os.environ.get("KEELBACK", str(ROOT / "build/bin/keelback"))

# ---- Commands

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


def cost(command, env=None, folder=None):
    """Runs a command, in that folder, and what it starts; raises RuntimeError with its output where it fails."""
    text = subprocess.run([sys.executable, "-I", "-S", "-c", COST, *map(str, command)], check=True, capture_output=True, text=True, env=env, cwd=folder).stdout
    out = Cost(**json.loads(text.splitlines()[-1]))
    if out.code:
        raise RuntimeError(f"{' '.join(map(str, command))}: exit code {out.code}\n{out.output}")
    return out


class Builder:
    """Builds with a cache that holds the compiled runtime and no module: what a developer waits for after an edit."""

    def __init__(self, folder, environment, command, flags=(), cache=None):
        self.folder = pathlib.Path(folder)
        self.environment = environment
        self.command = command
        self.flags = flags
        self.cache = cache or self.folder / "cache"
        smallest = self.folder / "smallest.py"
        smallest.write_text("def same(x: float) -> float:\n    return x\n")
        self.runtime, self.smallest = self._build(smallest)   # what the runtime costs once; the extension that holds little else

    def _build(self, source, name=None):
        out = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
        command = [self.command, "build", "--strict", "--interpreter", sys.executable, "-o", out, *self.flags, *(["--module-name", name] if name else []), source]
        used = cost(command, {**os.environ, **self.environment, "KEELBACK_CACHE_DIR": str(self.cache)})
        return used, next(out.glob("*.so"))

    def build(self, source, name=None):
        """The cost of a build, and the extension's path."""
        for path in self.cache.rglob("*"):
            if path.suffix in (".o", ".so"):
                path.unlink()
        return self._build(source, name)

    def build_text(self, text, name):
        """The same for the text of a module; the source is put beside the extension's folder."""
        source = self.folder / f"{name}.py"
        source.write_text(text)
        return self.build(source)

    def archive(self):
        return next(self.cache.rglob("*.a"))


@contextlib.contextmanager
def builder(command=KEELBACK, flags=(), cache=None, **environment):
    """A Builder in a temporary folder, with these variables in its environment; `command`: another version's; `cache`: a folder that is kept, and the runtimes in it."""
    with tempfile.TemporaryDirectory(prefix="keelback-bench-") as folder:
        yield Builder(folder, environment, command, flags, cache)


def stripped_size(path):
    """Bytes of the extension without its symbol table."""
    with tempfile.NamedTemporaryFile(suffix=".so") as copy:
        subprocess.run(["strip", "-o", copy.name, path], check=True)
        return os.path.getsize(copy.name)


def pythran(source, output, *flags):
    """What Pythran's command costs, as it is but for debug information, which the configuration of many Pythons adds and the linker then drops.

    It runs in the output's folder: setuptools would read a pyproject.toml of the working folder.
    """
    program = shutil.which("pythran") or pathlib.Path(sys.executable).with_name("pythran")
    return cost([program, *flags, "-o", output, source], {**os.environ, "CFLAGS": "-g0"}, pathlib.Path(output).parent)


def load(path, name):
    """Imports a file, extension or source, without entering it in sys.modules."""
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# ---- Timing

def once(function, make, count=1):
    """Seconds of one call, the mean of `count` calls; make() gives fresh arguments for each, outside the time.

    The processor's time, not the clock's: what else runs on the machine does not count. It is the sum over threads.
    """
    arguments = [make() for _ in range(count)]
    start = time.process_time()
    for each in arguments:
        function(*each)
    return (time.process_time() - start) / count


def interleaved(functions, make, rounds, span=0.005, most=500):
    """Seconds of one call of each function, the best of the rounds. A round runs each for `span` seconds, in turn; what takes ten times as long runs three times in all."""
    best = [once(function, make) for function in functions]
    counts = [max(1, min(most, int(span / each))) for each in best]
    for number in range(rounds):
        for i, function in enumerate(functions):
            if number < 2 or best[i] < 10 * span:
                best[i] = min(best[i], once(function, make, counts[i]))
    return best


def same(wanted, got):
    """Equal types, dtypes, shapes, and values up to rounding: sums may be added in another order."""
    if isinstance(wanted, (tuple, list)):
        return type(wanted) is type(got) and len(wanted) == len(got) and all(map(same, wanted, got))
    if wanted is None or isinstance(wanted, (str, bytes, dict, set)):
        return type(wanted) is type(got) and wanted == got
    wanted, got = np.asarray(wanted), np.asarray(got)
    return wanted.dtype == got.dtype and wanted.shape == got.shape and bool(np.allclose(wanted, got, rtol=1e-9, atol=1e-12, equal_nan=True))


@dataclasses.dataclass(frozen=True)
class Outcome:
    """What a call gave and left in its arguments, and its seconds."""
    result: object
    arguments: tuple
    seconds: float

    @classmethod
    def of(cls, function, make):
        """make() must give equal arguments each time."""
        arguments = make()
        start = time.process_time()
        result = function(*arguments)
        return cls(result, arguments, time.process_time() - start)

    def agrees(self, other):
        return same(self.result, other.result) and same(self.arguments, other.arguments)


def agree(function, other, make):
    """Whether both return the same and leave the same in their arguments."""
    return Outcome.of(function, make).agrees(Outcome.of(other, make))


def unwritten(outcome, make):
    """make() itself where the function wrote to its arguments; else what gives the same arguments again and again, so that their elements stay in the caches."""
    arguments = make()
    return (lambda: arguments) if same(outcome.arguments, arguments) else make


# ---- Output

def text_of(span):
    """A time with a unit and three digits."""
    for scale, unit in ((1, "s"), (1e3, "ms"), (1e6, "us")):
        if span * scale >= 1:
            return f"{span * scale:#.3g}".rstrip(".") + f" {unit}" if span * scale < 1000 else f"{span * scale:.0f} {unit}"
    return f"{span * 1e9:.0f} ns"


class Table:
    """Prints rows as they come and keeps them. A column is (key, title, width, format): a format specification ("": text, to the left), or a function that gives text."""

    def __init__(self, *columns, above=""):
        self.columns, self.rows = columns, []
        if above:
            print(above)
        print(self._line(title for _, title, _, _ in columns), flush=True)

    def _line(self, cells):
        return "".join(f"{cell:{'<' if shape == '' else '>'}{width}}" for cell, (_, _, width, shape) in zip(cells, self.columns)).rstrip()

    def row(self, **values):
        """A key without a value is an empty cell; a value without a column goes only into the JSON."""
        cells = (values.get(key) for key, _, _, _ in self.columns)
        print(self._line("" if cell is None else shape(cell) if callable(shape) else f"{cell:{shape}}" for cell, (_, _, _, shape) in zip(cells, self.columns)), flush=True)
        self.rows.append(values)


def figure(what, value, limit=None):
    """A measured figure and, where the project set one, the limit that it must not pass."""
    return {"figure": what, "value": round(value, 4), "limit": limit}


def print_figures(figures):
    for each in figures:
        verdict = "" if each["limit"] is None else f"  (at most {each['limit']:.4g}: {'holds' if each['value'] <= each['limit'] else 'MISSED'})"
        print(f"{each['figure']:58}{each['value']:9.3f}{verdict}")


def machine():
    """The class of the machine and the versions that matter."""
    model = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), platform.machine())
    compiler = subprocess.run(["g++", "-dumpfullversion"], capture_output=True, text=True).stdout.strip()
    return {"cpu": model, "cores": os.cpu_count(), "python": platform.python_version(), "numpy": np.__version__, "g++": compiler, "date": time.strftime("%Y-%m-%d")}


def parser(doc, quick="fewer rounds"):
    """The options that every benchmark has."""
    options = argparse.ArgumentParser(description=doc.splitlines()[0])
    options.add_argument("--quick", action="store_true", help=quick)
    options.add_argument("--json", type=pathlib.Path, metavar="FILE", help="write the rows and figures there too")
    return options


def finish(options, tables, figures):
    """Prints the figures and writes the JSON: {"machine", "figures", "tables": {name: rows}}."""
    print()
    print_figures(figures)
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} at the end; where others use the machine too, the ratios count, not the times.")
    if options.json:
        options.json.parent.mkdir(parents=True, exist_ok=True)
        out = {"machine": machine(), "quick": options.quick, "figures": figures, "tables": {name: table.rows for name, table in tables.items()}}
        options.json.write_text(json.dumps(out, indent=1) + "\n")
