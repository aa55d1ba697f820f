"""Functions for C code: `# pythran export capsule` and `# pythran export ufunc`, as SciPy, ctypes and NumPy call them."""

import ctypes
import pathlib
import pickle
import re
import sys
import traceback

import numpy as np
import pytest
from building import build, load
from scipy import LowLevelCallable, integrate, ndimage

SOURCE = pathlib.Path(__file__).parent / "c_functions.py"
PYTHON = load("c_functions_python", SOURCE)


@pytest.fixture(scope="module")
def native(tmp_path_factory):
    folder = tmp_path_factory.mktemp("c_functions")
    module = load("c_functions", build(SOURCE, folder, "--strict")[0])
    sys.modules["c_functions"] = module
    yield module
    del sys.modules["c_functions"]


def name_of(capsule):
    get = ctypes.pythonapi.PyCapsule_GetName
    get.restype, get.argtypes = ctypes.c_char_p, [ctypes.py_object]
    return get(capsule)


def called(capsule, result, *parameters):
    """The function in a capsule, for ctypes."""
    get = ctypes.pythonapi.PyCapsule_GetPointer
    get.restype, get.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]
    return ctypes.CFUNCTYPE(result, *parameters)(get(capsule, name_of(capsule)))


double, int64 = ctypes.c_double, ctypes.c_int64
doubles = ctypes.POINTER(double)


def test_names(native):
    assert name_of(native.square) == b"square(float64)" and type(native.square).__name__ == "PyCapsule"
    assert name_of(native.quadratic) == b"quadratic(int32, float64*, float64*)"
    signatures = {name: name_of(capsule).decode() for name, capsule in native.__pyx_capi__.items()}
    assert signatures["square"] == "double (double)" and signatures["quadratic"] == "double (int, double *, double *)"
    assert signatures["fill"] == "void (long *, long, long)" and signatures["spread"] == "int (double *, long, double *, double *)"
    assert signatures["turned"] == "double complex (double complex, bool)"


def test_marker(native):
    version, digest = native.__pythran__
    assert native.__keelback__ == (version, digest) and re.fullmatch(r"\d+\.\d+\.\d+", version) and re.fullmatch(r"[0-9a-f]{64}", digest)


def test_quad(native):
    for function in (LowLevelCallable(native.square, signature="double (double)"), LowLevelCallable.from_cython(native, "square")):
        assert integrate.quad(function, 0, 3) == integrate.quad(PYTHON.square, 0, 3)


def test_nquad_with_user_data(native):
    parameters = np.array([4.0])
    user_data = ctypes.cast(parameters.ctypes.data, ctypes.c_void_p)
    function = LowLevelCallable(native.quadratic, user_data, signature="double (int, double *, void *)")
    ranges = [[0, 1], [0, 2], [0, 3]]
    assert integrate.nquad(function, ranges) == integrate.nquad(lambda *x: PYTHON.quadratic(3, x, parameters), ranges)


def test_generic_filter(native):
    image, parameters = np.random.default_rng(1).normal(size=(20, 30)), np.array([2.0])
    user_data = ctypes.cast(parameters.ctypes.data, ctypes.c_void_p)
    function = LowLevelCallable(native.spread, user_data, signature="int (double *, npy_intp, double *, void *)")
    assert np.array_equal(ndimage.generic_filter(image, function, size=3), ndimage.generic_filter(image, lambda w: (w.max() - w.min()) * 2, size=3))


def test_numbers_and_pointers(native):
    values = np.arange(5, dtype=np.float32)
    assert called(native.total, ctypes.c_float, ctypes.c_void_p, int64)(values.ctypes.data, 4) == 6
    filled = np.zeros(4, np.int64)
    called(native.fill, None, ctypes.c_void_p, int64, int64)(filled.ctypes.data, 3, 7)
    assert filled.tolist() == [7, 8, 9, 0]
    mixed = called(native.mixed, double, double)
    assert [mixed(x) for x in (0.0, -2.0, 3.0)] == [PYTHON.mixed(x) for x in (0.0, -2.0, 3.0)]


def test_native_code_calls_it_as_a_function(native):
    assert native.uses(3.0) == PYTHON.uses(3.0)


@pytest.mark.parametrize("call, error", [
    (lambda native: called(native.inverse, double, int64)(0), ZeroDivisionError),
    (lambda native: called(native.at, int64, int64, int64)(2, 5), IndexError),
])
def test_exceptions_have_nowhere_to_go(native, monkeypatch, call, error):
    told = []
    monkeypatch.setattr(sys, "unraisablehook", told.append)
    value = call(native)
    assert value == 0 or value != value
    (one,) = told
    assert one.exc_type is error and one.object in ("inverse", "at")
    assert [frame.name for frame in traceback.extract_tb(one.exc_traceback)][-1] == one.object
    assert call(native) is not None  # and it can be called again


