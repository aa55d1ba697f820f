"""What every build hook shares: the modules that a project lists, with their options, and their builds by the command.

A hook asks :func:`read_modules` for the modules of its table and hands them to :func:`build` with the places of their extensions. Nothing is kept
between builds: an unchanged module is found in the command's cache, which knows all that went into it.
"""

from __future__ import annotations

import glob
import os
import sys
import sysconfig
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ._command import command, usable_cache

LEVELS = ("baseline", "v2", "v3", "v4")
PYPROJECT = "pyproject.toml: tool.keelback"


class ConfigurationError(ValueError):
    """What a project says of its modules cannot be meant: names the file, the key and what to write instead."""


class BuildError(RuntimeError):
    """Modules did not compile. The compiler's diagnostics have been printed."""


@dataclass(frozen=True)
class Options:
    """How a module is compiled; the keys of ``[tool.keelback]``, for all modules or in one module's table."""

    strict: bool = False
    """A function that stays Python is an error."""
    isa: tuple[str, ...] = ("baseline",)
    """CPU levels to compile for, of which the best is chosen at import: ``baseline``, ``v2``, ``v3``, ``v4``; or ``native``, the builder's own."""
    fastmath: bool = False
    """Sums may be reordered, a product and a sum rounded once."""
    boundscheck: bool = True
    """An index out of range raises IndexError; without, it is undefined behaviour."""
    parallel: bool = False
    """Expressions and reductions of large arrays run on threads, as loops over ``keelback.prange`` do."""
    optional: bool = False
    """Where there is no C++ compiler or no Python headers, the module stays a ``.py`` file."""
    cxxflags: tuple[str, ...] = ()
    """Flags for the C++ compiler, after Keelback's own."""

    def arguments(self) -> list[str]:
        chosen = [("--strict", self.strict), ("--fastmath", self.fastmath), ("--no-boundscheck", not self.boundscheck), ("--parallel", self.parallel)]
        return [name for name, wanted in chosen if wanted] + [f"--isa={','.join(self.isa)}"] + [f"--cxxflag={flag}" for flag in self.cxxflags]


OPTIONS = tuple(Options.__dataclass_fields__)


@dataclass(frozen=True)
class Module:
    """A module that a project wants to be native."""

    name: str
    """Dotted."""
    path: Path
    """Of the ``.py`` file, relative to ``root``."""
    root: Path
    """The project's folder."""
    options: Options = field(default_factory=Options)
    origin: str = PYPROJECT
    """Where it is listed, for messages."""
    found: bool = False
    """By a glob: it stays Python where nothing in it becomes native."""

    @property
    def inputs(self) -> list[Path]:
        """The files that belong to the module: its source, and its ``.pythran`` exports where there are some."""
        exports = self.path.with_suffix(".pythran")
        return [self.path, exports] if (self.root / exports).is_file() else [self.path]

    def target(self, folder: Path) -> Path:
        """The extension's path below the folder that packages lie in."""
        return folder.joinpath(*self.name.split(".")[:-1], self.path.stem + sysconfig.get_config_var("EXT_SUFFIX"))


def options_of(table: Mapping[str, Any], origin: str, defaults: Options = Options(), other_keys: Iterable[str] = ()) -> Options:
    """The options that a table sets; whatever else it has must be among the other keys."""
    chosen: dict[str, Any] = {}
    for key, value in table.items():
        if key in other_keys:
            continue
        if key not in OPTIONS:
            import difflib

            close = difflib.get_close_matches(key, [*OPTIONS, *other_keys], 1)
            known = f"did you mean `{close[0]}`?" if close else f"known are {', '.join(sorted([*other_keys, *OPTIONS]))}"
            raise ConfigurationError(f"{origin}: unknown option `{key}`; {known}")
        if key == "cxxflags":
            if not isinstance(value, (list, tuple)) or not all(isinstance(flag, str) for flag in value):
                raise ConfigurationError(f"{origin}.{key}: must be a list of strings, not {value!r}")
            value = tuple(value)
        elif key == "isa":
            levels = [value] if isinstance(value, str) else list(value) if isinstance(value, (list, tuple)) else None
            if levels != ["native"] and not (levels and all(level in LEVELS for level in levels)):
                raise ConfigurationError(f'{origin}.{key}: must be "native" or a list of {", ".join(LEVELS)}, not {value!r}')
            value = tuple(levels)
        elif not isinstance(value, bool):
            raise ConfigurationError(f"{origin}.{key}: must be true or false, not {value!r}")
        chosen[key] = value
    return replace(defaults, **chosen)


