"""Calls of the entries of the NumPy table over all kinds of arrays, made from the stubs: what test_table_grid.py compiles and compares.

An entry is called with as many arrays as it needs, over every axis that makes sense, with `keepdims`. A call is one function of a generated
module, annotated with dtypes and ranks that chance picks; arguments are arrays of any layout.
"""

import ast
import pathlib

import numpy as np

STUBS = pathlib.Path(__file__).parent.parent.parent / "compiler/library/stubs"
DTYPES = [np.dtype(name) for name in "bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 complex64 complex128".split()]

# Calls that a signature does not say; `a` and `b` are the arrays, `n` is an int, `x` a float, `i` an array of positions. A statement changes `a`.
CALLS = {
    "take": ["np.take(a, [0, -1])", "np.take(a, 0, axis=0)"],
    "repeat": ["np.repeat(a, 2)", "np.repeat(a, 3, axis=0)"],
    "tile": ["np.tile(a, 2)", "np.tile(a, (2, 2))"],
    "roll": ["np.roll(a, 1)", "np.roll(a, -2, axis=0)"],
    "pad": ["np.pad(a, 1)", "np.pad(a, 1, mode='edge')"],
    "partition": [],
    "argpartition": [],
    "quantile": ["np.quantile(a, [0.2, 0.7], axis=0)"],
    "percentile": ["np.percentile(a, 50, axis=-1)"],
    "nanquantile": ["np.nanquantile(a, 0.3)"],
    "nanpercentile": ["np.nanpercentile(a, 30)"],
    "concatenate": ["np.concatenate((a, b))", "np.concatenate([a, a], axis=-1)", "np.concatenate((a, b), axis=None)"],
    "concat": ["np.concat((a, a))"],
    "stack": ["np.stack((a, a))", "np.stack([a, b], axis=-1)"],
    "vstack": ["np.vstack((a, b))"],
    "hstack": ["np.hstack((a, b))"],
    "dstack": ["np.dstack((a, a))"],
    "column_stack": ["np.column_stack((a, a))"],
    "append": ["np.append(a, b)", "np.append(a, a, axis=0)"],
    "where": ["np.where(a)", "np.where(a > b, a, b)", "np.where(a, a, 0)"],
    "clip": ["np.clip(a, 1, 2)", "np.clip(a, None, 1)", "np.clip(a, b, None)"],
    "full_like": ["np.full_like(a, 1)"],
    "expand_dims": ["np.expand_dims(a, 0)", "np.expand_dims(a, -1)"],
    "squeeze": ["np.squeeze(a, axis=0)"],
    "swapaxes": ["np.swapaxes(a, 0, -1)"],
    "moveaxis": ["np.moveaxis(a, 0, -1)"],
    "reshape": ["np.reshape(a, -1)", "np.reshape(a, (1, -1))", "np.reshape(a, (-1, 2))"],
    "transpose": ["np.transpose(a)", "a.T"],
    "broadcast_to": ["np.broadcast_to(a, np.shape(a)).copy()"],
    "astype": ["np.astype(a, np.float32)", "a.astype(np.int16)", "a.astype(bool)", "a.astype(np.complex128)"],
    "diff": ["np.diff(a)", "np.diff(a, n=2, axis=0)"],
    "round": ["np.round(a, 1)", "np.round(a)"],
    "searchsorted": ["np.searchsorted(np.sort(a.ravel()), b)"],
    "isin": ["np.isin(a, b)"],
    "split": ["np.array_split(a, 2)"],
    "einsum": ["np.einsum('...i->...', a)", "np.einsum('...i,...i', a, a)"],
    "tensordot": ["np.tensordot(a, a, axes=0)"],
    "compress": ["np.compress([True, False], a)"],
    "delete": ["np.delete(a, 0, axis=0)"],
    "insert": ["np.insert(a, 0, 1, axis=0)"],
    "trace": ["np.trace(a)", "np.trace(a, offset=1)"],
    "unstack": ["np.unstack(a)"],
    "subscripts": ["a[0]", "a[-1:]", "a[::-1]", "a[..., 0]", "a[None]", "a[a > 0]", "a[[0, 0]]", "a + b", "a * 2", "a == b", "-a", "a[...]", "a.copy()", "a.sum()", "a.reshape(-1)", "a.flatten()", "list(a.flat)", "a.nbytes",
        "a[n]", "a[n:]", "a[:n]", "a[::n]", "a[n, ...]", "a[..., n]", "a[None, ..., None]", "a[i]", "a[..., i]", "a[i[:, None], ...]", "a[i, ...]", "a[-1]", "a[a != 0]", "a[~(a > b)]"],
    "operators": ["a - b", "a / b", "a // b", "a % b", "a ** 2", "a ** b", "a ** 0.5", "2 ** a", "a & b", "a | b", "a ^ b", "~a", "+a", "abs(a)", "a < b", "a >= b", "a != b", "a @ b", "a @ a.T", "a + n", "a * x",
        "x - a", "a / n", "a // n", "a % n", "n // a", "x % a", "n - a", "a > n", "a == x", "a << 1", "a >> 1", "a + 1.5", "1j * a", "a * b + a", "(a - b) * 2 + b", "a + a.T", "divmod(a, b)", "(a > b) & (a < 3)", "a * b > n"],
    "methods": ["a.mean()", "a.mean(axis=0)", "a.max()", "a.max(axis=-1)", "a.min(axis=0)", "a.sum(axis=0)", "a.sum(axis=-1, keepdims=True)", "a.prod(axis=0)", "a.std()", "a.var(axis=0)", "a.any(axis=0)", "a.all()", "a.argmax()",
        "a.argmin(axis=0)", "a.cumsum()", "a.cumsum(axis=0)", "a.cumprod(axis=-1)", "a.ravel()", "a.ravel('F')", "a.T.copy()", "a.transpose()", "a.swapaxes(0, -1)", "a.clip(0, 1)", "a.round()", "a.nonzero()", "a.repeat(2)", "a.dot(b)", "a.diagonal()", "a.trace()",
        "a.tolist()", "a.astype(np.int64)", "a.astype(np.float16)", "a.astype(np.uint8)", "a.astype(np.float64)", "a.conj()", "a.real", "a.imag", "a.size", "a.shape", "a.take(i)", "a.item(0)", "a.tobytes()", "a.itemsize", "a.ndim", "a.view(np.uint8)", "len(a)", "bool(a)", "float(a)", "int(a)"],
    "statements": ["a += b", "a -= b", "a *= 2", "a /= b", "a //= b", "a **= 2", "a &= b", "a += n", "a *= x", "a[...] = b", "a[...] = n", "a[...] = x", "a[1:] = a[:-1]", "a[1:] += a[:-1]", "a[:-1] -= a[1:]", "a[::-1] = a", "a[...] = a.T", "a += a.T", "a[n] = n", "a[n:] *= 2", "a[a > 0] = n",
        "a[a > 1] = x", "a[i] = n", "a[i] += 1", "a[..., 0] = b", "a[0] = a[-1]", "a.sort()", "a.fill(n)", "np.add(a, b, out=a)", "np.copyto(a, b)", "np.add.at(a, i, 1)", "np.fill_diagonal(a, n)", "np.put(a, i, n)", "np.multiply(a, a[::-1], out=a)", "np.maximum(a, b, out=a)", "np.putmask(a, a > 0, b)", "np.cumsum(a, axis=0, out=a)", "np.put_along_axis(a, np.zeros_like(a, dtype=np.int64), n, axis=0)"],
    "together": ["np.sum(a * b)", "np.sum(a * b, axis=0)", "np.max(a - b, axis=-1)", "np.mean(a * a)", "np.sqrt(a * a + b * b)", "np.where(a > b, a - b, b - a)", "np.sum(a > b)", "np.any(a == b, axis=0)", "np.all(np.isfinite(a))", "np.maximum(a, n)", "np.minimum(a, x)", "np.where(a > n, a, x)",
        "np.clip(a, n, x)", "np.power(a, n)", "np.full(np.shape(a), n) + a", "np.zeros_like(a) + b", "np.cumsum(a * 2)", "np.argsort(a, kind='stable')", "np.argsort(a, axis=0, kind='stable')", "np.sort(a, axis=0)", "np.sort(a, axis=None)", "np.unique(a, return_counts=True)", "np.lexsort((a.ravel(), a.ravel()))",
        "np.linalg.norm(a)", "np.linalg.norm(a, axis=0)", "np.linalg.norm(a, ord=1, axis=-1)", "np.add.reduce(a)", "np.multiply.reduce(a, axis=-1)", "np.maximum.accumulate(a)", "np.add.outer(a, b)", "np.add.reduceat(a, [0, 1])", "np.choose(i, [1, 2, 3])", "np.select([a > 0, a < 0], [a, -a], 5)", "np.histogram(a, bins=3, range=(0, 4))[0]",
        "np.histogram(a, bins=[-1, 0, 1, 2])[0]", "np.bincount(i + 2, minlength=n + 6)", "np.interp(a, [0, 1, 2], [3, 4, 8])", "np.convolve(a, b)", "np.convolve(a, b, 'same')", "np.correlate(a, b, 'full')", "np.outer(a, b)", "np.kron(a, b)", "np.trapezoid(a)", "np.gradient(a)", "np.ptp(a, axis=0)", "np.average(a, weights=a)", "np.average(a, axis=0)",
        "np.einsum('i,i->', a, b)", "np.einsum('ij,jk->ik', a, b)", "np.einsum('ij->j', a)", "np.einsum('ij,ij->i', a, b)", "np.tensordot(a, b, axes=1)", "np.vdot(a, b)", "np.inner(a, b)", "np.fft.fft(a)", "np.fft.rfft(a)", "np.fft.ifft(a, axis=0)", "np.fft.fftshift(a)", "np.nan_to_num(a)",
        "np.count_nonzero(a, axis=0)", "np.digitize(a, [0, 1, 2])", "np.searchsorted([0, 1, 2], a, side='right')", "np.triu(a)", "np.tril(a, -1)", "np.rot90(a)", "np.ravel(a, order='F')", "np.reshape(a, -1, order='F')", "np.copy(a, order='K')", "np.array(a, dtype=np.float64)", "np.asarray(a, dtype=np.int64)", "np.broadcast_arrays(a, b)[0] + 0",
        "np.stack((a, b, a)).sum(axis=0)", "np.take_along_axis(a, np.zeros_like(a, dtype=np.int64), axis=-1)", "np.meshgrid(a, b)[0]", "np.indices(np.shape(a))[0]", "np.allclose(a, b)", "np.array_equal(a, b)", "np.ediff1d(a)", "np.lib.stride_tricks.sliding_window_view(a, 2, axis=-1).sum(axis=-1)", "np.sinc(a)", "np.floor_divide(a, n)", "np.mod(a, x)", "np.hypot(a, b)", "np.ldexp(a, n)", "np.frexp(a)", "np.modf(a)", "np.divmod(a, b)", "np.heaviside(a, x)", "np.copysign(a, b)", "np.nextafter(a, b)", "np.spacing(a)", "np.arctan2(a, b)", "np.logaddexp(a, b)", "np.float_power(a, 2)", "np.gcd(a, b)", "np.lcm(a, n)", "np.bitwise_count(a)", "np.left_shift(a, 2)", "np.invert(a)"],
}
# Sums of products: the sign of a zero is that of BLAS' order of operations.
PRODUCTS = ("@", "np.dot(", "np.inner(", "np.vdot(", "np.matmul(", "np.tensordot(", "np.einsum(", "np.kron(", "np.outer(", "np.vecdot(", "np.matvec(", "np.vecmat(", "np.convolve(", "np.correlate(", "a.dot(")
# Why the compiled call is not compared.
LEFT_OUT = {
    "histogram2d": "of complex numbers it depends on values", "prod": "known gap: of one complex infinity",
    "info": "it prints", "unique_all": "known gap: a plain tuple", "unique_counts": "known gap: a plain tuple", "unique_inverse": "known gap: a plain tuple", "argsort": "equal elements have no order", 
    "polyval": "known gap: no coefficients", "empty": "what is in it is left open", "empty_like": "what is in it is left open", "may_share_memory": "a question about addresses", "shares_memory": "a question about addresses",
    "argpartition": "any order is right", "partition": "any order is right",
    "cross": "its shape depends on values", "cov": "known gap: one variable", "corrcoef": "known gap: one variable", "poly": "complex or real by values", "polyfit": "warnings", "roots": "of no coefficients it is real", "bincount": "known gap: no elements",
    "ascontiguousarray": "shares its argument", "asfortranarray": "shares its argument", "from_dlpack": "shares its argument", "save": "files", "savez": "files", "savez_compressed": "files", "savetxt": "files",
}


