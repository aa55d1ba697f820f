"""Writes the lists of docs/supported.md from the stubs: python3 scripts/supported.py [--check]

What stands between the two marks is replaced. With --check, nothing is written; the exit code says whether the page is up to date.
"""

import ast
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
STUBS = ROOT / "compiler" / "library" / "stubs"
PAGE = ROOT / "docs" / "supported.md"
BEGIN, END = "<!-- stubs -->", "<!-- /stubs -->"

TITLES = {
    "builtins": "Builtins",
    "keelback": "`keelback`",
    "math": "`math`",
    "numpy": "`numpy`",
    "numpy.linalg": "`numpy.linalg`",
    "numpy.fft": "`numpy.fft`",
    "numpy.random": "`numpy.random`: the functions that share one generator",
    "numpy.random.Generator": "Methods of `numpy.random.Generator`",
    "numpy.random.RandomState": "Methods of `numpy.random.RandomState`",
    "numpy.lib.stride_tricks": "`numpy.lib.stride_tricks`",
    "scipy.special": "`scipy.special`",
    "array_api_compat": "`array_api_compat`",
    "ndarray": "Methods and attributes of arrays",
    "ufunc": "Methods of ufuncs",
    "generic": "Methods and attributes of NumPy scalars",
    "number": "Methods and attributes of Python numbers",
    "str": "Strings",
    "bytes": "Bytes",
    "bytearray": "Bytearrays",
    "list": "Lists",
    "dict": "Dicts",
    "dict_keys": "What `d.keys()` gives",
    "dict_values": "What `d.values()` gives",
    "dict_items": "What `d.items()` gives",
    "set": "Sets",
    "frozenset": "Frozensets",
    "collections": "`collections`",
    "deque": "Deques",
    "Counter": "Counters, beside the methods of dicts",
    "defaultdict": "Defaultdicts, beside the methods of dicts",
    "OrderedDict": "OrderedDicts, beside the methods of dicts",
    "open_dict": "Dicts that may be of a class of `collections`, where that matters",
    "heapq": "`heapq`",
    "bisect": "`bisect`",
    "itertools": "`itertools`",
    "functools": "`functools`",
    "operator": "`operator`",
    "random": "`random`",
    "string": "`string`",
    "sys": "`sys`",
    "time": "`time`",
    "range": "Ranges",
    "tuple": "Tuples",
    "variadic": "Tuples of any length (`tuple[T, ...]`)",
}
OPERATORS = {"__getitem__": "`x[i]`", "__setitem__": "`x[i] = v`", "__delitem__": "`del x[i]`", "__contains__": "`v in x`", "__or__": "`x | y`"}
REFUSED = {"slice"}  # known, to be refused with a message of its own
CHECKER = ROOT / "compiler" / "check"


def builders():
    """The entries that C++ builds, by full name."""
    texts = [path.read_text() for path in sorted(CHECKER.glob("library_*.cpp"))]
    # Those of collections.cpp and calls.cpp need the call's place in the source.
    placed = {"collections.deque", "collections.Counter", "collections.defaultdict", "collections.OrderedDict", "operator.itemgetter", "operator.attrgetter", "operator.methodcaller", "str.format"}
    return placed | {name for text in texts for name in re.findall(r'\{"([\w.]+)",\s*build_', text)}


def decorator(node):
    names = [d.func.id if isinstance(d, ast.Call) else d.id for d in node.decorator_list]
    return next((name for name in names if name != "property"), "special")


def module_lists(module, tree, built):
    """What a stub has, by kind."""
    found = {"functions": [], "ufuncs": [], "reductions": [], "numpy": [], "types": [], "constants": []}
    kinds = {}
    native = {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and decorator(node) != "numpy"}

    def put(kind, text):
        if text not in found[kind]:
            found[kind].append(text)

    for node in tree.body:
        if isinstance(node, ast.AnnAssign):
            is_source = getattr(node.annotation, "id", "") == "source"
            put("types" if node.value is None else "functions" if is_source else "constants", f"`{node.target.id}`")
        elif isinstance(node, ast.Assign):
            name = node.targets[0].id
            put(kinds.get(getattr(node.value, "id", None), "functions"), f"`{name}`")
        elif isinstance(node, ast.FunctionDef):
            how = decorator(node)
            full = node.name if module == "builtins" else f"{module}.{node.name}"
            if how == "refused":
                continue
            if full in REFUSED or (how == "special" and full not in built):
                continue
            if how == "numpy" and node.name in native:
                continue  # what its own version does not cover
            kinds[node.name] = {"ufunc": "ufuncs", "reduction": "reductions", "numpy": "numpy"}.get(how, "functions")
            put(kinds[node.name], OPERATORS.get(node.name, f"`{node.name}`"))
    return found


def text():
    built = builders()
    parts = []
    for module, title in TITLES.items():
        found = module_lists(module, ast.parse((STUBS / f"{module}.pyi").read_text()), built)
        lines = [f"### {title}"]
        for kind, label in (("functions", ""), ("reductions", "Reductions: "), ("ufuncs", "Ufuncs, fused: "), ("numpy", "By a call of NumPy's own: "), ("types", "Types: "), ("constants", "Constants: ")):
            if found[kind]:
                lines.append(label + " ".join(found[kind]))
        if len(lines) > 1:
            parts.append("\n\n".join(lines))
    missing = {path.stem for path in STUBS.glob("*.pyi") if ast.parse(path.read_text()).body} - TITLES.keys()
    if missing:
        sys.exit(f"scripts/supported.py: no title for {', '.join(sorted(missing))}")
    return "\n\n".join(parts)


def main():
    page = PAGE.read_text()
    before, rest = page.split(BEGIN)
    _, after = rest.split(END)
    wanted = f"{before}{BEGIN}\n{text()}\n{END}{after}"
    if "--check" in sys.argv[1:]:
        sys.exit("docs/supported.md is not what the stubs say: python3 scripts/supported.py" if wanted != page else 0)
    PAGE.write_text(wanted)


if __name__ == "__main__":
    main()
