"""``keelback.jit``: a function becomes native when it is first called, at the types that come.

The function, the helpers it calls and the constants it reads are put together as the source of a small module, each function at the lines it has in
its own file. That module is compiled by the command, exported at the types of the call, and kept in the cache under a key of all that went in.
Processes that do the same at once do it twice at worst: the extension appears under its name in one step.
"""

from __future__ import annotations

import ast
import functools
import inspect
import math
import os
import sys
import textwrap
import threading
import types
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from ._command import command, digest, kept
from ._compile import CompileError, CompileWarning, build_and_import, import_extension
from ._project import ConfigurationError, Options, options_of

F = TypeVar("F", bound=Callable[..., Any])

SCALARS = {bool: "bool", int: "int", float: "float", complex: "complex", str: "str", type(None): "None"}
DTYPES = ("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float16", "float32", "float64", "complex64", "complex128")
SCALARS |= {np.dtype(name).type: name for name in DTYPES}


class Unsupported(Exception):
    """Why a function, or a call of it, stays Python."""


def jit(function: F | None = None, *, strict: bool = False, **options: Any) -> F | Callable[[F], F]:
    """Decorator: compiles the function at the first call with arguments of each combination of types.

    ``isa`` (by default ``"native"``), ``fastmath``, ``boundscheck``, ``parallel``, ``cxxflags``: as in ``[tool.keelback]``. A function with annotations is compiled
    at these. Module-level constants and helpers are taken as they are at that moment. What cannot be compiled runs as Python, with one
    CompileWarning; with ``strict`` it raises CompileError. ``f.__wrapped__`` is the Python function.
    """
    try:
        chosen = options_of({"isa": "native", **options}, "keelback.jit", Options(strict=True))
    except ConfigurationError as error:
        raise TypeError(str(error)) from None
    if function is None:
        return lambda f: _Jit(f, chosen, strict)  # type: ignore[return-value]
    return _Jit(function, chosen, strict)  # type: ignore[return-value]


class _Jit:
    def __init__(self, function: Callable[..., Any], options: Options, strict: bool) -> None:
        if not isinstance(function, types.FunctionType):
            raise TypeError(f"keelback.jit is for functions, not {type(function).__name__}")
        functools.update_wrapper(self, function)
        self._function, self._options, self._strict = function, options, strict
        self._signature = inspect.signature(function)
        parameters = self._signature.parameters.values()
        self._positional = all(p.kind is p.POSITIONAL_OR_KEYWORD or p.kind is p.POSITIONAL_ONLY for p in parameters)
        self._annotated = bool(parameters) and all(p.annotation is not p.empty for p in parameters)
        self._versions: dict[Any, Callable[..., Any]] = {}
        self._lock = threading.RLock()
        self._warned = False

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if kwargs or len(args) != len(self._signature.parameters):
            try:
                bound = self._signature.bind(*args, **kwargs)
            except TypeError:
                return self._function(*args, **kwargs)  # whose message it is
            if not self._positional:
                return self._stay("it takes * or keyword-only parameters", 3)(*args, **kwargs)
            bound.apply_defaults()
            args = bound.args
        key = () if self._annotated else tuple([(value.dtype, value.ndim) if type(value) is np.ndarray else type(value) if type(value) in SCALARS else spelled(value) for value in args])
        version = self._versions.get(key)
        if version is None:
            with self._lock:
                version = self._versions.get(key) or self._versions.setdefault(key, self._compile(args))
        return version(*args)

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        return self if instance is None else types.MethodType(self, instance)

    def __repr__(self) -> str:
        return f"<keelback.jit of {self._function!r}>"

    def __reduce__(self) -> str:
        return self._function.__qualname__

    def _compile(self, args: tuple[Any, ...]) -> Callable[..., Any]:
        try:
            words = [] if self._annotated else [spelled(value) for value in args]
            if None in words:
                raise Unsupported(f"argument {words.index(None) + 1} is {_described(args[words.index(None)])}")
            source = module_source(self._function, keep_annotations=self._annotated)
            if not self._annotated:
                source += f"# pythran export {self._function.__name__}({', '.join(map(str, words))})\n"
            return getattr(_load(source, self._function, self._options), self._function.__name__)
        except (Unsupported, CompileError, OSError) as error:
            return self._stay(str(error), 4, error if isinstance(error, CompileError) else None)

    def _stay(self, reason: str, level: int, error: CompileError | None = None) -> Callable[..., Any]:
        if self._strict:
            raise error or CompileError([], f"keelback.jit: `{self.__qualname__}` cannot be compiled: {reason}")
        if not self._warned:
            self._warned = True
            warnings.warn(f"keelback.jit: `{self.__qualname__}` runs as Python: {reason}", CompileWarning, stacklevel=level)
        return self._function


