"""The binding, on a hand-made module: example.cpp with the source of example.py."""
import copy
import gc
import inspect
import math
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import traceback
import weakref
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))
import build as build_example  # noqa: E402


@pytest.fixture(scope="session")
def ex():
    given = os.environ.get("KEELBACK_BINDING_TEST_FOLDER")
    folder = Path(given) if given else Path(tempfile.mkdtemp())
    build_example.build(folder)
    sys.path.insert(0, str(folder))
    sys.modules.pop("example", None)
    import example
    assert example.__file__.endswith(".so")
    return example


def raises(kind, text, f, *args, **kwargs):
    with pytest.raises(kind) as info:
        f(*args, **kwargs)
    assert type(info.value) is kind
    assert str(info.value) == text
    return info.value


# --- the module ---

def test_module(ex):
    assert ex.__doc__ == "The docstring of the module."
    assert ex.__name__ == "example" and ex.__spec__.name == "example" and ex.__package__ == ""
    assert ex.before == "set before"
    assert ex.alias is ex.add and ex.at_import == 5.0
    assert ex.total.__annotations__ == {"a": "list[float]", "return": "float"}  # the future import holds in later segments


def test_decorated_function_stays_python(ex):
    assert ex.decorated(1.0) == ("decorated", 1.0)
    assert inspect.isfunction(ex.decorated)


# --- native_function ---

def test_attributes(ex):
    f = ex.add
    assert type(f).__name__ == "native_function" and repr(f) == "<native_function add>"
    assert (f.__name__, f.__qualname__, f.__doc__, f.__module__) == ("add", "add", "Adds.", "example")
    assert inspect.isfunction(f.__wrapped__) and f.__wrapped__.__code__.co_firstlineno == 10
    assert f.__defaults__ == (2.0,) and f.__kwdefaults__ is None and f.__annotations__["return"] == "float"
    assert str(inspect.signature(f)) == "(a: 'float', b: 'float' = 2.0) -> 'float'"
    assert inspect.isroutine(f) and callable(f)
    with pytest.raises(AttributeError, match="nothing"):
        f.nothing
    f.mark = 1
    assert f.mark == 1 and f.__dict__ == {"mark": 1}
    del f.mark
    assert weakref.ref(f)() is f
    assert gc.is_tracked(f)
    with pytest.raises(TypeError):
        type(f)()


def test_pickle_and_copy(ex):
    assert pickle.loads(pickle.dumps(ex.add)) is ex.add
    assert copy.copy(ex.add) is ex.add and copy.deepcopy(ex.add) is ex.add


def test_method(ex):
    class Number(float):
        plus = ex.add
    assert Number(1).plus(3.0) == 4.0
    assert ex.Holder.method(1.0) == 3.0


def test_docstring_can_be_set(ex):
    ex.norm.__doc__ = "new"
    assert ex.norm.__doc__ == "new"
    del ex.norm.__doc__
    assert ex.norm.__doc__ is None


@pytest.mark.parametrize("args, kwargs", [
    ((), {}), ((1.0, 2.0, 3.0), {}), ((1.0,), {"a": 2.0}), ((1.0,), {"z": 2.0}), ((), {"b": 1.0}),
])
def test_binding_errors_are_those_of_python(ex, args, kwargs):
    with pytest.raises(TypeError) as ours:
        ex.add(*args, **kwargs)
    with pytest.raises(TypeError) as python:
        ex.add.__wrapped__(*args, **kwargs)
    assert str(ours.value) == str(python.value)


def test_kinds_of_parameters(ex):
    assert ex.add(1.0) == 3.0 and ex.add(b=1.0, a=0.5) == 1.5 and ex.add(*[1.0], **{"b": 1.0}) == 2.0
    assert ex.numbers(1, 2) == (1, 2, 3) and ex.numbers(1, b=2, c=4) == (1, 2, 4)
    for args, kwargs in [((), {"a": 1, "b": 2}), ((1, 2, 3), {}), ((1,), {"c": 2})]:
        with pytest.raises(TypeError) as ours:
            ex.numbers(*args, **kwargs)
        with pytest.raises(TypeError) as python:
            ex.numbers.__wrapped__(*args, **kwargs)
        assert str(ours.value) == str(python.value)
    assert ex.greet() == "wörld!"


