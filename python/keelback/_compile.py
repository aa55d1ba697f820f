"""``keelback.compile``: a Python file to an imported native module."""

from __future__ import annotations

import importlib.machinery
import importlib.util
import os
import sys
import sysconfig
import warnings
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from ._command import command, digest, kept
from ._project import ConfigurationError, name_by_packages, options_of


class CompileError(Exception):
    """The module could not be built. ``diagnostics``: what ``keelback build --format json`` says, a dict each."""

    def __init__(self, diagnostics: list[dict[str, Any]], text: str = "") -> None:
        self.diagnostics = diagnostics
        errors = [item for item in diagnostics if item["severity"] == "error"]
        super().__init__("\n".join(map(_line, errors)) or text or "keelback failed")


class CompileWarning(UserWarning):
    """A function stayed Python."""


def _line(item: dict[str, Any]) -> str:
    place = f"{item['file']}:{item['line']}:{item['column']}: " if item.get("file") else ""
    hint = f" ({item['hint']})" if item.get("hint") else ""
    return f"{place}{item['severity']}[{item['code']}]: {item['message']}{hint}"


def _source_of(module: ModuleType) -> Path:
    """The path of the Python source that a module was loaded from, or that lies beside the extension it was loaded from."""
    file = Path(module.__file__ or "")
    if file.suffix == ".py":
        return file
    beside = file.with_name(file.name.partition(".")[0] + ".py")
    if not beside.is_file():
        raise CompileError([], f"module `{module.__name__}` has no Python source that can be found; give the path of its .py file")
    return beside


def import_extension(name: str, folder: Path, stem: str) -> ModuleType | None:
    """The extension of that stem in the folder, imported; None where there is none. It is not entered in ``sys.modules``."""
    extension = folder / (stem + sysconfig.get_config_var("EXT_SUFFIX"))
    if not extension.is_file():
        return None
    loader = importlib.machinery.ExtensionFileLoader(name, str(extension))
    spec = importlib.util.spec_from_file_location(name, extension, loader=loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def build_and_import(path: Path, folder: Path, name: str, arguments: Sequence[str], shown: str = "") -> ModuleType:
    """Builds one file for the running Python and imports it. Raises CompileError; what stayed Python is a CompileWarning. ``shown``: what they call the file."""
    # Where the extension is there already, as at most calls of `jit`, nothing of this is needed.
    import json
    import subprocess

    words = [command(), "build", str(path), "-o", str(folder), "--interpreter", sys.executable, "--module-name", name, "--format", "json", *arguments]
    done = subprocess.run(words, capture_output=True, text=True)
    try:
        diagnostics = json.loads(done.stdout)
    except ValueError:
        diagnostics = []
    for item in diagnostics:
        if shown and item.get("file") == str(path):
            item["file"] = shown
    if done.returncode != 0:
        raise CompileError(diagnostics, done.stderr.strip())
    for item in diagnostics:
        warnings.warn(_line(item), CompileWarning, stacklevel=3)
    module = import_extension(name, folder, path.stem)
    if module is None:
        raise CompileError(diagnostics, f"keelback made no extension of {path}")
    return module


def compile(
    source: str | os.PathLike[str] | ModuleType,
    *,
    name: str | None = None,
    strict: bool = False,
    cxx: str | None = None,
    output: str | os.PathLike[str] | None = None,
    **options: Any,
) -> ModuleType:
    """Builds an extension module for the running Python and imports it.

    ``source`` is the path of a ``.py`` file, an imported Python module, or (a ``str`` of several lines) source text. ``name`` is the module's
    dotted name, by default the one that the file's folders give. With ``strict``, a function that cannot be compiled is an error; otherwise it
    stays Python and is told as a CompileWarning. ``output`` is the folder for the extension, by default one in the cache. ``isa``, ``fastmath``,
    ``boundscheck``, ``parallel``, ``cxxflags``: as in ``[tool.keelback]``. The module is not entered in ``sys.modules``. Raises CompileError.
    """
    try:
        arguments = options_of({"strict": strict, **options}, "keelback.compile()").arguments()
    except ConfigurationError as error:
        raise TypeError(str(error)) from None
    if cxx:
        arguments += ["--cxx", cxx]
    if isinstance(source, ModuleType):
        name = name or source.__name__
        source = _source_of(source)
    if isinstance(source, str) and "\n" in source:
        name = name or "module"
        key = digest(source.encode())
        path = kept("modules") / key[:20] / (name.rpartition(".")[2] + ".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    else:
        path = Path(source).absolute()
        key = digest(str(path).encode() + b"\0" + (path.read_bytes() if path.is_file() else b""))
    # Builds of one source with other options lie elsewhere: an extension that is imported is never written over.
    place = Path(output).absolute() if output is not None else kept("modules") / digest("\0".join([key, *arguments]).encode())[:20]
    return build_and_import(path, place, name or name_by_packages(path), arguments)
