"""mypyc's own run tests (mypyc/test-data/run-*.test in mypy's source distribution): small modules with a script that uses them.

What a case does under CPython, it must do when its modules are compiled by keelback: the same output, the same exit. Cases that CPython itself does not pass
(mypyc's own types, its own messages) do not count. `python tests/peers/mypyc_cases.py DATA [-k TEXT] [--json FILE]` prints what differs, and the counts."""

import argparse
import dataclasses
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SECTION = re.compile(r"\[([a-z]+\d*)(?: ([^\]\n]*))?\]\n?$")
SECONDS = 60

# Why cases differ that are known to (docs/differences.md).
BIG = "ints have 64 bits: OverflowError"
BASE = "only classes of the same module derive from a compiled class: TypeError"
OTHER_TYPE = "values of other types than what is declared are refused, or converted"
FRAMES = "tracebacks of native frames mark no columns"
CONSTANTS = "variables of another module are read once"
IDENTITY = "containers and texts are made anew for Python: identities and counts of references are other ones"
KNOWN = {
    **dict.fromkeys([
        "bools.testBoolOps", "classes.testGetAttribute", "classes.testSetAttribute", "classes.testNativeAttrSetterRefcountLeak", "functions.testCallTrivialFunction",
        "integers.testInc", "integers.testIntMathOps", "integers.testNeg", "integers.testIntOps", "integers.testBitLength", "integers.testIntToBytes", "lists.testListSum", "loops.testFor",
        "tuples.testTupleGet", "tuples.testTupleOps",
    ], BIG),
    **dict.fromkeys([
        "generators.testGeneratorOverridePrivateSpillsAcrossModules", "multimodule.testMultiModuleSpecialize", "multimodule.testSeparateCompilationWithUndefinedAttribute",
        "multimodule.testIncrementalCrossModuleInheritedAttrDefaults", "multimodule.testPackageCycleInheritedEq", "multimodule.testSeparateCrossGroupInheritedInit",
        "multimodule.testIncrementalCrossModuleInheritedAttrDefaultsWithOverride", "multimodule.testIncrementalCrossGroupInheritedMethodRemoved",
        "multimodule.testIncrementalCrossGroupInheritedMethodRemovedNonEmptyLeaf", "multimodule.testCrossModuleInheritedAttrDefaultsSameGroup",
        "multimodule.testMultiModuleClassBodyFinal",
    ], BASE),
    **dict.fromkeys([
        "bytes.testBytesJoin", "classes.testGenericClass", "classes.testProtocol", "lists.testListSet", "math.testMathOps", "misc.testDummyTypes",
    ], OTHER_TYPE),
    **dict.fromkeys([
        "exceptions.testTryExcept",
    ], FRAMES),
    **dict.fromkeys([
        "imports.testLazyImport",
    ], CONSTANTS),
    **dict.fromkeys([
        "lists.testSorted", "strings.testStringOps", "threading.testConcurrentNativeAttributeGetSet",
    ], IDENTITY),
}


@dataclasses.dataclass
class Case:
    group: str
    name: str
    files: dict[str, str]

    @property
    def compiled(self):
        """The files that mypyc compiles: native.py and those called other*."""
        return [path for path in self.files if path == "native.py" or (pathlib.PurePath(path).name.startswith("other") and path.endswith(".py"))]


def cases(data):
    """All cases below mypyc/test-data, in order."""
    for path in sorted(pathlib.Path(data).glob("run-*.test")):
        files = here = name = None
        for line in path.read_text(encoding="utf-8").splitlines(keepends=True):
            section = SECTION.match(line)
            if section and section[1] == "case":
                if name:
                    yield Case(path.stem.removeprefix("run-"), name, files)
                name, files, here = section[2], {}, "native.py"
                files[here] = ""
            elif section and name:
                here = section[2].strip() if section[1] == "file" else None
                if here is not None:
                    files[here] = ""
            elif name and here is not None and not line.startswith("--"):
                files[here] += line.replace("\\[", "[", 1) if line.startswith("\\[") else line
        if name:
            yield Case(path.stem.removeprefix("run-"), name, files)


def write(case, data, folder):
    for path, text in {"driver.py": (data / "driver" / "driver.py").read_text(), "testutil.py": (data / "fixtures" / "testutil.py").read_text(), **case.files}.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def outcome(folder):
    """What the script prints and how it ends; addresses are no part of it."""
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": "", "PYTHONHASHSEED": "0"}
    try:
        done = subprocess.run([sys.executable, "driver.py"], cwd=folder, env=environment, capture_output=True, text=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return None, "", "timeout"
    return done.returncode, re.sub(r"0x[0-9a-f]+", "0x", done.stdout), done.stderr


def run(case, data, options=()):
    """(verdict, detail, functions that stayed Python): the verdict is `same`, `differs`, `crash`, `refused`, or `not CPython's`."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        write(case, data, folder)
        wanted = outcome(folder)
        if wanted[0] != 0:
            return "not CPython's", wanted[2], 0
        command = [os.environ.get("KEELBACK", ROOT / "build/bin/keelback"), "build", "--interpreter", sys.executable, "--format", "json", *options, *case.compiled]
        try:
            built = subprocess.run([*map(str, command)], cwd=folder, capture_output=True, text=True, timeout=600)
        except subprocess.TimeoutExpired:
            return "refused", "the build does not end", 0
        python_functions = built.stdout.count('"KB6')
        if built.returncode != 0:
            return "refused", built.stdout + built.stderr, 0
        got = outcome(folder)
        if got[:2] == wanted[:2]:
            return "same", built.stdout, python_functions
        return "crash" if got[0] is None or got[0] < 0 else "differs", got[1] + got[2], python_functions


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=pathlib.Path, help="mypyc/test-data")
    parser.add_argument("-k", default="", help="only cases whose group or name has this")
    parser.add_argument("--json", type=pathlib.Path)
    given, options = parser.parse_known_args()
    counts, all_of_them = {}, {}
    for case in cases(given.data):
        if given.k not in f"{case.group}.{case.name}":
            continue
        verdict, detail, python_functions = run(case, given.data.resolve(), options)
        counts[verdict] = counts.get(verdict, 0) + 1
        all_of_them[f"{case.group}.{case.name}"] = {"verdict": verdict, "detail": detail, "python": python_functions}
        if verdict not in ("same", "not CPython's"):
            print(f"{verdict}: {case.group}.{case.name}: {detail.strip().splitlines()[-1] if detail.strip() else ''}", flush=True)
        if given.json:
            given.json.write_text(json.dumps(all_of_them, indent=1))
    print(", ".join(f"{count} {verdict}" for verdict, count in sorted(counts.items())))


if __name__ == "__main__":
    main()
