"""Keelback in a project built by setuptools.

Without a ``setup.py``, list the modules in ``pyproject.toml``; being among the build requirements is enough for the rest::

    [tool.keelback]
    modules = ["src/pkg/*.py"]

With one, ``setup(keelback_modules=["src/pkg/fast.py"])``, or ``setup(ext_modules=[KeelbackExtension("pkg.fast", "src/pkg/fast.py", strict=True)])``.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from setuptools import Distribution, Extension
from setuptools.errors import CompileError, SetupError

from . import _project


class KeelbackExtension(Extension):
    """An extension module that the command makes of one ``.py`` file. Options: those of ``[tool.keelback]``."""

    def __init__(self, name: str, source: str | os.PathLike[str], **options: Any) -> None:
        try:
            chosen = _project.options_of(options, f"KeelbackExtension({name!r})")
        except _project.ConfigurationError as error:
            raise SetupError(str(error)) from None
        self.keelback = _project.Module(name, Path(source), Path.cwd(), chosen, f"KeelbackExtension({name!r})")
        self._describe()

    @classmethod
    def of(cls, module: _project.Module) -> KeelbackExtension:
        self = cls.__new__(cls)
        self.keelback = module
        self._describe()
        return self

    def _describe(self) -> None:
        module = self.keelback
        files = [path.as_posix() for path in module.inputs]
        super().__init__(module.name, files[:1], depends=files[1:], optional=module.options.optional)


def finalize(dist: Distribution) -> None:
    """Called by setuptools for every distribution that is built where Keelback is installed."""
    root = Path(dist.src_root or os.curdir).absolute()
    try:
        table = _project.read_table(root)
        if table is not None:
            _add(dist, _project.read_modules(table, root))
    except _project.ConfigurationError as error:
        raise SetupError(str(error)) from None
    if any(isinstance(extension, KeelbackExtension) for extension in dist.ext_modules or ()):
        _install_commands(dist)


def keyword(dist: Distribution, name: str, value: Any) -> None:
    """``setup(keelback_modules=...)``: a list as in ``pyproject.toml``, or the whole table."""
    root = Path(dist.src_root or os.curdir).absolute()
    try:
        _add(dist, _project.read_modules(value if isinstance(value, dict) else {"modules": value}, root, f"setup(): {name}"))
    except _project.ConfigurationError as error:
        raise SetupError(str(error)) from None
    _install_commands(dist)


def _add(dist: Distribution, modules: list[_project.Module]) -> None:
    known = {extension.name for extension in dist.ext_modules or ()}
    dist.ext_modules = [*(dist.ext_modules or ()), *(KeelbackExtension.of(module) for module in modules if module.name not in known)]


def _install_commands(dist: Distribution) -> None:
    """Extends two commands, whoever has defined them: a project's ``cmdclass`` may come from ``pyproject.toml``, which is read later."""
    if "keelback" in vars(dist):
        return
    dist.keelback = {}
    extend = {"build_ext": _building, "bdist_wheel": _tagging}
    original = dist.get_command_class

    def get_command_class(command: str) -> Any:
        found = original(command)
        if command not in extend:
            return found
        return dist.keelback.setdefault(found, found if found in dist.keelback.values() else extend[command](found))

    dist.get_command_class = get_command_class


def _building(base: Any) -> Any:
    class build_ext(base):
        def build_extensions(self) -> None:
            ours = [extension for extension in self.extensions if isinstance(extension, KeelbackExtension)]
            self.extensions = [extension for extension in self.extensions if extension not in ours]
            super().build_extensions()
            modules = [extension.keelback for extension in ours]
            targets = [Path(self.get_ext_fullpath(extension.name)) for extension in ours]
            try:
                built = _project.build(modules, targets, scratch=Path(self.build_temp), jobs=self.parallel if isinstance(self.parallel, int) and self.parallel > 0 else None)
            except _project.BuildError as error:
                raise CompileError(str(error)) from None
            self.extensions += [extension for extension in ours if extension.keelback in built]
            # What was left out is no extension of the distribution any more: a wheel of nothing but Python is tagged so.
            self.distribution.ext_modules = self.extensions

    return build_ext


def _tagging(base: Any) -> Any:
    class bdist_wheel(base):
        def run(self) -> None:
            self.run_command("build")
            if not self.distribution.has_ext_modules() and not self.distribution.has_c_libraries():
                self.root_is_pure = True
            super().run()

    return bdist_wheel
