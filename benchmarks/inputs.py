"""The kernels of kernels/ and objects/, what each is called with, and how large that is."""

import dataclasses
import math
import pathlib
from collections.abc import Callable

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
KERNELS = HERE / "kernels"
OBJECTS = HERE / "objects"


def rng():
    return np.random.default_rng(20261121)


def uniform(*shape):
    return rng().random(shape)


def sphere(n):
    r = rng()
    return tuple(r.uniform(-math.pi / 2, math.pi / 2, n) for _ in range(4))


def reagents(n):
    u, v = np.ones((n, n)), np.zeros((n, n))
    middle = slice(n // 2 - 5, n // 2 + 5)
    u[middle, middle] = 0.5
    v[middle, middle] = 0.25
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


def weather(n, levels):
    r = rng()
    return r.random((n + 4, n + 4, levels)), r.random((n, n, levels))


def layer(number, size, channels, width, count):
    r = rng()
    return r.random((number, size, size, channels), dtype=np.float32), r.random((width, width, channels, count), dtype=np.float32), r.random(count, dtype=np.float32)


def threes(count):
    r = rng()
    return tuple(r.random(3) for _ in range(count))


@dataclasses.dataclass(frozen=True)
class Call:
    file: str               # of kernels/, without .py; "objects/NAME": of objects/
    function: str
    label: str              # how large the arguments are
    make: Callable          # equal arguments each time
    kind: str = "loop"      # expression (of arrays, fused), stencil (of slices), loop, small (the call counts), text, objects
    size: str = ""          # in cache, in L2, in memory: of the kernels that stand in the table with several sizes
    traffic: int = 0        # bytes that must be read from and written to memory, where that bounds the time

    @property
    def source(self):
        return OBJECTS / f"{self.file.removeprefix('objects/')}.py" if self.file.startswith("objects/") else KERNELS / f"{self.file}.py"

    @property
    def name(self):
        module = self.source.stem
        name = self.file if self.function in (module, "run") else f"{self.file}.{self.function}"
        return f"{name}, {self.size}" if self.size else name


SIZES = ("in cache", "in L2", "in memory")


def sized(file, function, kind, labels, make, sizes, traffic=lambda *_: 0):
    """A call for each size; `sizes` are the arguments of `make`. Traffic is told for what comes from memory."""
    for size, label, arguments in zip(SIZES, labels, sizes):
        yield Call(file, function, label, lambda arguments=arguments: make(*arguments), kind, size, traffic(*arguments) if size == "in memory" else 0)


# Of three sizes: the arrays take up to 32 kB, several hundred kB, and more than any cache holds.
OF_SIZES = [
    *sized("rosen", "rosen", "expression", ("4000", "50,000", "8,000,000"), lambda n: (uniform(n),), ((4000,), (50_000,), (8_000_000,)), lambda n: 8 * n),
    *sized("arc_distance", "arc_distance", "expression", ("800 pairs", "15,000", "2,000,000"), sphere, ((800,), (15_000,), (2_000_000,))),
    *sized("equation_of_state", "density", "expression", ("1000", "20,000", "2,000,000"), water, ((1000,), (20_000,), (2_000_000,)), lambda n: 4 * 8 * n),
    *sized("black_scholes", "with_arrays", "expression", ("1000", "20,000", "2,000,000"), options_to_price, ((1000,), (20_000,), (2_000_000,))),
    *sized("stream", "triad", "expression", ("1000", "30,000", "4,000,000"), lambda n: (np.zeros(n), uniform(n), uniform(n), 0.5), ((1000,), (30_000,), (4_000_000,)), lambda n: 3 * 8 * n),
    *sized("stream", "new_triad", "expression", ("1000", "30,000", "4,000,000"), lambda n: (uniform(n), uniform(n), 0.5), ((1000,), (30_000,), (4_000_000,)), lambda n: 3 * 8 * n),
    *sized("softmax", "with_axis", "expression", ("20x100", "400x100", "40,000x100"), lambda n: (uniform(n, 100),), ((20,), (400,), (40_000,))),
    *sized("gray_scott", "gray_scott", "stencil", ("40x40, 20 steps", "200x200, 10", "2000x2000, 1"), lambda n, steps: (*reagents(n), steps),
           ((40, 20), (200, 10), (2000, 1)), lambda n, steps: 4 * 8 * n * n * steps),
    *sized("jacobi", "jacobi", "loop", ("45x45, 20 sweeps", "200x200, 5", "2500x2500, 2"), lambda n, sweeps: (uniform(n, n), sweeps),
           ((45, 20), (200, 5), (2500, 2)), lambda n, sweeps: (4 + 2 * sweeps) * 8 * n * n),
    *sized("heat", "by_slices", "stencil", ("12x12x12, 20 steps", "36x36x36, 3", "180x180x180, 2"), lambda n, steps: (uniform(n, n, n), steps),
           ((12, 20), (36, 3), (180, 2))),
    *sized("horizontal_diffusion", "by_slices", "stencil", ("12x12x10", "48x48x16", "200x200x80"), weather, ((12, 10), (48, 16), (200, 80)),
           lambda n, levels: 8 * levels * ((n + 4) ** 2 + 2 * n * n)),
    *sized("matmul", "matmul", "loop", ("30x30", "150x150"), lambda n: (uniform(n, n), uniform(n, n)), ((30,), (150,))),
    *sized("matmul", "by_operator", "loop", ("30x30", "150x150", "600x600"), lambda n: (uniform(n, n), uniform(n, n)), ((30,), (150,), (600,))),
]

CALLS = [
    *OF_SIZES,
    Call("pairwise", "by_loops", "150 points in 3-D", lambda: (uniform(150, 3),)),
    Call("pairwise", "by_broadcasting", "300 points in 3-D", lambda: (uniform(300, 3),), "expression"),
    Call("mandelbrot", "with_floats", "90x60, 100 steps", lambda: (90, 60, 100)),
    Call("mandelbrot", "with_complex", "90x60, 100 steps", lambda: (90, 60, 100)),
    Call("mandelbrot", "with_arrays", "90x60, 50 steps", lambda: (90, 60, 50), "expression"),
    Call("matmul", "by_rows_and_columns", "100x100", lambda: (uniform(100, 100), uniform(100, 100))),
    Call("floyd_warshall", "by_loops", "80 nodes", lambda: (uniform(80, 80),)),
    Call("floyd_warshall", "by_rows", "200 nodes", lambda: (uniform(200, 200),), "expression"),
    Call("smith_waterman", "smith_waterman", "200, 220 letters", lambda: (*letters(200, 220), 3, -3, -2)),
    Call("sieve", "by_loops", "200,000", lambda: (200_000,)),
    Call("sieve", "by_slices", "1,000,000", lambda: (1_000_000,)),
    Call("histogram", "in_array", "200,000 in 100", lambda: (uniform(200_000), 100)),
    Call("histogram", "in_dict", "200,000 in 1000", lambda: (uniform(200_000), 1000), "text"),
    Call("kmeans", "kmeans", "1000 in 8, 5 rounds", lambda: (uniform(1000, 2), 8, 5)),
    Call("black_scholes", "one_by_one", "50,000", lambda: options_to_price(50_000)),
    Call("nbody_arrays", "nbody", "200 bodies, 5 steps", lambda: (*points(200), 5), "expression"),
    Call("edit_distance", "edit_distance", "300, 320 letters", lambda: letters(300, 320)),
    Call("crc16", "crc16", "50,000 bytes", lambda: (rng().integers(0, 256, 50_000).astype(np.uint8),)),
    Call("life", "by_loops", "64x64, 5 steps", lambda: (board(64), 5)),
    Call("life", "by_slices", "256x256, 20 steps", lambda: (board(256), 20), "stencil"),
    Call("equation_of_state", "one_by_one", "50,000", lambda: water(50_000)),
    Call("heat", "by_loops", "30x30x30, 2 steps", lambda: (uniform(30, 30, 30), 2)),
    Call("gauss_seidel", "gauss_seidel", "150x150, 3 sweeps", lambda: (uniform(150, 150), 3)),
    Call("binned_means", "binned_means", "100,000 in 500", lambda: (uniform(100_000), uniform(100_000), 500)),
    Call("binned_means", "by_masks", "50,000 in 20", lambda: (uniform(50_000), uniform(50_000), 20), "expression"),
    Call("sparse", "product", "5000 rows of 10", lambda: matrix_in_rows(5000, 10)),
    Call("spectral_norm", "spectral_norm", "100, 2 rounds", lambda: (100, 2)),
    Call("recursion", "ackermann", "2, 20", lambda: (2, 20)),
    Call("recursion", "fibonacci", "18", lambda: (18,)),
    Call("recursion", "fft", "1024", lambda: (uniform(1024) + 1j * uniform(1024),), "expression"),
    Call("monte_carlo", "pi", "100,000", lambda: (100_000, 7)),
    Call("vectors", "spin", "10,000 steps", lambda: (10_000,)),
    Call("tiny", "spin", "2000 steps", lambda: (2000,)),
    Call("softmax", "by_rows", "500x100", lambda: (uniform(500, 100),), "expression"),
    Call("convolution", "by_loops", "2x16x16x8, 3x3x16", lambda: layer(2, 16, 8, 3, 16)),
    Call("convolution", "by_windows", "2x16x16x8, 3x3x16", lambda: layer(2, 16, 8, 3, 16), "expression"),
    Call("tiny", "length", "3", lambda: threes(1), "small"),
    Call("tiny", "scale", "3", lambda: (*threes(1), 1.0), "small"),
    Call("tiny", "cross", "3", lambda: threes(2), "small"),
    Call("tiny", "add", "3", lambda: threes(2), "small"),
    Call("generators", "chained", "numbers below 500", lambda: (500,), "text"),
    Call("generators", "nested", "depth 12", lambda: (12,), "text"),
    Call("generators", "by_expression", "100,000", lambda: (100_000,), "text"),
    Call("words", "word_count", "20,000 words", lambda: (prose(20_000),), "text"),
    Call("words", "commonest", "20,000 words", lambda: (prose(20_000), 20), "text"),
    Call("words", "letters", "20,000 words", lambda: (prose(20_000),), "text"),
    Call("words", "distance", "300, 320 letters", lambda: tuple("".join("acgt"[i] for i in part) for part in letters(300, 320)), "text"),
    Call("search", "shortest_path", "60x60", lambda: (60, 60, maze(60)), "text"),
    Call("search", "queens", "7", lambda: (7,), "text"),
    Call("search", "primes", "200,000", lambda: (200_000,), "text"),
    Call("search", "groups", "3000 words", lambda: (prose(3000).split(),), "text"),
    Call("objects/nbody", "run", "2000 steps", lambda: (2000,), "objects"),
    Call("objects/floats", "run", "20,000 points", lambda: (20_000,), "objects"),
    Call("objects/raytrace", "run", "30x30", lambda: (30, 30), "objects"),
    Call("objects/richards", "run", "1 round", lambda: (1,), "objects"),
    Call("objects/deltablue", "run", "100", lambda: (100,), "objects"),
    Call("objects/generators", "run", "2000", lambda: (2000,), "objects"),
]


@dataclasses.dataclass(frozen=True)
class Kernel:
    """A file and its calls."""
    source: pathlib.Path
    calls: tuple[Call, ...]

    @classmethod
    def of(cls, file):
        calls = tuple(call for call in CALLS if call.file == file)
        return cls(calls[0].source, calls)

    @property
    def functions(self):
        return list(dict.fromkeys(call.function for call in self.calls))

    def by_hand(self, peer, suffix):
        """The source written for that peer, or None."""
        path = self.source.parent / peer / f"{self.source.stem}{suffix}"
        return path if path.exists() else None


def files():
    """The kernels' files in the order of the table."""
    return list(dict.fromkeys(call.file for call in CALLS))