# --- scalars ---

@pytest.mark.parametrize("x", [1.5, np.float64(1.5), np.float32(1.5)])
def test_float(ex, x):
    assert ex.add(x, 1) == 2.5 and type(ex.add(x, 1)) is float


@pytest.mark.parametrize("x", [3, True, np.int8(3), np.uint64(3), np.longlong(3)])
def test_float_from_int(ex, x):
    assert ex.add(x, 0.0) == float(x)


@pytest.mark.parametrize("x", ["1", None, 1j, [1.0], np.bool_(True), np.zeros(1)])
def test_not_a_float(ex, x):
    with pytest.raises(TypeError, match=r"^add\(\): argument 'a' must be float, not .*; it accepts: add\(float, float\)$"):
        ex.add(x, 1.0)


def test_int(ex):
    assert ex.fail(np.int16(40)) == 40 and ex.fail(2**63 - 1) == 2**63 - 1 and ex.fail(-2**63) == -2**63
    assert ex.fail(np.uint64(40)) == 40 and type(ex.fail(40)) is int
    raises(OverflowError, "Python int too large to convert to int64", ex.fail, 2**63)
    raises(OverflowError, "Python int too large to convert to int64", ex.fail, np.uint64(2**63))
    raises(OverflowError, "int too large to convert to float", ex.add, 10**400, 1.0)
    for x in (1.0, np.float64(1), "1"):
        with pytest.raises(TypeError):
            ex.fail(x)


def test_complex(ex):
    assert ex.conj(1 + 2j) == 1 - 2j and type(ex.conj(1 + 2j)) is complex
    assert ex.conj(2) == 2 and ex.conj(2.5) == 2.5 and ex.conj(np.complex64(1 + 2j)) == 1 - 2j and ex.conj(np.float32(0.5)) == 0.5


def test_numpy_scalars(ex):
    a, b = ex.narrow(np.uint8(255), np.float32(0.1))
    assert (type(a), type(b)) == (np.uint8, np.float32) and a == 255 and b == np.float32(0.1)
    assert ex.narrow(3, 1)[0] == 3 and ex.narrow(3, 0.5)[1] == 0.5
    raises(OverflowError, "Python integer 256 out of bounds for uint8", ex.narrow, 256, 0.0)
    raises(OverflowError, "Python integer -1 out of bounds for uint8", ex.narrow, -1, 0.0)
    with pytest.raises(TypeError):
        ex.narrow(np.int16(1), 0.0)
    with pytest.raises(TypeError):
        ex.narrow(1.0, 0.0)


def test_str(ex):
    for s in ("", "ascii", "wörld", "日本", "\U0001f600", "a\0b", "\ud800"):
        assert ex.greet(s) == s + "!"
    with pytest.raises(TypeError):
        ex.greet(b"bytes")


def test_literal(ex):
    assert ex.mode("a") == "a"
    raises(TypeError, "mode(): argument 'm' must be Literal['a'], not str; it accepts: mode(Literal['a'])", ex.mode, "b")


def test_union(ex):
    assert [ex.kind(x) for x in (1, "1", None, np.int8(1), True)] == ["int", "str", "none", "int", "int"]
    with pytest.raises(TypeError, match=r"must be int \| str \| None, not float"):
        ex.kind(1.0)


def test_tagged(ex):
    assert [(type(x), x) for x in map(ex.zero_or, (0.0, 1.0, -1.0))] == [(int, 0), (float, 1.0), (np.float64, -1.0)]


# --- arrays ---

