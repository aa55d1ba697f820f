"""Assignment to several targets: nested, starred, swaps, from every kind of value, with the errors for the wrong number."""


def pair(t: tuple[int, float]):
    a, b = t
    return b, a


def swap(a: int, b: int, c: int):
    a, b, c = c, a, b
    return a, b, c


def nested(t: tuple[int, tuple[float, str]]):
    a, (b, c) = t
    [d, [e, f]] = t
    return a, b, c, d, e, f


def from_list(t: list[int]):
    a, b = t
    return a + b


def from_list_three(t: list[float]):
    [a, b, c] = t
    return a, b, c


def from_string(s: str):
    a, b = s
    return b + a


def from_range(n: int):
    a, b, c = range(n)
    return a, b, c


def from_dict(d: dict[str, int]):
    a, b = d
    return a, b


def starred(t: list[int]):
    a, *b = t
    return a, b


def starred_middle(t: list[int]):
    a, *b, c = t
    return a, b, c


def starred_first(t: list[int]):
    *a, b = t
    a.append(100)
    return a, b


def starred_tuple(t: tuple[int, int, int, int]):
    a, *b = t
    *c, d = t
    e, *f, g, h = t
    *i, j, k, m, n = t
    return a, b, c, d, e, f, g, h, i, j


def starred_mixed(n: int):
    a, *b = n, "x", 2.5
    return a, b


def starred_string(s: str):
    a, *b = s
    return a, b


def starred_range(n: int):
    *a, b = range(n)
    return a, b


def starred_in_loop(t: list[tuple[int, int, int]]):
    out = []
    for a, *rest in t:
        out.append((a, rest))
    return out


def chained(n: int):
    a = b, c = n, n + 1
    return a, b, c


def loops(t: list[tuple[int, tuple[str, float]]]):
    out = []
    for i, (s, x) in t:
        out.append((s, i * x))
    return out


def enumerated(t: list[tuple[int, int]]):
    total = 0
    for i, (a, b) in enumerate(t):
        total += i * a * b
    return total


def items(d: dict[str, tuple[int, int]]):
    out = []
    for k, (a, b) in d.items():
        out.append((k, a - b))
    return out


def into_items(n: int):
    t = [0, 0, 0]
    t[0], t[1], t[2] = n, n + 1, n + 2
    i = 0
    i, t[i] = 1, 99
    return t, i


def into_dict(n: int):
    d = {}
    d["a"], d["b"] = n, n * 2
    return d


def list_swap(t: list[int], i: int, j: int):
    t[i], t[j] = t[j], t[i]
    return t


def results(n: int):
    def both(k):
        return k, k * 0.5

    a, b = both(n)
    (c, d), e = both(n + 1), both
    return a, b, c, d


def gcd(a: int, b: int) -> int:
    while b:
        a, b = b, a % b
    return a


def ignored(t: tuple[int, int, int]):
    _, a, _ = t
    return a


def changing_types(n: int):
    a, b = n, "s"
    a, b = b, a
    return a, b


def parenthesised(n: int):
    (a) = n
    (b,) = (n,)
    [c] = [n]
    return a, b, c


def divmods(a: int, b: int):
    q, r = divmod(a, b)
    return q, r


def augmented_index(t: list[int]):
    i = 0
    for t[i] in range(3):
        pass
    return t


CALLS = [
    ("pair", (1, 2.5)), ("swap", 1, 2, 3), ("nested", (1, (2.5, "x"))), *[("from_list", t) for t in ([1, 2], [1], [], [1, 2, 3])], *[("from_list_three", t) for t in ([1.0, 2.0, 3.0], [1.0] * 5)],
    *[("from_string", s) for s in ("ab", "a", "abc", "éà")], *[("from_range", n) for n in (3, 2, 4)], ("from_dict", {"x": 1, "y": 2}), ("from_dict", {"x": 1}),
    *[(f, t) for f in ("starred", "starred_middle", "starred_first") for t in ([], [1], [1, 2], [1, 2, 3, 4])], ("starred_tuple", (1, 2, 3, 4)), ("starred_mixed", 5),
    ("starred_string", "abc"), ("starred_string", ""), ("starred_range", 0), ("starred_range", 3), ("starred_in_loop", [(1, 2, 3), (4, 5, 6)]), ("chained", 1),
    ("loops", [(1, ("a", 0.5))]), ("enumerated", [(1, 2), (3, 4)]), ("items", {"a": (5, 3)}), ("into_items", 5), ("into_dict", 3), ("list_swap", [1, 2, 3], 0, 2), ("list_swap", [1], 0, 1),
    ("results", 4), ("gcd", 12, 18), ("gcd", 0, 0), ("ignored", (1, 2, 3)), ("changing_types", 1), ("parenthesised", 1), ("divmods", 7, -2), ("divmods", 7, 0), ("augmented_index", [9, 9]), ("augmented_index", []),
]
