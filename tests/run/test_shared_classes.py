"""Classes of one module in native code of another, of packages in shared/: each package's program says the same under CPython and compiled, together, one by one, and where a module is missing or another one than it was."""

import os
import shutil
import subprocess
import sys

import pytest

from building import ROOT

SHARED = ROOT / "tests/run/shared"
PACKAGES = ["app", "geo", "plugins", "zoo"]
# Native code refuses what is no shape; Python's looks for a method.
WITNESS = "from geo import walk\ntry: walk.areas([1])\nexcept Exception as error: print(type(error).__name__)"


def command(*words, folder):
    done = subprocess.run([os.environ.get("KEELBACK", str(ROOT / "build/bin/keelback")), *map(str, words)], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def copied(package, folder):
    shutil.copytree(SHARED / package, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__", "*.so"))
    return folder


def said(folder, *words):
    words = words or ("drive.py",)
    done = subprocess.run([sys.executable, "-B", *words], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def built(package, folder):
    copied(package, folder)
    command("build", "--strict", package, "--interpreter", sys.executable, folder=folder)
    assert {path.stem.split(".")[0] for path in (folder / package).glob("*.so")} == {path.stem for path in (folder / package).glob("*.py")} - {"__init__"}
    return folder


def built_again(folder, file):
    """One module of the package, of whose build the others are as well."""
    others = [word for other in file.parent.glob("[!_]*.py") if other != file for word in ("--with", f"{file.parent.name}.{other.stem}={other.relative_to(folder)}")]
    command("build", "--strict", file.relative_to(folder), "--interpreter", sys.executable, *others, folder=folder)


@pytest.mark.parametrize("package", PACKAGES)
def test_package(tmp_path, package):
    assert said(built(package, tmp_path)) == said(SHARED / package)


def test_classes_are_native_elsewhere(tmp_path):
    built("geo", tmp_path)
    assert said(tmp_path, "-c", WITNESS) == "TypeError\n"


@pytest.mark.parametrize("package", PACKAGES)
def test_modules_built_one_by_one(tmp_path, package):
    copied(package, tmp_path)
    for file in (tmp_path / package).glob("[!_]*.py"):
        built_again(tmp_path, file)
    assert said(tmp_path) == said(SHARED / package)
    if package == "geo":
        assert said(tmp_path, "-c", WITNESS) == "TypeError\n"


def test_module_built_alone(tmp_path):
    copied("geo", tmp_path)
    for name in ("points", "tree", "walk"):
        command("build", f"geo/{name}.py", "--interpreter", sys.executable, folder=tmp_path)
    assert said(tmp_path) == said(SHARED / "geo")
    assert said(tmp_path, "-c", WITNESS) == "AttributeError\n"


@pytest.mark.parametrize("package, missing", [("geo", "points"), ("geo", "tree"), ("app", "model"), ("zoo", "base"), ("zoo", "cats"), ("plugins", "first")])
def test_extension_that_is_missing(tmp_path, package, missing):
    built(package, tmp_path)
    next((tmp_path / package).glob(f"{missing}.*.so")).unlink()
    assert said(tmp_path) == said(SHARED / package)
    if missing == "points":
        assert said(tmp_path, "-c", WITNESS) == "AttributeError\n"


@pytest.mark.parametrize("package, changed, before, after", [
    ("geo", "points", "    y: float = 0.0\n", "    y: float = 0.0\n    z: int = 0\n"),
    ("geo", "points", "return 3.0 * self.radius", "return 4.0 * self.radius"),
    ("zoo", "base", "        self.legs = legs\n", "        self.more = name\n        self.legs = legs\n"),
])
def test_extension_that_is_another_one(tmp_path, package, changed, before, after):
    built(package, tmp_path)
    source = tmp_path / package / f"{changed}.py"
    text = source.read_text()
    assert before in text
    source.write_text(text.replace(before, after))
    built_again(tmp_path, source)
    as_python = copied(package, tmp_path / "python")
    (as_python / package / f"{changed}.py").write_text(source.read_text())
    assert said(tmp_path) == said(as_python)


def test_what_a_class_is_found_to_be_elsewhere(tmp_path):
    """A class that a function of its own module keeps from being native is Python's in the others, too."""
    (tmp_path / "records.py").write_text("class Record:\n    def __init__(self, a: int) -> None:\n        self.a = a\n\n\ndef mark(a: int) -> int:\n    record = Record(a)\n    record.mark = 3\n    return record.mark + record.a\n")
    (tmp_path / "sums.py").write_text("from records import Record, mark\n\n\ndef total(all: list[Record]) -> int:\n    return sum([one.a for one in all]) + mark(1)\n")
    shown = command("check", "sums.py", "records.py", folder=tmp_path)
    assert "`Record` stays Python" in shown and "sums: 1 native, 0 Python" in shown
    command("build", "sums.py", "records.py", "--interpreter", sys.executable, folder=tmp_path)
    assert said(tmp_path, "-c", "import sums, records; print(sums.total([records.Record(4)]), sums.__file__[-3:])") == "8 .so\n"


def test_file_that_with_names_is_missing(tmp_path):
    (tmp_path / "one.py").write_text("def f(x: int) -> int:\n    return x\n")
    done = subprocess.run([os.environ.get("KEELBACK", str(ROOT / "build/bin/keelback")), "check", "one.py", "--with", "two=nowhere.py"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 1 and "nowhere.py" in done.stdout + done.stderr
