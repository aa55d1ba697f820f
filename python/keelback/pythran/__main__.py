"""``python -m keelback.pythran`` and ``keelback-pythran``: Pythran's command line, done by Keelback.

What the flags mean is Pythran's; what has no counterpart is told on standard error and passed over. Flags that are not known go to the C++ compiler.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path

from .. import config
from .._command import command
from . import __version__

# Keys of --config and .pythranrc that say something to us: how the C++ compiler is called.
FLAG_KEYS = {"compiler.cflags", "compiler.ldflags"}


def _say(text: str) -> None:
    print(f"keelback-pythran: {text}", file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("keelback-pythran", description="Pythran's command line, done by Keelback.", allow_abbrev=False)
    parser.add_argument("input_file", help="a .py module, or the .cpp that -E made of one")
    parser.add_argument("-o", dest="output", help="the result; %%{ext} stands for the suffix of extension modules")
    parser.add_argument("-E", dest="translate", action="store_true", help="make C++ and stop")
    parser.add_argument("-e", dest="translate_only", action="store_true", help="as -E")
    parser.add_argument("-P", dest="optimize", action="store_true", help="show the optimized module and stop")
    parser.add_argument("-v", dest="verbose", action="store_true", help="show the commands that are run")
    parser.add_argument("-w", dest="quiet", action="store_true", help="no warnings")
    parser.add_argument("-V", "--version", action="version", version=__version__)
    parser.add_argument("-p", dest="passes", action="append", default=[], metavar="PASS", help="passed over: the passes are always the same")
    for flag, what in (("-I", "include folder"), ("-L", "library folder"), ("-D", "macro"), ("-U", "macro to forget")):
        parser.add_argument(flag, dest=f"flag{flag[1]}", action="append", default=[], metavar="X", help=f"{what}, for the C++ compiler")
    parser.add_argument("--config", action="append", default=[], metavar="KEY=VALUE", help="compiler.cflags, compiler.ldflags, compiler.CXX")
    parser.add_argument("-ftime-report", dest="times", action="store_true", help="passed over")
    parser.add_argument("--trace-allocations", action="store_true", help="passed over")
    return parser


def _configured(entries: Sequence[str]) -> tuple[list[str], str | None]:
    """The flags and the compiler that --config names."""
    flags: list[str] = []
    compiler = None
    for entry in entries:
        key, equals, value = entry.partition("=")
        if not equals:
            sys.exit(f"keelback-pythran: --config {entry}: must be KEY=VALUE")
        if key in FLAG_KEYS:
            flags += shlex.split(value)
        elif key in ("compiler.CXX", "compiler.CC"):
            compiler = value or None
        else:
            _say(f"--config {key} has no counterpart and is passed over")
    return flags, compiler


def _run(arguments: Sequence[str], quiet: bool) -> int:
    done = subprocess.run(arguments, stderr=subprocess.PIPE if quiet else None, text=True)
    if quiet and done.returncode != 0:
        sys.stderr.write(done.stderr)
    return done.returncode


def _cxx(named: str | None) -> list[str]:
    """The C++ compiler, chosen as the command does."""
    if text := named or os.environ.get("CXX"):
        return shlex.split(text)
    found = next(filter(shutil.which, ("g++", "clang++", "c++")), None)
    if found is None and importlib.util.find_spec("ziglang"):
        portable = ["-march=x86_64"] if os.uname().machine == "x86_64" else []  # its default is this machine's own
        return [sys.executable, "-m", "ziglang", "c++", "-g0", *portable]
    return [found or "g++"]


def _compile_cpp(source: Path, target: Path, flags: Sequence[str], compiler: str | None, verbose: bool) -> int:
    """A file of -E to an extension, the runtime compiled into it."""
    words = [*_cxx(compiler), "-std=c++20", "-O2", "-DNDEBUG", "-fPIC", "-fvisibility=hidden", "-shared", "-s"]
    words += [*config.includes(), f"-I{sysconfig.get_path('include')}", *flags, str(source), "-o", str(target)]
    if verbose:
        _say(shlex.join(words))
    try:
        return subprocess.run(words).returncode
    except OSError as error:
        sys.exit(f"keelback-pythran: {words[0]}: {error.strerror}; install g++, or name a C++ compiler in $CXX")


def main(arguments: Sequence[str] | None = None) -> int:
    given, unknown = _parser().parse_known_args(arguments)
    source = Path(given.input_file)
    if source.suffix not in (".py", ".cpp"):
        sys.exit(f"keelback-pythran: {source}: neither a .py nor a .cpp file")
    if source.suffix == ".cpp" and (given.translate or given.translate_only or given.optimize):
        sys.exit(f"keelback-pythran: {source}: -E, -e and -P are for .py files")
    if given.verbose and given.quiet:
        sys.exit("keelback-pythran: -v and -w contradict each other")
    for passed_over in (["-p"] if given.passes else []) + (["-ftime-report"] if given.times else []) + (["--trace-allocations"] if given.trace_allocations else []):
        _say(f"{passed_over} has no counterpart and is passed over")
    flags, compiler = _configured(given.config)
    flags = [*flags, *(f"-{letter}{value}" for letter in "IDUL" for value in getattr(given, f"flag{letter}")), *unknown]

    if given.optimize:
        if given.output:
            with open(given.output, "w", encoding="utf-8") as file:
                return subprocess.run([command(), "dump", "ir", str(source)], stdout=file).returncode
        return subprocess.run([command(), "dump", "ir", str(source)]).returncode

    translate = given.translate or given.translate_only
    suffix = ".cpp" if translate else sysconfig.get_config_var("EXT_SUFFIX")
    output = Path((given.output or source.stem + suffix).replace("%{ext}", suffix))
    if source.suffix == ".cpp":
        return _compile_cpp(source, output, flags, compiler, given.verbose)
    if not source.is_file():
        sys.exit(f"keelback-pythran: there is no file `{source}`")
    # As with Pythran, the file that is made names the module, what was exported is native, or it is an error, and nothing says where it was made.
    words = [str(source), "-o", str(output.absolute()), "--module-name", output.name.partition(".")[0], "--strict", "--source-root", str(source.absolute().parent)]
    if translate:
        return _run([command(), "generate", *words], given.quiet)
    words += ["--interpreter", sys.executable, *(f"--cxxflag={flag}" for flag in flags), *(["--cxx", compiler] if compiler else []), *(["-v"] if given.verbose else [])]
    if output.suffix != ".so":
        sys.exit(f"keelback-pythran: -o {output}: an extension module ends in .so")
    return _run([command(), "build", *words], given.quiet)


def run() -> None:
    sys.exit(main())


if __name__ == "__main__":
    run()
