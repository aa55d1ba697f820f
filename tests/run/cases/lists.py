"""Lists: items, slices, methods, aliasing, comparison, conversion."""


def item(t: list[int], i: int) -> int:
    return t[i]


def store(t: list[int], i: int, v: int) -> None:
    t[i] = v


def augmented(t: list[int], i: int, v: int) -> None:
    t[i] += v


def cut(t: list[int], a: int, b: int) -> list[int]:
    return t[a:b]


def cut_step(t: list[int], a: int, b: int, c: int) -> list[int]:
    return t[a:b:c]


def cuts(t: list[float]):
    return t[:], t[1:], t[:-1], t[::2], t[::-1], t[-2:], t[:100], t[5:2]


def append_all(n: int):
    t = []
    for i in range(n):
        t.append(i * i)
    return t


def concatenated(a: list[int], b: list[int]):
    return a + b, a + [7], [] + b


def repeated(a: list[int], n: int):
    return a * n, n * a, [0] * n, [1, 2] * 2


def nested_alias(n: int):
    rows = [[0] * 2] * n
    if n:
        rows[0][1] = 5
    return rows


def nested_own(n: int):
    rows = [[0] * 2 for _ in range(n)]
    if n:
        rows[0][1] = 5
    return rows


def alias(a: list[int]):
    b = a
    b.append(99)
    return len(a), a is b, a[-1]


def pops(t: list[int], i: int):
    a = t.pop()
    b = t.pop(i)
    return a, b, t


def pop_empty(t: list[int]) -> int:
    return t.pop()


def inserts(t: list[int], i: int, v: int):
    t.insert(i, v)
    return t


def removes(t: list[int], v: int):
    t.remove(v)
    return t


def finds(t: list[int], v: int):
    return t.index(v), t.count(v)


def extends(t: list[int], u: list[int]):
    t.extend(u)
    t.extend(range(2))
    t += u
    return t


def reverses(t: list[int]):
    t.reverse()
    return t


def sorts(t: list[int]):
    u = sorted(t)
    t.sort()
    return t == u, u


def sorts_reverse(t: list[float]):
    t.sort(reverse=True)
    return t, sorted(t, reverse=True)


def sorts_tuples(t: list[tuple[int, float]]):
    t.sort()
    return t


def sorts_strings(t: list[str]):
    return sorted(t), min(t), max(t)


def clears(t: list[int]):
    u = t.copy()
    t.clear()
    return t, u, len(u)


def contains(t: list[int], v: int):
    return v in t, v not in t


def contains_float(t: list[int], v: float):
    return v in t


def compares(a: list[int], b: list[int]):
    return a == b, a != b, a < b, a <= b, a > b, a >= b


def sums(t: list[int], u: list[float]):
    return sum(t), sum(u), sum(t, 10), sum(u, 0.5)


def extremes(t: list[int]):
    return min(t), max(t)


def all_any(t: list[int]):
    return all(t), any(t), all([]), any([])


def deletes(t: list[int], i: int):
    del t[i]
    return t


def deletes_slice(t: list[int], a: int, b: int):
    del t[a:b]
    return t


def store_slice(t: list[int], a: int, b: int, u: list[int]):
    t[a:b] = u
    return t


def mixed_items(n: int):
    t = [n, 2.5]
    t.append(7)
    return t, t[0], t[1]


def mixed_later(n: int):
    t = []
    for i in range(n):
        if i % 2:
            t.append(i)
        else:
            t.append(i / 2)
    return t


def with_none(n: int):
    t = [None] * n
    if n > 1:
        t[1] = 5
    return t


def of_strings(n: int):
    t = ["a"]
    for _ in range(n):
        t.append(t[-1] + "b")
    return t


def of_lists(n: int):
    t = []
    for i in range(n):
        t.append([])
        for j in range(i):
            t[i].append(j)
    return t


def of_lists_of_floats(n: int):
    rows = []
    for i in range(n):
        row = []
        for j in range(i):
            row.append(j * 0.5)
        rows.append(row)
    return rows


def of_tuples(n: int):
    t = []
    for i in range(n):
        t.append((i, str(i), i * 0.5))
    return t


def changed_while_iterated(t: list[int]):
    seen = 0
    for v in t:
        seen += 1
        if v > 0 and len(t) < 10:
            t.append(v - 1)
    return seen, t


def removed_while_iterated(t: list[int]):
    seen = []
    for v in t:
        seen.append(v)
        t.remove(v)
    return seen, t


def enumerates(t: list[str]):
    out = []
    for i, s in enumerate(t, 1):
        out.append((i, s))
    return out


