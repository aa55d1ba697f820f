"""The commands for other build systems and for the person at the keyboard: generate, runtime, annotate, completion, --watch, SARIF."""

import ast
import html.parser
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

import pytest
from test_cli import GOOD, KEELBACK, STAYS_PYTHON, SUFFIX, build, errors, left, native, run

WORK = """\
import numpy as np

SCALE = 2.0


def work(a: np.ndarray[tuple[int], np.dtype[np.float64]], k: int) -> float:
    s = 0.0
    for i in range(len(a)):
        s += a[(i * k) % len(a)] * SCALE
    return s


def at(a: np.ndarray[tuple[int], np.dtype[np.float64]], i: int) -> float:
    return a[i]
"""


@pytest.fixture
def work(tmp_path):
    path = tmp_path / "work.py"
    path.write_text(WORK)
    return path


# --- options of a build ----------------------------------------------------------------------------------------------


def test_source_root_makes_the_result_independent_of_the_place(tmp_path):
    texts = []
    for place in ("a", "b c"):
        folder = tmp_path / place / "pkg"
        folder.mkdir(parents=True)
        (folder / "__init__.py").write_text("")
        (folder / "work.py").write_text(WORK)
        assert build(folder / "work.py", "--source-root", tmp_path / place).returncode == 0
        texts.append((folder / ("work" + SUFFIX)).read_bytes())
    assert texts[0] == texts[1] and str(tmp_path).encode() not in texts[0]
    # Tracebacks name the file where the package is now.
    shutil.move(tmp_path / "a", tmp_path / "moved")
    code = "import numpy as np, pkg.work, traceback\ntry: pkg.work.at(np.zeros(2), 5)\nexcept IndexError: print(traceback.format_exc())"
    assert f'File "{tmp_path}/moved/pkg/work.py", line 14, in at\n    return a[i]' in native(tmp_path / "moved", code)


def test_source_that_changed_is_told_at_import(work, tmp_path):
    assert build(work).returncode == 0
    code = "import warnings\nwith warnings.catch_warnings(record=True) as told:\n    warnings.simplefilter('always')\n    import work\nprint([str(w.message)[:len(work.__file__) + 20] for w in told])"
    assert native(tmp_path, code) == "[]"
    work.write_text(WORK.replace("\n", "\r\n"))  # another line end is no change
    assert native(tmp_path, code) == "[]"
    work.write_text(WORK + "# more\n")
    assert f"{work} has changed since" in native(tmp_path, code)
    assert build(work).returncode == 0 and native(tmp_path, code) == "[]"


def test_latin_1_source_is_not_compared(tmp_path):
    (tmp_path / "work.py").write_bytes(b"# -*- coding: latin-1 -*-\n" + GOOD.encode() + b"NAME = '\xe4'\n")
    assert build(tmp_path / "work.py").returncode == 0
    assert native(tmp_path, "import warnings; warnings.simplefilter('error'); import work; print(ascii(work.NAME))") == r"'\xe4'"


def test_boundscheck_and_fastmath(work, tmp_path):
    for number, (options, expected) in enumerate([((), "2.0 IndexError"), (("--no-boundscheck", "--fastmath"), "2.0 no error")]):
        place = tmp_path / str(number)
        assert build(work, *options, "-o", place).returncode == 0
        # One past the end of a view lies in the array.
        code = "import numpy as np, work\na = np.arange(4.0)\nprint(work.at(a, -2), end=' ')\ntry: work.at(a[:2], 3); print('no error')\nexcept IndexError: print('IndexError')"
        assert native(place, code) == expected


def test_flag_for_the_compiler(work):
    assert build(work, "--cxxflag=-DWITH_THIS", "--cxxflag", "-O1", "-v", "--cxxflag=-DAND_%d" % os.getpid()).stderr.count("-DWITH_THIS") >= 1
    assert build(work, "--cxxflag=--no-such-flag").returncode == 2


