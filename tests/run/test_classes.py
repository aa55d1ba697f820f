"""Compiled classes seen from Python (class_objects.py): each expression under CPython and compiled, and what only compiled classes do."""

import gc
import inspect
import pathlib
import pickle
import sys
import traceback
import weakref

import pytest

from building import build, enter

HERE = pathlib.Path(__file__).parent
SOURCE = HERE / "class_objects.py"


def load(path):
    return enter("class_objects", path)


@pytest.fixture(scope="module")
def python():
    return load(SOURCE)


@pytest.fixture(scope="module")
def compiled(tmp_path_factory, python):
    folder = tmp_path_factory.mktemp("classes")
    return load(build(SOURCE, folder, "--strict")[0])


# Statements, and the expression whose value is compared.
SAME = {
    "construction": ("p = m.Point(3.0, 4.0)", "(p.x, p.y, p.norm(), m.Point(y=1.0, x=2.0).y, m.Point(x=1.0).y)"),
    "identity": ("p = m.Point(1.0)", "(m.given_back(p) is p, m.same(p, p), m.same(p, m.Point(1.0)), m.first_or_none([p]) is p, m.first_or_none([]))"),
    "lists of objects": ("p = m.Point(3.0, 4.0); ps = [p, p, m.Point(6.0, 8.0)]", "(m.summed(ps), ps[0] is ps[1], ps[0] is p)"),
    "assigned": ("p = m.Point(1.0); p.x = 7.0", "(p.x, m.summed([p]) == p.norm())"),
    "no such attribute": ("p = m.Point(1.0)", "p.z"),
    "missing argument": ("", "m.Point()"),
    "unknown keyword": ("", "m.Point(1.0, z=2)"),
    "too many arguments": ("", "m.Point(1.0, 2.0, 3.0)"),
    "unset": ("p = m.Point.__new__(m.Point)", "p.x"),
    "unset in a method": ("p = m.Point.__new__(m.Point)", "p.norm()"),
    "unset and passed on": ("p = m.Point.__new__(m.Point)", "(m.given_back(p) is p, m.same(p, p), m.same(b=p, a=m.Point(1.0)), m.given_back(p=p) is p)"),
    "unset in a list": ("p = m.Point.__new__(m.Point)", "m.summed([p])"),
    "set up by a property": ("q = m.Square.__new__(m.Square); q.side = 3.0", "(q.side, q.a)"),
    "set up by its class' __init__": ("p = m.Point.__new__(m.Point); m.Point.__init__(p, 3.0, 4.0)", "p.norm()"),
    "set up by hand": ("p = m.Point.__new__(m.Point); p.x = 3.0; p.y = 4.0", "p.norm()"),
    "initialized again": ("p = m.Point(1.0); p.__init__(3.0, 4.0)", "p.norm()"),
    "deleted": ("p = m.Point(1.0); del p.x", "p.x"),
    "deleted twice": ("p = m.Point(1.0); del p.x", "p.__delattr__('x')"),
    "attribute of the class": ("", "m.Point.x"),
    "documentation": ("", "(m.Point.__doc__, m.Point.norm.__doc__, m.Point.__init__.__doc__, m.Point.__name__, m.Point.__qualname__, m.Point.__module__)"),
    "signatures": ("import inspect", "[str(inspect.signature(f)) for f in (m.Point, m.Point.norm, m.Point(1.0).norm, m.Bag, m.Key)]"),
    "annotations": ("", "(m.Point.__annotations__, m.Point.__init__.__annotations__)"),
    "state": ("p = m.Point(1.0)", "(dict(p.__dict__), dict(vars(p)), p.__reduce_ex__(2)[2])"),
    "dict of an object": ("p = m.Point(1.0, 2.0); d = p.__dict__; p.x = 7.0", "(d, len(d), d['x'], d.get('x'), d.get('z', 5), 'x' in d, 'z' in d, list(d), list(d.items()), list(reversed(d)), d == {'x': 7.0, 'y': 2.0}, d | {'z': 1}, {'z': 1} | d, {**d}, d.copy(), isinstance(d, dict), repr(d))"),
    "changed in its dict": ("p = m.Point(1.0, 2.0); d = p.__dict__; d['x'] = 3.0; one = p.norm(); d.update(x=6.0, y=8.0); two = p.norm(); d |= {'y': 1.0}", "(one, two, p.x, p.y, d, d.setdefault('x', 4.0))"),
    "copied by its dict": ("p = m.Point(3.0, 4.0); q = m.Point.__new__(m.Point); q.__dict__.update(p.__dict__); p.x = 0.0", "(q.norm(), q.__dict__, p.__dict__)"),
    "dicts of objects copied": ("import copy, json, pickle; d = m.Point(3.0, 4.0).__dict__", "[(type(c), c) for c in (copy.copy(d), copy.deepcopy(d), pickle.loads(pickle.dumps(d)), json.loads(json.dumps(d)), dict(d))]"),
    "taken out of its dict": ("p = m.Point(1.0, 2.0); d = p.__dict__; x = d.pop('x'); none = d.pop('x', None)", "(x, none, d, hasattr(p, 'x'), d.setdefault('x', 9.0), p.x, d.popitem()[1], len(d))"),
    "no such key": ("p = m.Point(1.0)", "p.__dict__['z']"),
    "no such key to delete": ("p = m.Point(1.0)", "p.__dict__.__delitem__('z')"),
    "no such key to pop": ("p = m.Point(1.0)", "p.__dict__.pop('z')"),
    "an unhashable key": ("p = m.Point(1.0)", "p.__dict__.get([])"),
    "dict emptied": ("p = m.Point(1.0); d = p.__dict__; d.clear()", "(d, hasattr(p, 'x'), hasattr(p, 'y'), d.popitem())"),
    "dict iterated and changed": ("p = m.Point(1.0, 2.0); d = p.__dict__\nfor k in d: d[k] = d[k] + 1", "(p.x, p.y, hash is not None, m.Node(1, m.Node(2)).__dict__['next'].__dict__['value'])"),
    "dict that outlives": ("d = m.Node(5).__dict__; d['value'] = 6", "(d['value'], d)"),
    "a dict has no hash": ("p = m.Point(1.0)", "hash(p.__dict__)"),
    "untyped method": ("p = m.Point(3.0, 4.0)", "(p.untyped(2), p.x)"),
    "division": ("p = m.Point(3.0, 4.0)", "p.divided(0.0)"),
    "copy": ("import copy; p = m.Point(3.0); q = copy.copy(p); r = copy.deepcopy([p, p])", "(q.x, q is p, r[0] is r[1], r[0].y)"),
    "pickle": ("import pickle; all = [pickle.loads(pickle.dumps(m.Node(1, m.Node(2)), protocol)) for protocol in range(6)]", "[(n.value, n.next.value, n.tags) for n in all]"),
    "own state": ("import copy, pickle; all = [pickle.loads(pickle.dumps(m.Stated('abc'), protocol)) for protocol in range(6)]", "[(n.name, n.size, copy.copy(n).size) for n in all]"),
    "unset before its state": ("n = m.Stated.__new__(m.Stated); n.name", "1"),
    "pickled cycle": ("import pickle; n = m.Node(1); n.next = n; k = pickle.loads(pickle.dumps(n))", "(k.next is k, k.value)"),
    "list of an object": ("n = m.Node(1); t = n.tags; n.add('a'); t.append('b'); n.add('c')", "(t, n.tags is t, n.tags, len(n.tags))"),
    "list without a name": ("n = m.Node(1); n.tags.append('x'); n.tags.append('y')", "(n.add('z'), n.tags)"),
    "list given": ("xs = [1]; b = m.Bag(xs); b.put(2); xs.append(3); xs[0] = 9", "(xs, b.items is xs, len(b), b[0], list(b))"),
    "list shared by two": ("xs = [1]; a, b = m.Bag(xs), m.Bag(xs); a.put(2)", "(xs, b[1], b.items is a.items)"),
    "list assigned": ("b = m.Bag(); xs = [4]; b.items = xs; b.put(5); xs.clear()", "(xs, len(b))"),
    "dict of an object": ("n = m.Node(1); d = n.by_name; n.add('a'); d['b'] = 7; n.add('c')", "(d, n.by_name is d)"),
    "set of an object": ("n = m.Node(1); s = n.seen; n.add('a'); s.add(8); n.add('c')", "(sorted(s), n.seen is s)"),
    "objects in a list": ("n = m.Node(1); c = m.Node(2); n.children.append(c); c.children.append(m.Node(3)); c.value = 10", "(n.total(), n.children[0] is c)"),
    "dataclass": ("", "(repr(m.Bag([1])), m.Bag() == m.Bag(), m.Bag([1]) == m.Bag([2]), m.Bag() == 3, m.Bag(label='x').label)"),
    "two dataclasses": ("a, b = m.Bag(), m.Bag(); a.put(1)", "(a.items, b.items)"),
    "unhashable": ("", "hash(m.Bag())"),
    "frozen": ("k = m.Key('a')", "setattr(k, 'rank', 2)"),
    "frozen hash": ("", "(hash(m.Key('a', 2)) == hash(('a', 2)), sorted([m.Key('b'), m.Key('a', 3), m.Key('a')]))"),
    "dataclass functions": ("import dataclasses", "(dataclasses.asdict(m.Bag([1])), dataclasses.replace(m.Key('a'), rank=4), [f.name for f in dataclasses.fields(m.Key)])"),
    "abstract": ("", "m.Shape()"),
    "derived": ("s = m.Square(3.0)", "(m.area_of(s), s.double(), isinstance(s, m.Shape), s.sides, m.Square.__mro__[1].__name__)"),
    "operators": ("a = m.Square(1.0)", "((a + m.Square(2.0)).a, a == m.Square(1.0), a == 3, a != m.Square(1.0))"),
    "operand of another type": ("", "m.Square(1.0) + 3"),
    "not ordered": ("", "m.Square(1.0) < m.Square(2.0)"),
    "property": ("s = m.Square(1.0); s.side = 4.0", "(s.side, s.a)"),
    "property deleted": ("s = m.Square(1.0)", "s.__delattr__('side')"),
    "attribute of a node's class": ("", "(m.Node.kind, m.Node(1).kind)"),
    "long chain": ("n = m.chain(200000)", "n.value"),
    "None": ("n = m.Node(1)", "n.next"),
    "a method of another object": ("", "m.Point.norm()"),
}


