"""Arguments that are put into containers: arrays, and lists that are changed by way of the container that holds them."""

from collections import deque

import numpy as np

F1 = np.ndarray[tuple[int], np.dtype[np.float64]]
F2 = np.ndarray[tuple[int, int], np.dtype[np.float64]]


def rows(a: F2) -> list[F1]:
    out = []
    for row in a:
        out.append(row)
    out.insert(0, a[:, 0])
    out += [a[-1]]
    out[1] = a[0, ::2]
    return out


def local_list(a: F1):
    kept = list()
    kept.append(a)
    kept[0][0] = 7.0
    return len(kept), kept.append(a)


def local_tables(a: F1):
    d = {}
    d["a"] = a
    d.setdefault("b", a[1:])[0] = 3.0
    d["c"] = a[::2]
    d.get("zz", a)[0] = 5.0
    q = deque()
    q.append(a)
    q.appendleft(a[:1])
    return len(d), d["c"].sum(), len(q[0]), q.pop()


def numbered(a: F2) -> list[tuple[int, F1]]:
    out = []
    for i in range(len(a)):
        out.append((i, a[i]))
    return out


def appended(xss: list[list[int]], xs: list[int]) -> None:
    xss.append(xs)
    xss[-1].append(123)


def put(xss: list[list[int]], xs: list[int]) -> None:
    xss.append(xs)


def put_by_helper(xss: list[list[int]], xs: list[int]) -> int:
    put(xss, xs)
    for each in xss:
        each.append(len(each))
    return len(xs)


def stored(d: dict[str, list[int]], xs: list[int]) -> None:
    other = d
    other["x"] = xs
    d["x"].pop()


def in_local(xs: list[int], ys: list[int]) -> int:
    kept = []
    kept.append(xs)
    kept.append(ys)
    again = kept
    again[1].append(1)
    return len(kept[0])


def only_held(xss: list[list[int]], xs: list[int]) -> list[list[int]]:
    xss.append(xs)
    return xss


def same_twice(xss: list[list[int]], xs: list[int]) -> int:
    xss.append(xs)
    xss.append(xs)
    xss[0].append(9)
    return len(xss[1])


def filled(out: list[F1], a: F1) -> None:
    out.append(a)
    out[0][0] = -1.0


A = np.arange(12.0).reshape(3, 4)
CALLS = [
    ("rows", A), ("rows", A[::-1, 1:]), ("rows", A[:0]), ("rows", A[:, :0]), ("local_list", A[0]), ("local_list", A[0, :0]), ("local_tables", A[1]), ("local_tables", A[:, 0]),
    ("numbered", A), ("numbered", A[:0]), ("appended", [[0, 1], [2]], [4, 5]), ("appended", [], []), ("put", [[0]], [4, 5]), ("put", [], []), ("put_by_helper", [[0]], [4, 5]), ("stored", {"a": [1]}, [4, 5]), ("stored", {}, []),
    ("in_local", [1], [2]), ("only_held", [[1]], [2]), ("same_twice", [], [1]), ("same_twice", [[]], [1]), ("filled", [], A[0]), ("filled", [A[1]], A[0]),
]
