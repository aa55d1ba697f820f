"""with: the context managers that compiled code knows."""

import numpy as np

A = np.ndarray[tuple[int], np.dtype[np.float64]]


def quiet(a: A, b: A) -> A:
    with np.errstate(divide="ignore", invalid="ignore"):
        c = a / b
        c[np.isnan(c)] = 0.0
    return c


def returns_inside(a: A) -> float:
    with np.errstate(all="ignore"):
        if a[0] == 0.0:
            return -1.0
        return float(np.log(a)[0])


def in_a_loop(a: A) -> int:
    count = 0
    for x in a:
        with np.errstate(over="ignore"), np.errstate(under="warn"):
            if x < 0.0:
                continue
            if x > 100.0:
                break
            count += 1
    return count


CALLS = [
    ("quiet", np.array([0.0, 1.0, -2.0]), np.array([0.0, 0.0, 4.0])),
    ("returns_inside", np.array([0.0])),
    ("returns_inside", np.array([1.0])),
    ("returns_inside", np.array([])),
    ("in_a_loop", np.array([1.0, -1.0, 2.0, 200.0, 3.0])),
]
