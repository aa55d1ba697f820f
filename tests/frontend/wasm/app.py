"""Runs inside CPython compiled to WebAssembly (../python_in_wasm.py): `ast.dump` of what it is given, and what `compile` says of it."""
import ast
import json
import os
import sys
import warnings

import wit_world
from componentize_py_types import Err

warnings.simplefilter("ignore")


def sources_below(folder):
    for at, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            if name.endswith(".py"):
                path = os.path.join(at, name)
                with open(path, "rb") as file:
                    yield os.path.relpath(path, folder), file.read().decode("latin-1")


# Read while the component is built, where componentize-py has put it: afterwards there is no file system.
LIBRARY = dict(sources_below("/python"))


class WitWorld(wit_world.WitWorld):
    def dump(self, source):
        try:
            return ast.dump(ast.parse(source.encode("latin-1")), include_attributes=True)
        except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
            raise Err("%s: %s" % (type(error).__name__, error))

    def verdict(self, source):
        try:
            compile(source.encode("latin-1"), "source", "exec", dont_inherit=True)
        except (SyntaxError, ValueError) as error:
            raise Err(json.dumps([getattr(error, "lineno", None), str(error)]))
        return ""

    def names(self):
        return list(LIBRARY)

    def source(self, name):
        return LIBRARY[name]

    def version(self):
        return sys.version
