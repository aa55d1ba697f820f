"""Dicts: items, methods, order, keys of every kind, iteration."""


def get_item(d: dict[str, int], k: str) -> int:
    return d[k]


def get_int(d: dict[int, float], k: int) -> float:
    return d[k]


def store(d: dict[str, int], k: str, v: int) -> None:
    d[k] = v


def augmented(d: dict[str, int], k: str) -> None:
    d[k] += 10


def counts(t: list[int]):
    d = {}
    for v in t:
        d[v] = d.get(v, 0) + 1
    return d


def counts_in(s: str):
    d = {}
    for c in s:
        if c in d:
            d[c] += 1
        else:
            d[c] = 1
    return d


def gets(d: dict[str, int], k: str):
    return d.get(k), d.get(k, -1), k in d, k not in d, len(d)


def deletes(d: dict[str, int], k: str):
    del d[k]
    return d


def pops(d: dict[str, int], k: str):
    return d.pop(k), d


def pops_default(d: dict[str, int], k: str):
    return d.pop(k, -5), d


def defaults(d: dict[str, int], k: str):
    return d.setdefault(k, 7), d


def updates(d: dict[str, int], e: dict[str, int]):
    d.update(e)
    return d


def clears(d: dict[str, int]):
    e = d.copy()
    d.clear()
    return d, e


def iterates(d: dict[str, int]):
    keys, values, items = [], [], []
    for k in d:
        keys.append(k)
    for v in d.values():
        values.append(v)
    for k, v in d.items():
        items.append((k, v))
    for k in d.keys():
        keys.append(k)
    return keys, values, items


def listed(d: dict[str, int]):
    return list(d), list(d.values()), list(d.items()), sorted(d), sum(d.values())


def display(n: int):
    return {"a": n, "b": n + 1, "a": n + 2}  # noqa: F601


def display_numbers(n: int):
    return {1: "one", 2: "two", n: "n"}


def keys_of_one_value(n: int):
    d = {1: n}
    d[True] = 5
    d[2] = 6
    return d


def float_keys(x: float):
    d = {1.5: 1, x: 2}
    return d, d[1.5]


def float_key_in_int(d: dict[int, int], x: float):
    return x in d


def tuple_keys(n: int):
    d = {}
    for i in range(n):
        for j in range(n):
            d[i, j] = i * j
    return d


def nested(n: int):
    d = {}
    for i in range(n):
        d[str(i)] = {}
        d[str(i)]["x"] = i
    return d


def lists_in(t: list[str]):
    groups = {}
    for s in t:
        groups.setdefault(len(s), []).append(s)
    return groups


def lists_in_2(t: list[str]):
    groups = {}
    for s in t:
        if len(s) not in groups:
            groups[len(s)] = []
        groups[len(s)].append(s)
    return groups


def mixed_values(n: int):
    d = {"n": n, "x": 0.5, "s": "text"}
    d["n"] = n + 1
    return d


def compares(a: dict[str, int], b: dict[str, int]):
    return a == b, a != b


def resized(d: dict[int, int]) -> int:
    for k in d:
        d[k + 100] = 1
    return len(d)


def changed_values(d: dict[int, int]):
    for k in d:
        d[k] += 1
    return d


def from_pairs(t: list[tuple[str, int]]):
    return dict(t)


def from_zip(a: list[str], b: list[int]):
    return dict(zip(a, b))


def keywords(n: int):
    return dict(a=n, b=2)


def comprehension(t: list[str]):
    return {s: len(s) for s in t}, {len(s): s for s in t if s}


def inverted(d: dict[str, int]):
    return {v: k for k, v in d.items()}


def truthy(d: dict[str, int]) -> bool:
    return not d


def order(n: int):
    d = {}
    for i in range(n, 0, -1):
        d[i] = i
    del d[n]
    d[n] = 0
    return d, list(d)


def large(n: int):
    d = {}
    for i in range(n):
        d[i * 7919 % 10007] = i
    total = 0
    for k, v in d.items():
        total += k * v
    for i in range(0, n, 2):
        d.pop(i * 7919 % 10007)
    return len(d), total


def empty_dict(n: int):
    return {}


def returned(d: dict[str, float]) -> dict[str, float]:
    d["new"] = 1.0
    return d


