"""The Python package `keelback`: compile(), the names of keelback.typing."""

import sys
import typing
import warnings

import numpy as np
import pytest

import keelback
import keelback.typing as kt


def test_compile_file(tmp_path):
    (tmp_path / "m.py").write_text("def add(x: float, y: float) -> float:\n    return x + y\n")
    module = keelback.compile(tmp_path / "m.py", strict=True)
    assert module.__name__ == "m" and module.add(1.5, 2.0) == 3.5 and module.__file__.endswith(".so")
    assert "m" not in sys.modules


def test_compile_text_and_change_it():
    assert keelback.compile("def f(x: int) -> int:\n    return x + 1\n").f(1) == 2
    assert keelback.compile("def f(x: int) -> int:\n    return x + 2\n").f(1) == 3


def test_compile_imported_module(tmp_path, monkeypatch):
    (tmp_path / "keelback_case.py").write_text("def twice(x: float) -> float:\n    return 2 * x\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    import keelback_case

    assert keelback.compile(keelback_case).twice(2.0) == 4.0


def test_compile_module_that_is_an_extension_already(tmp_path):
    path = tmp_path / "again.py"
    path.write_text("def twice(x: float) -> float:\n    return 2 * x\n")
    native = keelback.compile(path, output=tmp_path)
    assert native.__file__.endswith(".so")
    path.write_text("def twice(x: float) -> float:\n    return x + x + 0.5\n")
    assert keelback.compile(native).twice(2.0) == 4.5
    path.unlink()
    with pytest.raises(keelback.CompileError, match="no Python source"):
        keelback.compile(native)


def test_output(tmp_path):
    (tmp_path / "m.py").write_text("def f(x: int) -> int:\n    return x\n")
    module = keelback.compile(tmp_path / "m.py", output=tmp_path / "out")
    assert module.__file__.startswith(str(tmp_path / "out"))


def test_warning_and_error():
    source = "def f(x: int):\n    class C: ...\n    return x\n"
    with pytest.warns(keelback.CompileWarning, match="KB6001"):
        assert keelback.compile(source).f(1) == 1
    with pytest.raises(keelback.CompileError, match="KB6001") as caught:
        keelback.compile(source, strict=True)
    assert caught.value.diagnostics[0]["line"] == 2
    with pytest.raises(keelback.CompileError, match="KB7001"):
        keelback.compile("/nowhere/m.py")


def test_typing_names_are_types():
    def f(a: kt.Array2D[np.float64], b: kt.CArray1D[np.int32], c: kt.ReadOnly[kt.FArray2D[np.float32]], d: kt.NDArray[np.int8]): ...

    hints = typing.get_type_hints(f)
    assert hints["a"] == np.ndarray[tuple[int, int], np.dtype[np.float64]]
    assert hints["b"] == np.ndarray[tuple[int], np.dtype[np.int32]]
    assert hints["c"] == np.ndarray[tuple[int, int], np.dtype[np.float32]]
    assert typing.get_type_hints(f, include_extras=True)["b"].__metadata__ == (kt.Layout("C"),)


def test_typing_names_compile():
    source = (
        "import numpy as np\nfrom keelback.typing import Array1D, CArray2D, ReadOnly\n\n"
        "def total(a: ReadOnly[Array1D[np.float64]], b: CArray2D[np.float64]) -> float:\n"
        "    s = 0.0\n    for i in range(a.shape[0]):\n        s += a[i] * b[i, 0]\n    return s\n"
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        module = keelback.compile(source, strict=True)
    assert module.total(np.arange(3.0), np.ones((3, 2))) == 3.0


def test_get_include():
    import pathlib

    assert (pathlib.Path(keelback.get_include()) / "keelback" / "array.hpp").is_file()
