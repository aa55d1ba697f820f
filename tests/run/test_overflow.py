"""Ints of compiled code have 64 bits: what Python gives where that fits, OverflowError where it does not, never a wrapped number (docs/differences.md)."""

import inspect
import itertools
import pathlib

import pytest

from building import build, load

HERE = pathlib.Path(__file__).parent
SOURCE = HERE / "overflow.py"
LEAST, MOST = -(2**63), 2**63 - 1

LIMITS = [LEAST, LEAST + 1, MOST, MOST - 1, 0, 1, -1, 2, -2, 3, 63, 64, 2**31, -(2**31), 2**32, 3037000499, 3037000500, -3037000500, 2**62, -(2**62), 2**53 + 1, 10**18]
FLOATS = [0.5, -0.5, 2.0**62, 2.0**63, -(2.0**63), -(2.0**63) - 2048.0, 9223372036854774784.0, 1e300, float("inf"), float("-inf"), float("nan")]
TEXTS = [str(n) for n in (LEAST, LEAST - 1, MOST, MOST + 1, 10**30, -(10**30))] + [" 9_223_372_036_854_775_807 ", "9_223_372_036_854_775_808"]


@pytest.fixture(scope="module")
def native(tmp_path_factory):
    folder = tmp_path_factory.mktemp("overflow")
    return load("overflow", build(SOURCE, folder, "--strict")[0])


PYTHON = load("overflow", SOURCE)
FUNCTIONS = [name for name, function in vars(PYTHON).items() if inspect.isfunction(function)]


def fits(value):
    return all(LEAST <= part <= MOST for part in (value if isinstance(value, tuple) else (value,)))


def arguments(name):
    kinds = [parameter.annotation for parameter in inspect.signature(getattr(PYTHON, name)).parameters.values()]
    return itertools.product(*({int: LIMITS, float: FLOATS, str: TEXTS}[kind] for kind in kinds))


def expected(name, args):
    """("returns", value), ("raises", class, text), or None where Python's result is no int or too long to compute."""
    if name == "power":
        if args[1] < 0 and args[0] != 0:
            return ("raises", OverflowError, None)
        if args[1] > 128 and args[0] not in (0, 1, -1):
            return ("raises", OverflowError, None)
    if name == "left_shift" and args[1] > 128:
        return ("raises", OverflowError, None) if args[0] else ("returns", 0)
    try:
        value = getattr(PYTHON, name)(*args)
    except Exception as error:  # noqa: BLE001: every exception is compared
        return ("raises", type(error), str(error))
    return ("returns", value) if fits(value) else ("raises", OverflowError, None)


# Steps on the way that leave 64 bits although the result does not.
THROUGH_MORE = {"minimum", "augmented", "hash_of_text", "while_doubling", "count_up", "rounded", "sum_of_range"}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_limits(native, name):
    wrong, overflows = [], 0
    for args in arguments(name):
        wanted = expected(name, args)
        try:
            got = ("returns", getattr(native, name)(*args))
        except Exception as error:  # noqa: BLE001
            got = ("raises", type(error), str(error))
        overflows += got[:2] == ("raises", OverflowError)
        if got[:2] == ("raises", OverflowError) and (wanted[:2] == ("raises", OverflowError) or name in THROUGH_MORE):
            if not got[2].startswith(("integer overflow: ", "Python int too large")) and got != wanted:
                wrong.append((args, wanted, got))
        elif got != wanted:
            wrong.append((args, wanted, got))
    assert not wrong, "\n".join(map(str, wrong[:20]))
    never = {"remainder", "right_shift", "bits", "invert", "pow_mod"}
    assert (overflows > 0) == (name not in never)


@pytest.mark.parametrize(
    "name, args, text",
    [
        ("add", (MOST, 1), "integer overflow: the result of 9223372036854775807 + 1 does not fit in 64 bits"),
        ("subtract", (LEAST, 1), "integer overflow: the result of -9223372036854775808 - 1 does not fit in 64 bits"),
        ("multiply", (2**32, 2**32), "integer overflow: the result of 4294967296 * 4294967296 does not fit in 64 bits"),
        ("floor_divide", (LEAST, -1), "integer overflow: the result of -9223372036854775808 // -1 does not fit in 64 bits"),
        ("power", (10, 22), "integer overflow: the result of 10 ** 22 does not fit in 64 bits"),
        ("left_shift", (1, 70), "integer overflow: the result of 1 << 70 does not fit in 64 bits"),
        ("negative", (LEAST,), "integer overflow: the result of -(-9223372036854775808) does not fit in 64 bits"),
    ],
)
def test_messages(native, name, args, text):
    with pytest.raises(OverflowError) as raised:
        getattr(native, name)(*args)
    assert str(raised.value) == text


@pytest.mark.parametrize("value", [MOST + 1, LEAST - 1, 10**30])
def test_arguments_beyond_64_bits(native, value):
    with pytest.raises(OverflowError):
        native.plus_one(value)