def arrays_of(overloads):
    """The number of arrays that a call needs, and the names of the other parameters; None where something else is needed."""
    best = None
    for node in overloads:
        parameters = [*node.args.posonlyargs, *node.args.args]
        required = parameters[: len(parameters) - len(node.args.defaults)]
        is_array = [p.annotation is None or (isinstance(p.annotation, ast.Subscript) and getattr(p.annotation.value, "id", "") == "Array") for p in required]
        if required and all(is_array) and node.args.vararg is None:
            names = {p.arg for p in [*parameters[len(required) :], *node.args.kwonlyargs]}
            if best is None or len(required) < best[0]:
                best = (len(required), names)
            else:
                best[1].update(names)
    return best if best is not None and best[0] <= 2 else None


def calls():
    """(name, expression) of every call."""
    entries = {}
    for node in ast.parse((STUBS / "numpy.pyi").read_text()).body:
        if isinstance(node, ast.FunctionDef):
            kinds = {d.id if isinstance(d, ast.Name) else d.func.id for d in node.decorator_list}
            if "refused" not in kinds and not any(k.arg == "writes" for d in node.decorator_list if isinstance(d, ast.Call) for k in d.keywords):
                entries.setdefault(node.name, []).append((node, kinds))
    made = [(name, text) for name, texts in CALLS.items() for text in texts]
    for name, overloads in entries.items():
        if name in CALLS or name in LEFT_OUT:
            continue
        if "special" in overloads[0][1] and name not in ("cumsum", "cumprod", "sort", "argsort", "median", "dot", "matmul", "asarray", "array", "copy", "ravel", "zeros_like", "ones_like", "nonzero", "shape", "size", "ndim", "real", "imag"):
            continue
        found = arrays_of([node for node, _ in overloads])
        if found is None:
            continue
        count, names = found
        operands = ", ".join("ab"[:count])
        made.append((name, f"np.{name}({operands})"))
        if "axis" in names:
            made += [(name, f"np.{name}({operands}, axis=0)"), (name, f"np.{name}({operands}, axis=-1)")]
        if "keepdims" in names:
            made.append((name, f"np.{name}({operands}, axis=0, keepdims=True)"))
    return made


