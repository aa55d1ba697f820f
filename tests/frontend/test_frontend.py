"""The front end against CPython: trees, rejected sources, diagnostics, extreme inputs.

KEELBACK_FRONTEND_DUMP names the executable (else the newest under build/); KEELBACK_ALL=1 compares whole standard libraries.
"""
import glob
import json
import os
import re
import subprocess
import sys
import sysconfig
import tokenize

import pytest

import python_in_wasm

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
ALL = os.environ.get("KEELBACK_ALL") == "1"


def find_executable():
    named = os.environ.get("KEELBACK_FRONTEND_DUMP")
    found = [named] if named else glob.glob(ROOT + "/build/*/frontend_dump") + glob.glob(ROOT + "/build/*/bin/frontend_dump")
    return max(found, key=os.path.getmtime, default=None)


EXECUTABLE = find_executable()


def dump(tmp_path, source, *options, timeout=20):
    """Exit code and output for a source text or bytes."""
    path = tmp_path / "case.py"
    path.write_bytes(source if isinstance(source, bytes) else source.encode("utf-8", "surrogatepass"))
    done = subprocess.run([EXECUTABLE, str(path), *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=timeout)
    assert done.returncode in (0, 1), done.stderr.decode()[-2000:]
    return done.returncode, done.stdout.decode("utf-8", "surrogatepass")


def test_executable_is_built():
    assert EXECUTABLE, "build the target frontend_dump, or set KEELBACK_FRONTEND_DUMP"


# --- the same trees as CPython ---------------------------------------------------------------------------------------


def interpreters():
    """This interpreter, and one of each other minor version that pyenv has."""
    found = {sys.version_info[1]: sys.executable}
    for path in sorted(glob.glob(os.path.expanduser("~/.pyenv/versions/3.*/bin/python"))):
        found.setdefault(int(path.split("/versions/3.")[1].split(".")[0]), path)
    return [(minor, path) for minor, path in sorted(found.items()) if minor >= 8]


SAMPLE = ["asyncio", "json", "email", "dataclasses.py", "typing.py", "test/test_fstring.py", "test/test_grammar.py", "test/test_patma.py",
          "test/test_type_params.py", "test/test_coroutines.py", "test/test_string_literals.py", "test/test_unicode_identifiers.py",
          "test/test_except_star.py", "test/test_source_encoding.py", "lib2to3/tests/data"]


@pytest.mark.parametrize("minor,interpreter", interpreters())
def test_trees_are_those_of_cpython(minor, interpreter):
    query = "import sysconfig; print(sysconfig.get_path('stdlib'))"
    library = subprocess.run([interpreter, "-c", query], stdout=subprocess.PIPE, check=True).stdout.decode().strip()
    places = [library] if ALL else [os.path.join(library, name) for name in SAMPLE]
    if ALL and interpreter == sys.executable:
        places.append(sysconfig.get_path("purelib"))
    options = ["--loose-fstrings"] if minor < 11 else []
    if minor == 8:
        options.append("--loose")
    done = subprocess.run([interpreter, os.path.join(HERE, "compare_ast.py"), EXECUTABLE, *places, *options], stdout=subprocess.PIPE)
    assert done.returncode == 0, done.stdout.decode()[-4000:]


def in_words_of_3_14(source):
    """The same with t-strings for f-strings, and `except` without the parentheses."""
    source = re.sub(r"""(?<![\w'"\\])([fF])([rR]?)(?=['"])""", lambda found: ("t" if found[1] == "f" else "T") + found[2], source)
    source = re.sub(r"""(?<![\w'"\\])([rR])([fF])(?=['"])""", lambda found: found[1] + ("t" if found[2] == "f" else "T"), source)
    return re.sub(r"except \(([^()\n]*[^(),\n])\):", r"except \1:", source)


def test_trees_are_those_of_cpython_3_14(tmp_path):
    """With CPython in WebAssembly, where no 3.14 is installed: its own library, and texts in which there is more of what 3.14 has added."""
    folder = os.path.join(ROOT, "build", "python-3.14")
    interpreter = python_in_wasm.environment(folder)
    library = sysconfig.get_path("stdlib")
    names = [os.path.relpath(path, library) for path in glob.glob(library + "/**/*.py", recursive=True)] if ALL else [name for name in SAMPLE if "test_" in name and os.path.exists(os.path.join(library, name))]
    for name in names:
        try:
            with tokenize.open(os.path.join(library, name)) as file:
                if file.encoding != "utf-8":
                    continue  # the interpreter in WebAssembly has few other codecs
                source = file.read()
        except (UnicodeDecodeError, SyntaxError):
            continue
        (tmp_path / name.replace("/", "_")).write_text(in_words_of_3_14(source), encoding="utf-8")
    own = folder + "/library"
    places = [own] if ALL else [own + "/annotationlib.py", own + "/string", own + "/typing.py"]
    done = subprocess.run([interpreter, os.path.join(HERE, "compare_ast.py"), EXECUTABLE, *places, str(tmp_path), "--in-wasm", folder], stdout=subprocess.PIPE)
    assert done.returncode == 0, done.stdout.decode()[-4000:]


# --- what is wrong, and where ----------------------------------------------------------------------------------------

DIAGNOSTICS = [
    ("x = (\ny = 1\n", "KB1022", 1, 5),
    ("x = 1)\n", "KB1023", 1, 6),
    ("x = (1]\n", "KB1024", 1, 7),
    ("x = 'abc\n", "KB1040", 1, 5),
    ("x = '''abc\n", "KB1041", 1, 5),
    ("x = f'{a\n", "KB1042", 1, 5),
    ("x = f'}'\n", "KB1043", 1, 7),
    ("x = 0777\n", "KB1031", 1, 5),
    ("x = 0b12\n", "KB1032", 1, 8),
    ("x = 1_\n", "KB1030", 1, 6),
    ("x = €\n", "KB1020", 1, 5),
    ("x = b'é'\n", "KB1046", 1, 7),
    ("if a:\n\tb\n        c\n", "KB1011", 3, 1),
    ("if a:\n    b\n  c\n", "KB1010", 3, 1),
    ("a = 1 \\ \nb\n", "KB1013", 1, 7),
    ("a\0b\n", "KB1002", None, None),
    (b"a = '\xe9'\n", "KB1003", None, None),
    (b"# coding: nothing\n", "KB1004", None, None),
    (b"# coding: ascii\n'\xe9'\n", "KB1005", None, None),
    (b"\xef\xbb\xbf# coding: latin-1\n", "KB1006", None, None),
    ("x = = 1\n", "KB2025", 1, 5),
    ("def f:\n", "KB2001", 1, 6),
    ("while a\n    b\n", "KB2002", 1, 8),
    ("print 'a'\n", "KB2003", 1, 1),
    ("x = [a b]\n", "KB2004", 1, 6),
    ("if a:\nb\n", "KB2010", 2, 1),
    ("a\n  b\n", "KB2011", 2, 1),
    ("try:\n    a\nb\n", "KB2012", 3, 1),
    ("f() = 1\n", "KB2020", 1, 1),
    ("del f()\n", "KB2021", 1, 5),
    ("(a, b) += 1\n", "KB2022", 1, 1),
    ("f(a=1, b)\n", "KB2030", 1, 8),
    ("f(a for a in b, c)\n", "KB2032", 1, 3),
    ("def f(a=1, b): pass\n", "KB2035", 1, 12),
    ("def f(*): pass\n", "KB2036", 1, 7),
    ("x = a if b\n", "KB2042", 1, 5),
    ("x = {a: }\n", "KB2043", 1, 7),
    ("x = 'a' b'b'\n", "KB2050", 1, 5),
    ("x = '\\x4'\n", "KB2053", 1, 6),
    ("from a import b,\n", "KB2060", 1, 16),
    ("'text'\nfrom __future__ import division, nothing\n", "KB2061", 2, 34),
    ("match a:\n    case b as _: pass\n", "KB2070", 2, 15),
]


@pytest.mark.parametrize("source,code,line,column", DIAGNOSTICS, ids=[case[1] for case in DIAGNOSTICS])
def test_diagnostic(tmp_path, source, code, line, column):
    status, text = dump(tmp_path, source, "--json")
    assert status == 1
    [found] = json.loads(text)
    assert (found["code"], found["line"], found["column"]) == (code, line, column), found["message"]
    assert found["page"] == "docs/diagnostics/%s.md" % code


def test_codes_are_unique():
    codes = []
    for path in glob.glob(ROOT + "/compiler/*/diagnostics.hpp"):
        with open(path) as file:
            codes += re.findall(r'\{"(KB\d{4})"', file.read())
    assert codes and sorted(codes) == sorted(set(codes))


@pytest.mark.parametrize("source,minor", [("match a:\n    case 1: pass\n", 10), ("(a := 1)[b := 2]\n", 10), ("try: a\nexcept* b: c\n", 11),
                                          ("type X = int\n", 12), ("def f[T](): pass\n", 12), ("f'{f'{a}'}'\n", 12), ("def f[T = int](): pass\n", 13),
                                          ("t'{a}'\n", 14), ("try: a\nexcept b, c: d\n", 14), ("for a in *b, c: d\n", 9), ("@a[0]\ndef f(): pass\n", 9)])
def test_grammar_follows_the_version(tmp_path, source, minor):
    assert dump(tmp_path, source, "--python", "3.%d" % minor)[0] == 0
    assert dump(tmp_path, source, "--python", "3.%d" % (minor - 1))[0] == 1
    assert dump(tmp_path, source)[0] == 0


def test_caret_is_under_tabs_and_wide_characters(tmp_path):
    _, text = dump(tmp_path, "if a:\n\tx = '漢字', 1 1\n", "--python", "3.11")
    location, line, carets = text.split("\n")[:3]
    assert ":2:14: error[KB2001]" in location
    # A tab is shown as one blank; each of the two characters takes two columns.
    assert line.index("1 1") + 2 + 2 == carets.index("^")


def test_long_line_is_cut_around_the_caret(tmp_path):
    _, text = dump(tmp_path, "x = [" + "a, " * 100000 + "$, " + "a, " * 100000 + "]\n")
    _, line, carets = text.split("\n")[:3]
    assert len(line) < 200 and line[carets.index("^")] == "$"


# --- extreme sources -------------------------------------------------------------------------------------------------

N = 1000000
EXTREME = {
    "parentheses": "(" * N + ")" * N, "brackets": "[" * N, "braces": "{" * N, "unary": "-" * N + "a", "not": "not " * N + "a",
    "lambda": "lambda:" * N + "a", "conditional": "a if b else " * N + "c", "power": "a**" * N + "b", "sum": "a" + "+a" * N,
    "attributes": "a" + ".b" * N, "calls": "a" + "()" * N, "subscripts": "a" + "[0]" * N, "and": "a" + " and a" * N, "comparison": "a" + "<a" * N,
    "tuple": "a," * N, "assignments": "a=" * N + "a", "strings": "'a' " * N, "fstrings": "f'a' " * N, "nested fstrings": "f'{" * N,
    "format specs": "f'" + "{a:" * N, "indents": "".join(" " * i + "if a:\n" for i in range(2000)), "elif": "if a: pass\n" + "elif a: pass\n" * 100000,
    "decorators": "@a\n" * N + "def f(): pass\n", "semicolons": "a;" * N, "comprehension": "[a " + "for a in b " * N + "]",
    "with": "with " + "a," * N + "b: pass", "with parenthesis": "with (" * N, "pattern": "match a:\n case " + "[" * N,
    "alternatives": "match a:\n case " + "a|" * N + "b: pass", "match": "match " * N, "handlers": "try: pass\n" + "except a: pass\n" * N,
    "hexadecimal": "0x" + "f" * N, "decimal": "1" * N, "float": "1" * N + ".5", "escapes": "'" + "\\x41" * N + "'", "braces in text": "f'" + "{{" * N,
    "combining": "a" + "\u0301\u0323" * N, "blank lines": "\n" * N, "continuations": "\\\n" * N, "tabs": "\t" * N, "comments": "#\n" * N,
    "keywords": "f(" + "".join("a%d=1," % i for i in range(100000)) + ")", "unterminated": "'''" + "a\n" * N,
}


@pytest.mark.parametrize("name", EXTREME)
def test_extreme_source_ends_soon(tmp_path, name):
    dump(tmp_path, EXTREME[name], "--quiet")


@pytest.mark.parametrize("source", ["'", '"""', "f'", 'f"""{', "f'{a!", "f'{a:", "f'{a:{b", "(", "[", "{", "a\\", "\\", "'\\", "'\\N{", "'\\x", "rb'", "0x", "1_", "1e", "@",
                                    "def", "class", "lambda", "match a:", "match a:\n case", "async", "type", "\t\\", "#", "\f", "\r", "\ufeff", "a if", "f'\\N{"])
def test_source_that_ends_too_early(tmp_path, source):
    for version in ("3.8", "3.11", "3.14"):
        dump(tmp_path, source, "--python", version)


@pytest.mark.skipif(not ALL, reason="KEELBACK_ALL")
def test_time_is_linear(tmp_path):
    with open(os.path.join(sysconfig.get_path("stdlib"), "argparse.py")) as file:
        text = file.read()
    seconds = []
    for size in (10, 40):
        status, out = dump(tmp_path, text * (size * 1000000 // len(text)), "--quiet", "--repeat", "3", timeout=120)
        assert status == 0
        seconds.append(float(re.search(r"([\d.]+) s", out)[1]))
    assert seconds[1] < 8 * seconds[0]
