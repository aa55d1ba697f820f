"""Optional and `X | Y`: tests for None, isinstance, names that change type, literal ints beside floats."""

from typing import Optional, Union


def optional(x: Optional[int]) -> int:
    if x is None:
        return -1
    return x + 1


def optional_not(x: int | None) -> int:
    if x is not None and x > 3:
        return x
    return 0


def optional_default(x: float | None = None) -> float:
    x = 2.5 if x is None else x
    return x * 2


def optional_truth(x: Optional[int]):
    if x:
        return x * 10
    return x


def optional_result(n: int) -> Optional[float]:
    if n > 2:
        return n * 0.5
    return None


def either(x: Union[int, str]):
    if isinstance(x, int):
        return x + 1
    return x + "!"


def either_pipe(x: int | float | str):
    if isinstance(x, str):
        return len(x)
    if isinstance(x, float):
        return x / 2
    return x // 2


def isinstance_tuple(x: int | float | str | None):
    if isinstance(x, (int, float)):
        return x * 2
    elif x is None:
        return "none"
    return x


def isinstance_bool(x: bool | int):
    return isinstance(x, bool), isinstance(x, int), isinstance(x, float)


def isinstance_static(a: int, b: float, s: str, t: list[int]):
    return isinstance(a, int), isinstance(b, int), isinstance(s, str), isinstance(t, list), isinstance(t, (tuple, list))


def arithmetic(x: int | float):
    return x + 1, x * 2, -x, x / 2, x > 1, x == 1


def arithmetic_two(x: int | float, y: int | float):
    return x + y, x * y, x - y, x < y, max(x, y), min(x, y)


def changes(n: int):
    x = n
    a = x
    x = x / 2
    b = x
    x = "s"
    return a, b, x


def changes_in_branch(flag: bool):
    x = 1
    if flag:
        x = 2.5
    return x


def changes_in_loop(n: int):
    x = 0
    for i in range(n):
        if i % 2:
            x = i * 0.5
        else:
            x = i
    return x


def accumulates(t: list[float]):
    s = 0
    for x in t:
        s += x
    return s


def accumulates_while(n: int):
    s = 1
    while n > 0:
        s = s * 1.5
        n -= 1
    return s


def averages(t: list[float]):
    total = 0
    count = 0
    for x in t:
        total += x
        count += 1
    return total / count


def running_max(t: list[float]):
    best = None
    for x in t:
        if best is None or x > best:
            best = x
    return best


def first_match(t: list[str], s: str):
    found = None
    for i, x in enumerate(t):
        if x == s:
            found = i
            break
    return found


def none_compare(x: Optional[int]):
    return x == None, x != None, x is None, None is None  # noqa: E711


def none_list(t: list[Optional[int]]):
    total = 0
    for x in t:
        if x is None:
            continue
        total += x
    return total, None in t


def none_dict(d: dict[str, int | None], k: str) -> int:
    v = d[k]
    if v is None:
        v = 7
    return v


def bad_use(x: Optional[int]) -> int:
    return x + 1


def bad_index(t: Optional[list[int]], i: int) -> int:
    return t[i]


def tuple_or_int(x: int | tuple[int, int]):
    if isinstance(x, tuple):
        return x[0] + x[1]
    return x


def list_or_float(x: float | list[float]):
    if isinstance(x, list):
        return sum(x)
    return x


def helper_none(x=None):
    if x is None:
        return 0
    return x + 1


def helper_at_both(n: int):
    return helper_none(), helper_none(n), helper_none(n * 0.5), helper_none(None)


def linked(n: int):
    prev = None
    out = []
    for i in range(n):
        if prev is not None:
            out.append(i - prev)
        prev = i * i
    return out


def narrow_early(x: int | None, y: int | None) -> int:
    if x is None or y is None:
        return -1
    return x * y


def narrow_while(x: int | None) -> int:
    n = 0
    while x is not None:
        n += x
        x = x - 1 if x > 1 else None
    return n


def narrow_assert(x: int | None) -> int:
    assert x is not None
    return x + 1


