"""``keelback.jit``: a function becomes native when it is first called, at the types that come.

The function, the helpers it calls and the constants it reads are put together as the source of a small module, each function at the lines it has in
its own file. That module is compiled by the command, exported at the types of the call, and kept in the cache under a key of all that went in.
Processes that do the same at once do it twice at worst: the extension appears under its name in one step.
"""

from __future__ import annotations

import ast
import functools
import inspect
import linecache
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
MOST_VERSIONS = 64  # of a function: one for each combination of types, and of functions that it is called with
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
        key = () if self._annotated else tuple([(value.dtype, value.ndim) if type(value) is np.ndarray else type(value) if type(value) in SCALARS else _kind(value) for value in args])
        version = self._versions.get(key)
        if version is None:
            with self._lock:
                version = self._versions.get(key) or (self._versions.setdefault(key, self._compile(args)) if len(self._versions) < MOST_VERSIONS else self._function)
        return version(*args)

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        return self if instance is None else types.MethodType(self, instance)

    def __repr__(self) -> str:
        return f"<keelback.jit of {self._function!r}>"

    def __reduce__(self) -> str:
        return self._function.__qualname__

    def _compile(self, args: tuple[Any, ...]) -> Callable[..., Any]:
        try:
            if self._annotated:
                return getattr(_load(module_source([self._function], keep_annotations=True), self._function, self._options), self._function.__name__)
            functions = {i: _plain(value) for i, value in enumerate(args) if isinstance(value, (_Jit, types.FunctionType))}
            # What has no type of its own is written out: functions are a part of the module, and what is called has the other parameters.
            fixed = {i: _name_of(one) for i, one in functions.items()} | {i: "()" for i, value in enumerate(args) if type(value) is tuple and not value}
            words = {i: spelled(value) for i, value in enumerate(args) if i not in fixed}
            if None in words.values():
                wrong = next(i for i, word in words.items() if word is None)
                raise Unsupported(f"argument {wrong + 1} is {_described(args[wrong])}")
            source, entry = module_source([self._function, *functions.values()], with_more=bool(fixed)), self._function.__name__
            if fixed:
                entry += "_".join(["_of", *fixed.values()]).replace("()", "nothing")
                given = ", ".join(fixed.get(i, f"argument_{i}") for i in range(len(args)))
                source += f"def {entry}({', '.join(f'argument_{i}' for i in words)}):\n    return {self._function.__name__}({given})\n"
            source += f"# pythran export {entry}({', '.join(map(str, words.values()))})\n"
            native = getattr(_load(source, self._function, self._options), entry)
            return (lambda *values: native(*[values[i] for i in words])) if fixed else native
        except (Unsupported, CompileError, OSError) as error:
            return self._stay(str(error), 4, error if isinstance(error, CompileError) else None)

    def _stay(self, reason: str, level: int, error: CompileError | None = None) -> Callable[..., Any]:
        if self._strict:
            raise error or CompileError([], f"keelback.jit: `{self.__qualname__}` cannot be compiled: {reason}")
        if not self._warned:
            self._warned = True
            warnings.warn(f"keelback.jit: `{self.__qualname__}` runs as Python: {reason}", CompileWarning, stacklevel=level)
        return self._function


def _plain(value: _Jit | types.FunctionType) -> types.FunctionType:
    return value._function if isinstance(value, _Jit) else value


def _name_of(function: types.FunctionType) -> str:
    """Its name in the module that is compiled: a lambda has one of its place."""
    code = function.__code__
    return f"lambda_{code.co_firstlineno}" if function.__name__ == "<lambda>" else function.__name__


def _kind(value: Any) -> Any:
    """What tells a version for the value from others: its type as it is spelled; of a function its code, and the values that it has from around."""
    if not isinstance(value, (_Jit, types.FunctionType)):
        return "()" if type(value) is tuple and not value else spelled(value)
    function = _plain(value)
    return function.__code__, repr(function.__defaults__), repr([cell.cell_contents for cell in function.__closure__ or ()])


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


