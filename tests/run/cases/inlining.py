"""Small functions that loops call: what is carried out in place computes, raises and reports as the call would."""

import numpy as np

from keelback.typing import Array1D, Array2D


def clip(x, low, high):
    assert 0 <= low <= high, "an empty range"
    if x > high:
        return high
    elif x < low:
        return low
    else:
        return x


def box(image, r, c, rows, columns):
    r = clip(r, 0, image.shape[0] - 1)
    c = clip(c, 0, image.shape[1] - 1)
    r2 = clip(r + rows, 0, image.shape[0] - 1)
    c2 = clip(c + columns, 0, image.shape[1] - 1)
    ans = image[r, c] + image[r2, c2] - image[r, c2] - image[r2, c]
    return max(0.0, ans)


def boxes(image: Array2D[np.float64], size: int) -> Array2D[np.float64]:
    out = np.empty_like(image)
    for r in range(image.shape[0]):
        for c in range(image.shape[1]):
            out[r, c] = box(image, r - size, c - size, 2 * size, size) - 0.5 * box(image, r + 1, c + 1, size, size)
    return out


def clipped(values: list[int], low: int, high: int) -> list[int]:
    out = []
    for value in values:
        out.append(clip(value, low, high))
    return out


def at(a: Array1D[np.float64], i: int) -> np.float64:
    return a[i]


def summed_at(a: Array1D[np.float64], indices: list[int]) -> float:
    total = 0.0
    for i in indices:
        total += at(a, i)
    return float(total)


def summed_next(a: Array1D[np.float64], n: int) -> float:
    total = 0.0
    for i in range(n):
        total += at(a, i) * at(a, i + 1) + at(a, -1 - i)
    return float(total)


def third(a: Array1D[np.float64], i: int) -> np.float64:
    x = at(a, i)
    return x + at(a, i + 2)


def summed_thirds(a: Array1D[np.float64], n: int) -> float:
    total = 0.0
    for i in range(n):
        total += third(a, i)
    return float(total)


def put(a: Array1D[np.int64], i: int, value: int) -> int:
    a[i] = value
    return value


def order(a: Array1D[np.int64], n: int) -> int:
    total = 0
    for i in range(n):
        # The element is read before the call that writes it.
        total += int(a[i]) * 10 + put(a, i, i + 7) + int(a[i])
        a[put(a, 0, 1)] = put(a, 1, 5) + a[1]
    return total


def order_of_errors(a: Array1D[np.int64], i: int, j: int) -> int:
    total = 0
    for k in range(2):
        total += int(a[i + k]) + put(a, j, 3)
    return total


def stores(a: Array1D[np.int64], n: int) -> None:
    for i in range(n):
        put(a, i, i * i)


def nothing(a: Array1D[np.int64], i: int) -> None:
    if a[i] < 0:
        return
    a[i] += 1


def increments(a: Array1D[np.int64]) -> None:
    for i in range(len(a)):
        nothing(a, i)
    nothing(a, len(a))


def changes_parameter(n, k):
    while_less = n
    if n < 0:
        n = -n
    n = n + k
    if n > 100:
        return n - 100
    n *= 2
    return n + while_less


def parameters_stay(n: int) -> int:
    total = 0
    for i in range(-n, n):
        total += changes_parameter(i, i) + changes_parameter(i, n) + i
    return total


def overflows(n: int, start: int) -> int:
    total = start
    for i in range(n):
        total = twice(total) + 1
    return total


def twice(x):
    return x + x


def divided(a, b):
    if b > 10:
        return a // (b - 20)
    return a // b


def divisions(n: int, m: int) -> int:
    total = 0
    for i in range(n, m):
        total += divided(1000, i) if i % 2 else divided(500, i)
        if divided(7, i) > 3 and divided(i, i - 3) > 0:
            total += 1
    return total


def caught(a: Array1D[np.float64], n: int) -> float:
    total = 0.0
    for i in range(n):
        try:
            total += at(a, 2 * i)
        except IndexError:
            total += 100.0
    return float(total)


def partly(a, i):
    if i > 2:
        if a[i] > 5:
            return 1
    else:
        return 2
    return 3


def partly_all(a: Array1D[np.int64]) -> int:
    total = 0
    for i in range(len(a) + 1):
        total = total * 10 + partly(a, i)
    return total


