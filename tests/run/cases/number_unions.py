"""Python and NumPy numbers that meet in one variable: which of them it is, is seen where it is returned, kept or divided by, and nowhere else."""

import math

import numpy as np

F1 = np.ndarray[tuple[int], np.dtype[np.float64]]
F2 = np.ndarray[tuple[int, int], np.dtype[np.float64]]
I1 = np.ndarray[tuple[int], np.dtype[np.int64]]
C1 = np.ndarray[tuple[int], np.dtype[np.complex128]]
B1 = np.ndarray[tuple[int], np.dtype[np.bool_]]


def total(a):
    s = 0.0
    for x in a:
        s += x
    return s


def total_of_int(a):
    s = 0
    for x in a:
        s += x
    return s


def largest(a, start):
    best = start
    for x in a:
        if x > best:
            best = x
    return best


def halved(x):
    return x / 2.0


def ratio(x, y):
    return x / y


# --- seen: the type of the result ---


def accumulated(a: F1):
    return total(a)


def accumulated_from_int(a: F1):
    return total_of_int(a)


def in_tuple(a: F1):
    s = total(a)
    return s, s + 1, s * 2.0, -s, s - np.float64(1), abs(s), s > 1


def in_list(a: F1):
    s = total(a)
    return [s, s + s]


def in_dict(a: F1):
    return {"total": total(a), "twice": total(a) * 2}


def compared(a: F1, limit: float):
    return total(a) < limit, limit >= total(a), total(a) == total(a[:1])


def negated(a: F1):
    return not total(a), -total(a), +total(a)


def largest_from_float(a: F1, start: float):
    return largest(a, start)


def largest_from_int(a: F1):
    return largest(a, 0)


def largest_from_infinity(a: F1):
    return largest(a, -math.inf)


def of_two(x: float, y: np.float64):
    return max(x, y), max(y, x), min(x, y), min(y, x), max(0.0, y), min(0.0, x, y), max(0, y), max(y, 0), max(0.0, y, 1.5)


def chosen(x: float, y: np.float64, which: bool):
    z = x if which else y
    return z, z + 1, z * z, z < 1, z == x, z - z


def chosen_and_or(x: float, y: np.float64):
    return x or y, y or x, x and y, y and x, (x or y) + 1.0


def is_python(x: float, y: np.float64, which: bool):
    z = x if which else y
    return isinstance(z, np.float64), isinstance(z, float), isinstance(z, (int, float))


def as_text(x: float, y: np.float64, which: bool):
    z = x if which else y
    return str(z), [str(z)]


def optional_number(a: F1, flag: bool):
    s = total(a) if flag else None
    if s is None:
        return None, 0.0
    t = s * 2
    return s, t


def unbound(a: F1, flag: bool):
    if flag:
        s = 0.0
    for x in a:
        s = s + x
    return s


# --- seen: what divides ---


def divided(a: F1, x: float):
    return x / total(a)


def divided_by_int(a: F1, n: int):
    return total(a) / n


def divided_itself(a: F1):
    s = total(a)
    t = 1.0
    return t / s


def divided_in_loop(a: F1, out: F1):
    for i in range(len(out)):
        s = 0.0
        for k in range(i):
            s += a[k]
        out[i] = 1.0 / s
    return out


def floor_divided(a: F1, x: float):
    return x // total(a)


def remainder(a: F1, x: float):
    return x % total(a)


def power(a: F1, x: float):
    return total(a) ** x


def power_large(x: float, y: np.float64, which: bool):
    z = x if which else y
    return z**2000


def quotients(x: float, y: np.float64, which: bool, n: int):
    z = x if which else y
    return z / n, z // n, z % n


def halves(a: F1, out: F1):
    s = 0.0
    for i in range(len(a)):
        s += a[i]
        out[i] = halved(s) + s / 4
    return halved(s), out


def by_helper(a: F1, b: F1):
    return ratio(total(a), total(b))


def by_helper_unseen(a: F1, b: F1, out: F1):
    out[0] = ratio(total(a), total(b))
    return out


def of_literal(x: np.float64, flag: bool):
    z = x if flag else 0
    return z, z + 1.5, 2.0 * z, 1.5 / (z + 2.0), z < 1, z == 0


def by_literal(x: np.float64, flag: bool, out: F1):
    z = x if flag else 0
    out[0] = 2.0 / z
    return out


# --- not seen ---


def nearest(points: F2, centres: F2, out: I1):
    for i in range(len(points)):
        best = 0
        least = np.inf
        for c in range(len(centres)):
            square = 0.0
            for k in range(points.shape[1]):
                difference = points[i, k] - centres[c, k]
                square += difference * difference
            if square < least:
                least = square
                best = c
        out[i] = best
    return out


