"""What looks at who calls it: warnings with a stacklevel, loggers, sys.exc_info. Native functions have a frame there."""

import logging
import sys
import traceback
import warnings
from warnings import warn

logger = logging.getLogger("frames_of_callers")


def lines_of(exc_info):
    """The functions and lines of the traceback."""
    return [(frame.name, frame.lineno) for frame in traceback.extract_tb(exc_info[2])] if exc_info else None


class Kept(logging.Handler):
    def __init__(self):
        super().__init__()
        self.records = []

    def emit(self, record):
        self.records.append((record.funcName, record.lineno, record.filename, record.getMessage(), record.levelname, str(record.exc_info and record.exc_info[1]), lines_of(record.exc_info)))


def warned_here(n: int) -> int:
    warnings.warn(f"here {n}")
    warn("and here", DeprecationWarning)
    return n


def warned_at_caller(n: int) -> int:
    warnings.warn("at the caller", DeprecationWarning, stacklevel=2)
    warn(
        "at the caller",
        stacklevel=2,
        category=UserWarning,
    )
    return n


class Thermometer:
    def __init__(self, degrees: float) -> None:
        self.degrees = degrees

    def old(self) -> float:
        warnings.warn("Thermometer.old is old", FutureWarning, 2)
        return self.degrees

    def logged(self) -> float:
        logger.warning("degrees: %s", self.degrees)
        return self.degrees


def logged(n: int) -> int:
    logger.info("before %d", n)
    total = 0
    for i in range(n):
        logger.debug("step %d of %d", i, n)
        total += i
    logging.getLogger("frames_of_callers").error("after %s", total)
    logger.log(logging.CRITICAL, "level")
    return total


def logged_at_caller(n: int) -> int:
    logger.info("at the caller", stacklevel=2)
    return n


def logged_exception(n: int) -> int:
    try:
        return 10 // n
    except ZeroDivisionError:
        logger.exception("no result")
    return -1


def handled(n: int) -> list[str]:
    found: list[str] = []
    try:
        found.append(str(10 // n))
        found.append(str([1][n]))
    except ZeroDivisionError:
        found.append(str(sys.exc_info()[0]))
        found.append(traceback.format_exc().splitlines()[-1])
        logger.error("with exc_info", exc_info=True)
        try:
            {}["key"]
        except KeyError:
            logger.exception("inner")
            found.append(str(sys.exc_info()[1]))
        found.append(str(sys.exc_info()[1]))
        found.append(told_by_helper(n))
    except IndexError as error:
        logger.exception("index")
        found.append(str(sys.exc_info()[1] is error) + str(error))
    found.append(str(sys.exc_info()[1]))
    return found


def told_by_helper(n: int) -> str:
    logger.exception("helper")
    return str(sys.exc_info()[1])


def in_finally(n: int) -> list[str]:
    found: list[str] = []
    try:
        try:
            found.append(str(10 // n))
        finally:
            found.append(str(sys.exc_info()[1]))
            logger.exception("in finally")
            if n == -1:
                raise ValueError("in its place")
            if n == -2:
                return found
    except Exception as error:
        found.append(f"{error!r} {error.__context__!r}")
    return found


def finally_in_generator(n: int) -> list[str]:
    found: list[str] = []

    def items():
        for i in range(3):
            try:
                yield 10 // (n - i)
            finally:
                found.append(str(sys.exc_info()[1]))
                if i == 2:
                    raise ValueError("in its place")

    try:
        for item in items():
            found.append(str(item))
    except Exception as error:
        found.append(f"{error!r} {error.__context__!r}")
    return found


def handled_in_python(n):
    try:
        raise ValueError("of Python")
    except ValueError:
        return [told_by_helper(n), *handled(n), told_by_helper(n)]


def raised(n: int) -> int:
    warnings.warn("an error", RuntimeWarning)
    return n


def in_generator(n: int) -> list[int]:
    def items():
        for i in range(n):
            warnings.warn("item", UserWarning)
            yield i

    return list(items())


def collected(call, *args):
    """The result of a call in Python, and the warnings of it, with their lines in a file of this name."""
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always")
        result = call(*args)
    return result, [(str(one.message), one.category.__name__, one.lineno, one.filename.rsplit("/", 1)[-1]) for one in found]


def records_of(call, *args):
    kept = Kept()
    logger.addHandler(kept)
    logger.propagate = False
    logger.setLevel(logging.DEBUG)
    result = call(*args)
    logger.removeHandler(kept)
    return result, kept.records


def all_warnings():
    heat = Thermometer(3.5)
    return [collected(warned_here, 3), collected(warned_at_caller, 4), collected(heat.old), collected(in_generator, 2)]


def all_records():
    heat = Thermometer(4.5)
    return [records_of(logged, 2), records_of(logged_at_caller, 1), records_of(heat.logged), records_of(logged_exception, 0), *[records_of(handled, n) for n in range(3)], *[records_of(in_finally, n) for n in (1, 0, -1, -2)], *[finally_in_generator(n) for n in range(5)], records_of(told_by_helper, 0), *[records_of(handled_in_python, n) for n in (1, 2)]]


def frame_of_error():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            raised(1)
        except RuntimeWarning as error:
            trace, found = error.__traceback__, []
            while trace is not None:
                found.append((trace.tb_frame.f_code.co_name, trace.tb_lineno))
                trace = trace.tb_next
            return found
