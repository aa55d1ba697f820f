"""frames_of_callers.py under CPython and compiled: files, lines and functions that warnings and log records name, and what exception these say is handled."""

import pathlib

import pytest

from building import build, load

SOURCE = pathlib.Path(__file__).with_name("frames_of_callers.py")


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    extension, _ = build(SOURCE, tmp_path_factory.mktemp("frames"))
    return load("frames_of_callers", SOURCE), load("frames_of_callers", extension)


@pytest.mark.parametrize("name", ["all_warnings", "all_records", "frame_of_error"])
def test_same_frames(both, name):
    python, native = both
    for function in ("warned_here", "warned_at_caller", "logged", "logged_at_caller", "logged_exception", "handled", "in_finally", "finally_in_generator", "told_by_helper", "raised", "in_generator"):
        assert type(getattr(native, function)).__name__ == "native_function"
    assert getattr(native, name)() == getattr(python, name)()
