"""The kernels of kernels/ and objects/ side by side: CPython with NumPy, every peer that runs them, C++ by hand, and Keelback; one thread, one interleaved run.

    ./dev bench-peers [--quick] [--rounds N] [--json FILE] [--peer KEY]... [kernel...]       the whole table; installs the peers in build/peers
    ./dev python benchmarks/kernels.py [kernel...]                           CPython and Keelback alone
"""

import os

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMEXPR_NUM_THREADS", "KEELBACK_NUM_THREADS"):
    os.environ[variable] = "1"   # read when NumPy and the others are imported

import contextlib
import json
import multiprocessing
import pathlib
import signal
import statistics
import sys
import warnings

from inputs import CALLS, Kernel, files
from measure import KEELBACK, ROOT, Outcome, Table, builder, cost, figure, finish, interleaved, load, parser, stripped_size, text_of, unwritten

try:
    from peers import PEERS
    from peers.common import Made, Refused, Workshop
except ImportError as problem:
    PEERS, MISSING = [], str(problem)

MADE = ROOT / "build" / "peers" / "made"
# Column: options of the build. What a peer is compared with is told by its `beside`.
OURS = {
    "keelback": [],
    "unchecked": ["--no-boundscheck", "--cxxflag=-DKEELBACK_NO_OVERFLOWCHECK"],
    "native": ["--isa", "native"],
    "fastmath": ["--isa", "native", "--fastmath"],
}
SLOW = 1.0      # seconds: a call of CPython that takes longer is timed once
BEYOND = 1.25   # of hand-written C++: what is to be mended
TOLD = {"cpp": ("keelback", "C++"), "cpp_native": ("native", "C++ nat")}


class Variants:
    """Keelback's builds of a kernel, for each of OURS."""

    def __init__(self, stack):
        cache = ROOT / "build" / "benchmarks" / "cache"
        cache.mkdir(parents=True, exist_ok=True)
        self.builders = {key: stack.enter_context(builder(flags=tuple(flags), cache=cache)) for key, flags in OURS.items()}

    def made(self, source):
        """{column: module}, and what the plain build cost."""
        costs, paths = zip(*(build.build(source) for build in self.builders.values()))
        modules = {key: load(path, source.stem) for key, path in zip(self.builders, paths)}
        return modules, {"keelback": costs[0].user, "keelback_peak": costs[0].peak, "keelback_size": stripped_size(paths[0]), "passes": share_of_passes(source, costs[0].user)}


def share_of_passes(source, whole):
    """The optimization passes' part of the CPU of a build: what the compiler takes with them less what it takes without, the least of several."""
    def least(*options):
        return min(cost([KEELBACK, "dump", "ir", *options, source]).user for _ in range(3))
    return max(0.0, least() - least("--after", "check")) / whole


def made_by(peer, kernel, workshop):
    try:
        return peer.make(kernel, workshop)
    except Refused as problem:
        return Made(refused={function: str(problem) for function in kernel.functions})


def prepared(task):
    """Fills the workshop, in a process of its own."""
    file, key = task
    kernel = Kernel.of(file)
    made_by(next(peer for peer in PEERS if peer.key == key), kernel, Workshop(MADE))


def prepare(names, jobs):
    """Builds what peers compile ahead and the workshop does not hold yet."""
    if tasks := [(name, peer.key) for peer in PEERS if peer.ahead for name in names]:
        with multiprocessing.get_context("spawn").Pool(jobs) as pool:
            for number, _ in enumerate(pool.imap_unordered(prepared, tasks, chunksize=1), 1):
                print(f"\rbuilding the peers' kernels: {number} of {len(tasks)}", end="", file=sys.stderr, flush=True)
        print(file=sys.stderr)


def peer_crashes(column, function, make):
    """Whether a peer's function ends the process, tried in a child."""
    if column in OURS:
        return False
    if (child := os.fork()) == 0:
        with contextlib.suppress(BaseException):
            function(*make())
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def times_of(call, candidates, rounds):
    """{column: seconds}, and {column: reason} of those that give other results than CPython: ours are timed nevertheless."""
    wanted, functions, wrong = Outcome.of(candidates["cpython"], call.make), {}, {}
    for column, function in candidates.items():
        if column == "cpython":
            continue
        if peer_crashes(column, function, call.make):
            wrong[column] = "crashes"
            continue
        try:
            right = wanted.agrees(Outcome.of(function, call.make))
        except Exception as problem:
            wrong[column] = f"{type(problem).__name__}: {problem}"[:160]
            continue
        if not right:
            wrong[column] = "another result"
        if right or column in OURS:
            functions[column] = function
    slow = wanted.seconds > SLOW
    if not slow:
        functions = {"cpython": candidates["cpython"], **functions}
    spans = interleaved(list(functions.values()), unwritten(wanted, call.make), rounds, most=20_000 if call.kind == "small" else 500)
    return {"cpython": wanted.seconds, **dict(zip(functions, spans))}, wrong


