"""Methods of lists, dicts and sets; views; builtins over iterables, with functions of all kinds."""


def list_methods(xs: list[int], n: int) -> tuple[list[int], int, int, list[int]]:
    xs.extend(range(n))
    xs.extend((7, 8))
    xs.extend({5: 1})
    xs.insert(-1, 99)
    k = xs.index(7, 1)
    c = xs.count(7)
    ys = sorted(xs, key=lambda v: -v)
    xs.sort(key=lambda v: v % 3, reverse=True)
    return xs, k, c, ys


def index_error(xs: list[int], v: int, a: int, b: int) -> int:
    return xs.index(v, a, b)


def mapped(xs: list[int], ys: list[float]) -> tuple[list[float], list[str], list[int], int]:
    a = list(map(lambda x, y: x * y, xs, ys))
    b = list(map(str, xs))
    c = list(filter(lambda x: x % 2 == 0, xs))
    d = sum(map(abs, xs))
    return a, b, c, d


def early(xs: list[int]) -> int:
    for x in map(lambda v: 10 // v, xs):
        if x > 3:
            return x
    return -1


def next_of(xs: list[int]) -> tuple[int, int | None, list[int]]:
    it = iter(xs)
    a = next(it, -1)
    b = next(it, None)
    return a, b, list(it)


def stop(xs: list[int]) -> int:
    return next(iter(xs))


def minmax(words: list[str]) -> tuple[str, str, int, str]:
    return min(words, key=len), max(words, key=lambda w: (len(w), w)), max([len(w) for w in words], default=-1), min("pear", "fig", "kiwi", key=len)


def empty_default(xs: list[int]) -> tuple[int, int | None]:
    return max(xs, default=0), min(xs, default=None)


def views(d: dict[str, int]) -> tuple[list[str], list[int], list[tuple[str, int]], bool, int]:
    k = d.keys()
    d["new"] = 5
    s = 0
    for key, value in d.items():
        s += value * len(key)
    for v in d.values():
        s += v
    return list(k), list(d.values()), sorted(d.items()), "new" in k and ("new", 5) in d.items(), s


def view_sets(a: dict[int, int], b: dict[int, int]) -> tuple[list[int], list[int], list[int], bool, bool]:
    return sorted(a.keys() & b.keys()), sorted(a.keys() - b), sorted(a.keys() | [9]), a.keys() == b.keys(), a.keys() <= b.keys()


def changed(d: dict[int, int]) -> int:
    for k, v in d.items():
        d[k + 100] = v
    return 1


def back(d: dict[int, str]) -> tuple[list[int], list[tuple[int, str]], list[str]]:
    return list(reversed(d)), list(reversed(d.items())), list(reversed(d.values()))


def pops(d: dict[str, int], k: str) -> tuple[int, int | None, dict[str, int]]:
    a = d.pop(k, -1)
    b = d.pop("zz", None)
    d.update([("q", 1), ("r", 2)])
    d.update({"s": 3})
    d |= {"t": 4}
    return a, b, d


def fromkeys(ks: list[str]) -> tuple[dict[str, int], dict[str, None]]:
    return dict.fromkeys(ks, 0), dict.fromkeys(ks)


def setops(a: set[int], b: list[int]) -> tuple[list[int], list[int], list[int], bool, bool]:
    return sorted(a.union(b, [100])), sorted(a.intersection(b)), sorted(a.difference(b, {1})), a.issubset(b), a.isdisjoint(b)


def frozen(a: list[int]) -> tuple[frozenset[int], bool, int, str, int]:
    f = frozenset(a)
    g = f | {1000}
    d = {f: 1, g: 2}
    return g, f == set(a), d[frozenset(a)], repr(frozenset([1])), hash(f)


def frozen_arg(f: frozenset[str]) -> list[str]:
    return sorted(f)


def strict(a: list[int], b: list[str]) -> list[tuple[int, str]]:
    return list(zip(a, b, strict=True))


CALLS = [
    ("list_methods", [3, 1, 2], 4), ("index_error", [1, 2], 2, 0, 1), ("mapped", [1, 2, 4], [0.5, 1.5, 2.5]), ("early", [9, 5, 2, 0]), ("early", [5, 0]),
    ("next_of", []), ("next_of", [1, 2, 3]), ("stop", []), ("minmax", ["aa", "b", "cc"]), ("minmax", []), ("empty_default", []), ("empty_default", [4, 2]),
    ("views", {"a": 1, "bb": 2}), ("view_sets", {1: 1, 2: 2}, {2: 3, 4: 4}), ("changed", {1: 2, 3: 4}), ("back", {1: "a", 2: "b"}), ("pops", {"a": 1, "k": 7}, "k"),
    ("fromkeys", ["a", "b"]), ("setops", {1, 2, 3}, [2, 3, 4]), ("frozen", [3, 1, 2]), ("frozen", []), ("frozen_arg", frozenset(["b", "a"])), ("strict", [1, 2], ["a"]), ("strict", [1], ["a", "b"]),
]
