"""Classes that other code derives from, or gives attributes: bases of classes in other modules of the build, which are native where these can be followed; objects with attributes that their class does not declare."""

import os
import subprocess
import sys

import pytest

from building import ROOT, build

SHAPES = """
class Shape:
    name: str

    def __init__(self, name: str) -> None:
        self.name = name

    def area(self) -> float:
        return 0.0

    def described(self) -> str:
        return self.name + " " + str(self.area())


class Point:
    def __init__(self, x: int) -> None:
        self.x: int = x


def moved(p: Point, by: int) -> int:
    return p.x + by


def total(shapes: list[Shape]) -> float:
    return sum([s.area() for s in shapes])
"""
SQUARES = """
{imports}


class Square({base}):
    side: float

    def __init__(self, side: float) -> None:
        super().__init__("square")
        self.side = side

    def area(self) -> float:
        return self.side * self.side


def made(n: int) -> list[str]:
    return [Square(float(i)).described() for i in range(n)]
"""
WAYS = [("from shapes import Shape", "Shape"), ("from shapes import Shape as Form", "Form"), ("import shapes", "shapes.Shape"), ("import shapes as sh", "sh.Shape"), ("from shapes import *", "Shape")]
MARKED = """
class Record:
    a: int

    def __init__(self, a: int) -> None:
        self.a = a


def marked(a: int) -> int:
    record = Record(a)
    record.mark = 3
    return record.mark + record.a


def plain(a: int) -> int:
    return Record(a).a
"""


def said_by(command, *files, folder):
    done = subprocess.run([os.environ.get("KEELBACK", ROOT / "build/bin/keelback"), command, *files, *(["--interpreter", sys.executable, "-o", folder / "out"] if command == "build" else [])], cwd=folder, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("imports, base", WAYS, ids=[base for _, base in WAYS])
def test_base_in_another_module(tmp_path, imports, base):
    (tmp_path / "shapes.py").write_text(SHAPES)
    (tmp_path / "squares.py").write_text(SQUARES.format(imports=imports, base=base))
    code, said = said_by("check", "shapes.py", "squares.py", folder=tmp_path)
    assert code == 0 and "stays Python" not in said, said
    if imports != WAYS[0][0]:
        return
    assert said_by("build", "shapes.py", "squares.py", folder=tmp_path)[0] == 0
    program = "import shapes, squares; print(squares.made(3), shapes.total([squares.Square(2.0), shapes.Shape('x')]), shapes.moved(shapes.Point(1), 2), type(shapes.moved).__name__, type(shapes.Shape.area).__name__, shapes.__file__[-3:])"
    shown = subprocess.run([sys.executable, "-c", program], cwd=tmp_path / "out", capture_output=True, text=True)
    assert shown.stdout.split("\n")[0] == "['square 0.0', 'square 1.0', 'square 4.0'] 4.0 3 native_function native_function .so", shown.stderr


# What a class of another module does that native code cannot follow.
HIDING = {
    "a field": "    name = 'of the class'\n",
    "a field, computed": "    @property\n    def name(self) -> str:\n        return 'computed'\n",
    "how attributes are found": "    def __getattr__(self, name: str) -> int:\n        return 3\n",
    "two bases": "",
}
WHY = {"a field": "hides the field `name`", "a field, computed": "hides the field `name`", "how attributes are found": "has `__getattr__`", "two bases": "has several bases in the build"}


@pytest.mark.parametrize("what", HIDING)
def test_base_that_stays_python(tmp_path, what):
    (tmp_path / "shapes.py").write_text(SHAPES)
    (tmp_path / "middle.py").write_text("from shapes import Shape as Form, Point\n\n\nclass Middle(Form):\n    pass\n")
    bases = "middle.Middle, middle.Point" if what == "two bases" else "middle.Middle"
    (tmp_path / "squares.py").write_text(f"import middle\n\n\nclass Square({bases}):\n{HIDING[what] or '    pass'}\n")
    code, said = said_by("check", "shapes.py", "middle.py", "squares.py", folder=tmp_path)
    assert code == 0 and "a class from which another module derives one (`" in said and WHY[what] in said and "`Shape` stays Python" in said, said


def test_bases_alone_are_native(tmp_path):
    (tmp_path / "shapes.py").write_text(SHAPES)
    code, said = said_by("check", "shapes.py", folder=tmp_path)
    assert code == 0 and "stays Python" not in said


def test_attribute_that_no_class_declares(tmp_path):
    source = tmp_path / "marked.py"
    source.write_text(MARKED)
    extension, said = build(source, tmp_path / "out")
    assert "`Record` has no attribute `mark`" in said and "`Record` stays Python" in said
    shown = subprocess.run([sys.executable, "-c", "import marked; print(marked.marked(4), marked.plain(5), marked.__file__[-3:])"], cwd=extension.parent, capture_output=True, text=True)
    assert shown.stdout == "7 5 .so\n", shown.stderr
