"""Parallel loops: what they are for Python itself, and on how many threads compiled ones run."""

import contextlib
import os
from collections.abc import Iterator

prange = range
"""``for i in prange(...)`` is ``for i in range(...)``; compiled, its turns run on several threads (docs/design/threads.md)."""

_VARIABLE = "KEELBACK_NUM_THREADS"


def set_num_threads(count: int | None) -> None:
    """Loops that begin from now on run on up to ``count`` threads; None: as many as this process may use processors.

    The number is kept in the environment variable ``KEELBACK_NUM_THREADS``, which compiled modules read, and processes that are started inherit.
    """
    if count is None:
        os.environ.pop(_VARIABLE, None)
    elif count < 1:
        raise ValueError(f"the number of threads must be at least 1, not {count}")
    else:
        os.environ[_VARIABLE] = str(int(count))


def get_num_threads() -> int:
    """As many threads as a loop that begins now may run on."""
    for variable in (_VARIABLE, "OMP_NUM_THREADS"):
        given = os.environ.get(variable, "").split(",")[0].strip()
        if given.isdigit() and int(given) > 0:
            return min(int(given), 256)
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextlib.contextmanager
def num_threads(count: int | None) -> Iterator[None]:
    """``with num_threads(2): ...``: the number inside of the block; afterwards it is what it was."""
    before = os.environ.get(_VARIABLE)
    set_num_threads(count)
    try:
        yield
    finally:
        if before is None:
            os.environ.pop(_VARIABLE, None)
        else:
            os.environ[_VARIABLE] = before
