"""Pythran: the plain source, without annotations, under an export comment made from the arguments."""

import ast

import numpy as np
import pythran

from measure import pythran as compiled
from .common import Peer, Refused, WithoutTypes, part, together_or_alone


def type_of(value):
    if isinstance(value, np.ndarray):
        return f"{value.dtype}[{','.join(':' * value.ndim)}]"
    if isinstance(value, (list, set)):
        return f"{type_of(next(iter(value)))} {type(value).__name__}"
    if isinstance(value, tuple):
        return f"({', '.join(map(type_of, value))})"
    return type(value).__name__


def make(*flags):
    def made(kernel, workshop):
        tree = WithoutTypes().visit(ast.parse(kernel.source.read_text()))
        if any(isinstance(node, ast.ClassDef) for node in tree.body):
            raise Refused("has no classes")

        def build(functions):
            exports = dict.fromkeys(f"# pythran export {call.function}({', '.join(map(type_of, call.make()))})\n" for call in kernel.calls if call.function in functions)
            text = "".join(exports) + part(tree, functions)

            def command(folder):
                path = folder / f"{kernel.source.stem}.py"
                path.write_text(text)
                return compiled(path, path.with_suffix(".so"), *flags)

            return workshop.extension(kernel.source.stem, ["pythran", pythran.__version__, text, *flags], command)

        return together_or_alone(kernel, workshop, build)
    return made


PYTHRAN = Peer("pythran", "Pythran -O3", "keelback", make("-O3"))   # the level of SciPy's wheels
PYTHRAN_NATIVE = Peer("pythran_native", "Pythran -DUSE_XSIMD -march=native", "native", make("-O3", "-DUSE_XSIMD", "-march=native"))
