"""A pytest plugin: modules named in KEELBACK_REPLACE (`name=path` lines) are loaded from there instead of from where they are installed.

At the end, a module that no test imported, or whose functions are not native, fails the run: tests of something else prove nothing.
"""

import importlib
import importlib.abc
import importlib.util
import os
import sys

REPLACED = dict(line.split("=", 1) for line in os.environ["KEELBACK_REPLACE"].splitlines())


class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name in REPLACED:
            return importlib.util.spec_from_file_location(name, REPLACED[name])
        return None


sys.meta_path.insert(0, Finder())

# Before any test module: one may stand in a folder of the package's name.
for name in REPLACED:
    importlib.import_module(name)


def pytest_sessionfinish(session, exitstatus):
    for name, path in REPLACED.items():
        module = sys.modules.get(name)
        natives = [f for f in vars(module).values() if type(f).__name__ == "native_function"] if module else []
        if module is None or module.__file__ != path or not natives:
            print(f"\n{name}: not replaced by {path}", file=sys.stderr)
            session.exitstatus = 1
