"""The README's examples do what it says."""

import code
import contextlib
import importlib.util
import io
import os
import pathlib
import re
import subprocess
import sys

import numpy as np
import pytest

import keelback

ROOT = pathlib.Path(__file__).resolve().parents[2]
KEELBACK = os.environ.get("KEELBACK", str(ROOT / "build" / "bin" / "keelback"))
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


def block(language, first):
    """The block that begins so."""
    (found,) = [text for kind, text in BLOCKS if kind == language and text.startswith(first)]
    return found


def build(source, folder, name):
    path = folder / f"{name}.py"
    path.write_text(source)
    return subprocess.run([KEELBACK, "build", "--strict", "--interpreter", sys.executable, path.name], cwd=folder, capture_output=True, text=True, check=True).stdout


@pytest.fixture
def at_home(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    yield tmp_path
    for name in ("rod", "rows"):
        sys.modules.pop(name, None)


def shown(lines):
    """What an interactive session writes, line by line; of a traceback the last."""
    console = code.InteractiveConsole()
    written = []
    for line in lines:
        out = io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            console.push(line)
        text = out.getvalue().splitlines()
        written += text[-1:] if text and text[0].startswith("Traceback") else text
    return written


def test_session(at_home):
    said = build(block("python", '"""Heat in a rod'), at_home, "rod")
    session = block("", "$ keelback build rod.py").splitlines()
    plain = lambda line: re.sub(r"0x[0-9a-f]+|\([\d.]+ s(, cached)?\)|cpython-\d+-[\w-]+", "...", line)  # noqa: E731
    assert plain(said.strip()) == plain(session[1])
    lines = [line[4:].partition("  #")[0] for line in session if line.startswith(">>> ")]
    expected = [line for line in session[3:] if not line.startswith(">>> ")]
    assert [plain(line) for line in shown(lines)] == [plain(line) for line in expected]


def test_from_python(at_home):
    (at_home / "rod.py").write_text(block("python", '"""Heat in a rod'))
    # jit looks for its function's source.
    (at_home / "script.py").write_text(block("python", "import keelback"))
    spec = importlib.util.spec_from_file_location("script", at_home / "script.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert type(script.rod.step).__name__ == "native_function" and script.total(np.arange(4.0)) == 6.0 and script.total(np.arange(4.0), scale=2.0) == 12.0
    assert issubclass(keelback.CompileError, Exception)


def test_threads(at_home):
    build(block("python", "import numpy as np\nfrom keelback import prange"), at_home, "rows")
    import rows

    a, out = np.arange(12.0).reshape(3, 4), np.zeros(3)
    assert rows.by_rows(a, out) == (a**2).sum() and np.array_equal(out, (a**2).sum(axis=1))


def test_options_of_the_command():
    """Each option that the README names is one."""
    for line in block("", "keelback build  MODULE").splitlines():
        words = line.split()
        if words[1] in ("dump", "generate", "completion"):
            continue
        known = subprocess.run([KEELBACK, words[1], "--help"], capture_output=True, text=True, check=True).stdout
        for option in re.findall(r"--?\w[\w-]*", " ".join(words[2:])):
            assert re.search(rf"(?<![\w-]){option}(?![\w-])", known), (words[1], option)
