"""One module of this folder under CPython and compiled."""

import importlib.util
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).parents[2]


def load(name, path):
    """The module in the file, which is not entered among the imported ones."""
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def enter(name, path):
    """The same, entered: what pickle, dataclasses and annotations look for."""
    spec = importlib.util.spec_from_file_location(name, path)
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def built_case(name, folder):
    """The extension of a module of cases/, entered."""
    return enter(name, build(ROOT / "tests/run/cases" / f"{name}.py", folder, "--strict")[0])


def build(source, folder, *options):
    """The extension made from the source, and what the command said."""
    command = [os.environ.get("KEELBACK", ROOT / "build/bin/keelback"), "build", *options, "--interpreter", sys.executable, "-o", folder, source]
    done = subprocess.run([*map(str, command)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(pathlib.Path(folder).glob(source.stem + ".*.so")), done.stdout + done.stderr
