"""``keelback.compile``: a Python file to an imported native module."""

import hashlib
import importlib.machinery
import importlib.util
import json
import os
import subprocess
import sys
import sysconfig
import warnings
from pathlib import Path
from types import ModuleType

from ._command import cache, command


class CompileError(Exception):
    """The module could not be built. ``diagnostics``: what ``keelback build --format json`` says, a dict each."""

    def __init__(self, diagnostics: list[dict], text: str = "") -> None:
        self.diagnostics = diagnostics
        errors = [item for item in diagnostics if item["severity"] == "error"]
        super().__init__("\n".join(map(_line, errors)) or text or "keelback failed")


class CompileWarning(UserWarning):
    """A function stayed Python."""


def _line(item: dict) -> str:
    place = f"{item['file']}:{item['line']}:{item['column']}: " if item.get("file") else ""
    hint = f" ({item['hint']})" if item.get("hint") else ""
    return f"{place}{item['severity']}[{item['code']}]: {item['message']}{hint}"


def _source_of(module: ModuleType) -> str:
    """The path of the Python source that a module was loaded from, or that lies beside the extension it was loaded from."""
    file = Path(module.__file__ or "")
    if file.suffix == ".py":
        return str(file)
    beside = file.with_name(file.name.partition(".")[0] + ".py")
    if not beside.is_file():
        raise CompileError([], f"module `{module.__name__}` has no Python source that can be found; give the path of its .py file")
    return str(beside)


def compile(
    source: str | os.PathLike | ModuleType,
    *,
    name: str | None = None,
    strict: bool = False,
    cxx: str | None = None,
    output: str | os.PathLike | None = None,
) -> ModuleType:
    """Builds an extension module for the running Python and imports it.

    ``source`` is the path of a ``.py`` file, an imported Python module, or (a ``str`` of several lines) source text. ``name`` is the module's
    dotted name, by default the one that the file's folders give. With ``strict``, a function that cannot be compiled is an error; otherwise it
    stays Python and is told as a CompileWarning. ``output`` is the folder for the extension, by default one in the cache. The module is not
    entered in ``sys.modules``. Raises CompileError.
    """
    if isinstance(source, ModuleType):
        name = name or source.__name__
        source = _source_of(source)
    text = None
    if isinstance(source, str) and "\n" in source:
        text, name = source, name or "module"
        key = hashlib.sha256(text.encode()).hexdigest()
        path = cache() / "modules" / key[:20] / (name.rpartition(".")[2] + ".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    else:
        path = Path(source).absolute()
        key = hashlib.sha256(str(path).encode() + b"\0" + (path.read_bytes() if path.is_file() else b"")).hexdigest()
    place = Path(output).absolute() if output is not None else cache() / "modules" / key[:20]

    arguments = [command(), "build", str(path), "-o", str(place), "--interpreter", sys.executable, "--format", "json"]
    if strict:
        arguments.append("--strict")
    if name:
        arguments += ["--module-name", name]
    if cxx:
        arguments += ["--cxx", cxx]
    done = subprocess.run(arguments, capture_output=True, text=True)
    try:
        diagnostics = json.loads(done.stdout)
    except ValueError:
        diagnostics = []
    if done.returncode != 0:
        raise CompileError(diagnostics, done.stderr.strip())
    for item in diagnostics:
        warnings.warn(_line(item), CompileWarning, stacklevel=2)

    name = name or _module_name(path)
    extension = place / (path.stem + sysconfig.get_config_var("EXT_SUFFIX"))
    loader = importlib.machinery.ExtensionFileLoader(name, str(extension))
    spec = importlib.util.spec_from_file_location(name, extension, loader=loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def _module_name(path: Path) -> str:
    parts = [] if path.stem == "__init__" else [path.stem]
    folder = path.parent
    while (folder / "__init__.py").exists():
        parts.insert(0, folder.name)
        folder = folder.parent
    return ".".join(parts)