def compared(row):
    """The ratios of a row, ours over theirs; the best peer is the fastest of those that keep the results strict, whatever processor it compiled for, beside our native build."""
    for peer in PEERS:
        if peer.key in row:
            row[f"to_{peer.key}"] = row[peer.beside] / row[peer.key]
    strict = {peer.key: row[peer.key] for peer in PEERS if peer.counts and peer.beside != "fastmath" and peer.key in row}
    if strict:
        row["best"] = min(strict, key=strict.get)
        row["to_best"] = min(row["keelback"], row["native"]) / strict[row["best"]]
    row["faster"] = row["cpython"] / row["keelback"]
    row["checks"] = row["keelback"] / row["unchecked"]


def mean(values):
    return statistics.geometric_mean(values)


def figures_of(rows, compiling):
    """The figures that the project sets limits for, and the means beside each peer."""
    def ratios(key, where=lambda row: True):
        return [row[key] for row in rows if key in row and where(row)]

    for key, (ours, title) in TOLD.items():
        if values := ratios(f"to_{key}"):
            yield figure(f"{ours} / hand-written {title}, mean of {len(values)}", mean(values), 1.05)
            yield figure(f"{ours} / hand-written {title}, kernels beyond {BEYOND}", sum(value > BEYOND for value in values), 0)
    if values := ratios("to_best"):
        yield figure(f"keelback / the best peer, mean of {len(values)}", mean(values), 1 / 1.5)
        yield figure("keelback / the best peer, kernels behind it", sum(value > 1 for value in values), 0)
    for peer in PEERS:
        if peer.counts and (values := ratios(f"to_{peer.key}")):
            yield figure(f"{peer.beside} / {peer.title}, mean of {len(values)}", mean(values), 1 / 3 if peer.key == "numba" else None)
    fused = lambda size: ratios("faster", lambda row: row["kind"] == "expression" and row["size"] == size)   # noqa: E731
    for size, limit in (("in cache", 1 / 10), ("in memory", 1 / 3)):
        if values := fused(size):
            yield figure(f"keelback / NumPy, expressions {size}, mean of {len(values)}", 1 / mean(values), limit)
    yield figure(f"checks: keelback / unchecked, mean of {len(rows)}", mean(ratios("checks")), 1.01)
    if values := ratios("checks", lambda row: row["kind"] in ("expression", "stencil")):
        yield figure("checks: the most on a kernel of arrays", max(values), 1.03)
    if values := ratios("of_stream"):
        yield figure(f"stream bandwidth / reached, mean of {len(values)}", 1 / mean(values), 1 / 0.9)
    for key, title, limit in (("pythran", "Pythran's (-O3)", 1 / 8), ("numba", "Numba's first call", 1.0)):
        if values := [row["keelback"] / row[key] for row in compiling if row.get(key)]:
            yield figure(f"compile CPU / {title}, mean of {len(values)}", mean(values), limit)
    yield figure("optimization passes / compile CPU, mean", statistics.mean(row["passes"] for row in compiling), 0.1)


def bandwidth(rows):
    """Of what must come from memory: the part of the bandwidth that the hand-written triad reaches."""
    reached = lambda row, columns: max(row["traffic"] / row[column] for column in columns if column in row)   # noqa: E731
    stream = [reached(row, ("cpp", "cpp_native", "native")) for row in rows if row["kernel"] == "stream.triad, in memory"]
    for row in rows:
        if stream and row["traffic"]:
            row["of_stream"] = reached(row, ("keelback", "native")) / stream[0]


def table_of_times():
    ratio = ".2f"
    titles = {"numexpr": "numexpr", "numba": "Numba", "numba_fastmath": "N.fast", "pythran": "Pythran", "pythran_native": "P.xsimd", "cython": "Cython", "cython_unchecked": "C.unch", "mypyc": "mypyc",
              "pyccel": "Pyccel", "cpp": "C++", "cpp_native": "C++nat"}
    return Table(("kernel", "", 38, ""), ("keelback", "Keelback", 9, text_of), ("native", "native", 9, text_of), ("faster", "NumPy/", 8, lambda value: f"{value:.2f}" if value < 10 else f"{value:.0f}"),
                 *((f"to_{peer.key}", f"/{titles[peer.key]}", 9, ratio) for peer in PEERS), ("to_best", "/best", 7, ratio), ("checks", "checks", 8, ratio),
                 above="Keelback's time / theirs: below 1 Keelback is faster. Beside Numba, P.xsimd and C++nat: Keelback for this processor (native, N.fast: with --fastmath).")