def zips(a: list[int], b: list[float]):
    return [x * y for x, y in zip(a, b)], list(zip(a, b))


def reversed_list(t: list[int]):
    return list(reversed(t)), [v for v in reversed(t)]


def from_range(n: int):
    return list(range(n)), list(range(n, 0, -1)), list("abc"), list((1, 2, 3))


def caller_sees(t: list[float]) -> None:
    t[0] = t[0] * 2.5
    t.append(1.0)


def returned_is_argument(t: list[int]) -> list[int]:
    t.append(1)
    return t


def truthy(t: list[int]) -> bool:
    return bool(t) and not not t


def deep(t: list[list[list[int]]], i: int) -> int:
    t[i][0][0] += 1
    return t[i][-1][-1]


def empty_of_type() -> list[float]:
    return []


def empty_list(n: int):
    return []


def empty_in_tuple(n: int):
    return [], [n], [[]]


def index_bool(t: list[int], b: bool) -> int:
    return t[b]


def swap(t: list[int], i: int, j: int):
    t[i], t[j] = t[j], t[i]
    return t


def bubble(t: list[float]):
    for i in range(len(t)):
        for j in range(len(t) - 1 - i):
            if t[j] > t[j + 1]:
                t[j], t[j + 1] = t[j + 1], t[j]
    return t


def sieve(n: int):
    prime = [True] * (n + 1)
    prime[0] = prime[1] = False
    for i in range(2, int(n**0.5) + 1):
        if prime[i]:
            for j in range(i * i, n + 1, i):
                prime[j] = False
    return [i for i, p in enumerate(prime) if p]


def matrix(n: int):
    a = [[i * n + j for j in range(n)] for i in range(n)]
    b = [[0] * n for _ in range(n)]
    for i in range(n):
        for j in range(n):
            b[j][i] = a[i][j]
    return b


def bools(n: int):
    t = [n > 1, False]
    t.append(n)
    return t


def nan_in(x: float):
    return x in [x], [x] == [x], [x].count(x)


def chained_append(n: int):
    a = b = []
    a.append(n)
    b.append(n + 1)
    return a, b


def starred(a: list[int], b: list[int]):
    return [*a, 5, *b], [*range(3)]


def appended_by_turns(n: int) -> list[list[int]]:
    up: list[int] = []
    down = [0]
    both: list[int] = []
    for i in range(2, n):
        up.append(i)
        both.append(i)
        both.append(-i)
    for i in range(n, -2, -1):
        down.append(i)
    nested: list[int] = []
    for i in range(n):
        for j in range(i):
            nested.append(i * j)
    of_items = []
    for x in down:
        of_items.append(x + 1)
    return [up, down, both, nested, of_items]


def appended_to_argument(t: list[int], n: int) -> int:
    same = t
    for i in range(n):
        t.append(i)
        same.append(len(t))
    return len(same)