def test_array_result(ex):
    assert type(ex.norm(np.array([3.0, 4.0]))) is np.float64 and ex.norm(np.array([3.0, 4.0])) == 5.0
    a = np.arange(6.0).reshape(2, 3)
    r = ex.scale(a, 2.0)
    assert type(r) is np.ndarray and r.dtype == np.float64 and r.flags.writeable and r.flags.c_contiguous and r.flags.aligned
    np.testing.assert_array_equal(r, a * 2)
    assert ex.scale(a.T, 2.0).flags.f_contiguous
    kept = ex.scale(a, 1.0)[1]
    gc.collect()
    np.testing.assert_array_equal(kept, a[1])


@pytest.mark.parametrize("a", [np.zeros((0, 3)), np.zeros((3, 0)), np.arange(6.0).reshape(2, 3)[::-1, ::-1], np.arange(24.0).reshape(4, 6)[::2, ::3],
                               np.broadcast_to(np.float64(3), (2, 2)), np.arange(6.0).reshape(3, 2).T])
def test_strides(ex, a):
    np.testing.assert_array_equal(ex.scale(a, 3.0), a * 3)


def test_returned_parameter_is_the_object(ex):
    a = np.arange(3.0)
    before = sys.getrefcount(a)
    assert ex.same(a) is a
    assert sys.getrefcount(a) == before
    b = np.arange(10.0)[::-2]
    assert ex.same(b) is b


def test_view_keeps_the_array(ex):
    a = np.ones((2, 3))
    r = ex.row(a, -1)
    assert np.shares_memory(r, a) and r.base is a and not r.flags.owndata
    r[0] = 9
    assert a[1, 0] == 9
    a.flags.writeable = False
    assert not ex.row(a, 0).flags.writeable
    alive = weakref.ref(a)
    del a
    gc.collect()
    assert alive() is not None
    del r
    gc.collect()
    assert alive() is None
    raises(IndexError, "index 5 is out of bounds for axis 0 with size 2", ex.row, np.zeros((2, 3)), 5)


def test_read_only(ex):
    a = np.zeros(3)
    ex.fill(a, 2)
    assert a.tolist() == [2, 2, 2]
    a.flags.writeable = False
    raises(ValueError, "assignment destination is read-only", ex.fill, a, 1.0)
    assert ex.norm(a) == math.sqrt(12)


def test_refused_arrays(ex):
    odd = np.zeros(3, dtype=[("a", "i4"), ("b", "f8", ())])["b"]
    swapped = np.zeros(3, dtype=">f8")
    unaligned = np.frombuffer(bytearray(25), dtype=np.uint8)[1:].view(np.float64)
    masked = np.ma.masked_array(np.zeros(3))
    for a, what in [(np.zeros(3, np.float32), "np.ndarray[float32, 1]"), (np.zeros((3, 3)), "np.ndarray[float64, 2]"), (np.zeros(()), "np.ndarray[float64, 0]"),
                    (swapped, "np.ndarray[float64, 1] (not in native byte order)"), (odd, "np.ndarray[float64, 1] (not aligned)"),
                    (unaligned, "np.ndarray[float64, 1] (not aligned)"), ([1.0, "x", [2]], "list[float | str | list[int]]"), ((1, 2.0), "tuple[int, float]"), (1.0, "float"), (np.float64(1), "np.float64"),
                    (masked, type(masked).__module__ + ".MaskedArray, a subclass of np.ndarray[float64, 1]"),
                    (np.zeros(3).view(np.recarray), np.recarray.__module__ + ".recarray, a subclass of np.ndarray[float64, 1]"),
                    (np.zeros(3, object), "np.ndarray[object, 1]"), (None, "None")]:
        raises(TypeError, f"norm(): argument 'a' must be np.ndarray[float64, 1], not {what}; it accepts: norm(np.ndarray[float64, 1])", ex.norm, a)


