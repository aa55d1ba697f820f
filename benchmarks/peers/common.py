"""What peers share: the record of a peer, what it made, and a store of what was built, since most peers take long."""

import ast
import dataclasses
import hashlib
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable

from measure import load

class Refused(Exception):
    """Why a peer does not compile a kernel."""


@dataclasses.dataclass
class Made:
    functions: dict[str, Callable] = dataclasses.field(default_factory=dict)
    refused: dict[str, str] = dataclasses.field(default_factory=dict)   # by function
    compiling: float | None = None    # seconds of CPU
    peak: int | None = None           # bytes, of the largest process
    size: int | None = None           # bytes of the extension, stripped


@dataclasses.dataclass(frozen=True)
class Peer:
    key: str
    title: str
    beside: str                # the column of Keelback's that it is compared with (kernels.OURS)
    make: Callable             # (Kernel, Workshop) -> Made
    ahead: bool = True         # compiles ahead, into the workshop
    counts: bool = True        # among the peers of which the best is taken; hand-written C++ is a figure of its own


class Workshop:
    """Builds extensions and keeps them, with what they cost, under the hash of what they were made from. Refusals are kept too."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)

    def extension(self, name, made_from, build):
        """(module, cost) of the extension `name` that build(folder) leaves in an empty folder: it gives a measure.Cost and may raise RuntimeError. `made_from`: texts."""
        key = hashlib.sha256("\0".join([sys.version, name, *map(str, made_from)]).encode()).hexdigest()[:24]
        place = self.folder / key
        if not place.exists():
            with tempfile.TemporaryDirectory(dir=self._ready()) as folder:
                folder = pathlib.Path(folder)
                record = {"name": name}
                try:
                    used = build(folder)
                    made = next(path for path in sorted(folder.rglob(f"{name}*.so")))
                    subprocess.run(["strip", "-o", folder / "stripped", made], check=True)
                    record |= {"compiling": used.user, "peak": used.peak, "size": (folder / "stripped").stat().st_size, "file": made.name}
                except (RuntimeError, StopIteration) as problem:
                    record["refused"], made = reason(problem), None
                kept = folder / "kept"
                kept.mkdir()
                if made:
                    shutil.copy(made, kept)
                (kept / "record.json").write_text(json.dumps(record))
                shutil.move(kept, place)
        record = json.loads((place / "record.json").read_text())
        if "refused" in record:
            raise Refused(record["refused"])
        try:
            return load(place / record["file"], name), record
        except ImportError as problem:
            raise Refused(f"the extension cannot be imported: {problem}") from None

    def _ready(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        return self.folder


def reason(problem):
    """The line of a tool's output that says what is wrong, without the names of temporary folders and the colours."""
    text = re.sub(r"\x1b\[[0-9;]*m|\S*/tmp\w+/", "", str(problem))
    lines = [line.strip() for line in text.splitlines() if line.strip()] or [type(problem).__name__]
    says = lambda line: re.search(r"rror\b|not supported|fatal|nknown|nvalid|annot ", line) and not line.startswith(("gcc", "sh ", "Rejected", "During", "Failed in"))   # noqa: E731
    return (next(filter(says, lines[1:]), None) or lines[-1])[:160]


def together_or_alone(kernel, workshop, build):
    """Made by build(functions) -> (module, record): all functions at once, or, where that is refused, each alone."""
    out = Made()
    try:
        attempts = [(kernel.functions, *build(kernel.functions))]
    except Refused as problem:
        attempts = []
        if len(kernel.functions) == 1:
            out.refused[kernel.functions[0]] = str(problem)
            return out
        for function in kernel.functions:
            try:
                attempts.append(([function], *build([function])))
            except Refused as problem:
                out.refused[function] = str(problem)
    for functions, module, record in attempts:
        out.functions |= {function: getattr(module, function) for function in functions if hasattr(module, function)}
    if len(attempts) == 1 and not out.refused:   # of a part of the file it would be no comparison
        record = attempts[0][2]
        out.compiling, out.peak, out.size = record["compiling"], record["peak"], record["size"]
    return out


def part(tree, functions):
    """The module's text with these functions and what they name; imports of modules are kept where something names them."""
    named = {}
    for node in tree.body:
        for name in getattr(node, "name", None), *(target.id for target in getattr(node, "targets", ()) if isinstance(target, ast.Name)):
            if name:
                named[name] = node
    wanted, todo = set(), list(functions)
    while todo:
        name = todo.pop()
        if name in wanted:
            continue
        wanted.add(name)
        if name in named:
            todo += [node.id for node in ast.walk(named[name]) if isinstance(node, ast.Name)]
    body = []
    for node in tree.body:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            if not isinstance(node, ast.ImportFrom) or node.module == "__future__" or any((alias.asname or alias.name) in wanted for alias in node.names):
                if isinstance(node, ast.ImportFrom) or any((alias.asname or alias.name) in wanted for alias in node.names):
                    body.append(node)
        elif any(node is named.get(name) for name in wanted):
            body.append(node)
    return ast.unparse(ast.Module(body, [])) + "\n"


def uses_arrays(text):
    return "import numpy" in text


class WithoutTypes(ast.NodeTransformer):
    """Takes the annotations and the names for types away, which neither Pythran nor Numba reads."""

    def visit_arg(self, node):
        node.annotation = None
        return node

    def visit_FunctionDef(self, node):
        node.returns = None
        return self.generic_visit(node)

    def visit_AnnAssign(self, node):
        return ast.copy_location(ast.Assign([node.target], node.value), node) if node.value else None

    def visit_Assign(self, node):
        return None if is_type(node.value) else node

    def visit_ImportFrom(self, node):
        return None if node.module == "typing" else node


def is_type(node):
    return ast.unparse(node).startswith(("np.ndarray[", "tuple["))