def appended_until_it_raises(n: int, k: int) -> list[int]:
    found: list[int] = []
    try:
        for i in range(n):
            found.append(10 // (k - i))
    except ZeroDivisionError:
        found.append(-1)
    return found


def appended_until_it_breaks(n: int, k: int) -> list[int]:
    found: list[int] = []
    for i in range(n):
        found.append(i)
        if i == k:
            break
    return found


def appended_unbound(bound: bool, n: int) -> int:
    if bound:
        out = [1]
    for i in range(n):
        len(out)
        out.append(i)
    return n


def appended_rebound(n: int) -> list[list[int]]:
    all_of_them = []
    out: list[int] = []
    for i in range(n):
        out.append(i)
        all_of_them.append(out)
        out = [i]
    return all_of_them


I = [5, 3, 8]
def extended_by_empty(rows: list[list[int]], n: int) -> list[list[int]]:
    rows += [[], []]
    rows.extend([[] for _ in range(n)])
    rows[-1].append(n)
    return rows


def joined_types(a: list[int], b: list[float], c: list[str]) -> tuple[list[int | float], list[int | str], list[int | None]]:
    return a + b, a + c, a + [None]


CALLS = [
    ("joined_types", [1], [2.5], ["a"]), ("joined_types", [], [], []),
    *[(f, I, i) for f in ("item", "deletes") for i in (0, 2, -1, -3, 3, -4, 2**62)],
    *[(f, I, i, 7) for f in ("store", "augmented") for i in (0, 2, -3, 3, -4)],
    *[("cut", I, *a) for a in ((0, 2), (1, 100), (-2, 3), (5, 9), (2, 1), (-100, 100))],
    *[("cut_step", I, *a) for a in ((0, 3, 1), (3, 0, -1), (0, 3, 2), (2, -5, -2), (0, 3, 0), (-1, 0, -1))],
    ("cuts", [1.0, 2.0, 3.0]), ("cuts", []),
    ("append_all", 0), ("append_all", 5), ("concatenated", [1], [2, 3]), ("concatenated", [], []),
    ("repeated", [1], 3), ("repeated", [1], 0), ("repeated", [1], -1), ("nested_alias", 3), ("nested_alias", 0), ("nested_own", 3), ("nested_own", 0),
    ("alias", [1, 2]), ("pops", [1, 2, 3, 4], 0), ("pops", [1, 2, 3, 4], -2), ("pops", [1, 2], 5), ("pops", [1], 0), ("pop_empty", []), ("pop_empty", [1]),
    *[("inserts", I, i, 0) for i in (0, 1, 3, 100, -1, -100)],
    ("removes", I, 3), ("removes", I, 4), ("finds", I, 3), ("finds", [3, 3], 3), ("finds", I, 9),
    ("extends", [1], [2]), ("reverses", I), ("reverses", []), ("sorts", [3, 1, 2]), ("sorts", []), ("sorts_reverse", [1.0, 3.0, 2.0]),
    ("sorts_tuples", [(2, 1.0), (1, 5.0), (1, 4.0)]), ("sorts_strings", ["b", "a", "ab", "é"]), ("sorts_strings", []),
    ("clears", I), ("contains", I, 3), ("contains", I, 4), ("contains_float", I, 3.0), ("contains_float", I, 3.5),
    *[("compares", *a) for a in (([1], [1]), ([1], [2]), ([1, 2], [1]), ([], []), ([], [1]), ([2], [1, 5]))],
    ("sums", [1, 2], [0.1] * 10), ("sums", [], []), ("sums", [2**62], [float("inf")]),
    ("extremes", I), ("extremes", []), ("all_any", []), ("all_any", [1, 0]), ("all_any", [1]), ("all_any", [0]),
    ("deletes_slice", I, 0, 2), ("deletes_slice", I, 1, 1), ("deletes_slice", I, -1, 9), ("store_slice", I, 0, 2, [9]), ("store_slice", I, 1, 1, [7, 8]), ("store_slice", I, 2, 0, [7]),
    ("mixed_items", 3), ("mixed_later", 4), ("mixed_later", 0), ("with_none", 0), ("with_none", 3), ("of_strings", 2), ("of_lists", 3), ("of_lists", 0),
    ("of_lists_of_floats", 3), ("of_lists_of_floats", 1), ("of_tuples", 2), ("changed_while_iterated", [2, 1]), ("removed_while_iterated", [1, 2, 3, 4]),
    ("enumerates", ["a", "b"]), ("zips", [1, 2, 3], [0.5, 1.5]), ("reversed_list", I), ("reversed_list", []), ("from_range", 3), ("from_range", 0),
    ("caller_sees", [2.0]), ("caller_sees", []), ("returned_is_argument", [5]), ("truthy", []), ("truthy", [0]),
    ("deep", [[[1, 2], [3]]], 0), ("deep", [[[1, 2], []]], 0), ("deep", [], 0), ("empty_of_type",), ("empty_list", 0), ("empty_in_tuple", 1),
    ("index_bool", I, True), ("swap", I, 0, 2), ("swap", I, 0, 3), ("bubble", [3.0, 1.0, 2.0]), ("sieve", 50), ("sieve", 2), ("sieve", 0), ("matrix", 3), ("matrix", 0),
    ("bools", 1), ("bools", 5), ("nan_in", float("nan")), ("nan_in", 1.0), ("chained_append", 1), ("starred", [1], [2, 3]),
    ("extended_by_empty", [[1]], 2),
    ("extended_by_empty", [], 0),
    *[("appended_by_turns", n) for n in (-3, 0, 1, 2, 9, 40)],
    ("appended_to_argument", [7], 0), ("appended_to_argument", [7], 5), ("appended_to_argument", [], 40),
    ("appended_until_it_raises", 4, 9), ("appended_until_it_raises", 10**15, 5), ("appended_until_it_raises", 2**63 - 1, 0),
    ("appended_until_it_breaks", 10**15, 3), ("appended_until_it_breaks", 2, 3),
    ("appended_unbound", True, 3), ("appended_unbound", False, 3), ("appended_unbound", False, 0), ("appended_rebound", 4),
]