def test_depfile_names_what_was_read(tmp_path):
    folder = tmp_path / "p k"
    folder.mkdir()
    (folder / "helper.py").write_text("def twice(x):\n    return 2 * x\n")
    (folder / "work.py").write_text("from helper import twice\n\ndef f(x: float) -> float:\n    return twice(x)\n")
    assert build(folder / "work.py", "--depfile", tmp_path / "d").returncode == 0
    where = str(folder).replace(" ", "\\ ")
    assert (tmp_path / "d").read_text() == f"{where}/work{SUFFIX}: {where}/work.py {where}/helper.py\n"


# --- generate, runtime -----------------------------------------------------------------------------------------------


def test_generated_file_and_archive_make_an_extension(work, tmp_path):
    assert run("generate", work, "-o", tmp_path / "out" / "work.cpp", "--depfile", tmp_path / "d", "--strict").returncode == 0
    assert (tmp_path / "d").read_text() == f"{tmp_path}/out/work.cpp: {work}\n"
    assert run("runtime", "--interpreter", sys.executable, "-o", tmp_path / "lib.a").stdout == f"{tmp_path}/lib.a\n"
    flags = run("runtime", "--cflags", "--fastmath", "--interpreter", sys.executable).stdout.split()
    assert "-std=c++20" in flags and "-ffp-contract=off" in flags and "-fassociative-math" in flags
    include = os.path.join(os.path.dirname(__file__), "..", "..", "include")
    command = ["g++", *flags, "-O1", "-Wall", "-Wextra", "-Werror", "-fPIC", "-shared", "-DKEELBACK_RUNTIME_LINKED", f"-I{include}", tmp_path / "out" / "work.cpp", tmp_path / "lib.a"]
    done = subprocess.run([*command, "-o", tmp_path / "out" / ("work" + SUFFIX)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert native(tmp_path / "out", "import numpy as np, work; print(work.__file__[-3:], work.work(np.arange(4.0), 1))") == ".so 12.0"


def test_generate_to_standard_output(work):
    assert "PyInit_other" in run("generate", work, "--module-name", "pkg.other").stdout


def test_generate_what_cannot_be(tmp_path):
    assert errors(run("generate", tmp_path / "none.py")) == ["KB7001"]
    assert errors(run("generate", tmp_path)) == ["KB7002"]
    (tmp_path / "bad.py").write_text("def f(x: int) -> int:\n    return y\n")
    result = run("generate", tmp_path / "bad.py", "--strict", "-o", tmp_path / "x.cpp")
    assert errors(result) == ["KB3001"] and not (tmp_path / "x.cpp").exists()
    (tmp_path / "good.py").write_text(GOOD)
    assert errors(run("generate", tmp_path / "good.py", "-o", "/proc/nowhere/x.cpp")) == ["KB7030"]
    assert errors(run("runtime", "--interpreter", "/nowhere/python")) == ["KB7010"]
    assert errors(run("runtime", "--interpreter", sys.executable, "--cxx", "/nowhere/c++")) == ["KB7020"]


# --- SARIF -----------------------------------------------------------------------------------------------------------


def test_sarif(tmp_path):
    (tmp_path / "a b.py").write_text("")
    path = tmp_path / "w.py"
    path.write_text("def f(x: int) -> int:\n    return y\n\n\ndef g(a: int) -> str:\n    return a\n\n\ndef h(x: float):\n    class C: ...\n    return x\n")
    result = run("check", path, "--format", "sarif")
    log = json.loads(result.stdout)
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    found = log["runs"][0]
    rules = [rule["id"] for rule in found["tool"]["driver"]["rules"]]
    assert rules == sorted(set(rules)) and found["tool"]["driver"]["name"] == "Keelback"
    first = found["results"][0]
    assert (first["ruleId"], first["level"], rules[first["ruleIndex"]]) == ("KB3001", "warning", "KB3001")
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == f"file://{path}"
    assert place["region"] == {"startLine": 2, "startColumn": 12, "endLine": 2, "endColumn": 13}
    assert first["relatedLocations"][0]["message"]["text"] == "`f` stays Python"
    assert {item["ruleId"] for item in found["results"]} == set(rules) and len(found["results"]) == 3


def test_sarif_of_nothing_and_of_what_has_no_place(work, tmp_path):
    assert json.loads(run("check", work, "--format", "sarif").stdout)["runs"][0]["results"] == []
    result = run("check", tmp_path / "none ü.py", "--format", "sarif")
    assert result.returncode == 1
    (only,) = json.loads(result.stdout)["runs"][0]["results"]
    assert only["level"] == "error" and "locations" not in only and "none ü.py" in only["message"]["text"]


# --- annotate --------------------------------------------------------------------------------------------------------


class Page(html.parser.HTMLParser):
    """Reads a page: tags must be closed in order, ids are unique, links lead somewhere."""

    def __init__(self, text):
        super().__init__()
        self.open, self.ids, self.links, self.lines, self.behind = [], set(), [], {}, {}
        self.line = None
        self.feed(text)
        self.close()
        assert not self.open and all(link.startswith("#") and link[1:] in self.ids for link in self.links)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        assert not any(name.startswith("on") or name in ("src", "style") for name in attributes) and tag not in ("script", "link", "img")
        if "id" in attributes:
            assert attributes["id"] not in self.ids
            self.ids.add(attributes["id"])
        if tag == "a":
            self.links.append(attributes["href"])
        if tag == "li":
            self.line = int(attributes["id"][1:])
            self.lines[self.line], self.behind[self.line] = attributes["class"].split(), ""
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, self.getpos()
        if tag == "li":
            self.line = None

    def handle_data(self, data):
        if self.line is not None:
            self.behind[self.line] += data + " "


def annotated(path, **keywords):
    result = run("annotate", path, "-o", path.with_suffix(".html"), **keywords)
    assert (result.returncode, result.stderr) == (0, ""), result.stderr
    return Page(path.with_suffix(".html").read_text())


def test_annotate(work):
    work.write_text(WORK + "\n\n" + STAYS_PYTHON + 'TEXT = "<b>&amp;"\n')
    page = annotated(work)
    state = {number: classes[0] if classes else "" for number, classes in page.lines.items()}
    assert [state[n] for n in (1, 2, 3, 6, 7, 9, 10, 13, 14, 17, 18, 19, 20)] == ["python", "", "python", *["native"] * 6, *["python"] * 4]
    assert "a: float64[:]; i: int; k: int" in page.behind[9] and "kb::" in page.behind[9] and "in a loop" in page.behind[9]
    assert "is checked when it runs" in page.behind[14] and "return a.at(i, 14)" in page.behind[14] and "catch" not in page.behind[14]
    assert "KB6001" in page.behind[17]
    assert '"<b>&amp;"' in page.behind[20]


def test_annotate_a_function_of_several_signatures(tmp_path):
    path = tmp_path / "m.py"
    path.write_text("# pythran export f(int)\n# pythran export f(float[:])\ndef f(x):\n    return x + x\n")
    assert "x: float64[:] or int" in annotated(path).behind[4]


@pytest.mark.parametrize("text", ["", "x = 1\n", "\n\n", "'ä\U0001f600'\n", "def f(x: int) -> int:\n    return x"])
def test_annotate_small_modules(tmp_path, text):
    path = tmp_path / "m.py"
    path.write_text(text)
    annotated(path)


def test_annotate_package_and_default_output(tmp_path):
    (tmp_path / "helper.py").write_text("\n\n\ndef twice(x):\n    return 2 * x\n")
    (tmp_path / "m.py").write_text("from helper import twice\n\ndef f(x: float) -> float:\n    return twice(x)\n")
    assert run("annotate", "m.py", cwd=tmp_path).stdout == "m.html\n"
    page = Page((tmp_path / "m.html").read_text())
    assert sorted(page.lines) == [1, 2, 3, 4] and "twice" in page.behind[4]


def test_annotate_what_cannot_be(tmp_path):
    (tmp_path / "bad.py").write_text("def f(:\n")
    assert run("annotate", tmp_path / "bad.py", "-o", tmp_path / "x.html").returncode == 1 and not (tmp_path / "x.html").exists()
    assert errors(run("annotate", tmp_path / "none.py")) == ["KB7001"]
    (tmp_path / "good.py").write_text(GOOD)
    assert errors(run("annotate", tmp_path / "good.py", "-o", "/proc/nowhere/x.html")) == ["KB7030"]


# --- stub ------------------------------------------------------------------------------------------------------------

MODULE = """\
\"\"\"Doc.\"\"\"
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from os import PathLike
Vector = np.ndarray[tuple[int], np.dtype[np.float64]]
LIMIT = -3
NAMES = {"a": 1}
FLAG: bool = True
__all__ = ["scaled"]


def scaled(a: Vector, k: float = 2.0):  # a comment
    return a * k


def total(a: Vector, /, *, start: int = 0):
    return a.sum() + start


def plain(x, *rest, y=1, **more):
    return [x]


# pythran export both(int)
# pythran export both(float32[:, :])
def both(x):
    return x, (x, "a")


class Point:
    x: int = 0


if __name__ == "__main__":
    print(1)
"""
STUB = """\
from typing import Any, overload
from typing import TYPE_CHECKING
import numpy as np
if TYPE_CHECKING:
    from os import PathLike
Vector = np.ndarray[tuple[int], np.dtype[np.float64]]
LIMIT: int
NAMES: Any
FLAG: bool
__all__ = ["scaled"]
def scaled(a: Vector, k: float = ...) -> np.ndarray[tuple[int], np.dtype[np.float64]]: ...
def total(a: Vector, /, *, start: int = ...) -> np.float64: ...
def plain(x, *rest, y=..., **more): ...
@overload
def both(x: int) -> tuple[int, tuple[int, str]]: ...
@overload
def both(x: np.ndarray[tuple[int, int], np.dtype[np.float32]]) -> tuple[np.ndarray[tuple[int, int], np.dtype[np.float32]], tuple[np.ndarray[tuple[int, int], np.dtype[np.float32]], str]]: ...
class Point:
    x: int = 0
"""


EXACT = """\
import collections
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

import numpy as np

TABLE = {"a": 1.5}


@dataclass
class Point:
    x: float


class Colour(Enum):
    RED = 1


class Pair(NamedTuple):
    a: int
    b: str


class Wrong(ValueError):
    pass


def looked_up(key: str):
    return TABLE[key]


def objects(x: float):
    return [Point(x)], Colour.RED, Pair(1, "b")


def containers(n: int):
    return frozenset([n]), collections.deque([n]), collections.Counter([n]), b"x", bytearray(2), range(n)


def lazily(n: int) -> Iterator[int]:
    yield n


def applied(f: Callable[[float], float]):
    return f(1.0)


def draws(rng: np.random.Generator):
    return rng.random()


# pythran export capsule for_c(float64)
def for_c(x):
    return x


# pythran export ufunc everywhere(float64)
def everywhere(x):
    return x
"""


def test_stub_is_exact(tmp_path):
    path = tmp_path / "m.py"
    path.write_text(EXACT)
    text = run("stub", path).stdout
    for line in (
        "import collections", "TABLE: dict[str, float]", "def looked_up(key: str) -> float: ...", "def objects(x: float) -> tuple[list[Point], Colour, Pair]: ...",
        "def containers(n: int) -> tuple[frozenset[int], collections.deque[int], collections.Counter[int], bytes, bytearray, range]: ...",
        "def lazily(n: int) -> Iterator[int]: ...", "def applied(f: Callable[[float], float]) -> float: ...", "def draws(rng: np.random.Generator) -> float: ...",
        "for_c: object  # a capsule", "everywhere: np.ufunc",
    ):
        assert line in text.splitlines(), text
    assert "Any" not in text
    compile(text, "m.pyi", "exec")


def test_stub(tmp_path):
    path = tmp_path / "m.py"
    path.write_text(MODULE)
    assert run("stub", path).stdout == STUB
    assert run("stub", path, "-o", tmp_path / "out" / "m.pyi").returncode == 0
    assert (tmp_path / "out" / "m.pyi").read_text() == STUB


@pytest.mark.parametrize("case", sorted((Path(__file__).resolve().parents[1] / "run" / "cases").glob("*.py"))[::10], ids=lambda path: path.stem)
def test_stub_is_python(case):
    """The stub of any module is read by Python and names its functions."""
    text = run("stub", case).stdout
    names = {node.name for node in ast.parse(case.read_text()).body if isinstance(node, ast.FunctionDef)}
    assert {node.name for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)} == names
    compile(text, "m.pyi", "exec")


def test_stub_of_what_cannot_be(tmp_path):
    assert errors(run("stub", tmp_path / "none.py")) == ["KB7001"]
    (tmp_path / "good.py").write_text(GOOD)
    assert errors(run("stub", tmp_path / "good.py", "-o", "/proc/nowhere/x.pyi")) == ["KB7030"]


# --- completion ------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["ann"], {"annotate"}),
        (["build", "--str"], {"--strict"}),
        (["check", "--format", ""], {"text", "json", "sarif"}),
        (["dump", ""], {"tokens", "ast", "ir", "cpp"}),
        (["completion", "z"], {"zsh"}),
        (["build", "wo"], {"work.py"}),
        (["build", "-o", "wo"], {"work.py"}),
    ],
)
def test_completion_of_bash(work, words, expected):
    script = run("completion", "bash").stdout + f"\nCOMP_WORDS=(keelback {' '.join(word or chr(39) * 2 for word in words)}); COMP_CWORD={len(words)}; _keelback; printf '%s\\n' \"${{COMPREPLY[@]}}\""
    done = subprocess.run(["bash", "-u", "-c", script], cwd=work.parent, capture_output=True, text=True)
    assert (set(done.stdout.split()), done.stderr) == (expected, "")


