"""Vectors of a few elements, which are variables (passes/small_arrays.cpp): what must not be seen of it."""

import numpy as np

Vector = np.ndarray[tuple[int], np.dtype[np.float64]]
Numbers = np.ndarray[tuple[int], np.dtype[np.int64]]


def cross(a: Vector, b: Vector) -> Vector:
    return np.array([a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]])


def length(a: Vector) -> float:
    return float((a[0] * a[0] + a[1] * a[1] + a[2] * a[2]) ** 0.5)


def spin(n: int) -> float:
    axis = np.array([0.6, 0.0, 0.8])
    start = np.array([1.0, 2.0, 0.5])
    at = start.copy()
    for _ in range(n):
        at = at + 0.001 * cross(axis, at)
        at = at * (2.29128784747792 / length(at))
    return length(at - start)


def sums_and_products(x: float, n: int) -> tuple[float, float, float, float]:
    u = np.array([x, 2.0, 3.0])
    w = np.zeros(3)
    a = b = c = 0.0
    for i in range(n):
        w[0] = u[1]
        w += u * 2.0
        a += np.dot(u, w) + np.sum(u * w)
        p, q, r = w
        b += p * q - r
        u = np.cross(u, w) / np.linalg.norm(u)
        u[2] -= 1.0
        v = -u
        c += v @ u + (v * v).sum() + np.sqrt((v - u).sum() ** 2)
    return float(a), float(b), float(c), float(w[-1])


def signed_zeros() -> tuple[float, float, float]:
    a = np.array([-0.0, -0.0])
    b = np.array([0.0, -0.0])
    return float(np.sum(a)), float((a * b)[1]), float((a + a)[0])


def returned(x: float) -> Vector:
    a = np.array([x, x + 1.0])
    a *= 2.0
    return a


def returned_twice(x: float) -> tuple[Vector, Vector]:
    a = np.array([x, x + 1.0])
    return a, a


def returned_under_another_name(x: float, flag: bool) -> tuple[Vector, Vector]:
    a = np.array([x, x + 1.0])
    b = a
    if flag:
        b[0] = 7.0
    return a, b


def changed_on_the_way_out(x: float) -> Vector:
    a = np.array([x, x + 1.0])
    try:
        return a
    finally:
        a[0] = 5.0


def two_names(x: float) -> float:
    a = np.array([x, 1.0, 2.0])
    b = a
    b[1] = 5.0
    a += 1.0
    return float(a[0] * 100.0 + a[1] * 10.0 + b[1])


def a_name_for_a_while(n: int) -> float:
    a = np.array([1.0, 2.0])
    total = 0.0
    for i in range(n):
        b = a
        total += b[0] * b[1]
        a[0] += 0.5
    return float(total)


def a_name_for_too_long(n: int) -> float:
    a = np.array([1.0, 2.0])
    total = 0.0
    for i in range(n):
        b = a
        a[0] += 0.5
        total += b[0] * b[1]
    return float(total)


def in_a_list(n: int) -> list[float]:
    a = np.array([0.0, 1.0])
    kept = []
    for i in range(n):
        a[0] += 1.0
        kept.append(a)
    return [float(each[0]) for each in kept]


def written_by(a: Vector) -> None:
    a[0] = 9.0


def passed_on(x: float) -> float:
    a = np.array([x, 1.0])
    written_by(a)
    return float(a[0] + a[1])


def with_a_slice(x: float) -> float:
    a = np.array([x, 1.0, 2.0])
    b = a[1:]
    b[0] = 4.0
    return float(a[1] + b[1])


def by_a_variable(x: float, i: int) -> float:
    a = np.array([x, 1.0, 2.0])
    a[i] = 8.0
    return float(a[0] + a[i])


def beyond(x: float) -> float:
    a = np.array([x, 1.0])
    b = np.array([x])
    return float(a[2] + b[0])


def broadcast(x: float) -> Vector:
    a = np.array([x, 1.0, 2.0])
    b = np.array([x])
    return a + b


def that_do_not_fit(x: float) -> Vector:
    a = np.array([x, 1.0, 2.0])
    b = np.array([x, 2.0])
    return a + b


def of_two_lengths(x: float, flag: bool) -> Vector:
    a = np.array([x, 1.0])
    if flag:
        a = np.array([x, 1.0, 2.0])
    return a * 2.0


def of_one_length(x: float, flag: bool) -> float:
    if flag:
        a = np.array([x, 1.0])
    else:
        a = np.ones(2)
    return float(a[0] - a[1])


def perhaps_unbound(x: float, flag: bool) -> float:
    if flag:
        a = np.array([x, 1.0])
    return float(a[0])


