"""Compares the front end with `ast.parse` of the interpreter that runs this: the same tree for what it accepts, an error for what it rejects.

    python3.11 tests/frontend/compare_ast.py build/front/frontend_dump DIRECTORY_OR_FILE... [--show N] [--limit N] [--loose-fstrings] [--loose] [--in-wasm FOLDER]

`--in-wasm`: with that of python_in_wasm.py instead.
`--loose-fstrings`: positions are compared only in files without f-strings (before 3.11 CPython's positions inside them are often wrong).
`--loose`: positions are not compared where only they differ, and such files are counted (3.8 has a few ends of its own).
Exit code 1 after any difference. Runs under Python 3.8 and later.
"""
import argparse
import ast
import os
import re
import subprocess
import sys
import time
import warnings

POSITION = re.compile(r",? ?\b(?:end_)?(?:lineno|col_offset)=\d+")
UNPRINTED = re.compile(r"\\\\|\\u[0-9a-f]{4}|\\U[0-9a-f]{8}")
FSTRING = re.compile(rb"""\b[rR]?[fF][rR]?['"]""")


def unprinted(escape):
    return escape[0] if escape[0] == "\\\\" else chr(int(escape[0][2:], 16))


# Early 3.12 releases put an empty constant of no width behind a field that ends a format spec.
EMPTY_IN_SPEC = re.compile(r", Constant\(value='', lineno=\d+, col_offset=(\d+), end_lineno=\d+, end_col_offset=\1\)(?=\])")


class FrontEnd:
    """One `frontend_dump --batch` process, asked file by file."""

    def __init__(self, executable, minor, *options):
        self.process = subprocess.Popen([executable, "--batch", "--python", "3.%d" % minor, *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def ask(self, path):
        """Whether it was accepted, and the tree or the diagnostics."""
        self.process.stdin.write(os.fsencode(path) + b"\n")
        self.process.stdin.flush()
        header = self.process.stdout.readline().split()
        if not header:
            raise RuntimeError("the front end ended on %s with code %s" % (path, self.process.wait()))
        return header[0] == b"ok", self.process.stdout.read(int(header[1])).decode("utf-8", "surrogatepass")


class Rejected(Exception):
    """What CPython has said of a source."""


class ThisPython:
    version = sys.version.split()[0]

    def dump(self, source, path):
        """The tree's text, and the seconds that `ast.parse` took."""
        start = time.perf_counter()
        try:
            tree = ast.parse(source, path)
        except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
            raise Rejected(error)
        elapsed = time.perf_counter() - start
        return ast.dump(tree, include_attributes=True), elapsed


class PythonInWasm:
    def __init__(self, folder):
        import python_in_wasm

        self.python = python_in_wasm.Python(folder)
        self.version = self.python.call("version").split()[0]

    def dump(self, source, path):
        found = self.python.call("dump", source.decode("latin-1"))
        if found.tag != "ok":
            raise Rejected(found.payload)
        return found.payload, 0.0


def python_files(places):
    for place in places:
        if os.path.isfile(place):
            yield place
        for folder, folders, files in os.walk(place):
            folders.sort()
            for name in sorted(files):
                if name.endswith(".py"):
                    yield os.path.join(folder, name)


def compare_texts(ours, theirs, what):
    """None, or where two dumps differ first."""
    if ours == theirs:
        return None
    at = next((i for i, (a, b) in enumerate(zip(ours, theirs)) if a != b), min(len(ours), len(theirs)))
    begin = max(0, at - 150)
    return "%s differs at %d\n  ours:   %s\n  theirs: %s" % (what, at, ours[begin:at + 100], theirs[begin:at + 100])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("executable")
    parser.add_argument("places", nargs="+")
    parser.add_argument("--show", type=int, default=10)
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--loose-fstrings", action="store_true")
    parser.add_argument("--loose", action="store_true")
    parser.add_argument("--in-wasm", metavar="FOLDER")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(20000)

    reference = PythonInWasm(options.in_wasm) if options.in_wasm else ThisPython()
    minor = int(reference.version.split(".")[1])
    dumper, timer = FrontEnd(options.executable, minor), FrontEnd(options.executable, minor, "--quiet")
    files = size = nodes = rejected = differences = moved = 0
    our_time = their_time = 0.0

    def report(path, text):
        nonlocal differences
        differences += 1
        if differences <= options.show:
            print("%s: %s" % (path, text), flush=True)

    for path in python_files(options.places):
        if options.limit and files >= options.limit:
            break
        with open(path, "rb") as file:
            source = file.read()
        files += 1
        size += len(source)
        accepted, text = dumper.ask(path)
        try:
            theirs, elapsed = reference.dump(source, path)
        except Rejected as error:
            rejected += 1
            if accepted:
                report(path, "accepted, but CPython says: %s" % error)
            continue
        if not accepted:
            report(path, "rejected: " + text)
            continue
        ours = text.rstrip("\n")
        if options.loose_fstrings and FSTRING.search(source):
            ours, theirs = POSITION.sub("", ours), POSITION.sub("", theirs)
        if ours != theirs:
            # Which characters are printable depends on the interpreter's Unicode version.
            if minor == 12:
                theirs = EMPTY_IN_SPEC.sub("", theirs)
            ours, theirs = UNPRINTED.sub(unprinted, ours), UNPRINTED.sub(unprinted, theirs)
        if options.loose and ours != theirs and POSITION.sub("", ours) == POSITION.sub("", theirs):
            moved += 1
            theirs = ours
        difference = compare_texts(ours, theirs, "the tree")
        if difference:
            report(path, difference)
        found = re.match(r"(\d+) nodes, ([\d.]+) s", timer.ask(path)[1])
        nodes += int(found[1])
        our_time += float(found[2])
        their_time += elapsed

    print("Python %s: %d files, %.1f MB, %d nodes, %d differences, %d rejected by CPython; %.2f s, ast.parse %.2f s, ratio %.1f" % (
        reference.version, files, size / 1e6, nodes, differences, rejected, our_time, their_time, their_time / max(our_time, 1e-9)))
    if moved:
        print("%d files differ in positions only" % moved)
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