def stored(a: F1, out: F1):
    s = 0.0
    for i in range(len(a)):
        s += a[i]
        out[i] = s
    out[:1] = s
    out[1:3] += s
    return out


def stored_as_float32(a: F1, out: np.ndarray[tuple[int], np.dtype[np.float32]]):
    s = 0
    for i in range(len(a)):
        s += a[i] * 1e30
        out[i] = s
    return out


def clipped(a: F1, out: F1):
    for i in range(len(a)):
        out[i] = max(0.0, min(a[i], 1.0))
    return out


def functions(a: F1, out: F1):
    s = total(a)
    out[0] = np.sqrt(s)
    out[1] = math.sqrt(abs(s))
    out[2] = np.exp(-s) + math.cos(s)
    out[3] = -s
    out[4] = abs(s)
    return out


def square_root(a: F1):
    return math.sqrt(total(a))


def conditions(a: F1, x: float):
    s = total(a)
    t = total(a[1:])
    n = 0
    if s < x:
        n += 1
    if s < t:
        n += 2
    if not s:
        n += 4
    if s > t > x:
        n += 8
    if s == 0 or t != x:
        n += 16
    while s > x and n < 100:
        s -= 1
        n += 32
    return n


def in_array(a: F1, x: float):
    s = total(a)
    return a * s + x, np.full(3, s), np.maximum(a, s)


def to_int(a: F1):
    s = total(a)
    return int(s), round(s), bool(s), float(s), complex(s)


def swapped(a: F1, n: int):
    x, y = 0.0, a[0]
    for _ in range(n):
        x, y = y, x + y
    return x > y, int(x), int(y)


def swapped_seen(a: F1, n: int):
    x, y = 0.0, a[0]
    for _ in range(n):
        x, y = y, x
    return x, y


def nested(a: F1, x: float):
    s = total(a)

    def less(y):
        return s < y

    def add(y):
        return s + y

    return less(x), add(x), add(a[0]), (lambda: s)()


def nested_cell(a: F1):
    s = 0.0

    def put(x):
        nonlocal s
        s += x

    for x in a:
        put(x)
    return s


def recursive(a: F1, i: int):
    return sum_from(a, i)


def sum_from(a, i):
    if i >= len(a):
        return 0.0
    return a[i] + sum_from(a, i + 1)


def recursive_unseen(a: F1, i: int):
    return bool(sum_from(a, i) > 1)


def in_try(a: F1, n: int):
    s = 0.0
    try:
        for i in range(n):
            s += a[i]
    except IndexError:
        return s, "end"
    return s, "all"


def division_in_try(a: F1):
    s = total(a)
    try:
        t = 1.0 / s
    except ZeroDivisionError:
        return "zero"
    return t


def walrus(a: F1, x: float):
    s = 0.0
    n = 0
    for v in a:
        if (s := s + v) > x:
            n += 1
    return n, s


# --- bool, int, complex ---


def bools(a: B1, start: bool):
    any_one = start
    for x in a:
        if x:
            any_one = x
    return any_one


def bools_unseen(a: B1, start: bool):
    last = start
    n = 0
    for x in a:
        if last:
            n += 1
        last = x
    return n + int(last)


def bools_chosen(x: bool, y: np.bool_, which: bool):
    z = x if which else y
    return z, not z, z and 1, z == x


def bools_inverted(x: bool, y: np.bool_, which: bool):
    z = x if which else y
    return z & x, z | y, z ^ True


def ints(a: I1, start: int):
    s = start
    for x in a:
        s = x
    return s


def ints_compared(a: I1, start: int):
    least = start
    n = 0
    for i in range(len(a)):
        if a[i] < least:
            least = a[i]
            n = i
    return n


def ints_overflow(x: int, y: np.int64, which: bool):
    z = x if which else y
    return z * 2 > 0


def ints_stored(a: I1, out: I1, start: int):
    s = start
    for i in range(len(a)):
        out[i] = s
        s = a[i]
    return out


def ints_divided(x: int, y: np.int64, which: bool, n: int):
    z = x if which else y
    return z // n > 1


def ints_as_index(a: F1, y: np.int64, x: int, which: bool):
    z = x if which else y
    return a[z], a[z:]


def complexes(a: C1):
    s = 0j
    for x in a:
        s += x
    return s


def complexes_unseen(a: C1):
    s = 0j
    for x in a:
        s = x * s + x
    return s == 0, abs(s)


