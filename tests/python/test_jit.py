"""keelback.jit: what is compiled at a call, what stays Python, and the cache behind it."""

import math
import os
import pathlib
import subprocess
import sys
import time
import warnings

import numpy as np
import pytest

import keelback

SCALE = 2.5
NAMES = {"a": 1}
PAIR = (1, 2.5)
TINY = float("-inf")


def halved(x):
    return x / 2


@keelback.jit
def total(a, k=1):
    """The scaled sum."""
    s = 0.0
    for i in range(len(a)):
        s += halved(a[i]) * SCALE * k + math.sqrt(0.0)
    return s


@keelback.jit
def through(a):
    return total(a) + np.sqrt(4.0) + PAIR[0] + (0.0 if TINY < 0 else 1.0)


@keelback.jit
def item(a, i):
    return a[i]


@keelback.jit
def annotated(x: float) -> float:
    return x * 2


@keelback.jit
def lookup(key):
    return NAMES[key]


@pytest.fixture(autouse=True)
def no_warnings():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def is_native(function):
    return all(version is not function.__wrapped__ for version in function._versions.values())


def test_types_that_come():
    assert total(np.arange(4.0)) == 7.5
    assert total(np.arange(4.0), k=2) == 15.0
    assert total(k=2, a=np.arange(4)) == 15.0
    assert total([1.0, 2.0]) == 3.75
    assert len(total._versions) == 3 and is_native(total)
    assert (total.__name__, total.__doc__) == ("total", "The scaled sum.") and total.__wrapped__(np.arange(4.0)) == 7.5


def test_helpers_constants_and_other_jit_functions():
    assert through(np.arange(4.0)) == 10.5 and is_native(through)


@pytest.mark.parametrize("value", [True, 3, 2.5, 1j, np.float32(1), np.int8(3), np.True_])
def test_result_has_the_type_that_python_gives(value):
    identity = keelback.jit(item.__wrapped__)
    array = np.array([value])
    assert type(identity(array, 0)) is type(array[0]) and is_native(identity)


def test_traceback_shows_this_file():
    with pytest.raises(IndexError, match="index 9 is out of bounds") as caught:
        item(np.zeros(2), 9)
    frame = caught.traceback[-1]
    assert (str(frame.path), frame.lineno + 1, frame.name) == (__file__, item.__wrapped__.__code__.co_firstlineno + 2, "item")


def test_annotations_are_kept():
    assert annotated(3) == 6.0 and type(annotated(3)) is float
    with pytest.raises(TypeError, match="argument 'x' must be float, not str"):
        annotated("a")


def test_arguments_that_do_not_fit_are_told_as_python_tells_them():
    for call in (lambda: total(), lambda: total(1, 2, 3), lambda: total([1.0], z=1)):
        with pytest.raises(TypeError, match=r"total\(\) (missing|takes|got an unexpected)"):
            call()


def test_what_stays_python_says_so_once():
    for value in (np.array([1, 2], dtype=object), np.array(3.0), [1, "a"], {}, object):
        same = keelback.jit(lambda_free)
        with pytest.warns(keelback.CompileWarning, match=r"`lambda_free` runs as Python: argument 1 is an? "):
            assert same(value) is value
        assert same(value) is value
    with pytest.warns(keelback.CompileWarning, match="`lookup` runs as Python: `lookup` reads `NAMES`, a dict"):
        assert lookup("a") == 1
    names = {"offset": 3}

    @keelback.jit
    def closure(x):
        return x + names["offset"]

    with pytest.warns(keelback.CompileWarning, match="reads `names`, a dict"):
        assert closure(1) == 4
    with pytest.raises(keelback.CompileError, match="reads `names`, a dict"):
        keelback.jit(strict=True)(closure.__wrapped__)(1)


def lambda_free(x):
    return x


def test_source_that_does_not_compile():
    @keelback.jit
    def local_class(n):
        class C: ...

        return n

    with pytest.warns(keelback.CompileWarning, match="KB6001"):
        assert local_class(1) == 1


TOLERANCE = np.float64(1e-3)


def squared(x, k=SCALE):
    return x * x * k


@keelback.jit
def cubed(x):
    return x**3


@keelback.jit
def integral(f, a, b, n=10, args=()):
    h = (b - a) / n
    s = 0.0
    for i in range(n):
        s += f(a + (i + 0.5) * h, *args)
    return s * h + TOLERANCE * 0.0


@keelback.jit
def composed(f, x, g):
    return f(g(x))


def scaled(c, g):
    def inner(x):
        return c * g(x)

    return inner