def narrow_not(x: int | str):
    if not isinstance(x, str):
        return x + 1
    return x


def bool_int(flag: bool, n: int):
    x = flag
    if n > 3:
        x = n
    return x


def conditional_or(x: int | None):
    return x or 5, x and 7


def equality(a: int | str, b: int | str):
    return a == b, a != b


def returns_many(n: int):
    if n == 0:
        return None
    if n == 1:
        return 1
    if n == 2:
        return 2.5
    if n == 3:
        return "three"
    if n == 4:
        return (1, "a")
    if n == 5:
        return [1.5]
    return True


def zero_kinds(n: int):
    x = 0
    y = 0.0
    if n:
        x, y = y, x
    return x, y


def loop_over_either(items: list[int] | range) -> int:
    total = 0
    for i in items:
        if i == 7:
            break
        total += i
    else:
        total = -total
    return total


def loop_over_chosen(n: int, last: int | None) -> list[int]:
    found = []
    for i in range(n) if last is None else [last]:
        found.append(i)
    return found


def loop_over_three(n: int, kind: str) -> list[int]:
    items = {n: 1} if kind == "dict" else {n} if kind == "set" else [n, n]
    return [i + 1 for i in items]


def loop_that_grows(items: list[int] | set[int]) -> int:
    for i in items:
        if isinstance(items, set):
            items.add(i + 1)
        elif len(items) < 5:
            items.append(i)
    return len(items)


CALLS = [
    *[(f, x) for f in ("optional", "optional_not", "optional_truth", "none_compare", "bad_use", "narrow_while", "narrow_assert", "conditional_or") for x in (None, 0, 1, 5)],
    ("optional_default",), ("optional_default", None), ("optional_default", 1.5), ("optional_result", 1), ("optional_result", 5),
    ("either", 1), ("either", "a"), ("either_pipe", 5), ("either_pipe", 5.0), ("either_pipe", "abc"), *[("isinstance_tuple", x) for x in (1, 1.5, "a", None)],
    ("isinstance_bool", True), ("isinstance_bool", 1), ("isinstance_static", 1, 1.5, "s", [1]), ("arithmetic", 1), ("arithmetic", 1.5),
    *[("arithmetic_two", x, y) for x in (1, 2.0) for y in (1, 2.0, 3)], ("changes", 5), ("changes_in_branch", True), ("changes_in_branch", False),
    *[(f, n) for f in ("changes_in_loop", "accumulates_while", "linked", "zero_kinds") for n in (0, 1, 2, 4)],
    ("accumulates", []), ("accumulates", [0.5, 1.5]), ("averages", [1.0, 2.0]), ("averages", []), ("running_max", []), ("running_max", [1.0, 3.0, 2.0]),
    ("first_match", ["a", "b"], "b"), ("first_match", [], "b"), ("none_list", [1, None, 3]), ("none_list", []), ("none_dict", {"a": None}, "a"), ("none_dict", {"a": 5}, "a"), ("none_dict", {}, "a"),
    ("bad_index", None, 0), ("bad_index", [5], 0), ("tuple_or_int", 5), ("tuple_or_int", (1, 2)), ("list_or_float", 1.5), ("list_or_float", [1.5, 2.5]), ("helper_at_both", 3),
    *[("narrow_early", x, y) for x in (None, 3) for y in (None, 4)], ("narrow_not", 1), ("narrow_not", "a"), ("bool_int", True, 1), ("bool_int", True, 5),
    *[("equality", a, b) for a in (1, "1") for b in (1, "1", 2)], *[("returns_many", n) for n in range(7)],
    *[("loop_over_either", x) for x in ([1, 2], [1, 7, 9], range(4), range(9), [])], ("loop_over_chosen", 3, None), ("loop_over_chosen", 3, 5), *[("loop_over_three", 2, k) for k in ("dict", "set", "list")],
    ("loop_that_grows", [1, 2]), ("loop_that_grows", {1, 2}), ("loop_that_grows", set()),
]
