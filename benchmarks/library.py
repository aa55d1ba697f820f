"""What one call of a function of NumPy costs in native code, beside NumPy itself: sorting, searching, sets, reductions, indexing, products.

    ./dev python benchmarks/library.py [--quick] [--isa native] [--json FILE] [NAME...]

Each row is a function of one line, compiled strictly, over arrays of 100, 10,000 and a million elements (matrices: 10 x 10, 100 x 100, 1000 x 1000). Below 1 Keelback is faster.
"""

import math

import numpy as np

from measure import Table, builder, figure, finish, interleaved, load, parser

SIZES = (100, 10_000, 1_000_000)
FLOATS, REALS, ALL = ("float64", "float32"), ("float64", "float32", "int64", "int32"), ("float64", "float32", "int64", "int32", "uint8", "complex128")

# (group, expression, dtypes, rank). `a` is in no order, with few equal elements; `s` is sorted; `b` is another one like `a`; `m` is a mask of every third element, `i` positions in no order, `r` few different ints.
ROWS = [
    ("sort", "np.sort(a)", ALL, 1), ("sort", "np.sort(s)", REALS, 1), ("sort", "np.sort(r)", ("int64",), 1), ("sort", "np.sort(a, kind='stable')", REALS, 1), ("sort", "np.sort(a, axis=0)", FLOATS, 2), ("sort", "np.sort(a, axis=1)", FLOATS, 2),
    ("sort", "np.argsort(a)", ALL, 1), ("sort", "np.argsort(s)", REALS, 1), ("sort", "np.argsort(a, kind='stable')", REALS, 1), ("sort", "np.lexsort((a, b))", ("float64", "int64"), 1),
    ("sort", "np.partition(a, len(a) // 2)", REALS, 1), ("sort", "np.argpartition(a, len(a) // 2)", REALS, 1), ("sort", "np.median(a)", FLOATS, 1), ("sort", "np.median(a, axis=0)", FLOATS, 2), ("sort", "np.percentile(a, 90)", FLOATS, 1),
    ("search", "np.searchsorted(s, a)", ALL[:-1], 1), ("search", "np.searchsorted(s, s)", REALS, 1), ("search", "np.searchsorted(s, a, side='right')", REALS, 1), ("search", "np.digitize(a, s[::50])", FLOATS, 1),
    ("search", "np.interp(a, s, s)", ("float64",), 1), ("search", "np.nonzero(m)[0]", ("float64",), 1), ("search", "np.flatnonzero(a > 0)", REALS, 1), ("search", "np.count_nonzero(a)", REALS, 1), ("search", "np.count_nonzero(m)", ("float64",), 1),
    ("search", "np.argmax(a)", ALL, 1), ("search", "np.argmin(a)", REALS, 1), ("search", "np.argmax(a, axis=0)", FLOATS, 2), ("search", "np.argmax(a, axis=1)", FLOATS, 2), ("search", "np.argwhere(m)", ("float64",), 1),
    ("sets", "np.unique(a)", ALL, 1), ("sets", "np.unique(r)", ("int64",), 1), ("sets", "np.unique(r, return_inverse=True)", ("int64",), 1), ("sets", "np.unique(a, return_counts=True)", REALS, 1), ("sets", "np.unique(a, return_index=True)", REALS, 1),
    ("sets", "np.isin(a, b)", REALS, 1), ("sets", "np.isin(r, i)", ("int64",), 1), ("sets", "np.intersect1d(a, b)", REALS, 1), ("sets", "np.union1d(a, b)", REALS, 1), ("sets", "np.setdiff1d(a, b)", REALS, 1),
    ("sets", "np.bincount(r)", ("int64",), 1), ("sets", "np.bincount(r, a)", ("float64",), 1), ("sets", "np.histogram(a, bins=50)", FLOATS, 1),
    ("reduce", "np.sum(a)", ALL, 1), ("reduce", "np.sum(a, axis=0)", REALS, 2), ("reduce", "np.sum(a, axis=1)", REALS, 2), ("reduce", "np.sum(m)", ("float64",), 1), ("reduce", "np.prod(a)", REALS, 1), ("reduce", "np.mean(a)", ALL, 1),
    ("reduce", "np.mean(a, axis=0)", FLOATS, 2), ("reduce", "np.mean(a, axis=1)", FLOATS, 2), ("reduce", "np.std(a)", ALL, 1), ("reduce", "np.var(a, axis=0)", FLOATS, 2), ("reduce", "np.var(a, axis=1)", FLOATS, 2), ("reduce", "np.max(a)", ALL, 1), ("reduce", "np.min(a)", REALS, 1),
    ("reduce", "np.max(a, axis=0)", REALS, 2), ("reduce", "np.max(a, axis=1)", REALS, 2), ("reduce", "np.ptp(a)", REALS, 1), ("reduce", "np.any(m)", ("float64",), 1), ("reduce", "np.all(a == a)", REALS, 1), ("reduce", "np.nansum(a)", FLOATS, 1),
    ("reduce", "np.nanmean(a)", FLOATS, 1), ("reduce", "np.nanmax(a)", FLOATS, 1), ("reduce", "np.cumsum(a)", ALL, 1), ("reduce", "np.cumsum(a, axis=0)", FLOATS, 2), ("reduce", "np.cumsum(a, axis=1)", FLOATS, 2), ("reduce", "np.cumprod(a)", FLOATS, 1),
    ("reduce", "np.average(a, weights=b)", FLOATS, 1), ("reduce", "np.linalg.norm(a)", FLOATS, 1), ("reduce", "np.maximum.accumulate(a)", REALS, 1), ("reduce", "np.diff(a)", REALS, 1),
    ("index", "a[m]", ALL, 1), ("index", "a[i]", ALL, 1), ("index", "np.take(a, i)", REALS, 1), ("index", "np.where(m, a, b)", ALL, 1), ("index", "np.compress(m, a)", FLOATS, 1), ("index", "a.copy()", REALS, 1), ("index", "a[::-1].copy()", REALS, 1),
    ("index", "a.T.copy()", FLOATS, 2), ("index", "np.concatenate((a, b))", REALS, 1), ("index", "np.stack((a, b), axis=1)", FLOATS, 1), ("index", "np.repeat(a, 3)", FLOATS, 1), ("index", "np.tile(a, 3)", FLOATS, 1), ("index", "np.roll(a, 7)", FLOATS, 1),
    ("index", "np.pad(a, 1)", FLOATS, 1), ("index", "a.astype(np.float32)", ("float64", "int64", "uint8"), 1), ("index", "a.astype(np.int64)", ("float64", "int32", "uint8"), 1), ("index", "np.clip(a, -0.5, 0.5)", FLOATS, 1), ("index", "np.full(len(a), 2.5)", ("float64",), 1),
    ("index", "np.zeros(len(a))", ("float64",), 1), ("index", "np.arange(len(a))", ("float64",), 1), ("index", "np.linspace(0, 1, len(a))", ("float64",), 1), ("index", "np.outer(r[:300], r[:300])", ("float64",), 1), ("index", "np.convolve(a, b[:9])", FLOATS, 1),
    ("product", "np.dot(a, b)", FLOATS + ("complex128",), 1), ("product", "a @ b", FLOATS + ("complex128",), 2), ("product", "a @ b[0]", FLOATS, 2), ("product", "np.dot(a, b)", ("int64",), 1), ("product", "np.einsum('ij,ij->i', a, b)", FLOATS, 2), ("product", "np.einsum('ij->j', a)", FLOATS, 2),
    ("product", "np.tensordot(a, b, axes=1)", FLOATS, 2), ("product", "np.trace(a)", FLOATS, 2), ("product", "np.fft.fft(a)", ("float64", "complex128"), 1),
    ("ufunc", "np.exp(a)", FLOATS, 1), ("ufunc", "np.log(np.abs(a))", FLOATS, 1), ("ufunc", "np.sin(a)", FLOATS, 1), ("ufunc", "np.sqrt(np.abs(a))", FLOATS, 1), ("ufunc", "np.floor(a)", FLOATS, 1), ("ufunc", "a + b", ALL, 1), ("ufunc", "a * b", ALL, 1), ("ufunc", "a / b", FLOATS, 1),
    ("ufunc", "a // 7", REALS, 1), ("ufunc", "a % 7", REALS, 1), ("ufunc", "a ** 2", ALL[:-1], 1), ("ufunc", "a > b", REALS, 1), ("ufunc", "np.maximum(a, b)", REALS, 1), ("ufunc", "np.arctan2(a, b)", FLOATS, 1), ("ufunc", "np.power(np.abs(a), 1.7)", FLOATS, 1), ("ufunc", "np.tanh(a)", FLOATS, 1),
    ("ufunc", "np.hypot(a, b)", FLOATS, 1), ("ufunc", "np.isnan(a)", FLOATS, 1), ("ufunc", "np.abs(a)", ALL, 1), ("ufunc", "np.sign(a)", REALS, 1), ("ufunc", "np.rint(a)", FLOATS, 1),
]