@pytest.mark.parametrize("name", SAME)
def test_same(python, compiled, name):
    def outcome(module):
        sys.modules["class_objects"] = module
        names = {"m": module}
        try:
            exec(SAME[name][0], names)
            return repr(eval(SAME[name][1], names))
        except Exception as error:  # noqa: BLE001: every exception is compared
            return type(error).__name__, str(error)

    assert outcome(python) == outcome(compiled)


REFUSED = {
    "setattr(m.Point(1.0), 'z', 1)": "'Point' object has no attribute 'z'",
    "setattr(m.Point(1.0), 'x', 'a')": "Point.x must be float, not str",
    "setattr(m.Node(1), 'tags', [1])": "Node.tags must be list[str], not list[int]",
    "setattr(m.Node(1), 'next', 3)": "Node.next must be None | Node, not int",
    "setattr(m.Point, 'q', 1)": "cannot set 'q' attribute of immutable type 'Point'",
    "m.Point('a')": "Point.__init__(): argument 'x' must be float, not str; it accepts: Point.__init__(Point, float, float)",
    "m.given_back(3)": "given_back(): argument 'p' must be Point, not int; it accepts: given_back(Point)",
    "m.given_back(None)": "given_back(): argument 'p' must be Point, not None; it accepts: given_back(Point)",
    "m.summed([m.Point(1.0), None])": "summed(): argument 'points' must be list[Point], not list[Point | None]; it accepts: summed(list[Point])",
    "m.Point.norm(3)": "Point.norm(): argument 'self' must be Point, not int; it accepts: Point.norm(Point)",
    "m.Point.__dict__['x'].__get__(3)": "descriptor 'x' for 'Point' objects doesn't apply to a 'int' object",
    "m.Point(1.0).__dict__.update(z=2)": "'Point' object has no attribute 'z'",
    "m.Point(1.0).__dict__.update(x='2')": "Point.x must be float, not str",
    "m.Point(1.0).__dict__.setdefault(3)": "'Point' object has no attribute 3",
    "setattr(m.Point(1.0), '__dict__', {})": "attribute '__dict__' of 'Point' objects is not writable",
}


