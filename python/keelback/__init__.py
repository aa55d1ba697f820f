"""Keelback: an ahead-of-time compiler from typed Python to native extension modules."""

from typing import TYPE_CHECKING, Any

from ._command import command, get_cmake_dir, get_home, get_include
from ._threads import get_num_threads, num_threads, prange, set_num_threads

if TYPE_CHECKING:
    from ._compile import CompileError, CompileWarning, compile
    from ._jit import jit

__all__ = [
    "CompileError", "CompileWarning", "command", "compile", "get_cmake_dir", "get_home", "get_include", "get_num_threads", "jit", "num_threads",
    "prange", "set_num_threads",
]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """The compiler's front is imported when it is used: `import keelback.typing` costs a program nothing else."""
    if name == "jit":
        from ._jit import jit as found
    elif name in ("CompileError", "CompileWarning", "compile"):
        from . import _compile

        found = getattr(_compile, name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = found
    return found


def load_ipython_extension(shell: Any) -> None:
    """``%load_ext keelback``: the cell magic ``%%keelback``."""
    from ._magic import KeelbackMagics

    shell.register_magics(KeelbackMagics)
