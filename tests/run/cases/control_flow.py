"""if, while, for, else, break, continue, del, assert, walrus, conditional expressions, chained comparison, names that are not bound."""


def sign(n: int) -> str:
    if n > 0:
        return "positive"
    elif n == 0:
        return "zero"
    else:
        return "negative"


def countdown(n: int) -> int:
    total = 0
    while n:
        total += n
        n -= 1
    else:
        total += 1000
    return total


def while_break(n: int, stop: int) -> int:
    i = 0
    while i < n:
        if i == stop:
            break
        i += 1
    else:
        return -1
    return i


def while_true(n: int) -> int:
    while True:
        if n % 7 == 0:
            return n
        n += 1


def for_else(n: int, divisor: int) -> int:
    for i in range(2, n):
        if i % divisor == 0:
            found = i
            break
    else:
        found = -1
    return found


def skips(n: int) -> int:
    total = 0
    for i in range(n):
        if i % 3 == 0:
            continue
        if i > 20:
            break
        total += i
    return total


def negative_step(a: int, b: int, step: int):
    values = []
    for i in range(a, b, step):
        values.append(i)
    return values


def loop_variable(n: int) -> int:
    for i in range(n):
        pass
    return i


def loop_variable_default(n: int) -> int:
    i = -7
    for i in range(0, n, 3):
        pass
    return i


def loop_variable_changed(n: int):
    seen = []
    for i in range(n):
        seen.append(i)
        i = i * 10
    return seen, i


def bound_changed(n: int) -> int:
    count = 0
    for i in range(n):
        n = 2
        count += 1
    return count * 100 + n


def nested(n: int, m: int):
    out = []
    for i in range(n):
        for j in range(m):
            if j == i:
                break
            if (i + j) % 2:
                continue
            out.append((i, j))
        else:
            out.append((i, -1))
    return out


def nested_while(n: int) -> int:
    i = total = 0
    while i < n:
        j = 0
        while True:
            j += 1
            if j > i:
                break
            if j % 2:
                continue
            total += j
        i += 1
    return total


def chained(a: int, b: int, c: int, d: int) -> bool:
    return a < b <= c < d


def chained_once(a: int, b: int):
    calls = []

    def look(v):
        calls.append(v)
        return v

    result = look(a) < look(b) < look(10)
    return result, calls


def chained_not_equal(a: int, b: float, c: int) -> bool:
    return a != b != c


def conditional(a: float, b: float) -> float:
    return a if a > b else b if b > 0 else 0.5


def conditional_mixed(flag: bool):
    return 1 if flag else 2.5


