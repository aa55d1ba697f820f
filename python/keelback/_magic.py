"""``%%keelback`` in IPython and Jupyter: the cell is a module, compiled; its names become the notebook's."""

from __future__ import annotations

import types
import warnings
from typing import Any

from IPython.core.error import UsageError
from IPython.core.magic import Magics, cell_magic, magics_class
from IPython.core.magic_arguments import argument, magic_arguments, parse_argstring

from ._command import digest
from ._compile import CompileError, CompileWarning, compile


@magics_class
class KeelbackMagics(Magics):
    @magic_arguments()
    @argument("--strict", action="store_true", help="a function that stays Python is an error")
    @argument("--isa", default="native", help="CPU levels (baseline,v2,v3,v4) or native, the default")
    @argument("--fastmath", action="store_true", help="sums may be reordered, a product and a sum rounded once")
    @argument("--parallel", action="store_true", help="expressions and reductions of large arrays run on threads")
    @argument("--no-boundscheck", action="store_true", help="an index out of range is undefined behaviour")
    @argument("--cxxflag", action="append", default=[], help="a flag for the C++ compiler; may be given again")
    @cell_magic
    def keelback(self, line: str, cell: str) -> None:
        """Compiles the cell, which is a module of its own: it imports what it uses. Its public names become the notebook's."""
        given = parse_argstring(self.keelback, line)
        options: dict[str, Any] = {"strict": given.strict, "fastmath": given.fastmath, "boundscheck": not given.no_boundscheck, "parallel": given.parallel, "cxxflags": given.cxxflag}
        text = cell if cell.endswith("\n") else cell + "\n"
        name = "cell_" + digest(text.encode())[:8]
        try:
            with warnings.catch_warnings(record=True) as told:
                warnings.simplefilter("always", CompileWarning)
                module = compile(text, name=name, isa=given.isa.split(","), **options)
        except (CompileError, TypeError) as error:
            raise UsageError(str(error)) from None
        for warning in told:
            print(warning.message)
        assert self.shell is not None
        self.shell.push({name: value for name, value in vars(module).items() if not name.startswith("_") and not isinstance(value, types.ModuleType)})