def test_layouts(ex):
    c, f, i = np.zeros((2, 3)), np.zeros((2, 3), np.float32, order="F"), np.zeros((2, 3), np.int64)
    ex.layouts(c, f, i)
    ex.layouts(c, f, i.astype(np.longlong))
    accepts = "layouts(np.ndarray[float64, 2] (C order), np.ndarray[float32, 2] (Fortran order), np.ndarray[int64, 2] of shape (:, 3))"
    raises(TypeError, "layouts(): argument 'a' must be np.ndarray[float64, 2] (C order), not np.ndarray[float64, 2] (Fortran order); it accepts: " + accepts,
           ex.layouts, np.zeros((3, 2)).T, f, i)
    with pytest.raises(TypeError, match="argument 'b'"):
        ex.layouts(c, np.zeros((2, 3), np.float32), i)
    with pytest.raises(TypeError, match="argument 'c'"):
        ex.layouts(c, f, np.zeros((2, 4), np.int64))


def test_no_leak_of_arrays(ex):
    a = np.zeros((3, 3))
    before = sys.getrefcount(a)
    for _ in range(200):
        ex.scale(a, 1.0)
        ex.row(a, 0)
        with pytest.raises(TypeError):
            ex.scale(a, "x")
    assert sys.getrefcount(a) == before


# --- containers ---

def test_list(ex):
    assert ex.total([1.0, 2, np.float64(3)]) == 6.0 and ex.total([]) == 0
    for bad in ([1.0, "x"], (1.0,), None):
        with pytest.raises(TypeError):
            ex.total(bad)


def test_list_is_written_back(ex):
    a = [5, 2.5, 3]
    kept = a[1:]
    assert ex.push(a, 7.0) is a
    assert a == [7.0, 2.5, 3, 7.0] and a[1] is kept[0] and type(a[2]) is int and type(a[0]) is float


def test_list_is_written_back_when_it_raises(ex):
    a = [1.0]
    raises(ValueError, "after the change", ex.push_fail, a)
    assert a == [1.0, 9.0]


def test_one_list_twice(ex):
    a, b = [0], [0]
    ex.push_two(a, b)
    assert (a, b) == ([0, 1], [0, 2])
    ex.push_two(a, a)
    assert a == [0, 1, 1, 2]


def test_nested_lists_keep_their_identity(ex):
    row = [1]
    a = [row, row, [2]]
    result = ex.nest(a)
    assert result is a and a == [[1, 7], [1, 7], [2], [1, 7]]
    assert a[0] is row and a[1] is row and a[3] is row
    many = [[i] for i in range(1000)]
    first = many[0]
    assert ex.nest(many) is many and len(many) == 1001 and many[1000] is first and first == [0, 7]


def test_tuple(ex):
    result = ex.swap((1.5, 2))
    assert result == (2, 1.5) and type(result) is tuple and type(result[0]) is int
    assert ex.swap((1.5, 2), flip=True) == (2, 1.5)
    with pytest.raises(TypeError, match=r"must be tuple\[float, int\], not tuple"):
        ex.swap((1.5, 2, 3))


def test_dict(ex):
    assert list(ex.count(["b", "a", "b"]).items()) == [("b", 2), ("a", 1)]
    d = {"x": 1, "y": 2}
    ex.bump(d)
    assert list(d.items()) == [("x", 2), ("y", 3)]
    with pytest.raises(TypeError):
        ex.bump({1: 1})


def test_set(ex):
    s = {1, 2}
    assert ex.grow(s) is s and s == {1, 2, 100}
    with pytest.raises(TypeError):
        ex.grow(frozenset({1}))


def test_tuple_of_any_length(ex):
    assert ex.tail(()) == () and ex.tail((1, 2, 3)) == (1, 2, 3)
    with pytest.raises(TypeError):
        ex.tail([1])


def test_range_and_slice(ex):
    for r in (range(5), range(2, 10, 3), range(5, -1, -1)):
        assert ex.span(r) == r
    for s in (slice(None), slice(1, None), slice(None, 5, -1), slice(1, 2, 3)):
        assert ex.cut(s) == s
    raises(OverflowError, "Python int too large to convert to int64", ex.span, range(2**70))