def test_functions_as_arguments():
    calls = [(squared, 0.0, 1.0), (squared, 0.0, 1.0, 10, (2.0,)), (cubed, 0.0, 1.0), (lambda x: x + 1, 0.0, 1.0), (lambda x, y: x + y, 0.0, 1.0, 5, (1.0,)), (lambda_free, 0.0, 1.0)]
    for call in calls:
        assert integral(*call) == integral.__wrapped__(*call)
    assert composed(squared, 2.0, cubed) == 64.0 * SCALE and composed(g=squared, f=cubed, x=2) == 1000.0
    two = [lambda x: x + 1, lambda x: x + 2]  # beside each other
    assert [integral(f, 0.0, 1.0) for f in two] == [1.5, 2.5]
    assert len(integral._versions) == 8 and is_native(integral) and is_native(composed)


def test_functions_that_read_variables_of_others():
    for c in (1.5, 2.5):
        for g in (lambda_free, cubed):
            assert integral(scaled(c, g), 0.0, 1.0) == integral.__wrapped__(scaled(c, g), 0.0, 1.0)
            assert integral(lambda x: x * c, 0.0, 1.0) == integral.__wrapped__(lambda x: x * c, 0.0, 1.0)
    assert is_native(integral)

    @keelback.jit
    def around(x):
        return x + c * len(PAIR)

    assert around(1.0) == 6.0 and is_native(around)


def test_functions_of_the_same_name():
    def squared(x):
        return x

    with pytest.warns(keelback.CompileWarning, match="`squared` is the name of two functions"):
        assert composed(squared, 2.0, globals()["squared"]) == 4.0 * SCALE
    composed._warned = False


@keelback.jit
def partly(
    ä: int, b: "dict[str,"
    " int]" = 2,  # a comment
    c=3,
):
    return ä + b + c


def test_some_annotations():
    assert (partly(1), partly(1.5), partly(1, 2.5, 3)) == (6, 6.5, 6.5) and is_native(partly)


def test_keyword_only_parameters():
    @keelback.jit
    def f(a, *, b=2):
        return a * b

    with pytest.warns(keelback.CompileWarning, match="keyword-only") as told:
        assert f(2, b=3) == 6
    assert told[0].filename == __file__


def test_diagnostics_name_this_file():
    @keelback.jit(strict=True)
    def f(a):
        return a + undefined  # noqa: F821

    with pytest.raises(keelback.CompileError, match="error.KB3001.: name `undefined`") as caught:
        f(1)
    line = f.__wrapped__.__code__.co_firstlineno + 2
    assert (caught.value.diagnostics[0]["file"], caught.value.diagnostics[0]["line"]) == (__file__, line)


def test_wrong_options():
    with pytest.raises(TypeError, match=r"keelback.jit: unknown option `fastmaht`; did you mean `fastmath`\?"):
        keelback.jit(fastmaht=True)
    with pytest.raises(TypeError, match="keelback.jit is for functions, not type"):
        keelback.jit(int)


def test_methods():
    class Scale:
        @keelback.jit
        def twice(self, x):
            return x * 2

    with pytest.warns(keelback.CompileWarning, match="argument 1 is a Scale"):
        assert Scale().twice(3) == 6


SCRIPT = """\
import time, numpy as np, keelback
start = time.perf_counter()
@keelback.jit
def f(a):
    return a.sum() + {value}
print(f(np.ones(3)), time.perf_counter() - start)
"""


def script(tmp_path, value, **environment):
    path = tmp_path / "script.py"
    path.write_text(SCRIPT.format(value=value))
    return [sys.executable, str(path)], {**os.environ, "KEELBACK_CACHE_DIR": os.environ.get("KEELBACK_CACHE_DIR", ""), **environment}


def test_second_process_finds_it_in_the_cache(tmp_path):
    command, environment = script(tmp_path, time.time_ns() % 10**9)
    first = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.split()
    # The program is not there any more: what is cached needs none.
    second = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.split()
    assert first[0] == second[0] and float(second[1]) < float(first[1])
    # An edited function is another one.
    command, environment = script(tmp_path, 1)
    assert subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.split()[0] == "4.0"


def test_processes_at_once(tmp_path):
    command, environment = script(tmp_path, time.time_ns() % 10**9)
    running = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(4)]
    outputs = [process.communicate(timeout=300) for process in running]
    assert len({out.split()[0] for out, _ in outputs}) == 1 and all(err == "" for _, err in outputs), outputs


def test_cache_that_cannot_be_written(tmp_path):
    command, environment = script(tmp_path, 1, KEELBACK_CACHE_DIR="/proc/nowhere")
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split()[0] == "4.0" and done.stderr == ""
