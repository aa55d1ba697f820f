"""Keelback in a project built by hatchling.

In ``pyproject.toml``, with the keys of ``[tool.keelback]``::

    [tool.hatch.build.targets.wheel.hooks.keelback]
    modules = ["src/pkg/*.py"]
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.plugin import hookimpl

from . import _project


class KeelbackBuildHook(BuildHookInterface):
    """Puts the extensions beside their sources in the wheel, or in the project where the wheel is an editable one."""

    PLUGIN_NAME = "keelback"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        table = {key: value for key, value in self.config.items() if key not in ("dependencies", "require-runtime-dependencies", "require-runtime-features", "enable-by-default")}
        try:
            if "modules" in table:
                modules = _project.read_modules(table, root, "pyproject.toml: tool.hatch.build.targets.wheel.hooks.keelback")
            else:
                modules = _project.read_modules(_project.read_table(root) or {}, root)
        except _project.ConfigurationError as error:
            self.app.abort(f"keelback: {error}")
        self._scratch = tempfile.TemporaryDirectory(prefix="keelback-")
        scratch = Path(self._scratch.name)
        editable = version == "editable"
        targets = [module.target(_project.package_root(module) if editable else scratch / "native") for module in modules]
        try:
            built = _project.build(modules, targets, scratch=scratch)
        except _project.BuildError as error:
            self.app.abort(str(error))
        if not built:
            return
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
        if not editable:
            for module, target in zip(modules, targets):
                if module in built:
                    build_data["force_include"][str(target)] = str(target.relative_to(scratch / "native"))

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if hasattr(self, "_scratch"):
            self._scratch.cleanup()


@hookimpl
def hatch_register_build_hook() -> type[BuildHookInterface]:
    return KeelbackBuildHook