def annotation(dtype, rank):
    return f"np.ndarray[tuple[{', '.join(['int'] * rank)}], np.dtype[np.{dtype}]]"


def module(rows):
    lines = ["import numpy as np"]
    for k, (_, text, dtype, rank) in enumerate(rows):
        kind = annotation(dtype, rank)
        lines.append(f"\n\ndef f{k}(a: {kind}, b: {kind}, s: {kind}, m: {annotation('bool', rank)}, i: {annotation('int64', 1)}, r: {annotation('int64', 1)}):\n    return {text}")
    return "\n".join(lines) + "\n"


def inputs(dtype, rank, size):
    random = np.random.default_rng(size)
    shape = (size,) if rank == 1 else (math.isqrt(size),) * 2

    def numbers():
        kind = np.dtype(dtype).kind
        if kind == "c":
            return (random.normal(size=shape) + 1j * random.normal(size=shape)).astype(dtype)
        return random.normal(size=shape).astype(dtype) if kind == "f" else random.integers(-100 * size if kind == "i" else 1, 100 * size if kind == "i" else 256, shape).astype(dtype)

    a = numbers()
    return a, numbers(), np.sort(a), random.random(shape) < 0.3, random.integers(0, shape[0], shape[0]), random.integers(0, 100, shape[0])


