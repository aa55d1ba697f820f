"""Classes that Python code derives from compiled ones (python_subclasses.py): the same statements under CPython and compiled."""

import copy
import dataclasses
import functools
import gc
import pathlib
import pickle
import sys
import weakref

import pytest

from building import build, enter

HERE = pathlib.Path(__file__).parent
SOURCE = HERE / "python_subclasses.py"


@pytest.fixture(scope="module")
def python():
    return enter("python_subclasses", SOURCE)


@pytest.fixture(scope="module")
def compiled(tmp_path_factory, python):
    folder = tmp_path_factory.mktemp("subclasses")
    return enter("python_subclasses", build(SOURCE, folder, "--strict")[0])


class Mixin:
    def norm(self):
        return -1.0


def points(m):
    """Classes derived from one that says nothing of it, by name."""

    class Overriding(m.Point):
        def norm(self):
            return 100.0

    class Longer(m.Point):
        def __init__(self, x, y, z):
            super().__init__(x, y)
            self.z = z

        def norm(self):
            return super().norm() + self.z

        @functools.cached_property
        def cached(self):
            return self.x + self.z

    class Plain(m.Point):
        pass

    class Slotted(m.Point):
        __slots__ = ("w",)

    class Mixed(Mixin, m.Point):
        pass

    class Below(Longer):
        def twice(self):
            return -super().twice()

    return Overriding, Longer, Plain, Slotted, Mixed, Below


def shapes(m):
    """Objects of an extensible class and of classes derived from it, in Python and natively."""

    class Circle(m.Shape):
        scale = 3.0

        def __init__(self, r):
            super().__init__("circle")
            self.r = r

        def area(self):
            return 3.0 * self.r**2

        def __repr__(self):
            return f"Circle({self.r})"

        def grown(self, by):
            return Circle(self.r * by)

    class Named(m.Shape):
        def describe(self, prefix="", **kw):
            return "named " + prefix + self.name + str(kw)

        @property
        def weight(self):
            return -7.0

        @weight.setter
        def weight(self, value):
            self.name = "w" + str(value)

        def __eq__(self, other):
            return True

        def __hash__(self):
            return 1

    class Larger(m.Square):
        def area(self):
            return super().area() + 1000

    return [m.Shape("s"), Circle(2), m.Square(3.0), Named("n"), Named("k"), Larger(2.0), m.Shape("s")]


def pickled(m):
    Longer = points(m)[1]
    Longer.__module__, Longer.__qualname__ = "python_subclasses", "Longer"
    m.Longer = Longer
    one = Longer(3.0, 4.0, 5.0)
    others = pickle.loads(pickle.dumps(one)), copy.copy(one), copy.deepcopy([one])[0]
    return [(type(other).__name__, other.x, other.z, other.norm()) for other in others]


def slotted(m):
    one = points(m)[3](1.0, 2.0)
    one.w = 5
    return one.w, one.norm(), m.norms([one]), hasattr(one, "__dict__")


def scene(m):
    all_of_it = m.Scene()
    for one in shapes(m):
        all_of_it.add(one)
    return all_of_it.total(), all_of_it.best.area(), type(all_of_it.best).__name__, len(all_of_it.shapes), all_of_it.shapes[1].r


def changed(m):
    class Plain(m.Shape):
        pass

    one, seen = Plain("p"), []
    for area in (None, lambda self: 42.0, lambda self: 43.0):
        if area is not None:
            Plain.area = area
        seen.append(m.total_area([one]))
    del Plain.area
    return *seen, m.total_area([one])


def raising(m):
    class Raising(m.Shape):
        def area(self):
            raise KeyError("x")

    return m.total_area([m.Shape("s"), Raising("r")])


def shadowing(m):
    class Shadowing(m.Shape):
        name = "of the class"

        def __init__(self):
            pass

    class Computed(m.Shape):
        @property
        def name(self):
            return "computed"

        @name.setter
        def name(self, value):
            pass

    return m.describe_all([Computed("x")]), m.describe_all([Computed("y"), m.Shape("s")]), m.described(Shadowing())


def collected(m):
    Longer = points(m)[1]
    circle = shapes(m)[1]
    one = Longer(1.0, 2.0, 3.0)
    one.me, circle.me = one, circle
    weak = weakref.ref(one), weakref.ref(circle)
    del one, circle
    gc.collect()
    for _ in range(1000):
        Longer(1.0, 2.0, 3.0)
    return [w() for w in weak]


def dataclass(m):
    @dataclasses.dataclass
    class Book(m.Item):
        pages: int = 3

    return Book("x", 2.0, 7), Book("x").total(3), Book("x") == Book("x"), Book("x") == m.Item("x"), dataclasses.asdict(Book("y")), m.cost([Book("z", 4.0), m.Item("i")])


def special(m):
    class Counted(m.Shape):
        def __len__(self):
            return 3

    class Hidden(m.Shape):
        def __getattribute__(self, name):
            return "hidden" if name == "name" else super().__getattribute__(name)

    return m.total_area([Counted("c")]), m.count([Counted("c"), m.Shape("c")]), m.described(Hidden("h"))