def table_of_compiling():
    megabytes = lambda value: f"{value / 1e6:.0f}"   # noqa: E731
    kilobytes = lambda value: f"{value / 1e3:.0f}"   # noqa: E731
    columns = []
    for key, title in [("keelback", "Keelback"), *((peer.key, peer.title.split()[0]) for peer in PEERS if peer.key in ("pythran", "numba", "cython", "mypyc", "pyccel"))]:
        columns += [(key, title, 10, ".2f"), *([(f"{key}_peak", "MB", 6, megabytes), (f"{key}_size", "kB", 6, kilobytes)] if key != "numba" else [])]
    return Table(("kernel", "", 28, ""), *columns, ("passes", "passes", 8, ".1%"), above="\nCompiling a file: seconds of CPU, peak memory of the largest process, size of the stripped extension.")


def measured(kernel, variants, workshop, rounds, table, compiling):
    """Adds the rows of a file to the tables; gives those of ours whose results differ from CPython's."""
    source, different = kernel.source, []
    modules, record = variants.made(source)
    modules["cpython"] = load(source, source.stem)
    made = [(peer, made_by(peer, kernel, workshop)) for peer in PEERS]
    for peer, result in made:
        if result.compiling is not None and not result.refused:
            record |= {peer.key: result.compiling, f"{peer.key}_peak": result.peak, f"{peer.key}_size": result.size}
    name = kernel.calls[0].file
    compiling.append({"kernel": name, **{key: value for key, value in record.items() if value is not None}})
    for call in kernel.calls:
        candidates = {"cpython": getattr(modules["cpython"], call.function)}
        candidates |= {peer.key: result.functions[call.function] for peer, result in made if call.function in result.functions}
        candidates |= {column: getattr(modules[column], call.function) for column in OURS}
        times, wrong = times_of(call, candidates, rounds)
        refused = {peer.key: result.refused[call.function] for peer, result in made if call.function in result.refused}
        row = {"kernel": call.name, "with": call.label, "kind": call.kind, "size": call.size, "traffic": call.traffic, **times, "refused": refused | wrong}
        compared(row)
        table.row(**row)
        different += [f"{call.name} ({column})" for column in wrong if column in OURS]
    return different


def keep(path, measured_now):
    """Adds the rows of an earlier run, in the order of the whole table."""
    earlier = json.loads(path.read_text())["tables"]
    order = {name: place for place, name in enumerate([*(call.name for call in CALLS), *files()])}
    for name, rows in measured_now.items():
        have = {row["kernel"] for row in rows}
        rows += [row for row in earlier[name] if row["kernel"] not in have]
        rows.sort(key=lambda row: order.get(row["kernel"], len(order)))


def main():
    arguments = parser(__doc__)
    arguments.add_argument("kernel", nargs="*", help="files of kernels/, or objects/NAME; all unless told")
    arguments.add_argument("--rounds", type=int, help="rounds of each call")
    arguments.add_argument("--into", type=pathlib.Path, metavar="FILE", help="take the rows of the kernels that are not measured from this JSON of an earlier run")
    arguments.add_argument("--jobs", type=int, default=1, help="peers' builds at once, before the timing")
    arguments.add_argument("--peer", action="append", metavar="KEY", help="only that one; may be repeated; `none` for none: " + ", ".join(peer.key for peer in PEERS))
    options = arguments.parse_args()
    if unknown := set(options.kernel) - set(files()):
        arguments.error(f"no such kernel: {', '.join(sorted(unknown))}")
    if options.peer:
        PEERS[:] = [peer for peer in PEERS if peer.key in options.peer]
    elif not PEERS:
        print(f"Without peers, which ./dev bench-peers installs ({MISSING}).\n")
    rounds = options.rounds or (10 if options.quick else 40)
    signal.signal(signal.SIGTERM, signal.default_int_handler)   # either ends with what is measured so far
    warnings.simplefilter("ignore")   # Numba's, which would stand in the table
    workshop = PEERS and Workshop(MADE)
    prepare(options.kernel or files(), options.jobs)
    table, compiling, different = table_of_times(), [], []
    with contextlib.ExitStack() as stack:
        variants = Variants(stack)
        for file in options.kernel or files():
            try:
                different += measured(Kernel.of(file), variants, workshop, rounds, table, compiling)
            except KeyboardInterrupt:
                print(f"interrupted at {file}")
                break
            if options.json:   # for --into, should a later kernel end the process
                options.json.parent.mkdir(parents=True, exist_ok=True)
                options.json.with_suffix(".part.json").write_text(json.dumps({"tables": {"kernels": table.rows, "compiling": compiling}}))
    if options.into:
        keep(options.into, {"kernels": table.rows, "compiling": compiling})
    bandwidth(table.rows)
    costs = table_of_compiling()
    for row in compiling:
        costs.row(**row)
    if PEERS:
        print("\nRefused:")
        for row in table.rows:
            for key, why in row["refused"].items():
                if why not in ("not written", "no expression of arrays"):
                    print(f"  {row['kernel']:36} {key:18} {why}")
    finish(options, {"kernels": table, "compiling": costs}, list(figures_of(table.rows, compiling)))
    if different:
        print("results differ from CPython's: " + ", ".join(different))
    return bool(different)


if __name__ == "__main__":
    sys.exit(main())