def memo(n: int) -> int:
    table = {}

    def fib(k):
        if k in table:
            return table[k]
        if k < 2:
            result = k
        else:
            result = fib(k - 1) + fib(k - 2)
        table[k] = result
        return result

    return fib(n)


def none_values(t: list[str]):
    d = {}
    for s in t:
        d[s] = None
    return d


def optional_get(d: dict[str, int], k: str) -> int:
    v = d.get(k)
    if v is None:
        return -1
    return v + 1


def nan_key(x: float):
    d = {x: 1}
    return len(d), d[x]


def max_by_value(d: dict[str, int]):
    best, most = "", -1
    for k, v in d.items():
        if v > most:
            best, most = k, v
    return best


def popitem(d: dict[str, int]):
    return d.popitem(), d


def merged(a: dict[str, int], b: dict[str, int]):
    return {**a, **b}, a | b


def in_items(d: dict[str, int], k: str, v: int):
    return (k, v) in d.items(), v in d.values(), k in d.keys(), len(d.items())


D = {"a": 1, "b": 2}
def large_keys(xs: list[int], wanted: list[int]) -> list[int]:
    counts: dict[int, int] = {}
    for x in xs:
        counts[x] = counts.get(x, 0) + 1
    out = [hash(x) for x in xs]
    for x in wanted:
        out.append(counts.get(x, -1))
        out.append(counts.pop(x, -2))
        out.append(len(counts))
    return out


def mixed_keys(counts: dict[int, str], flags: list[bool], numbers: list[float]) -> list[str]:
    return [counts.get(flag, "no") for flag in flags] + [counts.get(int(number), "no") for number in numbers]


CALLS = [
    ("large_keys", [2**61 - 1, 0, -(2**61 - 1), 2**61 - 2, -(2**61 - 2), 2**61, -(2**61), 2**63 - 1, -(2**63), -1, -2, 1], [0, 2**61 - 1, -(2**61 - 1), 2**63 - 1, -(2**63), -1, -2, -3, 2**61, 1]),
    ("mixed_keys", {0: "zero", 1: "one", 2: "two"}, [True, False], [2.5, 1.0, 7.0]),
    *[(f, D, k) for f in ("get_item", "augmented", "gets", "deletes", "pops", "pops_default", "defaults", "optional_get") for k in ("a", "b", "", "zé")],
    ("get_int", {1: 0.5}, 1), ("get_int", {1: 0.5}, -2), ("get_int", {}, 0), ("store", D, "a", 5), ("store", {}, "", 5),
    ("counts", [1, 2, 1, -1]), ("counts", []), ("counts_in", "hello é"), ("counts_in", ""), ("updates", D, {"b": 5, "c": 6}), ("updates", {}, {}), ("clears", D),
    ("iterates", D), ("iterates", {}), ("listed", D), ("listed", {}), ("display", 1), ("display_numbers", 5), ("display_numbers", 1), ("keys_of_one_value", 3),
    ("float_keys", 1.5), ("float_keys", 2.5), ("float_key_in_int", {1: 1}, 1.0), ("float_key_in_int", {1: 1}, 1.5), ("tuple_keys", 2), ("nested", 2), ("nested", 0),
    ("lists_in", ["a", "bb", "c"]), ("lists_in", []), ("lists_in_2", ["a", "bb", "c"]), ("mixed_values", 3),
    ("compares", D, {"b": 2, "a": 1}), ("compares", D, {"a": 1}), ("compares", {}, {}), ("compares", D, {"a": 1, "b": 3}),
    ("resized", {1: 1}), ("resized", {}), ("changed_values", {1: 1, 2: 5}), ("from_pairs", [("x", 1), ("y", 2), ("x", 3)]), ("from_zip", ["a", "b"], [1, 2, 3]), ("keywords", 1),
    ("comprehension", ["a", "bb", "", "cc"]), ("inverted", D), ("truthy", {}), ("truthy", D), ("order", 3), ("large", 1000), ("empty_dict", 0), ("returned", {"x": 0.5}),
    ("memo", 30), ("none_values", ["a"]), ("nan_key", float("nan")), ("nan_key", 1.0), ("max_by_value", D), ("popitem", D), ("popitem", {}), ("merged", D, {"b": 9, "c": 1}),
    ("in_items", D, "a", 1), ("in_items", D, "a", 2),
]