def _described(value: Any) -> str:
    return f"an array of {value.dtype}, {value.ndim}-dimensional" if isinstance(value, np.ndarray) else f"a {type(value).__name__}"


def spelled(value: Any) -> str | None:
    """The value's type as an export writes it; None where none is compiled."""
    kind = type(value)
    if kind in SCALARS:
        return SCALARS[kind]
    if kind is np.ndarray:
        name = value.dtype.name
        known = (name in DTYPES or name == "bool") and value.dtype.isnative and value.ndim > 0
        return f"{name}[{', '.join(':' * value.ndim)}]" if known else None
    if kind is np.bool_:
        return "bool"
    if kind is tuple:
        items = [spelled(item) for item in value]
        return f"({', '.join(map(str, items))}{',' * (len(items) == 1)})" if items and None not in items else None
    if kind in (list, set):
        items = {spelled(item) for item in value}
        return f"{items.pop()} {kind.__name__}" if len(items) == 1 and None not in items else None
    if kind is dict:
        keys, values = {spelled(item) for item in value}, {spelled(item) for item in value.values()}
        return f"{keys.pop()}: {values.pop()} dict" if len(keys) == len(values) == 1 and None not in keys | values else None
    return None


def module_source(function: types.FunctionType, keep_annotations: bool = True) -> str:
    """The source of a module that defines the function and what it needs, at the lines of its own file. Raises Unsupported."""
    file = function.__code__.co_filename
    lines: dict[int, str] = {}
    head: dict[str, str] = {}
    elsewhere: list[str] = []
    done: set[types.FunctionType] = set()
    waiting = [function]
    while waiting:
        current = waiting.pop()
        if current in done:
            continue
        done.add(current)
        first, text = _definition(current, keep_annotations or current is not function)
        if current.__code__.co_filename == file:
            lines.update({first + i: line for i, line in enumerate(text)})
        else:
            elsewhere += text
        for name in _globals_of(current.__code__, current.__globals__):
            value = current.__globals__[name]
            value = value._function if isinstance(value, _Jit) else value
            if isinstance(value, types.FunctionType) and value.__module__ != "numpy":
                if value.__name__ != name:
                    raise Unsupported(f"`{current.__name__}` calls `{value.__name__}` by the name `{name}`")
                waiting.append(value)
                statement = None
            else:
                statement = _statement(name, value, current.__name__)
            if statement is not None and head.setdefault(name, statement) != statement:
                raise Unsupported(f"`{name}` means one thing in `{function.__name__}` and another in `{current.__name__}`")
    before = min(lines)
    numbered = [lines.get(number, "") for number in range(1, max(lines) + 1)]
    opening = "; ".join(head[name] for name in sorted(head))
    if opening:
        numbered[:1] = [opening] if before > 1 else [opening, numbered[0]]
    return "\n".join([*numbered, *elsewhere, ""])


