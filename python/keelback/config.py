"""The command ``keelback-config``: what a build system asks for, a word a line, so that folders with blanks stay whole."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from . import __version__
from ._command import command, get_cmake_dir, get_home, get_include, get_pkgconfig_dir


def includes() -> list[str]:
    """Of the headers that a file of ``keelback generate`` includes when it is compiled alone; Python's own are the build system's matter."""
    import numpy

    flags = [f"-I{get_include()}"]
    if not (Path(get_include()) / "pybind11").is_dir():  # a checkout
        import pybind11

        flags.append(f"-I{pybind11.get_include()}")
    return [*flags, f"-I{numpy.get_include()}"]


def _ask(*arguments: str) -> list[str]:
    done = subprocess.run([command(), "runtime", "--interpreter", sys.executable, *arguments], stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(done.returncode)
    return done.stdout.splitlines()


def main() -> None:
    parser = argparse.ArgumentParser("keelback-config", description="Flags and folders for build systems, a word a line.")
    parser.add_argument("--version", action="store_true", help="of Keelback")
    parser.add_argument("--includes", action="store_true", help="-I flags for a generated file that is compiled alone")
    parser.add_argument("--cflags", action="store_true", help="C++ flags for a generated file that is linked with --libs")
    parser.add_argument("--libs", action="store_true", help="the runtime for this Python and $CXX, compiled where it is not in the cache, and linker flags")
    parser.add_argument("--include-dir", action="store_true", help="the folder of the headers")
    parser.add_argument("--runtime-dir", action="store_true", help="the folder of the runtime's sources")
    parser.add_argument("--cmakedir", action="store_true", help="for CMake's Keelback_DIR")
    parser.add_argument("--pkgconfigdir", action="store_true", help="for $PKG_CONFIG_PATH")
    given = parser.parse_args()
    if not any(vars(given).values()):
        parser.print_usage(sys.stderr)
        sys.exit(2)
    words: list[str] = []
    if given.version:
        words.append(__version__)
    if given.include_dir:
        words.append(get_include())
    if given.runtime_dir:
        words.append(str(Path(get_home()) / "runtime"))
    if given.cmakedir:
        words.append(get_cmake_dir())
    if given.pkgconfigdir:
        words.append(get_pkgconfig_dir())
    if given.includes:
        words += includes()
    if given.cflags:
        words += [f"-I{get_include()}", "-DKEELBACK_RUNTIME_LINKED", *_ask("--cflags")]
    if given.libs:
        words += [*_ask(), "-pthread", "-Wl,--gc-sections", "-Wl,--exclude-libs,ALL"]
    print("\n".join(words))


if __name__ == "__main__":
    main()
