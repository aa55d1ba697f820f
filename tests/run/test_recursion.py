"""Recursion of native code goes as deep as the stack allows, and then raises RecursionError: in any thread, at any size of its stack (docs/design/recursion.md)."""

import itertools
import pathlib
import threading
import traceback

import pytest

from building import build, load

SOURCE = pathlib.Path(__file__).parent / "recursion.py"
TEXT = "maximum recursion depth exceeded"


@pytest.fixture(scope="module")
def native(tmp_path_factory):
    return load("recursion", build(SOURCE, tmp_path_factory.mktemp("recursion"), "--strict")[0])


def in_thread(function, *args, stack=0):
    found = []

    def run():
        try:
            found.append(function(*args))
        except RecursionError as error:
            found.append(str(error))
    before = threading.stack_size(stack)
    try:
        thread = threading.Thread(target=run)
        thread.start()
        thread.join()
    finally:
        threading.stack_size(before)
    return found[0]


def test_deeper_than_python(native):
    assert native.depth(5000) == 5000
    assert native.is_even(5000) and not native.is_even(5001)


@pytest.mark.parametrize("name", ["forever", "held"])
def test_endless(native, name):
    for _ in range(2):
        with pytest.raises(RecursionError, match=TEXT):
            getattr(native, name)(0)
    assert native.depth(100) == 100


def test_endless_traceback(native):
    try:
        native.forever(0)
    except RecursionError as error:
        frames = traceback.extract_tb(error.__traceback__)
    assert 1000 < len(frames) < 3000
    assert {frame.name for frame in frames[1:]} == {"forever"}


def test_caught(native):
    assert native.caught(0) == native.caught(1) == TEXT


def test_generators(native):
    assert list(itertools.islice(native.nested(0), 200)) == list(range(200))
    with pytest.raises(RecursionError, match=TEXT):
        for _ in native.nested(0):
            pass


@pytest.mark.parametrize("stack", [0, 1 << 16, 1 << 18, 1 << 20, 1 << 24])
def test_threads(native, stack):
    assert in_thread(native.forever, 0, stack=stack) == TEXT
    assert in_thread(native.depth, 50, stack=stack) == 50
    assert native.depth(5000) == 5000


def test_threads_in_turn(native):
    """Threads that wait for each other at different depths of their stacks."""
    barrier = threading.Barrier(2, timeout=60)

    def down(n):
        barrier.wait()
        return native.depth(3000) + n

    results = []
    threads = [threading.Thread(target=lambda: results.extend(down(k) for k in range(20))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == sorted(2 * [3000 + k for k in range(20)])


def test_through_python(native):
    """Python's own limit ends a recursion that goes through Python."""
    def back(n):
        return native.through_python(back, n + 1)
    with pytest.raises(RecursionError):
        native.through_python(back, 1)