def raising_half_way(values: list[float]) -> tuple[float, float, str]:
    a = np.array([1.0, 2.0])
    what = ""
    for x in values:
        try:
            a = np.array([x, a[0] / (1.0 // x)])
            a = a * (1.0 / (x - 2.0))
        except ZeroDivisionError as problem:
            what += str(problem)
    return float(a[0]), float(a[1]), what


def said(out: list[str], what: str, x: float) -> float:
    out.append(what)
    return x


def in_order(x: float) -> tuple[list[str], float]:
    out: list[str] = []
    a = np.array([said(out, "a0", x), said(out, "a1", 2.0)])
    b = a * said(out, "factor", 3.0) + said(out, "offset", 1.0)
    b += said(out, "more", 0.5)
    b[1] = said(out, "one", 4.0)
    return out, float(np.sum(a * b * said(out, "in a sum", 2.0)))


def itself(n: int) -> Vector:
    a = np.array([1.0, 2.0, 3.0])
    for i in range(n):
        a = np.array([a[1], a[2], a[0]])
        a += a[0]
        a *= a
        a = a / a[2]
    return a


def swapped(n: int) -> tuple[float, float]:
    a = np.array([1.0, 2.0])
    b = np.array([3.0, 4.0])
    for i in range(n):
        a, b = b, a
        a = a + 1.0
    return float(a[0]), float(b[1])


def of_ints(n: int) -> tuple[Numbers, int]:
    a = np.array([1, 2, 3])
    for i in range(n):
        a = a * 3 + 1
        a[0] -= i
    return a, int(np.sum(a))


def of_other_numbers(x: np.float32) -> tuple[float, bool]:
    a = np.array([x, x])
    b = a * np.float32(0.1)
    c = b > a
    d = np.array([1, 2]) * 0.5
    return float(b[0]) + float(d[1]), bool(c[1])


def chosen(x: float) -> float:
    a = np.array([x, -x, 1.0])
    b = np.where(a > 0.0, a, 2.0)
    c = np.maximum(a, b)
    return float(b[0] + b[1] * 10.0 + c[2] * 100.0)


def elementary(x: float) -> float:
    a = np.array([x, 2.0])
    return float(np.sum(np.sin(a) + np.sqrt(a)))


def in_a_lambda(xs: list[float]) -> list[float]:
    a = np.array([2.0, 3.0])
    return sorted(xs, key=lambda x: -x * a[0] + a[1])


def steps(n: int):
    a = np.array([0.0, 1.0])
    for i in range(n):
        a = a + np.array([1.0, float(i)])
        yield float(a[0] * a[1])


def of_a_generator(n: int) -> list[float]:
    return list(steps(n))


def columns(points: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> Vector:
    centre = np.zeros(2)
    for i in range(len(points)):
        centre += np.array([points[i, 0], points[i, 1]])
    return centre / max(len(points), 1)


CALLED = ["steps"]
CALLS = [
    ("spin", 0), ("spin", 10), ("sums_and_products", 1.5, 0), ("sums_and_products", 1.5, 6), ("sums_and_products", float("nan"), 2), ("signed_zeros",),
    ("returned", 1.5), ("returned_twice", 1.5), ("returned_under_another_name", 1.5, True), ("returned_under_another_name", 1.5, False),
    ("changed_on_the_way_out", 1.5), ("two_names", 1.5), ("a_name_for_a_while", 4), ("a_name_for_too_long", 4), ("in_a_list", 3), ("passed_on", 1.5), ("with_a_slice", 1.5), ("by_a_variable", 1.5, 2),
    ("by_a_variable", 1.5, -3), ("by_a_variable", 1.5, 3), ("beyond", 1.0), ("broadcast", 2.0), ("that_do_not_fit", 2.0), ("of_two_lengths", 1.0, True), ("of_two_lengths", 1.0, False),
    ("of_one_length", 3.0, True), ("of_one_length", 3.0, False), ("perhaps_unbound", 3.0, True), ("perhaps_unbound", 3.0, False),
    ("raising_half_way", [1.0, 2.0, 5.0, 0.0, 0.5]), ("in_order", 1.5), ("itself", 3), ("swapped", 3), ("of_ints", 4), ("of_ints", 50), ("of_other_numbers", np.float32(1.5)),
    ("chosen", 1.5), ("chosen", -1.5), ("elementary", 0.5), ("in_a_lambda", [1.0, 3.0, 2.0]), ("of_a_generator", 4),
    ("columns", np.arange(8.0).reshape(4, 2)), ("columns", np.zeros((0, 2))), ("columns", np.zeros((3, 1))),
    ("cross", np.array([1.0, 2.0, 3.0]), np.array([3.0, 1.0, 2.0])), ("length", np.array([1.0, 2.0, 3.0])), ("written_by", np.array([1.0])), ("said", [], "x", 1.0),
]