def found(a, x):
    for i in range(len(a)):
        if a[i] == x:
            return i
    return -1


def found_all(a: Array1D[np.int64], n: int) -> int:
    total = 0
    for x in range(n):
        total = total * 7 + found(a, x)
    return total


def ranked(n: int) -> int:
    return n if n <= 1 else ranked(n - 1) + ranked(n - 2)


def ranks(n: int) -> int:
    total = 0
    for i in range(n):
        total += ranked(i)
    return total


def pair(a, i):
    return a[i], a[i + 1]


def pairs(a: Array1D[np.float64], n: int) -> float:
    total = 0.0
    for i in range(n):
        x, y = pair(a, i)
        total += x * y
    return float(total)


def checked_sign(x):
    if x == 0:
        raise ValueError("zero has no sign")
    return 1 if x > 0 else -1


def signs(values: list[int]) -> list[int]:
    return [checked_sign(x) for x in values]


def signs_while(values: list[int]) -> int:
    i = 0
    while i < len(values) and checked_sign(values[i]) > 0:
        i += 1
    return i


def rows(image, i):
    return image[i].sum()


def row_sums(image: Array2D[np.float64], n: int) -> float:
    total = 0.0
    for i in range(n):
        total += rows(image, i) + rows(image[:, 1:], i) + rows(image + 1.0, i)
    return float(total)


def walrus(a: Array1D[np.int64], n: int) -> int:
    total = 0
    for i in range(n):
        total += i * 100 + (i := put(a, 0, 2)) + i
    return total


def head(x: int) -> str:
    if x < 0:
        return ""
    return str([10, 20, 30][x])


def tail(x: int) -> str:
    return "tail" + str(x)


def read_twice(xs: list[int]) -> list[str]:
    found: list[str] = []
    for x in xs:
        for part in head(x) or tail(x):
            found.append(part)
        found.append(head(x) or tail(x))
    return found


image = np.arange(30.0).reshape(5, 6) % 7
line = np.arange(6.0)
ints = np.array([3, 1, 4, 1, 5, 9])

CALLS = [
    ("boxes", image, 2), ("boxes", np.asfortranarray(image), 1), ("boxes", image[::2, ::-1], 1), ("boxes", image, -3), ("boxes", image[:0], 2),
    ("boxes", image[:, :0], 2), ("clipped", [1, 5, 9], 2, 7), ("clipped", [1, 5, 9], 7, 2), ("clipped", [], 7, 2), ("at", line, 2), ("at", line, 6), ("summed_at", line, [0, 5, -6]),
    ("summed_at", line, [0, 6]), ("summed_at", line, [-7]), ("summed_next", line, 5), ("summed_next", line, 6), ("summed_next", line[::2], 2), ("summed_next", line[:0], 1),
    ("third", line, 3), ("third", line, 4), ("third", line, 6), ("summed_thirds", line, 4), ("summed_thirds", line, 5), ("summed_thirds", line, 0), ("put", ints, 1, 2), ("put", ints, 6, 2),
    ("order", ints, 4), ("order", ints, 6), ("order", ints[:1], 1), ("order_of_errors", ints, 5, 6), ("order_of_errors", ints, 4, 6), ("order_of_errors", ints, 3, 3),
    ("stores", ints, 6), ("stores", ints, 7), ("stores", ints[::2], 3), ("nothing", ints, 0), ("nothing", ints, 9), ("increments", ints - 3), ("parameters_stay", 70),
    ("overflows", 10, 3), ("overflows", 60, 3), ("overflows", 63, -1), ("divisions", 1, 9), ("divisions", 1, 15), ("divisions", 1, 22), ("divisions", -5, 3), ("divisions", 4, 20), ("divisions", 20, 21),
    ("caught", line, 5), ("partly_all", ints), ("partly_all", ints[:3]), ("found_all", ints, 6), ("ranked", 6), ("ranks", 9), ("pairs", line, 5), ("pairs", line, 6), ("signs", [1, -2]), ("signs", [1, 0]),
    ("signs_while", [1, 2, -1]), ("signs_while", [1, 0, -1]), ("row_sums", image, 5), ("row_sums", image, 6), ("walrus", ints, 3), ("head", 1), ("head", 3), ("tail", 1),
    ("read_twice", [1, -1, 2]), ("read_twice", [3]),
]