def read_table(root: Path) -> Mapping[str, Any] | None:
    """``[tool.keelback]`` of the project, or None where it has none."""
    file = root / "pyproject.toml"
    if not file.is_file():
        return None
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8")).get("tool", {}).get("keelback")
    except (ValueError, AttributeError) as error:
        raise ConfigurationError(f"{file}: {error}") from None
    if table is not None and not isinstance(table, dict):
        raise ConfigurationError(f"{PYPROJECT}: must be a table, not {table!r}")
    return table


def read_modules(table: Mapping[str, Any], root: Path, origin: str = PYPROJECT) -> list[Module]:
    """The modules that a table lists, in its order, each once: the first entry that names a file gives it its options."""
    keys = ("modules", "exclude", "source")
    defaults = options_of(table, origin, other_keys=keys)
    entries, excluded, source = table.get("modules"), table.get("exclude", []), table.get("source")
    if not isinstance(entries, (list, tuple)) or not entries:
        raise ConfigurationError(f'{origin}.modules: must list the modules to compile, as in modules = ["src/pkg/fast.py"]')
    if not isinstance(excluded, (list, tuple)) or not all(isinstance(pattern, str) for pattern in excluded):
        raise ConfigurationError(f"{origin}.exclude: must be a list of paths, not {excluded!r}")
    if source is not None and not (isinstance(source, str) and (root / source).is_dir()):
        raise ConfigurationError(f"{origin}.source: there is no folder {source!r} in {root}")
    left_out = {path for index, pattern in enumerate(excluded) for path in _files(pattern, root, f"{origin}.exclude[{index}]")}
    found: dict[Path, Module] = {}
    for index, entry in enumerate(entries):
        here = f"{origin}.modules[{index}]"
        table_of_entry = {"path": entry} if isinstance(entry, str) else entry
        if not isinstance(table_of_entry, Mapping) or not isinstance(table_of_entry.get("path"), str):
            raise ConfigurationError(f'{here}: must be a path or a table with a path, as in {{path = "src/pkg/fast.py", strict = true}}, not {entry!r}')
        options = options_of(table_of_entry, here, defaults, other_keys=("path",))
        for path in _files(table_of_entry["path"], root, here):
            if path not in left_out:
                by_glob = path != Path(os.path.normpath(table_of_entry["path"]))
                found.setdefault(path, Module(module_name(path, root, source), path, root, options, here, by_glob))
    return list(found.values())


def _files(pattern: str, root: Path, origin: str) -> list[Path]:
    """The files that a path or glob names, relative to the project; a glob passes over ``__init__`` and ``__main__``."""
    if os.path.isabs(pattern):
        raise ConfigurationError(f"{origin}: `{pattern}` must be relative to the project's folder")
    if glob.has_magic(pattern) and not (root / pattern).exists():
        paths = sorted(path for path in root.glob(pattern) if path.suffix == ".py" and path.stem not in ("__init__", "__main__"))
        if not paths:
            raise ConfigurationError(f"{origin}: no Python file matches `{pattern}` in {root}")
        return [path.relative_to(root) for path in paths]
    path = root / pattern
    if path.is_dir():
        raise ConfigurationError(f"{origin}: `{pattern}` is a folder; write `{pattern.rstrip('/')}/**/*.py` for all modules in it")
    if not path.is_file():
        import difflib

        near = difflib.get_close_matches(path.name, [file.name for file in path.parent.glob("*.py")], 1) if path.parent.is_dir() else []
        hint = f"; did you mean `{Path(pattern).parent / near[0]}`?" if near else "; paths are relative to the project's folder"
        raise ConfigurationError(f"{origin}: there is no file `{pattern}` in {root}{hint}")
    if path.suffix != ".py":
        raise ConfigurationError(f"{origin}: `{pattern}` is not a `.py` file")
    return [Path(os.path.normpath(pattern))]


