"""python run_tests.py MODULE EXTENSION TESTS: runs a module of tests with the extension in the place of the module (`-`: the module itself), and prints how each test ended, as JSON."""

import importlib
import importlib.abc
import importlib.util
import io
import json
import os
import shutil
import sys
import tempfile
import unittest


class Replacement(importlib.abc.MetaPathFinder):
    """Finds the extension wherever the module is imported, also by tests that import it afresh."""

    def __init__(self, name, path):
        self.name, self.path = name, path

    def find_spec(self, name, path=None, target=None):
        if name != self.name:
            return None
        # A copy each time: what a native module knows of itself, it has once for each file.
        folder = tempfile.mkdtemp(dir=os.path.dirname(self.path))
        return importlib.util.spec_from_file_location(name, shutil.copy(self.path, folder))


class Endings(unittest.TestResult):
    def __init__(self):
        super().__init__()
        self.of = {}

    def note(self, test, ending):
        self.of[test.id()] = self.of.get(test.id(), "") + ending

    def addSuccess(self, test):
        self.note(test, "passed")

    def addSkip(self, test, reason):
        self.note(test, "skipped")

    def addFailure(self, test, raised):
        self.note(test, "failed: " + self._exc_info_to_string(raised, test))

    addError = addFailure

    def addExpectedFailure(self, test, raised):
        self.note(test, "failed as expected")

    def addUnexpectedSuccess(self, test):
        self.note(test, "passed unexpectedly")

    def addSubTest(self, test, part, raised):
        if raised is not None:
            self.note(test, "failed: " + self._exc_info_to_string(raised, test))


def native_functions(module):
    """The names of the module's functions, and of its classes' methods, that are native."""
    names = []
    for name, value in vars(module).items():
        if type(value).__name__ == "native_function":
            names.append(name)
        elif isinstance(value, type) and value.__module__ == module.__name__:
            names += [f"{name}.{member}" for member, method in vars(value).items() if type(method).__name__ == "native_function"]
    return names


def main(name, extension, tests):
    native = []
    if extension != "-":
        sys.meta_path.insert(0, Replacement(name, extension))
        sys.modules.pop(name, None)
        native = native_functions(importlib.import_module(name))
    result, printed = Endings(), io.StringIO()
    suite = unittest.defaultTestLoader.loadTestsFromName(tests)
    standard, sys.stdout = sys.stdout, printed
    try:
        suite.run(result)
    finally:
        sys.stdout = standard
    json.dump({"native": native, "endings": result.of}, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
