"""Compares what CPython and compiled code give: type, dtype, shape, value, exception."""

import copy
import enum
import inspect
import math
import traceback
import types

import numpy as np
from numpy.lib.array_utils import byte_bounds


any_zeros = False   # whether zeros of both signs are the same


def same_numbers(expected, actual, tolerance):
    """Whether the elements of two arrays of one dtype and shape are the same, the signs of zeros included (not of nan)."""
    kind = expected.dtype.kind
    if kind in "mM":  # NaT is unequal to itself
        return np.array_equal(expected.view(np.int64), actual.view(np.int64))
    if kind == "c":
        return same_numbers(expected.real, actual.real, tolerance) and same_numbers(expected.imag, actual.imag, tolerance)
    if kind != "f":
        return np.array_equal(expected, actual)
    values = np.allclose(expected, actual, rtol=tolerance, atol=tolerance, equal_nan=True) if tolerance else np.array_equal(expected, actual, equal_nan=True)
    zeros = (expected == 0) & (actual == 0) & (not any_zeros)
    return values and np.array_equal(np.signbit(expected[zeros]), np.signbit(actual[zeros]))


def drained(generator):
    """All that a generator gives, and how it ends."""
    items = []
    try:
        while True:
            items.append(next(generator))
    except Exception as error:  # noqa: BLE001: every exception is compared
        return items, type(error).__name__, error.args


def name_of(kind):
    """A class as both modules know it: each has classes of its own."""
    return kind if kind.__module__ == "builtins" else (kind.__module__, kind.__qualname__)


def has_own(value):
    """Whether it is, or holds, a member of an enumeration or a named tuple."""
    if isinstance(value, dict):
        return has_own(list(value.items()))
    return isinstance(value, enum.Enum) or hasattr(value, "_fields") or (isinstance(value, (list, tuple, set)) and any(map(has_own, value)))


def brought_over(value, module):
    """The value with the classes of that module in place of those of the same name."""
    if not has_own(value):
        return value
    if isinstance(value, enum.Enum):
        return getattr(module, type(value).__name__)(value.value)
    if isinstance(value, dict):
        return {brought_over(k, module): brought_over(v, module) for k, v in value.items()}
    items = [brought_over(item, module) for item in value]
    return getattr(module, type(value).__name__)(*items) if hasattr(value, "_fields") else type(value)(items)


def same(expected, actual, tolerance=0.0):
    """Why the two differ, or None. `tolerance` is relative, for floating point results."""
    if isinstance(expected, types.GeneratorType):
        if type(actual).__name__ != "generator":
            return f"a generator became {type(actual).__name__}"
        return same(drained(expected), drained(actual), tolerance)
    if type(expected) is not type(actual) and name_of(type(expected)) == name_of(type(actual)):
        if isinstance(expected, enum.Enum):
            return same((expected.name, expected.value), (actual.name, actual.value)) if isinstance(actual, enum.Enum) else "no member"
        if hasattr(expected, "_fields"):
            return same(tuple(expected), tuple(actual), tolerance)
    elif type(expected) is not type(actual):
        return f"type {type(expected).__name__} became {type(actual).__name__} ({expected!r} and {actual!r})"
    if isinstance(expected, BaseException):
        return same((expected.args, str(expected), expected.__dict__), (actual.args, str(actual), actual.__dict__), tolerance)
    if isinstance(expected, np.ndarray):
        if expected.dtype != actual.dtype:
            return f"dtype {expected.dtype} became {actual.dtype}"
        if expected.shape != actual.shape:
            return f"shape {expected.shape} became {actual.shape}"
        if expected.flags.writeable != actual.flags.writeable and expected.size > 0:
            return f"writeable {expected.flags.writeable} became {actual.flags.writeable}"
        return None if same_numbers(expected, actual, tolerance) else f"{expected!r} became {actual!r}"
    if isinstance(expected, (tuple, list)):
        if len(expected) != len(actual):
            return f"length {len(expected)} became {len(actual)}"
        for i, (a, b) in enumerate(zip(expected, actual)):
            if (why := same(a, b, tolerance)) is not None:
                return f"item {i}: {why}"
        return None
    if isinstance(expected, dict):
        return same(list(expected.items()), list(actual.items()), tolerance)
    if isinstance(expected, (float, np.floating)):
        if math.isnan(expected) and math.isnan(actual):
            return None
        if expected == actual and (any_zeros or math.copysign(1, expected) == math.copysign(1, actual)):
            return None
        if tolerance and math.isclose(expected, actual, rel_tol=tolerance, abs_tol=tolerance):
            return None
        return f"{expected!r} became {actual!r}"
    if isinstance(expected, (np.datetime64, np.timedelta64)):  # with the unit; NaT is unequal to itself
        return same(np.array([expected]), np.array([actual]))
    if isinstance(expected, (complex, np.complexfloating)):
        return same(float(expected.real), float(actual.real), tolerance) or same(float(expected.imag), float(actual.imag), tolerance)
    if isinstance(expected, np.random.Generator):
        states = [repr(generator.bit_generator.state) for generator in (expected, actual)]
        return None if states[0] == states[1] else f"state {states[0]} became {states[1]}"
    return None if expected == actual else f"{expected!r} became {actual!r}"


