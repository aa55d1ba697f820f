"""mypyc: the annotated source as it is. It has no arrays: kernels of arrays would be NumPy's calls and boxed elements, and are left out."""

import ast
import pathlib
import sys

from mypy.version import __version__ as version

from measure import cost
from .common import Peer, Refused, part, together_or_alone, uses_arrays


def make(kernel, workshop):
    tree = ast.parse(kernel.source.read_text())

    def build(functions):
        text = part(tree, functions)
        if uses_arrays(text):
            raise Refused("has no arrays")

        def command(folder):
            (folder / kernel.source.name).write_text(text)
            return cost([pathlib.Path(sys.executable).with_name("mypyc"), kernel.source.name], folder=folder)

        return workshop.extension(kernel.source.stem, ["mypyc", version, text], command)

    return together_or_alone(kernel, workshop, build)


MYPYC = Peer("mypyc", "mypyc", "keelback", make)
