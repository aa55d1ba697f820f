"""Arrays that NumPy makes read-only: what writes to them raises, what Python gets says so; flags."""

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import as_strided, sliding_window_view

F1 = np.ndarray[tuple[int], np.dtype[np.float64]]
F2 = np.ndarray[tuple[int, int], np.dtype[np.float64]]
I1 = np.ndarray[tuple[int], np.dtype[np.int64]]
B1 = np.ndarray[tuple[int], np.dtype[np.uint8]]
C1 = np.ndarray[tuple[int], np.dtype[np.complex128]]


def made(a: F1, m: F2):
    return np.broadcast_to(a, (2, 3)), np.diagonal(m), m.diagonal(1), np.diag(m), np.diag(a), np.linalg.diagonal(m), sliding_window_view(a, 2), as_strided(a, (2,), (8,), writeable=False), as_strided(a, (2,), (8,))


def views(a: F1):
    w = np.broadcast_to(a, (2, 3))
    return w[1:], w.T, w[0], w.reshape(3, 2), w.ravel(), w.copy(), w + 1, np.asarray(w), w[[0]], w.flatten(), np.swapaxes(w, 0, 1), w[None], [row for row in w]


def imaginary(a: F1, c: C1):
    return a.imag, a.real, c.imag, c.real


def set_element(a: F1, i: int):
    w = np.broadcast_to(a, (2, 3))
    w[0, i] = 1.0
    return w


def set_row(a: F1, i: int):
    w = np.broadcast_to(a, (2, 3))
    w[i, :] = 1.0
    return w


def set_all(m: F2):
    d = np.diagonal(m)
    d[:] = 1.0
    return m


def set_gathered(m: F2, at: I1):
    d = np.diag(m)
    d[at] = 1.0


def set_masked(m: F2):
    d = np.diag(m)
    d[d > 1] = 1.0


def add_all(m: F2):
    d = np.diag(m)
    d += 1


def add_element(m: F2, i: int):
    d = np.diag(m)
    d[i] += 1


def add_part(m: F2):
    d = np.diag(m)
    d[1:] *= 2


def add_gathered(m: F2, at: I1):
    d = np.diag(m)
    d[at] += 2


def sorts(m: F2):
    d = np.diag(m)
    d.sort()


def fills(m: F2):
    d = np.diag(m)
    d.fill(0)


def flat(m: F2):
    d = np.broadcast_to(m, (2, 3, 3))
    d.flat[1] = 2.0


def into(m: F2, a: F1):
    np.add(a, a, out=np.diag(m))


def sums_into(m: F2):
    np.sum(m, axis=0, out=np.diag(m))


def copies_to(m: F2, a: F1):
    np.copyto(np.diag(m), a)


def puts(m: F2):
    np.put(np.diag(m), [0], 1.0)


def shuffled(m: F2):
    np.random.default_rng(1).shuffle(np.diag(m))


def at_of(m: F2):
    np.add.at(np.diag(m), [0], 1.0)


def windows(a: F1):
    w = sliding_window_view(a, 2)
    total = 0.0
    for row in w:
        total += row.sum()
    for row in w:
        row[0] = total


def of_bytes(data: bytes):
    a = np.frombuffer(data, dtype=np.uint8)
    s = a.sum()
    a[0] = s
    return a


def of_bytearray(data: bytearray):
    a = np.frombuffer(data, dtype=np.uint8)
    return a, a.flags.writeable, a.sum()


def bytes_back(data: bytes):
    a = np.frombuffer(data, dtype=np.uint8)
    return a, a[1:], a.flags.writeable