@pytest.mark.parametrize("expression", REFUSED)
def test_refused(compiled, expression):
    with pytest.raises((TypeError, AttributeError)) as raised:
        eval(expression, {"m": compiled})
    assert str(raised.value) == REFUSED[expression]


def test_what_is_native(compiled):
    assert all(type(vars(compiled.Point)[name]).__name__ == "native_function" for name in ("__init__", "norm", "divided"))
    assert inspect.isfunction(vars(compiled.Point)["untyped"])
    assert type(vars(compiled.Point)["x"]).__name__ == "field"


def test_a_list_of_the_wrong_items(compiled):
    node = compiled.Node(1)
    tags = node.tags
    tags.append(3)
    with pytest.raises(TypeError, match=r"native code holds this list, dict or set as list\[str\], but it is list\[int\]"):
        node.add("a")
    tags.clear()
    assert node.add("b") == 1 and tags == ["b"]


def test_weak_references_and_cycles(compiled):
    point = compiled.Point(1.0)
    weak = weakref.ref(point)
    assert weak() is point
    del point
    assert weak() is None
    node = compiled.Node(1)
    node.next = node
    node.children.append(node)
    weak = weakref.ref(node)
    del node
    compiled.Node(2).add("")  # lists that Python code no longer holds are let go
    gc.collect()
    assert weak() is None
    assert not gc.is_tracked(compiled.Point(1.0)) and gc.is_tracked(compiled.Node(1))