def module_name(path: Path, root: Path, source: str | None = None) -> str:
    """The dotted name: below the source folder (``src`` where there is one) the path; elsewhere the folders that hold an ``__init__.py``."""
    if source is None and path.parts[0] == "src":
        source = "src"
    if source is not None and path.is_relative_to(source):
        parts = list(path.relative_to(source).with_suffix("").parts)
        return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)
    return name_by_packages(root / path)


def name_by_packages(path: Path) -> str:
    """The dotted name that a file has by the folders above it which hold an ``__init__.py``."""
    parts = [] if path.stem == "__init__" else [path.stem]
    folder = path.parent
    while folder.name and (folder / "__init__.py").is_file():
        parts.insert(0, folder.name)
        folder = folder.parent
    return ".".join(parts) or path.stem


def package_root(module: Module) -> Path:
    """The folder that the module's top package lies in: tracebacks name files relative to it, wherever the package is installed."""
    levels = module.name.count(".") + (1 if module.path.stem == "__init__" else 0)
    folder = (module.root / module.path).parent
    for _ in range(levels):
        folder = folder.parent
    return folder


def _environment(scratch: Path | None) -> dict[str, str]:
    """Several commands share one cache: where the user's cannot be written, one in the build's own folder."""
    environment = dict(os.environ)
    if scratch is not None and not usable_cache():
        environment["KEELBACK_CACHE_DIR"] = str(scratch.absolute() / "keelback-cache")
    return environment


def build(modules: Sequence[Module], targets: Sequence[Path], *, scratch: Path | None = None, jobs: int | None = None) -> list[Module]:
    """Builds the extension of each module at its target, several at once; gives the modules that have one.

    An optional module has none where this machine cannot build extensions; a source with errors is an error, optional or not. Raises BuildError.
    """
    import subprocess
    from concurrent.futures import ThreadPoolExecutor

    environment = _environment(scratch)

    def run(module: Module, target: Path) -> subprocess.CompletedProcess[str]:
        arguments = [command(), "build", str(module.path), "-o", str(target.absolute()), "--module-name", module.name, "--jobs", "1"]
        arguments += ["--interpreter", sys.executable, "--source-root", str(package_root(module)), *module.options.arguments()]
        arguments += [word for other in modules if other is not module and other.root == module.root for word in ("--with", f"{other.name}={other.path}")]
        if module.found:
            arguments.append("--if-native")
            target.unlink(missing_ok=True)
        return subprocess.run(arguments, cwd=module.root, env=environment, capture_output=True, text=True, encoding="utf-8", errors="replace")

    with ThreadPoolExecutor(max(1, min(jobs or os.cpu_count() or 1, len(modules)))) as pool:
        results = list(pool.map(run, modules, targets))
    built, failed = [], []
    for module, target, done in zip(modules, targets, results):
        sys.stdout.write(done.stdout)
        sys.stdout.flush()
        sys.stderr.write(done.stderr)
        if done.returncode == 0:
            if target.is_file():
                built.append(module)
            continue
        target.unlink(missing_ok=True)
        if done.returncode == 2 and module.options.optional:
            print(f"keelback: {module.name} stays Python, since no extension can be built here ({module.origin}: optional)", file=sys.stderr)
        else:
            failed.append(module)
    if failed:
        listed = ", ".join(f"`{module.path}` ({module.origin})" for module in failed)
        raise BuildError(f"keelback could not compile {listed}; its diagnostics are above")
    return built
