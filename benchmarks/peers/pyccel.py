"""Pyccel, by Fortran, its default: the annotated source with its own names for the types of arrays, at its default flags (-O3 -funroll-loops)."""

import ast
import pathlib
import sys

from pyccel.version import __version__ as version

from measure import cost
from .common import Peer, Refused, is_type, part, together_or_alone


class OwnTypes(ast.NodeTransformer):
    """np.ndarray[tuple[int, int], np.dtype[np.float64]], mostly under another name, becomes 'float64[:,:]'."""

    def __init__(self, tree):
        self.names = {node.targets[0].id: self.text(node.value) for node in tree.body if isinstance(node, ast.Assign) and is_type(node.value) and "ndarray" in ast.unparse(node.value)}

    @staticmethod
    def text(node):
        shape, dtype = node.slice.elts
        rank = len(shape.slice.elts) if isinstance(shape.slice, ast.Tuple) else 1
        return f"{dtype.slice.attr}[{','.join(':' * rank)}]"

    def named(self, node):
        return ast.copy_location(ast.Constant(self.names[node.id]), node) if isinstance(node, ast.Name) and node.id in self.names else node

    def visit_arg(self, node):
        node.annotation = self.named(node.annotation) if node.annotation else None
        return node

    def visit_FunctionDef(self, node):
        node.returns = self.named(node.returns) if node.returns else None
        return self.generic_visit(node)

    def visit_Assign(self, node):
        return None if isinstance(node.targets[0], ast.Name) and node.targets[0].id in self.names else node


def make(kernel, workshop):
    tree = ast.parse(kernel.source.read_text())
    if any(isinstance(node, ast.ClassDef) for node in tree.body):
        raise Refused("no inheritance, no optional fields")
    tree = OwnTypes(tree).visit(tree)

    def build(functions):
        text = part(tree, functions)

        def command(folder):
            (folder / kernel.source.name).write_text(text)
            return cost([pathlib.Path(sys.executable).with_name("pyccel"), "compile", kernel.source.name], folder=folder)

        return workshop.extension(kernel.source.stem, ["pyccel", version, text], command)

    return together_or_alone(kernel, workshop, build)


PYCCEL = Peer("pyccel", "Pyccel", "keelback", make)