def agree(text, ours, numpy, arguments):
    """Whether both give the same, but for the last digits, and for the order of equal elements, where NumPy leaves it open."""
    results = [function(*arguments) for function in (ours, numpy)]
    if "argsort" in text or "argpartition" in text:
        results = [arguments[0][order] for order in results]
    if "partition" in text:
        results = [np.sort(result) for result in results]
    first, second = ([np.asarray(part) for part in (result if isinstance(result, tuple) else (result,))] for result in results)
    return all(x.dtype == y.dtype and x.shape == y.shape and np.allclose(x, y, rtol=1e-4 if x.dtype == np.float32 else 1e-9, atol=1e-3 if x.dtype == np.float32 else 1e-9, equal_nan=True) for x, y in zip(first, second))


def main():
    options = parser(__doc__)
    options.add_argument("--isa", default="baseline,v3,v4")
    options.add_argument("names", nargs="*", metavar="NAME", help="rows with one of these texts, or groups")
    options = options.parse_args()
    rows = [(group, text, dtype, rank) for group, text, dtypes, rank in ROWS for dtype in dtypes if not options.names or any(name == group or name in text for name in options.names)]
    source = module(rows)
    with builder(flags=("--isa", options.isa)) as build:
        path = build.build_text(source, "library")[1]
        ours, plain = load(path, "library"), load(build.folder / "library.py", "library")
    table = Table(("call", "call", 36, ""), ("dtype", "dtype", 12, ""), *((str(size), f"{size:,}", 11, ".2f") for size in SIZES))
    means = {}
    with np.errstate(all="ignore"):
        for k, (group, text, dtype, rank) in enumerate(rows):
            ratios = {}
            for size in SIZES:
                arguments = inputs(dtype, rank, size)
                functions = [getattr(ours, f"f{k}"), getattr(plain, f"f{k}")]
                if not agree(text, *functions, arguments):
                    print(f"{text} of {dtype}, {size}: other results")
                    continue
                native, python = interleaved(functions, lambda: arguments, 4 if options.quick else 12, span=0.003)
                ratios[str(size)] = native / python
                means.setdefault((group, size), []).append(math.log(native / python))
            table.row(call=text, dtype=dtype, **ratios)
    figures = [figure(f"{group}, {size:,} elements: Keelback / NumPy", math.exp(sum(logs) / len(logs)), 1.0) for (group, size), logs in means.items()]
    finish(options, {"library": table}, figures)


if __name__ == "__main__":
    main()
