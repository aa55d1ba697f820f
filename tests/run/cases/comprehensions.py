"""List, set and dict comprehensions, generator expressions as arguments."""

SCALE = 3


def squares(n: int):
    return [i * i for i in range(n)]


def filtered(t: list[int]):
    return [x for x in t if x > 0 if x % 2 == 0]


def two_loops(n: int, m: int):
    return [(i, j) for i in range(n) for j in range(m)]


def triangular(n: int):
    return [i * 10 + j for i in range(n) if i % 2 for j in range(i)]


def nested(n: int):
    return [[i * j for j in range(i)] for i in range(n)]


def flattened(t: list[list[float]]):
    return [x for row in t for x in row]


def of_sets(t: list[int]):
    return sorted({x % 5 for x in t})


def of_dicts(t: list[str]):
    return {s: i for i, s in enumerate(t)}


def swapped(d: dict[str, int]):
    return {v: k for k, v in d.items() if v > 0}


def own_names(x: int):
    t = [x for x in range(x)]
    return t, x


def outer_name(n: int):
    k = 10
    return [i + k for i in range(n)]


def with_global(n: int):
    return [i * SCALE for i in range(n)]


def conditional_item(t: list[int]):
    return [x if x > 0 else -x for x in t], ["+" if x > 0 else "-" for x in t]


def mixed_items(t: list[int]):
    return [x if x > 0 else x * 0.5 for x in t]


def none_items(t: list[int]):
    return [x if x > 0 else None for x in t]


def walrus(t: list[int]):
    out = [y for x in t if (y := x * 2) > 4]
    return out


def unpacked(t: list[tuple[int, float]]):
    return [a * b for a, b in t], {a: b for a, b in t}


def zipped(a: list[int], b: list[str]):
    return [s * n for n, s in zip(a, b)]


def sums(n: int):
    return sum(i * i for i in range(n)), sum(1 for _ in range(n)), sum(i * 0.5 for i in range(n)), sum([i for i in range(n)])


def extremes(t: list[int]):
    return max(x * x for x in t), min(-x for x in t)


def any_all(t: list[int]):
    return any(x > 3 for x in t), all(x > 0 for x in t)


def short_circuits(t: list[int]) -> bool:
    return any(10 // x > 3 for x in t)


def sorted_of(t: list[str]):
    return sorted(s + "!" for s in t), list(len(s) for s in t), tuple(s for s in t), len(set(c for c in t))


def in_condition(t: list[int]) -> bool:
    return 4 in [x * 2 for x in t]


def in_branch(flag: bool, n: int):
    return [i for i in range(n)] if flag else [n]


def in_loop(n: int):
    total = 0
    for i in range(n):
        total += sum([j for j in range(i)])
    return total


def in_while(n: int):
    t = list(range(n))
    while len([x for x in t if x > 2]) > 1:
        t.pop()
    return t


def late(n: int):
    fs = [lambda x, i=i: x + i for i in range(3)]
    return [f(n) for f in fs]


def raising(t: list[int]):
    return [10 // x for x in t]


def over_string(s: str):
    return [c for c in s if c != "a"], {c: 1 for c in s}


def over_tuple(a: int, b: float):
    return [x * 2 for x in (a, a + 1)], [y for y in (a, b)]


def over_dict(d: dict[int, int]):
    return [k for k in d], [d[k] for k in d], [v for v in d.values()]


def shadow(n: int):
    i = 100
    t = [i for i in range(n)]
    u = [i for _ in range(2)]
    return t, u, i


def empty(n: int):
    return [x for x in range(0)], {x for x in range(n) if x > n}, {x: x for x in range(0)}


def matrix_product(a: list[list[float]], b: list[list[float]]):
    return [[sum(a[i][k] * b[k][j] for k in range(len(b))) for j in range(len(b[0]))] for i in range(len(a))]


def functions_of(t: list[float]):
    def f(x):
        return x * x

    return [f(x) for x in t], [(lambda y: y + 1)(x) for x in t]


def order(t: list[int]):
    return t.pop() + sum([x for x in t])


def order_call(t: list[int]):
    return max(t.pop(), len([x for x in t]))


def branch(flag: bool, n: int):
    return ([i for i in range(n)] if flag else [n]), n > 2 and [i for i in range(n)], flag or sorted([3, 1])


def cond(flag: bool, n: int) -> int:
    if flag and sum([i for i in range(n)]) > 3:
        return 1
    while n > 0 and any([i > 1 for i in range(n)]):
        n -= 1
    return n


def lazy(t: list[list[int]]):
    return any(10 // x > 3 for row in t for x in row), all(x > 0 for row in t if row for x in row)


def chained(t: list[int]) -> bool:
    return len(t) == len([x for x in t if x > 0]) == len({x for x in t})


def chained_more(t: list[int], n: int) -> bool:
    return 0 < n < sum([x * 2 for x in t]) < max([x for x in t]) * 9


def chained_order(t: list[int]) -> list[int]:
    seen: list[int] = []

    def note(x: int) -> int:
        seen.append(x)
        return x

    result = note(1) < note(2) < len([note(x) for x in t]) < note(9)
    seen.append(int(result))
    return seen


def joined_in_loop(rows: list[list[int]]) -> str:
    out = []
    for row in rows:
        out.append("".join([str(x) + " " for x in row]))
    return "|".join(out)


CALLS = [
    *[(f, n) for f in ("squares", "triangular", "nested", "own_names", "outer_name", "with_global", "sums", "in_loop", "in_while", "late", "shadow", "empty") for n in (0, 1, 4)],
    *[(f, t) for f in ("filtered", "of_sets", "conditional_item", "mixed_items", "none_items", "walrus", "extremes", "any_all", "short_circuits", "in_condition", "raising")
      for t in ([], [2, -3, 4], [1, 2, 0])],
    ("two_loops", 2, 3), ("two_loops", 0, 3), ("flattened", [[1.0], [], [2.0, 3.0]]), ("of_dicts", ["a", "b", "a"]), ("swapped", {"a": 1, "b": -1, "c": 1}),
    ("unpacked", [(1, 0.5), (2, 1.5)]), ("zipped", [1, 2], ["a", "b", "c"]), ("sorted_of", ["b", "a", "a"]), ("sorted_of", []), ("in_branch", True, 2), ("in_branch", False, 2),
    ("over_string", "banana"), ("over_tuple", 1, 2.5), ("over_dict", {1: 2, 3: 4}), ("matrix_product", [[1.0, 2.0], [3.0, 4.0]], [[5.0], [6.0]]), ("functions_of", [1.0, 2.0]),
    ("order", [1, 2, 3]), ("order", []), ("order_call", [9, 1, 3]), ("order_call", []), ("branch", True, 4), ("branch", False, 1), ("cond", True, 5), ("cond", True, 2), ("cond", False, 7),
    ("lazy", [[5, 2, 0], [0]]), ("lazy", [[5], [0, 2]]), ("lazy", [[], [5, 4]]), ("lazy", []), ("lazy", [[5, -1], [0]]),
    *[("chained", t) for t in ([], [1, 2], [1, 1], [-1, 1])], *[("chained_more", t, n) for t in ([1, 2], [5], []) for n in (0, 1, 4, 9)], *[("chained_order", t) for t in ([], [1, 2, 3], [1, 2])],
    ("joined_in_loop", [[1, 2], [], [3]]), ("joined_in_loop", []),
]