def added_specials(m):
    """Special methods that the native class has none of."""

    class Compared(m.Bare):
        def __init__(self, n):
            super().__init__(n)

        def __eq__(self, other):
            return isinstance(other, m.Bare) and self.n == other.n

        def __hash__(self):
            return self.n

        def __repr__(self):
            return f"Compared({self.n})"

        def __bool__(self):
            return self.n > 1

        def __lt__(self, other):
            return self.n < other.n

    class Unhashable(m.Bare):
        def __eq__(self, other):
            return True

    class Failing(m.Bare):
        def __eq__(self, other):
            raise KeyError("equal")

        def __hash__(self):
            return 5

        def __repr__(self):
            raise KeyError("repr")

    class Counted(m.Bare):
        def __len__(self):
            return 0

    seen = [m.asked([Compared(1), Compared(2), Compared(1), m.Bare(3)]), m.asked([m.Bare(1), m.Bare(1)]), m.shown([Compared(4)]), m.truths([Counted(1), Compared(1), m.Bare(0)])]
    for f, objects in ((m.asked, [Unhashable(1)]), (m.asked, [Failing(1), Failing(2)]), (m.shown, [Failing(1)]), (m.less, [Compared(1), Compared(2)]), (m.less, [m.Bare(1), m.Bare(2)])):
        try:
            seen.append(f(objects))
        except Exception as error:  # noqa: BLE001
            seen.append((type(error).__name__, str(error)))
    return seen


def abstract(m):
    class Done(m.Task):
        def run(self, n):
            return n * 2

        @property
        def label(self):
            return "done"

    return m.run_all([Done(), m.Echo(), Done()], 4), m.labels([Done(), m.Echo()])


CASES = {
    "overridden": lambda m: [(p.norm(), p.twice(), p.x, m.norms([p, m.Point(3.0, 4.0)])) for p in (points(m)[0](3.0, 4.0), points(m)[2](6.0, 8.0), points(m)[4](1.0))],
    "longer": lambda m: [(p.norm(), p.twice(), m.norms([p, p]), p.z, p.cached, p.cached, m.same(p) is p) for p in (points(m)[1](3.0, 4.0, 5.0), points(m)[5](3.0, 4.0, 5.0))],
    "every kind of parameter": lambda m: m.norm_of(points(m)[0](1.0), points(m)[1](1.0, 2.0, 3.0), m.Point(1.0), scale=2.0, a=points(m)[2](1.0), b=m.Point(2.0)),
    "a default": lambda m: (points(m)[0](1.0).y, m.norm_of(points(m)[0](1.0))),
    "isinstance": lambda m: (isinstance(points(m)[1](1.0, 2.0, 3.0), m.Point), points(m)[1].__mro__[1].__name__, issubclass(points(m)[5], m.Point)),
    "wrong arguments": lambda m: points(m)[1](1.0),
    "pickled": pickled,
    "slots": slotted,
    "collected": collected,
    "dataclass": dataclass,
    "extensible: method": lambda m: m.total_area(shapes(m)),
    "extensible: property": lambda m: m.weights(shapes(m)),
    "extensible: stored property": lambda m: m.reweigh(shapes(m)),
    "extensible: keywords": lambda m: m.describe_all(shapes(m)),
    "extensible: hash and equality": lambda m: m.count(shapes(m)),
    "extensible: repr": lambda m: (m.reprs(shapes(m)), m.reprs(shapes(m)[1:])),
    "extensible: isinstance": lambda m: m.kinds(shapes(m)),
    "extensible: type": lambda m: m.types_of(shapes(m)),
    "extensible: what is given back": lambda m: [(type(m.grow(s)).__name__, m.grow(s).area()) for s in shapes(m)],
    "extensible: fields": scene,
    "extensible: the class changes": changed,
    "extensible: an exception": raising,
    "extensible: fields that are hidden": shadowing,
    "extensible: special methods": special,
    "extensible: special methods that are added": added_specials,
    "extensible: abstract": abstract,
}


@pytest.mark.parametrize("name", CASES)
def test_same(python, compiled, name):
    def outcome(module):
        sys.modules["python_subclasses"] = module
        try:
            return repr(CASES[name](module))
        except Exception as error:  # noqa: BLE001: every exception is compared
            return type(error).__name__, str(error)

    assert outcome(python) == outcome(compiled)


def test_which_code_runs(compiled):
    """Of an extensible class native functions stay native, of another one the Python function runs."""
    callers = []

    class Asked(compiled.Shape):
        def area(self):
            callers.append(sys._getframe(1).f_code.co_name)
            return 1.0

    class Point(compiled.Point):
        def norm(self):
            callers.append(sys._getframe(1).f_code.co_name)
            return 1.0

    assert compiled.total_area([Asked("a")]) == compiled.norms([Point(1.0)]) == 1.0
    assert callers == ["test_which_code_runs", "norms"]


def test_what_cannot_be_followed(compiled):
    class Point(compiled.Point):
        pass

    class Computed(compiled.Shape):
        name = property(lambda self: "computed", lambda self, value: None)

    class Wrong(compiled.Shape):
        def area(self):
            return "much"

    with pytest.raises(TypeError, match="Holder.p must be Point, not .*Point"):
        compiled.Holder(compiled.Point(1.0)).p = Point(1.0)
    with pytest.raises(TypeError, match="Scene.best must be None \\| Shape, not .*Computed"):
        compiled.Scene().best = Computed("c")
    with pytest.raises(TypeError, match="an object must be float here, not str"):
        compiled.total_area([Wrong("w")])
    with pytest.raises(TypeError, match="type 'python_subclasses.Sealed' is not an acceptable base type|type 'Sealed' is not an acceptable base type"):
        type("Open", (compiled.Sealed,), {})
    with pytest.raises(TypeError, match="norms.*argument 'points' must be"):
        compiled.norms([Point(1.0).x])