def test_call_without_the_gil(native):
    # ctypes gives the GIL up; four threads of its own call at once.
    import threading

    at = called(native.at, int64, int64, int64)
    results = []
    threads = [threading.Thread(target=lambda: results.append(sum(at(50, i % 50) for i in range(2000)))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [49 * 25 * 40] * 4


# --- ufuncs ----------------------------------------------------------------------------------------------------------


def test_ufunc(native):
    assert isinstance(native.hyp, np.ufunc) and native.hyp.types == ["dd->d", "ff->d"] and native.hyp.__name__ == "hyp"
    assert "The hypotenuse." in native.hyp.__doc__ and pickle.loads(pickle.dumps(native.hyp)) is native.hyp
    a, b = np.arange(12.0).reshape(3, 4), np.arange(4)
    assert np.array_equal(native.hyp(a, b), np.vectorize(PYTHON.hyp)(a, b))
    assert native.hyp(3, 4) == 5.0 and type(native.hyp(3, 4)) is np.float64
    assert np.array_equal(native.hyp(a[:, ::-2], 1, out=np.empty((3, 2))), np.vectorize(PYTHON.hyp)(a[:, ::-2], 1))
    assert native.hyp.outer(b, b).shape == (4, 4) and native.hyp.reduce(np.array([3.0, 4.0, 12.0])) == 13.0
    assert native.hyp(np.zeros(0), 1).shape == (0,)


def test_ufunc_types(native):
    assert native.halves(np.arange(4)).tolist() == [0, 0.5, 1, 1.5] and native.is_large.types == ["d->?", "i->?"]
    assert native.is_large(np.array([1, 200], np.int32)).tolist() == [False, True]
    assert native.phase(1j) == np.pi / 2
    a = np.arange(10.0)
    assert np.array_equal(native.hyp(a[::2], a[1::2], where=[True, False, True, False, True], out=np.full(5, -1.0))[1::2], [-1, -1])
    with pytest.raises(TypeError, match="ufunc 'halves' not supported for the input types"):
        native.halves("a")


def test_ufunc_that_raises(native):
    assert native.steps([7, 8], [2, 3]).tolist() == [3, 2]
    with pytest.raises(ValueError, match="no steps") as info:
        native.steps([7, 8, 9], [2, 0, 0])
    assert [frame.name for frame in traceback.extract_tb(info.value.__traceback__)][-1] == "steps"
    with pytest.raises(ValueError, match="no steps"):
        native.steps.outer([7, 8, 9], [2, 0, 0])
    with pytest.raises((SystemError, ValueError)):
        native.steps.reduce([7, 0])
    assert native.steps(9, 2) == 4


def test_ufunc_of_large_arrays_from_threads(native):
    import threading

    a = np.random.default_rng(0).normal(size=200_000)
    results = []
    threads = [threading.Thread(target=lambda: results.append(native.hyp(a, a).sum())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [native.hyp(a, a).sum()] * 4


def test_references(native):
    before = sys.getrefcount(None)
    for _ in range(1000):
        native.hyp(1.0, 2.0)
        called(native.square, double, double)(2.0)
    assert abs(sys.getrefcount(None) - before) < 100


@pytest.mark.parametrize("text, code, message", [
    ("capsule f(float[:])", "KB5010", "numbers and pointers"),
    ("capsule f(str)", "KB5010", "numbers and pointers"),
    ("capsule f(float or int)", "KB5010", "one signature"),
    ("capsule f(float?)", "KB5010", "cannot be left out"),
    ("capsule f(str*)", "KB5010", "a pointer is one to numbers"),
    ("f(float*)", "KB5010", "only a capsule has pointers"),
    ("ufunc f(float[:])", "KB5010", "a ufunc's parameters are numbers"),
    ("ufunc f(float)\n# pythran export f(int)", "KB5010", "`f` is exported as a ufunc, and otherwise"),
    ("capsule f(float), capsule f(int)", "KB5010", "`f` is exported as a capsule, and otherwise"),
    ("capsule f", "KB5010", "expected `(`"),
    ("capsule f(float, float)", "KB5017", "takes 1"),
    ("capsule g(float)", "KB5019", "a capsule, whose result must be a number, and gives `list[float]`"),
    ("ufunc g(float)", "KB5019", "a ufunc, whose result must be a number"),
])
def test_wrong_exports(tmp_path, text, code, message):
    import os
    import subprocess

    path = tmp_path / "m.py"
    path.write_text(f"# pythran export {text}\ndef f(x):\n    return x\n\ndef g(x):\n    return [x]\n")
    done = subprocess.run([os.environ.get("KEELBACK", "keelback"), "check", "--strict", path], capture_output=True, text=True)
    assert done.returncode == 1 and code in done.stderr and message in done.stderr, done.stderr