def annotation(dtype, rank):
    return f"np.ndarray[tuple[{', '.join(['int'] * rank) if rank else '()'}], np.dtype[np.{dtype.name}]]" if dtype.name != "bool" else f"np.ndarray[tuple[{', '.join(['int'] * rank) if rank else '()'}], np.dtype[np.bool_]]"


def module(random, chosen):
    """The source of a module with one function for each call, and the dtypes and ranks of its arguments."""
    lines, signatures = ["import numpy as np"], []
    for i, (name, text) in enumerate(chosen):
        dtype, rank = DTYPES[random.integers(len(DTYPES))], int(random.choice([0, 1, 2, 3, 4], p=[0.1, 0.35, 0.3, 0.15, 0.1]))
        other = (dtype, rank) if random.random() < 0.5 else (DTYPES[random.integers(len(DTYPES))], max(int(rank - random.integers(2)), 0))
        names = {node.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)}
        kinds = {"a": (dtype, rank), "b": other, "n": int, "x": float, "i": (np.dtype(np.int64), 1)}
        parameters = {name: kind for name, kind in kinds.items() if name in names}
        given = ", ".join(f"{name}: {kind.__name__ if isinstance(kind, type) else annotation(*kind)}" for name, kind in parameters.items())
        lines += ["", "", f"def f{i}({given}):", f"    {text if name == 'statements' else 'return ' + text}"]
        signatures.append((f"f{i}", text, list(parameters.values()), name == "statements"))
    return "\n".join(lines) + "\n", signatures


