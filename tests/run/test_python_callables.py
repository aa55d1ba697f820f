"""Closures that Python holds: functions to look at, and nothing of them is kept longer than Python keeps it."""

import gc
import weakref

import pytest

from building import built_case


@pytest.fixture(scope="module")
def m(tmp_path_factory):
    return built_case("python_callables", tmp_path_factory.mktemp("callables"))


def test_functions_to_look_at(m):
    f = m.counter()
    assert f() == 1 and f(2, scale=3) == 7 and callable(f)
    assert (f.__name__, f.__qualname__, f.__module__) == ("next_one", "counter.<locals>.next_one", "python_callables")
    assert repr(f).startswith("<function counter.<locals>.next_one at 0x")
    f.note = 1
    assert f.note == 1 and weakref.ref(f)() is f
    g = m.counter()
    assert g() == 1 and f() == 8
    with pytest.raises(TypeError):
        f("text")
    assert f() == 9


def test_as_a_method(m):
    class Holder:
        add = m.adder(3)
        who = m.register(lambda self: self)

    assert Holder().who().__class__ is Holder
    with pytest.raises(TypeError):
        Holder().add(1, 2)


def test_nothing_is_kept(m):
    class Value:
        pass

    gc.collect()
    before = len(gc.get_objects())
    for _ in range(300):
        value = Value()
        seen = weakref.ref(value)
        f = m.holding(value)
        del value
        assert seen() is not None and f() is seen()
        del f
        assert seen() is None
        with pytest.raises(ZeroDivisionError):
            m.failing(0)
    gc.collect()
    assert len(gc.get_objects()) - before < 50


def test_a_list_that_python_and_a_closure_share(m):
    seen, count = m.shared_list()
    assert seen == [1, 2] and count == 2
    xs, note = m.list_and_note()
    note(3)
    assert xs == [3]
    xs.append(4)
    assert note(5) == 3 and xs == [3, 4, 5]
