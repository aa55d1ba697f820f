"""Exceptions, enumerations and named tuples at the border: they are the module's own classes, and nothing of them leaks."""

import copy
import gc
import pickle
import sys
import traceback

import pytest

from building import built_case

NAMES = ["user_exceptions", "enumerations", "named_tuples"]


@pytest.fixture(scope="module")
def modules(tmp_path_factory):
    folder = tmp_path_factory.mktemp("python_classes")
    return {name: built_case(name, folder) for name in NAMES}


@pytest.fixture
def m(modules):
    return modules["user_exceptions"]


def test_raised_is_of_the_modules_class(m):
    with pytest.raises(m.CodeError) as caught:
        m.raise_one(6)
    error = caught.value
    assert type(error) is m.CodeError and (error.code, error.detail, error.history, error.twice) == (6, "keyword", [6], 12)
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is m.CodeError and again.args == error.args and again.code == 6
    assert copy.copy(error).code == 6


def test_traceback_has_the_python_line(m):
    with pytest.raises(m.CodeError) as caught:
        m.raise_one(5)
    frame = traceback.extract_tb(caught.value.__traceback__)[-1]
    assert frame.name == "raise_one" and frame.line == "raise CodeError(5)" and frame.filename.endswith("user_exceptions.py")


def test_context_is_what_python_handles(m):
    with pytest.raises(m.AppError) as caught:
        try:
            raise KeyError("outer")
        except KeyError:
            m.raise_one(2)
    assert repr(caught.value.__context__) == "KeyError('outer')" and not caught.value.__suppress_context__


def test_context_of_a_context(m):
    with pytest.raises(KeyError) as caught:
        try:
            raise OSError("outer")
        except OSError:
            m.from_other(2)
    inner = caught.value.__context__
    assert type(inner) is m.AppError and repr(inner.__context__) == "OSError('outer')"
    assert [frame.name for frame in traceback.extract_tb(inner.__traceback__)] == ["from_other", "raise_one"]


def test_identity_is_kept(m):
    error = m.made_value(3)
    assert type(error) is m.CodeError and error.detail == "changed"
    assert m.is_one(error) == "code3" and m.is_one(m.DeepError(4)) == "deep4" and m.is_one(KeyError()) == "key or config"
    with pytest.raises(TypeError, match="is_one"):
        m.is_one("no exception")


def test_derived_in_python(m):
    class Mine(m.CodeError):
        pass

    assert m.is_one(Mine(7)) == "code7"


def test_nothing_leaks(m):
    def run():
        for kind in range(15):
            m.catch_base(kind)
            m.chain(kind)
            for call in (m.from_other, m.bare_again, m.raise_one):
                try:
                    call(kind)
                except Exception:
                    pass
        m.last_error([2, 5])
        m.collected([2, 5, 7])
        m.methods(3)

    run()
    gc.collect()
    before = sum(isinstance(o, BaseException) for o in gc.get_objects())
    counts = [sys.getrefcount(klass) for klass in (m.CodeError, m.AppError, m.ConfigError)]
    for _ in range(20):
        run()
    gc.collect()
    assert sum(isinstance(o, BaseException) for o in gc.get_objects()) <= before
    assert [sys.getrefcount(klass) for klass in (m.CodeError, m.AppError, m.ConfigError)] == counts


def test_members_are_the_modules(modules):
    m = modules["enumerations"]
    assert m.constants(0) is m.Color.RED and m.constants(1) is m.Color.RED and m.next_color(m.Color.RED) is m.Color.GREEN
    assert m.all_of() == list(m.Color) and list(m.counted([m.Color.BLUE]))[0] is m.Color.BLUE
    assert m.flags(m.Perm.R, m.Perm.W)[0] is m.Perm.RW
    with pytest.raises(TypeError, match="color"):
        m.next_color(1)
    with pytest.raises(TypeError):
        m.next_color(m.Shape.CIRCLE)


def test_members_are_not_leaked(modules):
    m = modules["enumerations"]

    def run():
        m.all_of()
        m.boxed([m.Color.RED])
        m.next_color(m.Color.BLUE)
        m.texts(m.Color.RED, m.Level.LOW, m.Mode.READ, m.Perm.R)

    run()
    before = sys.getrefcount(m.Color.RED)
    for _ in range(100):
        run()
    assert sys.getrefcount(m.Color.RED) < before + 10


def test_named_tuples_are_the_modules(modules):
    m = modules["named_tuples"]
    p = m.make(1.0, 2.0)
    assert type(p) is m.Point and p == (1.0, 2.0) and pickle.loads(pickle.dumps(p)) == p and p._asdict() == {"x": 1.0, "y": 2.0}
    with pytest.raises(TypeError):
        m.fields((1.0, 2.0))
    assert type(m.record("a", [])) is m.Record and type(m.record("a", []).at) is m.Point
