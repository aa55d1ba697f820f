"""A module of which a part cannot be compiled: without --strict that part stays Python inside the extension, and all of it means the same (residual.py)."""

import asyncio
import inspect
import pathlib
import pickle
import sys
import traceback

import pytest

from building import build, enter
from compare import difference

HERE = pathlib.Path(__file__).parent
SOURCE = HERE / "residual.py"
NATIVE = ["native", "with_class", "hypot2", "raises", "fails", "formatted", "global_counter", "distinct_texts"]


def load(path):
    return enter("residual", path)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("residual")
    return build(SOURCE, folder)


@pytest.fixture(scope="module")
def python():
    return load(SOURCE)


@pytest.fixture(scope="module")
def compiled(built, python):
    return load(built[0])


@pytest.fixture(params=["python", "compiled"])
def module(request):
    """Each of the two, as `residual` among the imported modules."""
    module = request.getfixturevalue(request.param)
    sys.modules["residual"] = module
    return module


def test_what_is_native(compiled):
    names = {name for name, value in vars(compiled).items() if type(value).__name__ == "native_function"}
    assert names == {*NATIVE, "alias"}


def test_what_stayed_is_told(built):
    said = built[1]
    for name in ["with_statement", "matched", "decorated", "frame_name", "Text"]:
        assert f"`{name}` stays Python" in said
    assert "`native` stays Python" not in said


CALLS = [
    ("native", 2.0), ("native", 2.0, 3), ("decorated", 1.5), ("with_class", 3.0), ("with_statement", 0), ("with_statement", 1), ("matched", {"kind": "circle", "radius": 1.0}), ("matched", [1, 2, 3]),
    ("matched", 5), ("any_arguments", 1, 2), ("global_counter",), ("frame_name",), ("raises", 0), ("raises", 3), ("formatted", 2.5), ("conditional", 1), ("LAMBDA", 2.0),
    ("distinct_texts", 5),
]


@pytest.mark.parametrize("call", CALLS, ids=lambda call: f"{call[0]}{call[1:]}")
def test_same_results(python, compiled, call):
    name, *args = call
    assert difference(getattr(python, name), getattr(compiled, name), tuple(args)) is None


def test_import_ran_from_top_to_bottom(module):
    assert module.ORDER == ["between", "first"]
    assert module.EARLY == 9.0
    assert module.module_that_does_not_exist is None
    assert list(module.TABLE.items()) == [("a", 1), ("bb", 2)]


def test_module_attributes(module):
    assert module.__doc__.startswith("A module of which a part stays Python")
    assert module.__name__ == "residual"
    assert module.annotations.compiler_flag
    assert module.alias is module.native


def test_classes(module):
    p = module.Point(3.0, 4.0)
    assert (p.norm(), p.doubled, module.Point.origin()) == (5.0, module.Point(6.0, 8.0), module.Point(0.0, 0.0))
    assert repr(p) == "Point(x=3.0, y=4.0)"
    assert module.Colour(3.0) is module.Colour.BLUE
    assert module.Derived().name() == "derived of Derived"
    assert module.Point.__module__ == "residual"


def test_generators(module):
    made = module.generator(2)
    assert (next(made), made.send("sent"), list(made)) == (0.0, "sent", [9.0])
    assert inspect.isgeneratorfunction(module.generator)


def test_lazy_generator(built):
    module = load(built[0])
    assert list(module.LAZY) == [0.0, 9.0, 18.0]


def test_coroutines(module):
    assert asyncio.run(module.coroutine(1)) == 2
    assert asyncio.run(module.several(3)) == [1, 2, 3]
    assert inspect.iscoroutinefunction(module.coroutine)


def test_returned_function(module):
    assert module.closure_returned(3)(4) == 7


def test_signature_and_documentation(module):
    assert str(inspect.signature(module.native)) == "(x: 'float', n: 'int' = 2) -> 'float'"
    assert inspect.getdoc(module.native) == "Native: x scaled n times."
    assert (module.native.__name__, module.native.__qualname__, module.native.__module__) == ("native", "native", "residual")
    assert module.native.__annotations__ == {"x": "float", "n": "int", "return": "float"}
    assert module.native.__defaults__ == (2,)
    assert module.decorated.__doc__ == "Decorated."
    assert inspect.unwrap(module.decorated).__name__ == "decorated"


def test_wrapped(compiled):
    original = compiled.native.__wrapped__
    assert inspect.isfunction(original)
    assert original(2.0) == compiled.native(2.0)
    assert "x *= FACTOR" in inspect.getsource(original)
    assert original.__globals__ is vars(compiled)


@pytest.mark.parametrize("name", [*NATIVE, "formatted"])
def test_pickle_by_name(module, name):
    function = getattr(module, name)
    assert pickle.loads(pickle.dumps(function)) is function


def test_pickle_of_instances(module):
    p = module.Point(1.0, 2.0)
    assert pickle.loads(pickle.dumps(p)) == p


def test_replaced_functions_are_seen_by_python(built):
    """What stayed Python looks names up when it runs, as Python does; native calls are bound (docs/differences.md)."""
    module = load(built[0])
    module.native = lambda x, n=2: 100.0
    assert module.LAMBDA(1.0) == 200.0
    module.fails = lambda n: 41
    assert module.raises(5) == 3
    assert module.raises.__wrapped__(5) == 42


def test_traceback_names_python_lines(module):
    lines = SOURCE.read_text().splitlines()
    with pytest.raises(ZeroDivisionError) as raised:
        module.raises(0)
    frames = traceback.extract_tb(raised.value.__traceback__)[1:]
    assert [(frame.name, lines[frame.lineno - 1].strip()) for frame in frames] == [("raises", "return fails(n) + 1"), ("fails", "return 10 // n")]


def test_reload_makes_a_second_module(built, compiled):
    again = load(built[0])
    again.ORDER.append("only here")
    assert "only here" not in compiled.ORDER
    assert again.native(2.0) == compiled.native(2.0)