def test_what_python_code_replaces_in_the_middle_lives_on(compiled):
    """Native code has borrowed `a.next` when the callback takes it away."""
    for value in range(100):
        a, b = compiled.Node(1, compiled.Node(value)), compiled.Node(2, compiled.Node(3))
        a.next.tags.append("x")
        ran = []

        def callback(_, a=a):
            ran.append(a.next.value)
            a.next.tags = ["other"]
            a.next = None
            for n in range(3):
                compiled.Node(n + 1000)

        weak, replaced = weakref.ref(b.next, callback), weakref.ref(a.next)
        assert compiled.read_after_drop(a, b) == (value, ["x"])
        assert ran == [value] and weak() is None and replaced() is None


def test_references_are_counted(compiled):
    point = compiled.Point(1.0)
    before = sys.getrefcount(point)
    for _ in range(1000):
        compiled.given_back(point)
        compiled.summed([point, point])
        compiled.same(point, point)
    assert sys.getrefcount(point) == before
    count = sys.getrefcount(compiled.Point)
    for _ in range(1000):
        compiled.Point(1.0)
    assert sys.getrefcount(compiled.Point) <= count + 1


def test_traceback(compiled):
    with pytest.raises(ZeroDivisionError) as raised:
        compiled.Point(1.0).divided(0.0)
    frame = traceback.extract_tb(raised.value.__traceback__)[-1]
    assert (frame.name, frame.line) == ("divided", "return Point(self.x / by, self.y / by)")


def test_pickles_are_those_of_python(python, compiled):
    sys.modules["class_objects"] = python
    written = pickle.dumps(python.Point(3.0, 4.0))
    sys.modules["class_objects"] = compiled
    assert pickle.loads(written).norm() == 5.0