def walrus(n: int) -> int:
    total = 0
    while (k := n // 2) > 0:
        total += k
        n = k
    return total + k


def walrus_condition(a: int, b: int) -> int:
    if (s := a + b) > 10 and (t := s * 2) > 30:
        return t
    return s


def walrus_unbound(a: int) -> int:
    if a > 0 and (t := a * 2) > 10:
        pass
    return t


def asserts(n: int) -> int:
    assert n > 0
    assert n < 100, "too big"
    assert n != 50, n
    return n


def assert_tuple(n: int) -> int:
    assert n, ("a", n)
    return n


def deletes(n: int) -> int:
    a = n
    if n > 3:
        del a
    return a


def delete_then_bind(n: int) -> int:
    a = n
    del a
    a = n + 1
    return a


def delete_twice(n: int) -> int:
    a = n
    for i in range(n):
        del a
    return 5


def maybe_unbound(flag: bool) -> int:
    if flag:
        value = 3
    return value


def maybe_unbound_loop(n: int) -> int:
    while n > 5:
        value = n
        n -= 1
    return value


def bound_on_two_paths(flag: bool) -> int:
    if flag:
        value = 3
    else:
        value = 4
    return value


def no_result(n: int) -> None:
    if n > 3:
        return
    n += 1


def falls_through(n: int):
    if n > 3:
        return n


def early(n: int):
    for i in range(n):
        for j in range(n):
            if i * j == 6:
                return i, j
    return None


def pass_only(n: int) -> None:
    pass


def dead_code(n: int) -> int:
    return n
    n = n.nothing  # noqa


def static_branch(n: int) -> int:
    if False:
        return n.nothing
    if 0:
        n = "x"
    return n


def truth_of_things(n: int, s: str, t: list[int], d: dict[str, int], f: float):
    return (1 if n else 0, 1 if s else 0, 1 if t else 0, 1 if d else 0, 1 if f else 0, not n, not s, not t)


def value_of_and(n: int, s: str):
    return n and s


def value_of_or(a: float, b: int):
    return a or b


def value_of_long_or(a: int, b: int, c: int) -> int:
    return a or b or c


def short_circuit(a: int, b: int) -> bool:
    return b != 0 and a // b > 1


def loop_with_condition_change(n: int):
    x = 1
    out = []
    while x < n and x != 8:
        out.append(x)
        x *= 2
    return out, x


def evaluation_order(n: int):
    log = []

    def f(k):
        log.append(k)
        return k

    r = f(1) + f(2) * f(3)
    t = (f(4), f(5), [f(6), f(7)])
    return r, t, log


def break_in_else(n: int):
    out = []
    for i in range(n):
        for j in range(i):
            if j == 3:
                break
        else:
            if i == 2:
                continue
            out.append(i)
            if i == 5:
                break
        out.append(-i)
    return out


def while_else_return(n: int) -> int:
    while n > 0:
        n -= 2
        if n == 5:
            continue
    else:
        return n
    return 99


def big_strides(a: int, b: int, step: int) -> int:
    count = 0
    for i in range(a, b, step):
        count += 1
    return count


def global_constant_loop() -> int:
    total = 0
    for i in 1, 2, 3:
        total += i
    for s in "abc":
        total += ord(s)
    return total


CALLS = [
    *[("sign", n) for n in (3, 0, -3)],
    *[("countdown", n) for n in (0, 1, 10)],
    *[("while_break", *a) for a in ((5, 3), (5, 7), (0, 0), (5, 0))],
    *[("while_true", n) for n in (1, 14, -3)],
    *[("for_else", *a) for a in ((10, 3), (10, 11), (2, 2), (0, 1), (5, 0))],
    *[("skips", n) for n in (0, 1, 10, 100)],
    *[("negative_step", *a) for a in ((5, 0, -1), (5, 0, -2), (0, 5, -1), (0, 5, 2), (5, -5, -3), (3, 3, 1), (0, 5, 0), (1, 2, 100), (2, 1, -100))],
    *[("loop_variable", n) for n in (0, 1, 5)],
    *[("loop_variable_default", n) for n in (0, 1, 8)],
    *[("loop_variable_changed", n) for n in (0, 1, 3)],
    *[("bound_changed", n) for n in (0, 1, 5)],
    *[("nested", *a) for a in ((0, 0), (3, 3), (4, 2), (2, 4))],
    *[("nested_while", n) for n in (0, 1, 8)],
    *[("chained", *a) for a in ((1, 2, 2, 3), (1, 1, 2, 3), (1, 2, 1, 3), (1, 2, 3, 3))],
    *[("chained_once", *a) for a in ((1, 2), (2, 1), (1, 20))],
    *[("chained_not_equal", *a) for a in ((1, 1.0, 2), (1, 2.0, 1), (1, 2.0, 2))],
    *[("conditional", *a) for a in ((3.0, 2.0), (1.0, 2.5), (-5.0, -3.0))],
    ("conditional_mixed", True), ("conditional_mixed", False),
    *[("walrus", n) for n in (0, 1, 100)],
    *[("walrus_condition", *a) for a in ((1, 2), (10, 2), (20, 2))],
    *[("walrus_unbound", n) for n in (0, 1, 100)],
    *[("asserts", n) for n in (5, 0, 200, 50)],
    ("assert_tuple", 0), ("assert_tuple", 1),
    ("deletes", 1), ("deletes", 4),
    ("delete_then_bind", 4),
    *[("delete_twice", n) for n in (0, 1, 2)],
    ("maybe_unbound", True), ("maybe_unbound", False),
    ("maybe_unbound_loop", 7), ("maybe_unbound_loop", 1),
    ("bound_on_two_paths", True), ("bound_on_two_paths", False),
    ("no_result", 1), ("no_result", 4),
    ("falls_through", 1), ("falls_through", 4),
    ("early", 2), ("early", 4),
    ("pass_only", 1), ("dead_code", 2), ("static_branch", 3),
    ("truth_of_things", 0, "", [], {}, 0.0), ("truth_of_things", 1, "a", [0], {"": 0}, float("nan")), ("truth_of_things", -1, "0", [], {}, -0.0),
    ("value_of_and", 0, "a"), ("value_of_and", 1, "a"), ("value_of_and", 1, ""),
    ("value_of_or", 0.0, 0), ("value_of_or", 0.5, 0), ("value_of_or", 0.0, 3),
    ("value_of_long_or", 0, 0, 0), ("value_of_long_or", 0, 2, 3), ("value_of_long_or", 0, 0, 3),
    ("short_circuit", 5, 0), ("short_circuit", 5, 2), ("short_circuit", 5, 4),
    ("loop_with_condition_change", 5), ("loop_with_condition_change", 50),
    ("evaluation_order", 1),
    *[("break_in_else", n) for n in (0, 3, 10)],
    *[("while_else_return", n) for n in (0, 9, 8)],
    ("big_strides", 0, 2**63 - 1, 2**62), ("big_strides", 2**63 - 1, -(2**63), -(2**62)), ("big_strides", -(2**63), 2**63 - 1, 2**62), ("big_strides", 0, 10, -(2**63)),
    ("global_constant_loop",),
]