EMPTY = np.array([])
A = np.array([0.5, -1.25, 3.0, 0.125])
ZERO = np.array([1.5, -1.5])
ARRAYS = [EMPTY, A, ZERO, np.array([-0.0]), np.array([math.nan, 1.0]), np.array([math.inf, 1.0]), np.array([2.5])]
N = np.array([3, 5, -2])
NO_INT = np.array([], dtype=np.int64)
BOOLS = [np.array(x, dtype=np.bool_) for x in ([], [True], [False], [False, True, False], [True, False])]
MIXES = [(0.5, np.float64(0.25)), (0.0, np.float64(-0.0)), (-0.0, np.float64(0.0)), (-1.0, np.float64(2.0)), (math.nan, np.float64(1.0)), (1.0, np.float64(math.nan)), (2.0, np.float64(2.0)), (-3.5, np.float64(0.0)), (0.0, np.float64(1.25))]
THREE = [*[(x, y, which) for x, y in MIXES for which in (True, False)], (10.0, np.float64(10.0), True), (10.0, np.float64(10.0), False)]

CALLS = [
    *[(name, a) for a in ARRAYS for name in ("accumulated", "accumulated_from_int", "in_tuple", "in_list", "in_dict", "negated", "divided_itself", "square_root", "largest_from_int", "largest_from_infinity", "to_int", "nested_cell", "division_in_try")],
    *[(name, a, x) for a in ARRAYS for x in (0.0, 1.0, -2.5, math.inf) for name in ("compared", "largest_from_float", "divided", "floor_divided", "remainder", "power", "conditions", "in_array", "walrus")],
    *[("nested", a, x) for a in ARRAYS[1:] for x in (0.0, 1.5)], *[("divided_by_int", a, n) for a in ARRAYS for n in (0, 2)],
    *[("of_two", x, y) for x, y in MIXES], *[("chosen_and_or", x, y) for x, y in MIXES], *[(name, *case) for case in THREE for name in ("chosen", "is_python", "as_text", "power_large")], *[("quotients", *case, n) for case in THREE for n in (0, 3)],
    *[(name, a, flag) for a in ARRAYS for flag in (True, False) for name in ("optional_number", "unbound")],
    *[("divided_in_loop", a, np.zeros(n)) for a in (A, ZERO, np.zeros(4)) for n in (0, 1, 3)], *[("halves", a, np.zeros(len(a))) for a in ARRAYS], *[("by_helper", a, b) for a in ARRAYS for b in ARRAYS], *[("by_helper_unseen", a, b, np.zeros(1)) for a in ARRAYS for b in ARRAYS],
    *[("of_literal", np.float64(x), flag) for x in (0.0, -0.0, 2.5, -2.0) for flag in (True, False)], *[("by_literal", np.float64(x), flag, np.zeros(1)) for x in (0.0, -0.0, 2.5) for flag in (True, False)],
    ("nearest", np.array([[0.5, 1.0], [2.0, -1.0], [math.nan, 0.0]]), np.array([[0.0, 0.0], [2.0, 0.0], [0.5, 1.5]]), np.zeros(3, dtype=np.int64)), ("nearest", np.zeros((2, 0)), np.zeros((2, 0)), np.full(2, 7)), ("nearest", np.zeros((2, 2)), np.zeros((2, 1)), np.zeros(2, dtype=np.int64)),
    *[("stored", a, np.ones(5)) for a in ARRAYS], ("stored", A, np.ones(3)), *[("stored_as_float32", a, np.ones(5, dtype=np.float32)) for a in ARRAYS], *[("clipped", a, np.ones(5)) for a in ARRAYS], *[("functions", a, np.ones(5)) for a in ARRAYS],
    *[(name, a, n) for a in ARRAYS[1:4] for n in (0, 1, 2, 7) for name in ("swapped", "swapped_seen", "recursive", "recursive_unseen", "in_try")], ("recursive", EMPTY, 0), ("recursive_unseen", EMPTY, 0), ("in_try", EMPTY, 0), ("in_try", EMPTY, 1),
    *[(name, a, start) for a in BOOLS for start in (True, False) for name in ("bools", "bools_unseen")], *[(name, x, np.bool_(y), which) for x in (True, False) for y in (True, False) for which in (True, False) for name in ("bools_chosen", "bools_inverted")],
    *[(name, a, start) for a in (N, NO_INT) for start in (4, -7) for name in ("ints", "ints_compared")], *[("ints_overflow", x, np.int64(y), which) for x, y in ((3, 4), (2**61, 2**61), (-1, -1), (-5, 2**62)) for which in (True, False)], *[("ints_stored", a, np.zeros(3, dtype=np.int64), 9) for a in (N, NO_INT)],
    *[("ints_divided", 7, np.int64(9), which, n) for which in (True, False) for n in (2, 0)], *[("ints_as_index", A, np.int64(y), x, which) for y, x in ((1, -1), (9, 9)) for which in (True, False)],
    *[(name, a) for a in (np.array([], dtype=np.complex128), np.array([1 + 2j, -0.5j])) for name in ("complexes", "complexes_unseen")],
]
