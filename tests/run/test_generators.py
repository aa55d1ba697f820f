"""Native generators and iterators seen from Python: the modules of cases/, each script under CPython and compiled."""

import collections.abc
import gc
import pathlib
import sys
import traceback
import weakref

import pytest

from building import build, load

HERE = pathlib.Path(__file__).parent
NAMES = ["generators", "generator_corners", "object_iteration", "context_managers"]


@pytest.fixture(scope="module")
def modules(tmp_path_factory):
    """By name: Python's module and the compiled one."""
    folder = tmp_path_factory.mktemp("generators")
    sources = {name: HERE / "cases" / f"{name}.py" for name in NAMES}
    return {name: (load(name, source), load(name, build(source, folder, "--strict")[0])) for name, source in sources.items()}


def pulled(log, items):
    for item in items:
        log.append(f"pull {item}")
        yield item


def raising_items():
    yield 1
    raise KeyError("from Python")


def delegating(g):
    log = []

    def outer():
        log.append((yield from g.inner(2)))

    return list(outer()), log


# Each: the module, statements, and the expression whose value is compared. `g` is the module.
SAME = {
    "protocol": ("generators", "x = g.count_up(3)", "(iter(x) is x, next(x), x.__next__(), list(x), list(x), x.__name__, x.__qualname__, repr(x)[:25])"),
    "state": ("generators", "x = g.count_up(3); a = (x.gi_running, x.gi_suspended); next(x)", "(a, x.gi_running, x.gi_suspended, x.close(), x.gi_suspended)"),
    "send": ("generators", "x = g.averager()", "(next(x), x.send(3.0), x.send(5))"),
    "send None": ("generators", "x = g.averager(); next(x)", "x.send(None)"),
    "send too early": ("generators", "x = g.averager()", "x.send(1.0)"),
    "value at the end": ("generators", "", "delegating(g)"),
    "throw class": ("generators", "log = []; x = g.catching(log); next(x)", "(x.throw(ValueError), list(x), log)"),
    "throw instance": ("generators", "log = []; x = g.catching(log); next(x)", "(x.throw(ValueError('text')), list(x), log)"),
    "throw and value": ("generators", "log = []; x = g.catching(log); next(x)", "(x.throw(ValueError, ValueError('text')), list(x), log)"),
    "throw what is none": ("generators", "x = g.count_up(2); next(x)", "x.throw(1)"),
    "throw at the start": ("generators", "x = g.count_up(2)", "x.throw(KeyError('k'))"),
    "throw at the end": ("generators", "x = g.count_up(0); list(x)", "x.throw(KeyError('k'))"),
    "throw of another kind": ("generators", "log = []; x = g.cleaning(log); next(x)", "x.throw(KeyError('k'))"),
    "close": ("generators", "log = []; x = g.cleaning(log); next(x)", "(x.close(), log, list(x))"),
    "close at the start": ("generators", "log = []; x = g.cleaning(log)", "(x.close(), log, list(x))"),
    "ignored exit": ("generators", "x = g.stubborn(); next(x)", "x.close()"),
    "dropped": ("generators", "log = []; x = g.cleaning(log); next(x); del x", "log"),
    "lazy": ("generators", "log = []; x = g.noisy(log, 2); a = list(log); next(x); b = list(log); log.append('Python'); next(x)", "(a, b, log, list(x), log)"),
    "loop": ("generators", "out = []\nfor i in g.evens(9):\n    if i > 4: break\n    out.append(i)", "out"),
    "consumers": ("generators", "", "(sum(g.count_up(4)), sorted(g.evens(6), reverse=True), dict(zip(g.count_up(2), 'ab')), max(g.count_up(3)), [*g.count_up(2)], 2 in g.count_up(3))"),
    "unpacked": ("generators", "a, b = g.count_up(2)", "(a, b)"),
    "iterables": ("generators", "", "[g.summed(xs) for xs in ([1, 2], (3,), {4: 5}, range(3), {6}, iter([1]), (x for x in [7]), g.count_up(3))]"),
    "pulled lazily": ("generators", "log = []; xs = pulled(log, [5, 6, 7])", "(g.first_of(xs), log, g.first_of(xs), log, next(xs))"),
    "errors of items": ("generators", "", "g.summed(raising_items())"),
    "weak reference": ("generators", "x = g.count_up(1); w = weakref.ref(x); a = w() is x; del x", "(a, w())"),
    "classes": ("object_iteration", "", "(list(g.Countdown(3)), list(g.Bag([1, 2])), list(reversed(g.Bag([1, 2]))), list(g.Row(3)), 2 in g.Bag([1, 2]), next(g.Countdown(4)))"),
    "with": ("context_managers", "log = []\nwith g.Tracked('t', log) as t: log.append(t.name)", "log"),
    "with, swallowed": ("context_managers", "log = []\nwith g.Tracked('t', log, True) as t: 1 / 0", "log"),
    "contextmanager": ("context_managers", "log = []\nwith g.managed('m', log) as t: log.append(t)", "log"),
}


