"""Calls of the entries of the NumPy table over all kinds of arrays, made from the stubs: what test_table_grid.py compiles and compares.

An entry is called with as many arrays as it needs, over every axis that makes sense, with `keepdims`. A call is one function of a generated
module, annotated with dtypes and ranks that chance picks; arguments are arrays of any layout.
"""

import ast
import pathlib

import numpy as np

STUBS = pathlib.Path(__file__).parent.parent.parent / "compiler/library/stubs"
DTYPES = [np.dtype(name) for name in "bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float32 float64 complex64 complex128".split()]

# Calls that a signature does not say; `a` and `b` are the arrays.
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
    "subscripts": ["a[0]", "a[-1:]", "a[::-1]", "a[..., 0]", "a[None]", "a[a > 0]", "a[[0, 0]]", "a + b", "a * 2", "a == b", "-a", "a[...]", "a.copy()", "a.sum()", "a.reshape(-1)", "a.flatten()", "list(a.flat)", "a.nbytes"],
}
# Why the compiled call is not compared.
LEFT_OUT = {
    "histogram2d": "of complex numbers it depends on values", "prod": "known gap: of one complex infinity",
    "info": "it prints", "unique_all": "known gap: a plain tuple", "unique_counts": "known gap: a plain tuple", "unique_inverse": "known gap: a plain tuple", "argsort": "equal elements have no order", 
    "empty": "what is in it is left open", "empty_like": "what is in it is left open", "may_share_memory": "a question about addresses", "shares_memory": "a question about addresses",
    "argpartition": "any order is right", "partition": "any order is right",
    "cross": "its shape depends on values", "cov": "known gap: one variable", "corrcoef": "known gap: one variable", "poly": "complex or real by values", "polyfit": "warnings", "bincount": "known gap: no elements",
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
        parameters = [(dtype, rank), other] if "b" in {node.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)} else [(dtype, rank)]
        arguments = ", ".join(f"{'ab'[k]}: {annotation(*parameter)}" for k, parameter in enumerate(parameters))
        lines += ["", "", f"def f{i}({arguments}):", f"    return {text}"]
        signatures.append((f"f{i}", text, parameters))
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
    return random.choice([0.0, 1.0, -1.5, np.inf, -np.inf, np.nan, 1e-30, 1e30], shape).astype(dtype)


def array(random, dtype, shape):
    """In C or Fortran order, reversed, with gaps, with a stride of zero, or read-only."""
    layout = random.integers(7)
    if layout == 0 and len(shape) > 0:
        padded = numbers(random, dtype, [2 * n for n in shape])
        return padded[tuple(slice(None, None, 2) for _ in shape)]
    made = numbers(random, dtype, shape)
    if layout == 1:
        return np.asfortranarray(made)
    if layout == 2 and len(shape) > 0:
        return made[tuple(slice(None, None, -1) for _ in shape)]
    if layout == 3 and len(shape) > 0:
        return np.broadcast_to(made[:1], shape) if shape[0] > 0 else made
    if layout == 4:
        made.flags.writeable = False
    return made


def arguments(random, parameters):
    """Arrays that often broadcast."""
    shape = [int(random.choice([0, 1, 2, 3, 5], p=[0.08, 0.17, 0.25, 0.35, 0.15])) for _ in range(max(rank for _, rank in parameters))]
    made = []
    for dtype, rank in parameters:
        own = [1 if random.random() < 0.1 else n for n in shape[len(shape) - rank :]]
        made.append(array(random, dtype, own) if rank else np.array(numbers(random, dtype, ())))
    return made