def test_list_of_arrays(ex):
    a = np.arange(3.0)
    assert ex.pick([a]) is a


def test_native_constant(ex):
    a = ex.constant()
    assert a.tolist() == [0, 1, 2] and np.shares_memory(a, ex.constant())


# --- overloads ---

def test_overloads(ex):
    assert [ex.over(x) for x in (1, 1.0, np.zeros(2), np.int32(1), np.float32(1), True)] == ["int", "float", "array", "int", "float", "float"]
    raises(TypeError, "over(): no overload takes (list); it accepts: over(float); over(int); over(np.ndarray[float64, 1])", ex.over, [])


# --- errors ---

def test_traceback(ex):
    with pytest.raises(ZeroDivisionError) as info:
        ex.fail(0)
    frames = traceback.extract_tb(info.value.__traceback__)[1:]
    file = str(Path(__file__).parent / "example.py")
    assert [(f.filename, f.name, f.lineno) for f in frames] == [(file, "fail", 108), (file, "inner", 101)]
    assert frames[0].line == Path(file).read_text().splitlines()[107].strip() == "return inner(n)"
    assert info.value.__traceback__.tb_next.tb_frame.f_globals is vars(ex)


def test_traceback_without_the_file(tmp_path):
    # The module's source is what it carries.
    extension = build_example.build(tmp_path, file="/nowhere/example.py")
    code = ("import sys, traceback; sys.path.insert(0, sys.argv[1]); import example\n"
            "try: example.fail(0)\nexcept ZeroDivisionError: traceback.print_exc()")
    out = subprocess.run([sys.executable, "-c", code, str(extension.parent)], capture_output=True, text=True, check=True).stderr
    assert 'File "/nowhere/example.py", line 108, in fail\n    return inner(n)\n' in out


def test_exceptions(ex):
    assert raises(KeyError, "'a'", ex.fail, 1).args == ("a",)
    assert raises(KeyError, "3", ex.fail, 8).args == (3,)
    axis = ex.fail
    error = getattr(np, "exceptions", np).AxisError
    e = raises(error, "axis 3 is out of bounds for array of dimension 2", axis, 2)
    assert (e.axis, e.ndim) == (3, 2)
    assert raises(OverflowError, "(34, 'Numerical result out of range')", ex.fail, 3).args == (34, "Numerical result out of range")
    assert raises(ValueError, "", ex.fail, 4).args == ()
    raises(np.linalg.LinAlgError, "Singular matrix", ex.fail, 5)
    with pytest.raises(TypeError) as cast:
        np.zeros(2, int).__iadd__(1.5)
    e = raises(type(cast.value), str(cast.value), ex.fail, 6)
    assert e.casting == "same_kind"
    with pytest.raises(TypeError, match="did not contain a loop") as loop:
        ex.fail(7)
    assert type(loop.value).__name__ == "UFuncTypeError"  # how NumPy shows _UFuncNoLoopError


def test_context(ex):
    try:
        raise RuntimeError("first")
    except RuntimeError as first:
        with pytest.raises(ZeroDivisionError) as info:
            ex.fail(0)
        assert info.value.__context__ is first


def test_other_cpp_exceptions(ex):
    with pytest.raises(MemoryError):
        ex.crash(0)
    with pytest.raises(RuntimeError):
        ex.crash(1)
    assert ex.crash(2) == 2


def test_interrupt(ex):
    class Stop(Exception):
        pass

    def handler(number, frame):
        raise Stop("now")
    old = signal.signal(signal.SIGALRM, handler)
    signal.setitimer(signal.ITIMER_REAL, 0.1)
    try:
        with pytest.raises(Stop, match="now"):
            ex.spin(10**12)
    finally:
        signal.signal(signal.SIGALRM, old)
