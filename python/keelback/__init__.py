"""Keelback: an ahead-of-time compiler from typed Python to native extension modules."""

from ._command import command, get_cmake_dir, get_home, get_include
from ._compile import CompileError, CompileWarning, compile

__all__ = ["CompileError", "CompileWarning", "command", "compile", "get_cmake_dir", "get_home", "get_include"]
__version__ = "0.1.0"