def numbers(random, dtype, shape):
    if dtype.kind == "b":
        return random.random(shape) < 0.5
    if dtype.kind in "iu":
        limits = np.iinfo(dtype)
        if random.random() < 0.8:
            return random.integers(max(limits.min, -4), 6, shape).astype(dtype)
        return random.integers(limits.min, limits.max, shape, dtype=dtype, endpoint=True)
    if dtype.kind == "c":
        # Without nan and infinity: which of several nan a minimum or a product gives is left open.
        parts = [random.choice([0.0, 1.0, -1.5, 0.25, 2.0, 3.0], shape) for _ in range(2)]
        return (parts[0] + 1j * parts[1]).astype(dtype)
    # No negative zeros: which of equal zeros a minimum or a sort gives is left open.
    if random.random() < 0.75:
        return (random.integers(-8, 9, shape) / 4).astype(dtype)
    return random.choice([0.0, 1.0, -1.5, np.inf, -np.inf, np.nan, 1e-12, 1e12], shape).astype(dtype)


def array(random, dtype, shape, is_written):
    """In C or Fortran order, reversed, with gaps, with a stride of zero, or read-only. A call refuses a read-only array that its function writes to, before all else."""
    layout = random.integers(7)
    if layout == 0 and len(shape) > 0:
        padded = numbers(random, dtype, [2 * n for n in shape])
        return padded[tuple(slice(None, None, 2) for _ in shape)]
    made = numbers(random, dtype, shape)
    if layout == 1:
        return np.asfortranarray(made)
    if layout == 2 and len(shape) > 0:
        return made[tuple(slice(None, None, -1) for _ in shape)]
    if layout == 3 and len(shape) > 0 and shape[0] > 0:
        stretched = np.broadcast_to(made[:1], shape)
        # One that can be written to as well: its elements are one.
        return stretched if not is_written and random.random() < 0.7 else np.lib.stride_tricks.as_strided(made, shape, stretched.strides)
    if layout == 4 and not is_written:
        made.flags.writeable = False
    return made


