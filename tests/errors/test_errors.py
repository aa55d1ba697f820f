"""The diagnostics of the checker: which code, at which line, for which source; and that each page of docs/diagnostics shows what its example really gives.

A module of cases/ is checked with --strict. A line that ends in `# <- KB3004` is where that diagnostic is reported; no other may be. The files are named after
the code that they are about.
"""

import json
import os
import pathlib
import re
import subprocess

import pytest

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parent.parent
PAGES = ROOT / "docs" / "diagnostics"
CASES = sorted((HERE / "cases").glob("*.py"))

# Codes of the checker without a case, and why.
WITHOUT_CASE = {
    "KB3021": "1000 instances take seconds to make; test_too_many_instances makes them",
}
# Versions of Python for which an example is written.
OPTIONS = {"KB2006": ["--python", "3.11"]}


def check(path, *options):
    """What `keelback check --strict` reports, in its order."""
    command = [os.environ.get("KEELBACK", ROOT / "build/bin/keelback"), "check", "--strict", "--format", "json", *options, path]
    done = subprocess.run([*map(str, command)], capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout)


def marked(path):
    """The (code, line) pairs that the source says it gives."""
    return [(code, number) for number, line in enumerate(path.read_text().splitlines(), 1) for code in re.findall(r"# <- (KB\d{4})", line)]


def message_at(reported, line):
    return next((found["message"] for found in reported if found["line"] == line), "")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path):
    reported = check(path)
    assert sorted((found["line"], found["code"], found["message"]) for found in reported) == sorted((line, code, message_at(reported, line)) for code, line in marked(path))
    assert path.stem.split("_")[0] in {code for code, _ in marked(path)}


def examples():
    for page in sorted(PAGES.glob("KB[1-6]*.md")):
        blocks = re.findall(r"```(\w*)\n(.*?)```", page.read_text(), re.DOTALL)
        for (language, source), (_, shown) in zip(blocks, blocks[1:]):
            if language == "python" and shown.startswith("example.py:") and f"[{page.stem}]" in shown:
                yield pytest.param(source, shown.strip(), OPTIONS.get(page.stem, []), id=page.stem)


@pytest.mark.parametrize("source, shown, options", examples())
def test_page(source, shown, options, tmp_path):
    path = tmp_path / "example.py"
    path.write_text(source)
    first = shown.splitlines()[0]
    reported = check(path, *options)
    assert [f"example.py:{found['line']}:{found['column']}: {found['severity']}[{found['code']}]: {found['message']}" for found in reported] == [first]


def test_every_code_has_a_case():
    header = (ROOT / "compiler/check/diagnostics.hpp").read_text()
    declared = {code for code in re.findall(r'"(KB\d{4})"', header) if code[2] in "3456"}
    shown = {code for path in CASES for code, _ in marked(path)}
    assert declared - shown == WITHOUT_CASE.keys()
    assert shown - declared <= {code for code in shown if code[2] in "12"}


def test_too_many_instances(tmp_path):
    path = tmp_path / "many.py"
    tuples = "".join(f"    total += first(({', '.join(str(float(k)) if i >> k & 1 else str(k) for k in range(10))}))\n" for i in range(1024))
    path.write_text(f"def first(t):\n    return t[0]\n\n\ndef f(x: float) -> float:\n    total = x\n{tuples}    return total\n")
    assert [found["code"] for found in check(path)] == ["KB3021"]
