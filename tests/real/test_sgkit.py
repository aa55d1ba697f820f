"""sgkit's kernels: the functions that it compiles with Numba's `guvectorize`, each signature an export, compiled with --strict and compared on small random arguments.

The sources are taken as they are, but for what says Numba: imports, decorators, annotations that stand for arrays of any kind. `./dev test --all`: a minute.
"""

import ast
import importlib.util
import os
import pathlib
import re
import subprocess
import sys
import warnings

import numpy as np
import pytest

from modules import ROOT, unpacked

KEELBACK = os.environ.get("KEELBACK", str(ROOT / "build/bin/keelback"))
MODULES = ["display_numba_fns", "distance/metrics", "stats/aggregation_numba_fns", "stats/cohort_numba_fns", "stats/conversion_numba_fns", "stats/ibs_numba_fns", "stats/popgen_numba_fns"]
ROUNDS = 30


def is_foreign(node):
    return isinstance(node, (ast.Import, ast.ImportFrom)) and re.search(r"numba|sgkit|dask|from \.", ast.unparse(node)) is not None


def translated(source):
    """The module's text with exports, and {function: (signatures, layout of its arguments)}."""
    tree = ast.parse(source)
    exports, kernels = [], {}
    tree.body = [node for node in tree.body if not is_foreign(node)]
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef):
            continue
        decorator = next((d for d in node.decorator_list if isinstance(d, ast.Call) and "guvectorize" in ast.unparse(d.func)), None)
        node.decorator_list = []
        if decorator is not None and isinstance(decorator.args[0], ast.List):
            signatures = [re.sub("^void", "", text.value.strip()).strip()[1:-1].replace("boolean", "bool") for text in decorator.args[0].elts]
            kernels[node.name] = signatures, re.findall(r"\(([^)]*)\)", decorator.args[1].value)
            exports += [f"# pythran export {node.name}({signature})" for signature in signatures]
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.returns = None
            for argument in node.args.args:
                argument.annotation = None
    return "\n".join([*exports, ast.unparse(tree), ""]), kernels


def random_arguments(signature, layout, seed):
    """Of the types of the signature; axes of one letter have one extent. Numbers are small: most are indices somewhere."""
    random = np.random.default_rng(seed)
    extents, arguments = {}, []
    for i, text in enumerate(re.split(r",(?![^\[]*\])", signature)):
        dtype = np.dtype("?" if text.strip().startswith("bool") else text.split("[")[0].strip())
        axes = [axis.strip() for axis in layout[i].split(",") if axis.strip()] if i < len(layout) else []
        axes = axes if len(axes) == text.count(":") else [f"{i}.{k}" for k in range(text.count(":"))]
        low, high = {"f": (-1, 4), "b": (0, 2), "u": (0, 3)}.get(dtype.kind, (-1, 3))
        made = random.integers(low, high, [extents.setdefault(axis, int(random.integers(2, 5))) for axis in axes])
        halves = 2 if dtype.kind == "f" and seed % 2 else 1
        arguments.append((made / halves).astype(dtype) if axes else dtype.type(max(0, made)))
    return arguments


def outcome(function, arguments):
    arguments = [a.copy() for a in arguments]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            result = repr(function(*arguments))
        except Exception as error:
            result = f"{type(error).__name__}: {error}"
    return result, [repr(a) for a in arguments]


def load(name, path):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(os.environ.get("KEELBACK_ALL") != "1", reason="./dev test --all")
def test_kernels(tmp_path):
    top = unpacked("sgkit", "0.10.0") / "sgkit"
    kernels = {}
    for module in MODULES:
        path = tmp_path / (module.replace("/", "_") + ".py")
        text, kernels[path] = translated((top / (module + ".py")).read_text())
        path.write_text(text)
    folder = tmp_path / "built"
    built = subprocess.run([KEELBACK, "build", "--strict", "--interpreter", sys.executable, "-o", str(folder), *map(str, kernels)], capture_output=True, text=True,
                           env={**os.environ, "KEELBACK_CXXFLAGS": "-O1"})
    assert built.returncode == 0, built.stdout + built.stderr
    compared = 0
    for path, functions in kernels.items():
        python, native = load(path.stem, path), load(path.stem, next(folder.glob(path.stem + ".*.so")))
        for name, (signatures, layout) in functions.items():
            for signature in signatures:
                for seed in range(ROUNDS):
                    arguments = random_arguments(signature, layout, seed)
                    expected = outcome(getattr(python, name), arguments)
                    assert outcome(getattr(native, name), arguments) == expected, (name, signature, seed)
                    compared += 1
    assert compared > 2000