def arguments(random, parameters, is_written=False):
    """Numbers, positions, and arrays that often broadcast and sometimes share memory."""
    arrays = [parameter for parameter in parameters if not isinstance(parameter, type)]
    shape = [int(random.choice([0, 1, 2, 3, 5], p=[0.08, 0.17, 0.25, 0.35, 0.15])) for _ in range(max((rank for _, rank in arrays), default=0))]
    made = []
    for parameter in parameters:
        if parameter is int:
            made.append(int(random.integers(-3, 5)))
        elif parameter is float:
            made.append(float(random.choice([0.5, -2.0, 0.0, 3.25, 1.0])))
        elif len(made) > 0 and parameter == (np.dtype(np.int64), 1) and parameter is parameters[-1]:
            made.append(random.integers(-2, 3, int(random.integers(0, 4))))
        else:
            dtype, rank = parameter
            own = [1 if random.random() < 0.1 else n for n in shape[len(shape) - rank :]]
            before = made[0] if made and isinstance(made[0], np.ndarray) else None
            if before is not None and before.dtype == dtype and before.ndim == rank and rank > 0 and random.random() < 0.15:
                made.append(before if random.random() < 0.5 else before[::-1])
            else:
                made.append(array(random, dtype, own, is_written) if rank else np.array(numbers(random, dtype, ())))
    return made