def module_source(functions: list[types.FunctionType], keep_annotations: bool = False, with_more: bool = False) -> str:
    """The source of a module that defines the functions and what they need, the first one at the lines of its own file. `with_more`: more goes behind it.

    Raises Unsupported.
    """
    main = functions[0]
    file = main.__code__.co_filename
    lines: dict[int, str] = {}
    meanings: dict[str, str] = {}
    aliases: list[str] = []
    elsewhere: list[str] = []
    done: dict[str, types.FunctionType] = {}
    waiting = [*functions]
    while waiting:
        current = waiting.pop()
        known = done.setdefault(_name_of(current), current)
        if known is not current or current in waiting:
            if known.__code__ is not current.__code__:
                raise Unsupported(f"`{current.__name__}` is the name of two functions")
            continue
        first, text, mentioned = _definition(current, keep_annotations or current is not main)
        if current.__code__.co_filename == file and current.__name__ != "<lambda>":
            lines.update({first + i: line for i, line in enumerate(text)})
        else:
            elsewhere += text
        names = current.__globals__ | _closed_over(current)
        for name in sorted({*_globals_of(current.__code__, names), *_closed_over(current), *(mentioned & names.keys())}):
            value = names[name]
            value = value._function if isinstance(value, _Jit) else value
            if isinstance(value, types.FunctionType) and value.__module__ != "numpy":
                waiting.append(value)
                statement = f"{name} = {_name_of(value)}"
                if _name_of(value) == name:
                    continue
                aliases.append(statement)
            else:
                statement = _statement(name, value, current.__name__)
            if meanings.setdefault(name, statement) != statement:
                raise Unsupported(f"`{name}` means one thing in `{main.__name__}` and another in `{current.__name__}`")
    if clash := meanings.keys() & done.keys():
        raise Unsupported(f"`{min(clash)}` is the name of two things")
    head = {name: statement for name, statement in meanings.items() if statement not in aliases}
    elsewhere += dict.fromkeys(aliases)
    before = min(lines)
    # What is no part of the file is behind its last line: tracebacks show none there.
    numbered = [lines.get(number, "") for number in range(1, (max(len(linecache.getlines(file)), max(lines)) if elsewhere or with_more else max(lines)) + 1)]
    opening = "; ".join(head[name] for name in sorted(head))
    if opening:
        numbered[:1] = [opening] if before > 1 else [opening, numbered[0]]
    return "\n".join([*numbered, *elsewhere, ""])


def _closed_over(function: types.FunctionType) -> dict[str, Any]:
    """What it reads of the functions around it, as that is now."""
    cells = zip(function.__code__.co_freevars, function.__closure__ or ())
    try:
        return {name: cell.cell_contents for name, cell in cells}
    except ValueError:
        raise Unsupported(f"`{function.__name__}` reads a variable of an enclosing function that has no value yet") from None


def _definition(function: types.FunctionType, keep_annotations: bool = True) -> tuple[int, list[str], set[str]]:
    """The number of the first line of a function's definition, its lines without decorators and outer indentation, and the names that its defaults mention.

    Annotations of some parameters only are in the way of the types that come: they become blanks. A lambda becomes a function of one line.
    """
    name = function.__name__
    try:
        text, first = inspect.getsourcelines(function)
    except (OSError, TypeError):
        raise Unsupported(f"the source of `{name}` cannot be found") from None
    if name == "<lambda>":
        found = _lambda(function, "".join(text))
        return first, [f"def {_name_of(function)}({ast.unparse(found.args)}):", f"    return {ast.unparse(found.body)}"], _mentioned(found.args)
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
    return first + node.lineno - 1, lines[node.lineno - 1 :], _mentioned(node.args)


def _mentioned(arguments: ast.arguments) -> set[str]:
    """The names in the values of defaults, which are evaluated where the function is defined."""
    defaults = [default for default in [*arguments.defaults, *arguments.kw_defaults] if default is not None]
    return {one.id for default in defaults for one in ast.walk(default) if isinstance(one, ast.Name)}


def _lambda(function: types.FunctionType, text: str) -> ast.Lambda:
    """The lambda among those that the lines have. The statement that it is a part of may begin in front of them and end behind."""
    code = function.__code__
    found: dict[str, ast.Lambda] = {}
    begin = text.find("lambda")
    while begin >= 0:
        for end in range(min(len(text), begin + 1000), begin, -1):
            try:
                node = ast.parse(text[begin:end].strip(), mode="eval").body
            except (SyntaxError, ValueError):
                continue
            if isinstance(node, ast.Lambda):
                found[ast.dump(node)] = node
                break
        begin = text.find("lambda", begin + 1)

    def is_it(node: ast.Lambda) -> bool:
        other = next(constant for constant in compile(ast.Expression(node), "", "eval").co_consts if isinstance(constant, types.CodeType))
        names = {*code.co_names, *code.co_freevars}
        return (other.co_varnames, other.co_consts, {*other.co_names, *other.co_freevars}) == (code.co_varnames, code.co_consts, names)

    fitting = [node for node in found.values() if is_it(node)]
    if len(fitting) != 1:
        raise Unsupported("a lambda's source cannot be told from others on its line")
    return fitting[0]


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
    if isinstance(value, np.generic) and type(value) in SCALARS and (text := _literal(value.item())) is not None:
        return f"import numpy; {name} = numpy.{type(value).__name__}({text})"
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