def outcome(module, statements, expression):
    names = {"g": module, "pulled": pulled, "raising_items": raising_items, "delegating": delegating, "weakref": weakref}
    try:
        exec(statements, names)
        return eval(expression, names)
    except Exception as error:  # noqa: BLE001: every exception is compared
        return type(error), error.args


@pytest.mark.parametrize("name", SAME)
def test_same(modules, name):
    module, statements, expression = SAME[name]
    python, native = modules[module]
    assert repr(outcome(native, statements, expression)) == repr(outcome(python, statements, expression))


def test_is_a_generator(modules):
    native = modules["generators"][1]
    assert isinstance(native.count_up(1), collections.abc.Generator) and isinstance(native.count_up(1), collections.abc.Iterator)


def test_sent_to_a_declared_iterator(modules):
    generator = modules["generator_corners"][1].answered()
    assert [next(generator), generator.send(7), *generator] == [1, 2, 3]


def test_item_of_another_type(modules):
    native = modules["generators"][1]
    with pytest.raises(TypeError, match="an item must be int, not str"):
        native.summed([1, "two"])
    with pytest.raises(TypeError, match=r"argument 'items' must be Iterator\[int\], not list"):
        native.first_of([1])
    with pytest.raises(TypeError, match=r"argument 'items' must be Iterable\[int\], not float"):
        native.summed(1.5)
    with pytest.raises(TypeError, match="an item must be"):
        generator = native.averager()
        next(generator)
        generator.send("text")


def test_traceback(modules):
    native = modules["generators"][1]
    generator = native.raising(5)
    with pytest.raises(ZeroDivisionError) as caught:
        list(generator)
    assert [frame.name for frame in traceback.extract_tb(caught.value.__traceback__)][-1] == "raising"


def test_exception_is_the_same_object(modules):
    error = KeyError("mine")
    generator = modules["generators"][1].cleaning([])
    next(generator)
    with pytest.raises(KeyError) as caught:
        generator.throw(error)
    assert caught.value is error


def test_errors_of_a_dropped_generator(modules, monkeypatch):
    ignored = []
    monkeypatch.setattr(sys, "unraisablehook", ignored.append)
    generator = modules["generators"][1].stubborn()
    next(generator)
    del generator
    gc.collect()
    assert [type(each.exc_value) for each in ignored] == [RuntimeError]


def test_no_leaks(modules):
    native = modules["generators"][1]
    item = "item of a list"

    def use():
        names = [item]
        generator = native.noisy(names, 3)
        next(generator)
        list(native.several_kinds("abc", {"a": 1.0}))
        native.summed(x for x in range(3))

    use()
    before = sys.getrefcount(item)
    for _ in range(50):
        use()
    assert sys.getrefcount(item) == before
