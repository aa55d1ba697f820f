"""Clocks that somebody has put in the place of the time module's, as tests do that stop time: native code reads them too."""

import time

import pytest

from building import built_case


@pytest.fixture(scope="module")
def m(tmp_path_factory):
    return built_case("random_numbers", tmp_path_factory.mktemp("clocks"))


def test_stopped(m, monkeypatch):
    monkeypatch.setattr(time, "time", lambda: 12)
    monkeypatch.setattr(time, "time_ns", lambda: 7)
    seconds, nanoseconds, counter, monotonic = m.readings()
    assert (seconds, type(seconds), nanoseconds) == (12.0, float, 7) and counter > 0 and monotonic > 7
    monkeypatch.undo()
    assert m.readings()[0] > 1.6e9


def test_what_fails(m, monkeypatch):
    monkeypatch.setattr(time, "perf_counter", lambda: "noon")
    with pytest.raises(TypeError):
        m.readings()
