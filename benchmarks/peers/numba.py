"""Numba: the plain source, without annotations, each function under njit and compiled by a first call. It compiles for the processor at hand."""

import ast
import time
import types

import numba

from .common import Made, Peer, Refused, WithoutTypes, reason


def make(**options):
    def made(kernel, workshop):
        tree = WithoutTypes().visit(ast.parse(kernel.source.read_text()))
        if any(isinstance(node, ast.ClassDef) for node in tree.body):
            raise Refused("has no Python classes")
        module = types.ModuleType(kernel.source.stem)
        exec(compile(ast.fix_missing_locations(tree), str(kernel.source), "exec"), vars(module))
        for name, value in list(vars(module).items()):
            if isinstance(value, types.FunctionType):
                setattr(module, name, numba.njit(**options)(value))
        out = Made(compiling=0.0)
        for function in kernel.functions:
            call = next(call for call in kernel.calls if call.function == function)
            try:
                begin = time.process_time()
                getattr(module, function)(*call.make())
                first = time.process_time() - begin
                begin = time.process_time()
                getattr(module, function)(*call.make())
                out.compiling += max(0.0, first - (time.process_time() - begin))
                out.functions[function] = getattr(module, function)
            except Exception as problem:
                out.refused[function] = reason(problem)
        if out.refused:
            out.compiling = None
        return out
    return made


NUMBA = Peer("numba", "Numba", "native", make(), ahead=False)
NUMBA_FASTMATH = Peer("numba_fastmath", "Numba fastmath", "fastmath", make(fastmath=True), ahead=False)