def copy_arrays(value, memo):
    """Enters copies of the arrays in `value` in a deepcopy's memo: with the strides of the originals, and sharing memory where those do (deepcopy keeps neither)."""
    if isinstance(value, (list, tuple)):
        for item in value:
            copy_arrays(item, memo)
    elif isinstance(value, dict):
        copy_arrays(list(value.values()), memo)
    elif isinstance(value, types.ModuleType):
        memo[id(value)] = value  # one object, as in a call
    elif type(value) is np.ndarray and not value.dtype.hasobject and id(value) not in memo:
        root = value
        while isinstance(root.base, np.ndarray):
            root = root.base
        low, high = byte_bounds(root)
        if ("memory of", id(root)) not in memo:
            memory = memo["memory of", id(root)] = np.empty(high - low, np.uint8)
            np.ndarray(root.shape, root.dtype, memory, root.ctypes.data - low, root.strides)[...] = root
        memo[id(value)] = np.ndarray(value.shape, value.dtype, memo["memory of", id(root)], value.ctypes.data - low, value.strides)
        memo[id(value)].flags.writeable = value.flags.writeable


def frames(error, function):
    """(name, line) of the traceback's frames in the function's module.

    Comprehensions have frames of their own in some versions of Python only; an exception that is raised again has a frame twice; and CPython 3.11 takes
    the line of a local that is unbound from the instruction before, where it runs both as one.
    """
    file = inspect.unwrap(function).__code__.co_filename
    found = []
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename != file or frame.name.startswith("<"):
            continue
        if found and found[-1][0] == frame.name:
            found.pop()
        found.append((frame.name, None if isinstance(error, UnboundLocalError) else frame.lineno))
    return found


def raised(error, function):
    """What tells an exception: class, text, arguments, frames, and the same of its cause and context, and of what a group holds."""
    beside = [None if one is None else raised(one, function) for one in (error.__cause__, error.__context__, *getattr(error, "exceptions", ()))]
    return (name_of(type(error)), str(error), repr(error.args), frames(error, function), error.__suppress_context__, beside)


def outcome(function, args, kwargs):
    """What a call does: ("returns", value, arguments afterwards) or ("raises", class, text, frames)."""
    memo = {}
    copy_arrays([args, kwargs], memo)
    args, kwargs = copy.deepcopy((args, kwargs), memo)
    try:
        with np.errstate(all="ignore"):
            value = function(*args, **kwargs)
    except RecursionError:
        return ("raises", RecursionError, "")
    except (Exception, BaseExceptionGroup) as error:  # noqa: BLE001: every exception is compared
        return ("raises", *raised(error, function))
    return ("returns", value, (args, kwargs))


def difference(python, native, args, kwargs=None, tolerance=0.0, native_args=None):
    """Calls both; why they differ, or None. `native_args`: what the compiled function gets where that is something else."""
    kwargs = kwargs or {}
    expected, actual = outcome(python, args, kwargs), outcome(native, args if native_args is None else native_args, kwargs)
    if expected[0] != actual[0]:
        return f"CPython {expected[0]} {expected[1:]!r}, compiled {actual[0]} {actual[1:]!r}"
    if expected[0] == "raises":
        return None if expected == actual else f"CPython raises {expected[1:]!r}, compiled {actual[1:]!r}"
    return same(expected[1], actual[1], tolerance) or same(list(expected[2][0]), list(actual[2][0]), tolerance)