# The value comes first, then the index, then the question; a wrong index is not reached.
def order_of_errors(m: F2, i: int, z: int):
    d = np.diag(m)
    d[i // z] = 1.0


def order_of_values(m: F2, xs: list[float]):
    d = np.diag(m)
    try:
        d[50] = xs.pop()
    except ValueError:
        return len(xs), "kept"
    return len(xs), "written"


def fill_with(a: F1, value: float):
    for i in range(a.shape[0]):
        a[i] = value


def passed_on(m: F2, which: bool):
    fill_with(np.diag(m) if which else m[0], 2.0)
    return m


def first_of(m: F2):
    return np.diag(m)


def given_back(m: F2):
    d = first_of(m)
    d[0] = 1.0


@dataclass
class Holder:
    part: F1

    def write(self, i: int) -> None:
        self.part[i] = 5.0


def from_field(m: F2, which: bool):
    h = Holder(np.diag(m) if which else m[0].copy())
    h.write(1)
    return h.part


def from_list(m: F2, i: int):
    parts = [m[0].copy(), np.diag(m)]
    parts[i][0] = 1.0
    return parts


def from_append(m: F2, i: int):
    parts = [m[0].copy()]
    other = parts
    other.append(np.diag(m))
    parts[i][0] = 1.0
    return parts[0]


def from_dict(m: F2, key: str):
    parts = {"a": m[0].copy(), "b": np.diag(m)}
    parts[key][0] = 1.0
    return parts


def from_tuple(m: F2):
    free, fixed = m[0].copy(), np.diag(m)
    both = (free, fixed)
    both[0][0] = 1.0
    both[1][0] = 1.0


def diagonals(m: F2):
    yield m[0].copy()
    yield np.diag(m)


def from_generator(m: F2):
    n = 0
    try:
        for part in diagonals(m):
            part[0] = 9.0
            n += 1
    except ValueError as e:
        return n, str(e)
    return n, ""


def from_closure(m: F2):
    d = np.diag(m)

    def write(x: float):
        d[0] = x

    write(1.0)


def either(m: F2, which: bool):
    d = m[0]
    if which:
        d = np.diag(m)
    d[0] = 100.0
    return m


def reads(m: F2, a: F1):
    w = np.broadcast_to(a, (3, 3))
    return w + m, w.sum(), w[1, 2], np.diag(m).sum(), (np.diag(m) * 2).max(), w.shape, np.dot(np.diag(m), a)


def flags(m: F2, a: F1):
    return (
        m.flags.writeable, m.flags.c_contiguous, m.T.flags.c_contiguous, m.T.flags.f_contiguous, m.flags.f_contiguous, a[::2].flags.c_contiguous, np.diag(m).flags.writeable, m.flags["C_CONTIGUOUS"],
        np.broadcast_to(a, (2, 3)).flags["WRITEABLE"], m.flags.aligned, a.flags["F"], a.copy().flags.writeable,
    )


def write_flag(a: F1):
    return a.flags.writeable, a[1:].flags.writeable, a.T.flags.writeable


def kept_flag(a: F1):
    return a, a[1:], a.reshape(1, -1)


def table(n: int):
    t = np.zeros(n)
    t[0] = 1.0
    before = t[1:]
    t.flags.writeable = False
    before[0] = 2.0
    return t, t[1:], before


def table_set(n: int):
    t = np.arange(n)
    t.setflags(write=False)
    return t, t.flags.writeable


def table_written(n: int):
    t = np.arange(n)
    t.setflags(write=False)
    t[0] = 5
    return t


def table_maybe(n: int):
    t = np.zeros(n)
    if n > 3:
        t.flags.writeable = False
    t[0] = 5
    return t


# What comes out of a Python object may be read-only.
def from_object(o: object) -> None:
    fill_with(o, 3.0)


def from_objects(d: dict[str, object]):
    a: F1 = d["a"]
    total = a.sum()
    a[0] = total
    return a[0]


def frozen(*values):
    for v in values:
        v.flags.writeable = False
    return values if len(values) > 1 else values[0]


# Whether an array may be written is asked in front of a loop that stores into it; what the loop does before it raises is done.
def stores_in_loop(a: F1, n: int, frozen: bool, done: F1) -> F1:
    w = np.broadcast_to(a, (3,)) if frozen else a.copy()
    for i in range(n):
        done[i] = w[i]
        w[i] = i * 0.5
    return w


def two_in_loop(a: F1, n: int, first: bool, second: bool) -> tuple[F1, F1]:
    v = np.broadcast_to(a, (3,)) if first else a.copy()
    w = np.broadcast_to(a, (3,)) if second else a.copy()
    i = 0
    while i < n:
        v[i] += 1.0
        for j in range(i, n):
            w[j] = v[i] * 2.0
        i += 1
    return v, w


def bound_in_loop(a: F1, n: int) -> F1:
    w = a.copy()
    for i in range(n):
        w[i] = 7.0
        if i == 1:
            w = np.broadcast_to(a, (3,))
    return w


def rows_in_loop(m: F2, n: int, frozen: bool) -> F2:
    w = np.broadcast_to(m, (3, 3)) if frozen else m.copy()
    for i in range(n):
        w[i] = 1.0
        w[i, 1:] *= 3.0
    return w


A = np.array([1.0, 2.0, 3.0])
M = np.arange(9.0).reshape(3, 3)
CALLS = [
    ("made", A, M), ("views", A), ("imaginary", A, A * 1j),
    ("set_element", A, 0), ("set_element", A, 70), ("set_row", A, 0), ("set_row", A, 90), ("set_all", M), ("set_gathered", M, np.array([0])), ("set_gathered", M, np.array([90])), ("set_masked", M),
    ("add_all", M), ("add_element", M, 0), ("add_element", M, 90), ("add_part", M), ("add_gathered", M, np.array([0])), ("sorts", M), ("fills", M), ("flat", M),
    ("into", M, A), ("sums_into", M), ("copies_to", M, A), ("puts", M), ("shuffled", M), ("at_of", M), ("windows", A),
    ("of_bytes", b"123"), ("of_bytearray", bytearray(b"123")), ("bytes_back", b"123"), ("order_of_errors", M, 1, 0), ("order_of_errors", M, 100, 1), ("order_of_values", M, [1.0, 2.0]),
    ("fill_with", A, 1.0), ("passed_on", M, True), ("passed_on", M, False), ("first_of", M), ("given_back", M),
    ("from_field", M, True), ("from_field", M, False), ("from_list", M, 0), ("from_list", M, 1), ("from_append", M, 0), ("from_append", M, 1), ("from_dict", M, "a"), ("from_dict", M, "b"), ("from_tuple", M),
    ("diagonals", M), ("from_generator", M), ("from_closure", M), ("either", M, True), ("either", M, False), ("reads", M, A),
    ("flags", M, A), ("flags", np.asfortranarray(M), A), ("flags", M[::2], A), ("write_flag", A), ("write_flag", frozen(A.copy())), ("kept_flag", A), ("kept_flag", frozen(A.copy())),
    ("from_object", A), ("from_object", frozen(A.copy())), ("from_objects", {"a": A.copy()}), ("from_objects", {"a": frozen(A.copy())}),
    *[("stores_in_loop", A, n, b, np.zeros(3)) for n in (0, 2, 3, 4) for b in (False, True)], *[("two_in_loop", A, n, b, c) for n in (0, 2, 4) for b in (False, True) for c in (False, True)],
    *[("bound_in_loop", A, n) for n in (0, 2, 3)], *[("rows_in_loop", M, n, b) for n in (0, 3, 4) for b in (False, True)],
    ("table", 4), ("table_set", 3), ("table_written", 3), ("table_maybe", 3), ("table_maybe", 4),
]
