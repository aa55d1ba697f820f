"""Where the command, the headers and the runtime are: in the installed package, or in the checkout that it is imported from."""

import functools
import os
from pathlib import Path

_package = Path(__file__).resolve().parent
_home = _package if (_package / "include").is_dir() else _package.parent.parent


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
    return os.environ.get("KEELBACK_HOME") or str(_home)


def get_include() -> str:
    """The folder of the headers that generated C++ includes, as in ``#include <keelback/array.hpp>``."""
    return str(Path(get_home()) / "include")


def get_cmake_dir() -> str:
    """The folder of ``KeelbackConfig.cmake``, for CMake's ``Keelback_DIR``."""
    return str(_package / "cmake")


def get_pkgconfig_dir() -> str:
    """The folder of ``keelback.pc``, for $PKG_CONFIG_PATH."""
    return str(_package / "pkgconfig")


def cache() -> Path:
    """The build cache's folder, as the command chooses it."""
    if folder := os.environ.get("KEELBACK_CACHE_DIR"):
        return Path(folder).absolute()
    if folder := os.environ.get("XDG_CACHE_HOME"):
        return Path(folder) / "keelback"
    return Path(os.environ.get("HOME") or Path.home()) / ".cache" / "keelback"


def digest(data: bytes) -> str:
    """A name for what is kept. ``hashlib`` would load OpenSSL, which takes longer than a cached call of ``jit``."""
    try:
        from _blake2 import blake2b
    except ImportError:
        from hashlib import blake2b
    return blake2b(data, digest_size=16).hexdigest()


def usable_cache() -> bool:
    """Whether the cache can be written, made first where it is not there."""
    try:
        cache().mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(cache(), os.W_OK)


@functools.cache
def kept(what: str) -> Path:
    """The folder of what is made for later: in the cache, or, where that cannot be written, in one for this process alone."""
    if usable_cache():
        return cache() / what
    import atexit
    import shutil
    import tempfile

    temporary = tempfile.mkdtemp(prefix=f"keelback-{what}-")
    atexit.register(shutil.rmtree, temporary, ignore_errors=True)
    return Path(temporary)
