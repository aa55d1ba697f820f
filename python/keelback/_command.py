"""Where the command, the headers and the runtime are: in the installed package, or in the checkout that it is imported from."""

import os
from pathlib import Path

_package = Path(__file__).resolve().parent


def command() -> str:
    """The path of the command ``keelback``: $KEELBACK, the package's own, or a checkout's build."""
    if named := os.environ.get("KEELBACK"):
        return named
    for candidate in (_package / "bin" / "keelback", _package.parent.parent / "build" / "bin" / "keelback"):
        if os.access(candidate, os.X_OK):
            return str(candidate)
    raise FileNotFoundError("the command keelback is not installed; in a checkout, run ./dev build")


def get_home() -> str:
    """The folder that holds ``include``, ``runtime`` and ``docs``."""
    if named := os.environ.get("KEELBACK_HOME"):
        return named
    return str(_package if (_package / "include").is_dir() else _package.parent.parent)


def get_include() -> str:
    """The folder of the headers that generated C++ includes, as in ``#include <keelback/array.hpp>``."""
    return str(Path(get_home()) / "include")
