"""Sets: methods, operators, membership, displays, comprehensions."""


def unique(t: list[int]) -> int:
    return len(set(t))


def grows(n: int):
    seen = set()
    for i in range(n):
        seen.add(i % 3)
    return sorted(seen), len(seen)


def display(n: int):
    s = {n, 1, 2, n}
    return sorted(s), n in s, 5 in s, 5 not in s


def operators(a: set[int], b: set[int]):
    return sorted(a | b), sorted(a & b), sorted(a - b), sorted(a ^ b)


def methods(a: set[int], b: set[int]):
    return sorted(a.union(b)), sorted(a.intersection(b)), sorted(a.difference(b)), sorted(a.symmetric_difference(b))


def compares(a: set[int], b: set[int]):
    return a == b, a != b, a <= b, a < b, a >= b, a > b


def subsets(a: set[int], b: set[int]):
    return a.issubset(b), a.issuperset(b), a.isdisjoint(b)


def removes(a: set[int], k: int):
    a.discard(k)
    a.discard(k)
    n = len(a)
    a.remove(k + 1)
    return n, len(a)


def updates(a: set[int], b: set[int]):
    a |= b
    a.add(100)
    c = a.copy()
    a &= b
    return sorted(a), sorted(c)


def pops(a: set[int]):
    v = a.pop()
    return v, len(a)


def clears(a: set[int]):
    a.clear()
    return len(a), not a


def of_strings(t: list[str]):
    s = {x for x in t if x}
    return sorted(s), "a" in s


def of_tuples(n: int):
    s = set()
    for i in range(n):
        s.add((i % 2, i % 3))
    return sorted(s), (1, 1) in s


def of_floats(x: float):
    s = {x, 1.0, 0.0, -0.0}
    return len(s), x in s


def iterated(a: set[int]) -> int:
    total = 0
    for v in a:
        total += v
    return total


def reductions(a: set[int]):
    return min(a), max(a), sum(a), len(a)


def from_string(s: str):
    return sorted(set(s)), len(set(s))


def from_range(n: int):
    return sorted(set(range(n))), list(set())


def returned(a: set[int]) -> set[int]:
    a.add(5)
    return a


def resized(a: set[int]) -> int:
    for v in a:
        a.add(v + 100)
    return len(a)


def empty(n: int):
    return set()


def truthy(a: set[float]) -> bool:
    return True if a else False


def frozen_in_tuple(t: list[tuple[int, str]]):
    return len({x for x in t}), len({y for _, y in t})


def primes(n: int):
    composite = set()
    for i in range(2, n):
        for j in range(i * i, n, i):
            composite.add(j)
    return [i for i in range(2, n) if i not in composite]


P = [({1, 2, 3}, {2, 3, 4}), (set(), {1}), ({1}, {1}), ({1, 2}, {1}), ({1}, {1, 2})]


def frozen_neighbours(n: int) -> list[frozenset[int]]:
    cells = {i: i * 10 for i in range(0, n, 2)}
    found = []
    for i in range(n):
        found.append(frozenset([cells[i + k] for k in (1, 2) if i + k in cells]))
    return found


def frozen_or_empty(n: int) -> frozenset[int]:
    found = frozenset()
    if n > 0:
        found = frozenset([n])
    return found | frozenset([5])


def other_items(a: set[int], b: set[str], c: list[str]):
    made = [a & b, a.intersection(c), a.difference(b), a - b, a.intersection(b, c)]
    a.intersection_update(c)
    return made, a


CALLS = [
    ("other_items", {1, 2}, {"a"}, ["b", "c"]), ("other_items", set(), {"a"}, []), ("other_items", {1}, set(), ["b"]),
    ("unique", [1, 1, 2]), ("unique", []), ("grows", 5), ("grows", 0), ("display", 1), ("display", 7),
    *[(f, *p) for f in ("operators", "methods", "compares", "subsets", "updates") for p in P],
    ("removes", {1, 2}, 1), ("removes", {1, 2}, 5), ("pops", {5}), ("pops", set()), ("clears", {1}), ("of_strings", ["a", "", "b", "a"]), ("of_tuples", 7),
    ("of_floats", float("nan")), ("of_floats", 2.5), ("of_floats", 1.0), ("iterated", {1, 5}), ("reductions", {4, 9, -1}), ("reductions", set()),
    ("from_string", "hello"), ("from_string", ""), ("from_range", 4), ("returned", {1}), ("resized", {1, 2}), ("empty", 0), ("truthy", set()), ("truthy", {0.0}),
    ("frozen_in_tuple", [(1, "a"), (1, "a"), (2, "a")]), ("primes", 30),
    ("frozen_neighbours", 0), ("frozen_neighbours", 5), ("frozen_or_empty", 0), ("frozen_or_empty", 3),
]