def test_completion_of_the_other_shells():
    zsh, fish = run("completion", "zsh").stdout, run("completion", "fish").stdout
    assert zsh.startswith("#compdef keelback") and "annotate) _arguments" in zsh and ":value:(text json sarif)" in zsh
    assert "-l strict -d" in fish and "-a 'text json sarif'" in fish
    assert run("completion", "csh").returncode == 2
    for shell, text in (("zsh", zsh), ("fish", fish)):
        if program := shutil.which(shell):
            assert subprocess.run([program, "-n"], input=text, text=True, capture_output=True).returncode == 0


# --- watch -----------------------------------------------------------------------------------------------------------


def test_watch(tmp_path):
    path = tmp_path / "m.py"
    path.write_text(GOOD)
    command = [KEELBACK, "build", "--watch", "--interpreter", sys.executable, str(path)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "NO_COLOR": "1"})
    try:
        assert process.stdout.readline().startswith("m: 1 native")
        assert "watching" in process.stdout.readline()
        time.sleep(0.05)
        path.write_text(GOOD + "\ndef more(x: int) -> int:\n    return x\n")
        assert process.stdout.readline().startswith("m: 2 native")
        assert "watching" in process.stdout.readline()
        path.write_text("def f(:\n")
        assert "watching" in process.stdout.readline()
        path.write_text(GOOD)
        assert process.stdout.readline().startswith("m: 1 native")
    finally:
        process.terminate()
        _, told = process.communicate(timeout=30)
    assert "error[KB1022]" in told and left(tmp_path) == ["m" + sysconfig.get_config_var("EXT_SUFFIX")]


def test_watch_writes_text(work):
    assert "--watch" in run("build", "--watch", "--format", "json", work).stderr