def _definition(function: types.FunctionType, keep_annotations: bool = True) -> tuple[int, list[str]]:
    """The number of the first line of a function's definition, and its lines, without decorators and outer indentation.

    Annotations of some parameters only are in the way of the types that come: they become blanks.
    """
    name = function.__name__
    if name == "<lambda>":
        raise Unsupported("a lambda has no definition of its own")
    if function.__closure__:
        raise Unsupported(f"`{name}` reads `{function.__code__.co_freevars[0]}` of an enclosing function")
    try:
        text, first = inspect.getsourcelines(function)
    except (OSError, TypeError):
        raise Unsupported(f"the source of `{name}` cannot be found") from None
    try:
        tree = ast.parse(textwrap.dedent("".join(text)))
    except SyntaxError:
        raise Unsupported(f"the source of `{name}` cannot be read alone") from None
    node = tree.body[0]
    if not isinstance(node, ast.FunctionDef):
        raise Unsupported(f"`{name}` is no plain function")
    lines = textwrap.dedent("".join(text)).splitlines()
    for parameter in [] if keep_annotations else [*node.args.posonlyargs, *node.args.args]:
        if parameter.annotation is not None:
            _blank(lines, (parameter.lineno, parameter.col_offset + len(parameter.arg.encode())), (parameter.annotation.end_lineno or 0, parameter.annotation.end_col_offset or 0))
    return first + node.lineno - 1, lines[node.lineno - 1 :]


def _blank(lines: list[str], begin: tuple[int, int], end: tuple[int, int]) -> None:
    """Puts blanks between two places, each a line and an offset in its UTF-8 bytes, as ast gives them."""
    for number in range(begin[0], end[0] + 1):
        line = lines[number - 1].encode()
        first, last = begin[1] if number == begin[0] else 0, end[1] if number == end[0] else len(line)
        lines[number - 1] = (line[:first] + b" " * (last - first) + line[last:]).decode()


def _globals_of(code: types.CodeType, names: dict[str, Any]) -> list[str]:
    """The module-level names that code, and the functions in it, mention."""
    found = {name for name in code.co_names if name in names}
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            found.update(_globals_of(constant, names))
    return sorted(found)


def _statement(name: str, value: Any, function: str) -> str | None:
    """What gives a name its value in the module."""
    if isinstance(value, types.ModuleType):
        return f"import {value.__name__} as {name}" if value.__name__ != name else f"import {name}"
    origin, own = getattr(value, "__module__", None), getattr(value, "__name__", None)
    if isinstance(value, np.ufunc):
        origin = "numpy"
    if isinstance(origin, str) and isinstance(own, str):
        for place in (origin, origin.partition(".")[0]):
            if getattr(sys.modules.get(place), own, None) is value:
                return f"from {place} import {own} as {name}"
    if (text := _literal(value)) is not None:
        return f"{name} = {text}"
    raise Unsupported(f"`{function}` reads `{name}`, {_described(value)}")


def _literal(value: Any) -> str | None:
    if value is None or type(value) in (bool, int, str):
        return repr(value)
    if type(value) is float:
        return repr(value) if math.isfinite(value) else f'float("{value}")'
    if type(value) is complex:
        return f"complex({_literal(value.real)}, {_literal(value.imag)})"
    if type(value) is tuple:
        items = [_literal(item) for item in value]
        return None if None in items else f"({''.join(f'{item}, ' for item in items)})"
    return None


@functools.cache
def _identity(program: str) -> str:
    state = os.stat(program)
    return f"{program} {state.st_size} {state.st_mtime_ns}"


def _load(source: str, function: types.FunctionType, options: Options) -> types.ModuleType:
    name, file = function.__name__, function.__code__.co_filename
    environment = [os.environ.get(variable, "") for variable in ("CXX", "KEELBACK_CXXFLAGS", "KEELBACK_HOME")]
    key = digest("\0".join([source, file, repr(options), _identity(command()), sys.version, *environment]).encode())
    folder = kept("jit") / key[:2] / key[2:]
    if (ready := import_extension(name, folder, name)) is not None:
        return ready
    path = folder / f"{name}.py"
    folder.mkdir(parents=True, exist_ok=True)
    written = folder / f".{name}-{os.getpid()}-{threading.get_ident()}"
    written.write_text(source, encoding="utf-8")
    written.replace(path)
    return build_and_import(path, folder, name, [*options.arguments(), "--source-name", file], file)
