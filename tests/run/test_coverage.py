"""Every name of the NumPy stubs is used by a function of cases/: functions, types and constants as `np.NAME`, methods by their names."""

import ast
import pathlib
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).parent.parent.parent
STUBS = ROOT / "compiler/library/stubs"
CASES = pathlib.Path(__file__).parent / "cases"


def names_of(stub):
    """The public names that a stub defines."""
    names = set()
    for node in ast.parse((STUBS / stub).read_text()).body:
        if isinstance(node, ast.FunctionDef):
            if not any(isinstance(d, ast.Call) and d.func.id == "refused" for d in node.decorator_list):
                names.add(node.name)
        elif isinstance(node, ast.Assign):
            names.update(target.id for target in node.targets)
        elif isinstance(node, ast.AnnAssign):
            names.add(node.target.id)
    return {name for name in names if not name.startswith("_")}


def attributes(pattern):
    """The attributes in the functions of cases, written out: "np.linalg.norm"; what stands in front of a method's name is "" unless it is a module."""
    found = set()
    for path in CASES.glob(pattern):
        for function in ast.parse(path.read_text()).body:
            if isinstance(function, ast.FunctionDef):
                found.update(dotted(node) for statement in function.body for node in ast.walk(statement) if isinstance(node, ast.Attribute))
    return found


def dotted(node):
    owner = node.value
    if isinstance(owner, ast.Name) and owner.id == "np":
        return f"np.{node.attr}"
    if isinstance(owner, ast.Attribute) and dotted(owner) in ("np.linalg", "np.fft", "np.random"):
        return f"{dotted(owner)}.{node.attr}"
    return f".{node.attr}"


@pytest.mark.parametrize("stub, prefix, pattern", [("numpy.pyi", "np.", "*.py"), ("numpy.linalg.pyi", "np.linalg.", "*.py"), ("numpy.fft.pyi", "np.fft.", "*.py"), ("numpy.random.pyi", "np.random.", "*.py"), ("numpy.random.Generator.pyi", ".", "np_random_generators.py"), ("ndarray.pyi", ".", "*.py"), ("generic.pyi", ".", "np_scalar*.py")])
def test_every_name_is_used(stub, prefix, pattern):
    used = attributes(pattern)
    missing = sorted(name for name in names_of(stub) if prefix + name not in used)
    assert not missing, f"no case uses {', '.join(missing)} of {stub}"


def test_page_of_what_is_supported():
    """docs/supported.md is what scripts/supported.py makes of the stubs."""
    done = subprocess.run([sys.executable, ROOT / "scripts" / "supported.py", "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
