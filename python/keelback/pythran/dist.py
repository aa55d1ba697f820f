"""``PythranExtension`` and ``PythranBuildExt`` as ``pythran.dist`` has them, for a ``setup.py`` that was written for Pythran."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from setuptools.command.build_ext import build_ext
from setuptools.errors import SetupError

from ..setuptools import KeelbackExtension, _building

IGNORED = ("config", "include_dirs", "library_dirs", "libraries", "language", "py_limited_api", "runtime_library_dirs", "undef_macros", "depends")


class PythranExtension(KeelbackExtension):
    """``PythranExtension("pkg.mod", ["pkg/mod.py"], extra_compile_args=[...], define_macros=[...])``. Exported functions are native, or it is an error."""

    def __init__(self, name: str, sources: list[str], *args: Any, **options: Any) -> None:
        if len(sources) != 1 or Path(sources[0]).suffix != ".py":
            raise SetupError(f"PythranExtension({name!r}): sources must be one .py file, not {sources!r}")
        flags = [*options.pop("extra_compile_args", ()), *options.pop("extra_link_args", ())]
        flags += [f"-D{macro}" if value is None else f"-D{macro}={value}" for macro, value in options.pop("define_macros", ())]
        for key in options.keys() & set(IGNORED):
            options.pop(key)
        super().__init__(name, sources[0], strict=True, cxxflags=flags, **options)


PythranBuildExt = _building(build_ext)
PythranBuildExt.__doc__ = "For ``cmdclass={'build_ext': PythranBuildExt}``; Keelback's hook does the same where it is left out."

