"""Run time of the small kernels in kernels/: the same source under CPython with NumPy, Keelback, Pythran and, where it is installed, Numba.

    ./dev python benchmarks/kernels.py [--quick] [--json FILE] [kernel...]
"""

import ast
import math
import statistics
import sys
import types
import warnings

import numpy as np

from measure import ROOT, Table, agree, builder, figure, finish, interleaved, load, parser, pythran, text_of

try:
    import numba
except ImportError:
    numba = None

KERNELS = ROOT / "benchmarks" / "kernels"


def rng():
    return np.random.default_rng(20261121)


def uniform(*shape):
    return rng().random(shape)


def sphere(n):
    r = rng()
    return tuple(r.uniform(-math.pi / 2, math.pi / 2, n) for _ in range(4))


def reagents(n):
    u, v = np.ones((n, n)), np.zeros((n, n))
    u[n // 2 - 5:n // 2 + 5, n // 2 - 5:n // 2 + 5] = 0.5
    v[n // 2 - 5:n // 2 + 5, n // 2 - 5:n // 2 + 5] = 0.25
    return u, v


def letters(n, m):
    r = rng()
    return tuple(r.integers(0, 4, size).astype(np.uint8) for size in (n, m))


def options_to_price(n):
    r = rng()
    return r.uniform(10, 50, n), r.uniform(10, 50, n), r.uniform(0.1, 2, n), 0.02, 0.3


def points(n):
    r = rng()
    return r.random((n, 3)), np.zeros((n, 3)), r.random(n) / n, 0.001


def board(n):
    return (uniform(n, n) < 0.3).astype(np.uint8)


def prose(n):
    """n words of some 2000, with commas."""
    r = rng()
    words = ["".join(map(chr, 97 + r.integers(0, 10, length))) for length in r.integers(2, 8, 2000)]
    return " ".join(words[i] + ("," if i % 7 == 0 else "") for i in r.integers(0, 2000, n))


def maze(n):
    """A fifth of the fields of a board are walls, but for two corners."""
    walls = {(int(x), int(y)) for x, y in rng().integers(0, n, (n * n // 5, 2))}
    return walls - {(0, 0), (n - 1, n - 1)}


def water(n):
    r = rng()
    return r.uniform(1, 40, n), r.uniform(-2, 30, n), r.uniform(0, 6000, n)


def matrix_in_rows(n, each):
    r = rng()
    return r.random(n * each), r.integers(0, n, n * each), np.arange(0, n * each + 1, each), r.random(n)


# (file, function, what with, make arguments)
WORKLOADS = [
    ("rosen", "rosen", "100,000", lambda: (uniform(100_000),)),
    ("arc_distance", "arc_distance", "10,000 pairs", lambda: sphere(10_000)),
    ("gray_scott", "gray_scott", "200x200, 20 steps", lambda: (*reagents(200), 20)),
    ("jacobi", "jacobi", "200x200, 5 sweeps", lambda: (uniform(200, 200), 5)),
    ("pairwise", "by_loops", "150 points in 3-D", lambda: (uniform(150, 3),)),
    ("pairwise", "by_broadcasting", "300 points in 3-D", lambda: (uniform(300, 3),)),
    ("mandelbrot", "with_floats", "90x60, 100 steps", lambda: (90, 60, 100)),
    ("mandelbrot", "with_complex", "90x60, 100 steps", lambda: (90, 60, 100)),
    ("matmul", "matmul", "100x100", lambda: (uniform(100, 100), uniform(100, 100))),
    ("matmul", "by_rows_and_columns", "100x100", lambda: (uniform(100, 100), uniform(100, 100))),
    ("floyd_warshall", "by_loops", "80 nodes", lambda: (uniform(80, 80),)),
    ("floyd_warshall", "by_rows", "200 nodes", lambda: (uniform(200, 200),)),
    ("smith_waterman", "smith_waterman", "200, 220 letters", lambda: (*letters(200, 220), 3, -3, -2)),
    ("sieve", "by_loops", "200,000", lambda: (200_000,)),
    ("sieve", "by_slices", "1,000,000", lambda: (1_000_000,)),
    ("histogram", "in_array", "200,000 in 100", lambda: (uniform(200_000), 100)),
    ("histogram", "in_dict", "200,000 in 1000", lambda: (uniform(200_000), 1000)),
    ("kmeans", "kmeans", "1000 in 8, 5 rounds", lambda: (uniform(1000, 2), 8, 5)),
    ("black_scholes", "with_arrays", "50,000", lambda: options_to_price(50_000)),
    ("black_scholes", "one_by_one", "50,000", lambda: options_to_price(50_000)),
    ("nbody_arrays", "nbody", "200 bodies, 5 steps", lambda: (*points(200), 5)),
    ("edit_distance", "edit_distance", "300, 320 letters", lambda: letters(300, 320)),
    ("crc16", "crc16", "50,000 bytes", lambda: (rng().integers(0, 256, 50_000).astype(np.uint8),)),
    ("life", "by_loops", "64x64, 5 steps", lambda: (board(64), 5)),
    ("life", "by_slices", "256x256, 20 steps", lambda: (board(256), 20)),
    ("words", "word_count", "20,000 words", lambda: (prose(20_000),)),
    ("words", "commonest", "20,000 words", lambda: (prose(20_000), 20)),
    ("words", "letters", "20,000 words", lambda: (prose(20_000),)),
    ("words", "distance", "300, 320 letters", lambda: tuple("".join("acgt"[i] for i in part) for part in letters(300, 320))),
    ("search", "shortest_path", "60x60", lambda: (60, 60, maze(60))),
    ("search", "queens", "7", lambda: (7,)),
    ("search", "primes", "200,000", lambda: (200_000,)),
    ("search", "groups", "3000 words", lambda: (prose(3000).split(),)),
    ("equation_of_state", "density", "50,000", lambda: water(50_000)),
    ("equation_of_state", "one_by_one", "50,000", lambda: water(50_000)),
    ("heat", "by_slices", "40x40x40, 3 steps", lambda: (uniform(40, 40, 40), 3)),
    ("heat", "by_loops", "30x30x30, 2 steps", lambda: (uniform(30, 30, 30), 2)),
    ("gauss_seidel", "gauss_seidel", "150x150, 3 sweeps", lambda: (uniform(150, 150), 3)),
    ("binned_means", "binned_means", "100,000 in 500", lambda: (uniform(100_000), uniform(100_000), 500)),
    ("sparse", "product", "5000 rows of 10", lambda: matrix_in_rows(5000, 10)),
    ("spectral_norm", "spectral_norm", "100, 2 rounds", lambda: (100, 2)),
    ("recursion", "ackermann", "2, 20", lambda: (2, 20)),
    ("recursion", "fibonacci", "18", lambda: (18,)),
    ("recursion", "fft", "1024", lambda: (uniform(1024) + 1j * uniform(1024),)),
    ("monte_carlo", "pi", "100,000", lambda: (100_000, 7)),
    ("vectors", "spin", "10,000 steps", lambda: (10_000,)),
    ("softmax", "by_rows", "500x100", lambda: (uniform(500, 100),)),
    ("softmax", "with_axis", "500x100", lambda: (uniform(500, 100),)),
]


class Plain(ast.NodeTransformer):
    """Takes the annotations and the names for types away, which neither Pythran nor Numba reads."""

    def visit_arg(self, node):
        node.annotation = None
        return node

    def visit_FunctionDef(self, node):
        node.returns = None
        return self.generic_visit(node)

    def visit_AnnAssign(self, node):
        return ast.copy_location(ast.Assign([node.target], node.value), node)

    def visit_Assign(self, node):
        return None if ast.unparse(node.value).startswith("np.ndarray[") else node


def export(function, arguments):
    """Pythran's export comment for a call."""
    def name(value):
        return f"{value.dtype}[{','.join(':' * value.ndim)}]" if isinstance(value, np.ndarray) else type(value).__name__
    return f"# pythran export {function}({', '.join(map(name, arguments))})\n"


def with_pythran(source, folder):
    """Pythran's build at -O3, the level of SciPy's wheels: (module, CPU in seconds)."""
    path = folder / f"{source.stem}.py"
    exports = [export(function, make()) for file, function, _, make in WORKLOADS if file == source.stem]
    path.write_text("".join(exports) + ast.unparse(Plain().visit(ast.parse(source.read_text()))) + "\n")
    used = pythran(path, path.with_suffix(".so"), "-O3")
    return load(path.with_suffix(".so"), source.stem), used.user


def with_numba(source):
    """The module, each function to be compiled at its first call."""
    module = types.ModuleType(source.stem)
    exec(compile(Plain().visit(ast.parse(source.read_text())), str(source), "exec"), vars(module))
    for name, value in vars(module).items():
        if isinstance(value, types.FunctionType):
            setattr(module, name, numba.njit(value))
    return module


class Compilers:
    """What compiles a kernel, each into a module like the plain one."""

    def __init__(self, build, native):
        self.build, self.native = build, native
        self.folder = build.folder / "pythran"
        self.folder.mkdir()

    def modules(self, source):
        """{compiler: module}, CPU in seconds of ours, and of Pythran's or None."""
        used, path = self.build.build(source)
        out = {"cpython": load(source, source.stem), "keelback": load(path, source.stem), "native": load(self.native.build(source)[1], source.stem)}
        theirs = None
        try:
            out["pythran"], theirs = with_pythran(source, self.folder)
        except RuntimeError as problem:
            refused("Pythran", problem)
        if numba:
            out["numba"] = with_numba(source)
        return out, used.user, theirs


def refused(compiler, problem):
    lines = [line for line in str(problem).splitlines() if line.strip()]
    print(f"  {compiler} refuses: {next((line for line in lines if 'rror' in line), lines[-1])[:80]}")


def ratio(value):
    return f"{value:.2f}"


def times_of(modules, function, make, rounds):
    """{compiler: seconds} and the compilers whose results differ from CPython's, which are not timed unless they are ours."""
    functions, wrong = {}, []
    for compiler, module in modules.items():
        try:
            if not agree(getattr(modules["cpython"], function), getattr(module, function), make):
                wrong.append(compiler)
                if compiler not in ("keelback", "native"):
                    continue
            functions[compiler] = getattr(module, function)
        except Exception as problem:   # Numba compiles here
            refused(compiler, problem)
    return dict(zip(functions, interleaved(list(functions.values()), make, rounds))), wrong


def summary(rows, compiling):
    """Geometric means over the kernels that both can run, and over the modules that both can compile."""
    means = {"run time / Pythran's (-O3)": [row["pythran_ratio"] for row in rows if "pythran_ratio" in row],
             "run time, -march=native, / Numba's": [row["numba_ratio"] for row in rows if "numba_ratio" in row],
             "compile CPU / Pythran's (-O3)": compiling}
    for what, values in means.items():
        if values:
            yield figure(f"kernels: {what}, mean of {len(values)}", statistics.geometric_mean(values))


def main():
    names = sorted({file for file, *_ in WORKLOADS})
    options = parser(__doc__)
    options.add_argument("kernel", nargs="*", help=f"of {', '.join(names)}; all unless told")
    options = options.parse_args()
    if unknown := set(options.kernel) - set(names):
        options.error(f"no such kernel: {', '.join(sorted(unknown))}")
    rounds = 10 if options.quick else 40
    warnings.simplefilter("ignore")   # Numba's, which would stand in the table
    table = Table(
        ("kernel", "", 31, ""), ("cpython", "CPython", 9, text_of), ("faster", "faster", 8, lambda value: f"{value:.2f}x" if value < 10 else f"{value:.0f}x"), ("keelback", "Keelback", 10, text_of),
        ("pythran", "Pythran", 9, text_of), ("pythran_ratio", "ratio", 6, ratio), ("native", "native", 10, text_of), ("numba", "Numba", 9, text_of), ("numba_ratio", "ratio", 6, ratio))
    different, compiling = [], []
    with builder() as build, builder(KEELBACK_CXXFLAGS="-march=native") as native:
        compilers = Compilers(build, native)
        for name in options.kernel or names:
            modules, ours, theirs = compilers.modules(KERNELS / f"{name}.py")
            if theirs:
                compiling.append(ours / theirs)
            for file, function, label, make in WORKLOADS:
                if file != name:
                    continue
                times, wrong = times_of(modules, function, make, rounds)
                row = {"kernel": name if function == name else f"{name}.{function}", "with": label, "compile": ours, **times, "faster": times["cpython"] / times["keelback"]}
                if "pythran" in times:
                    row["pythran_ratio"] = times["keelback"] / times["pythran"]
                if "numba" in times:
                    row["numba_ratio"] = times["native"] / times["numba"]
                table.row(**row)
                different += [f"{row['kernel']} ({compiler})" for compiler in wrong]
    finish(options, {"kernels": table}, list(summary(table.rows, compiling)))
    print("`native` is Keelback with -march=native, as Numba compiles." + ("" if numba else " Numba is not installed: ./dev python -m pip install numba"))
    if different:
        print("results differ from CPython's: " + ", ".join(different))
    return any("keelback" in each or "native" in each for each in different)


if __name__ == "__main__":
    sys.exit(main())
