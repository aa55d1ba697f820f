"""itertools, functools.reduce, operator: lazily, with functions of all kinds."""

import functools
import itertools
import operator
from itertools import accumulate, chain, combinations, groupby, islice, permutations, product


def chained(a: list[int], b: tuple[int, ...], c: set[int]) -> list[int]:
    return list(chain(a, b, sorted(c), range(2)))


def flattened(xs: list[list[int]]) -> list[int]:
    return list(chain.from_iterable(xs))


def sliced(n: int, a: int, b: int, c: int) -> tuple[list[int], list[int], list[int]]:
    return list(islice(itertools.count(5, 2), n)), list(islice(range(20), a, b)), list(islice(range(20), a, None, c))


def cycles(xs: list[int], n: int) -> list[int]:
    out = []
    for i, x in enumerate(itertools.cycle(xs)):
        if i >= n:
            break
        out.append(x)
    return out


def repeats(x: str, n: int) -> list[str]:
    return list(itertools.repeat(x, n))


def while_(xs: list[int]) -> tuple[list[int], list[int], list[int]]:
    return list(itertools.takewhile(lambda x: x < 3, xs)), list(itertools.dropwhile(lambda x: x < 3, xs)), list(itertools.filterfalse(lambda x: x % 2, xs))


def products(a: list[int], b: str) -> tuple[list[tuple[int, str]], list[tuple[int, int]]]:
    return list(product(a, b)), list(product(a, repeat=2))


def chosen(xs: list[int], r: int) -> tuple[list[tuple[int, int]], list[tuple[int, int]], list[tuple[int, ...]], list[tuple[int, ...]], int]:
    s = 0
    for a, b in combinations(xs, 2):
        s += a * b
    return list(permutations(xs, 2)), list(itertools.combinations_with_replacement(xs, 2)), list(permutations(xs)), list(combinations(xs, r)), s


def negative(xs: list[int]) -> list[tuple[int, ...]]:
    r = -len(xs)
    return list(combinations(xs, r))


def grouped(words: list[str]) -> tuple[list[tuple[str, list[str]]], list[tuple[int, int]]]:
    return [(k, list(g)) for k, g in groupby(words, key=lambda w: w[:1])], [(len(k), len(list(g))) for k, g in groupby(words)]


def totals(xs: list[int]) -> tuple[list[int], list[int], list[int], list[int]]:
    return list(accumulate(xs)), list(accumulate(xs, operator.mul)), list(accumulate(xs, max)), list(accumulate(xs, initial=100))


def longest(a: list[int], b: list[str]) -> list[tuple[int | None, str | None]]:
    return list(itertools.zip_longest(a, b))


def longest_fill(a: list[int], b: list[int]) -> list[tuple[int, int]]:
    return list(itertools.zip_longest(a, b, fillvalue=-1))


def pairs(xs: list[float]) -> list[tuple[float, float]]:
    return list(itertools.pairwise(xs))


def starred(xs: list[tuple[int, int]]) -> list[int]:
    return list(itertools.starmap(pow, xs)) if False else list(itertools.starmap(lambda a, b: a - b, xs))


def compressed(xs: str, keep: list[bool]) -> str:
    return "".join(itertools.compress(xs, keep))


def reduced(xs: list[int]) -> tuple[int, int, str]:
    return functools.reduce(operator.add, xs, 0), functools.reduce(lambda a, b: a * b, xs, 1), functools.reduce(lambda s, x: s + str(x), xs, "")


def reduced_empty(xs: list[int]) -> int:
    return functools.reduce(lambda a, b: a + b, xs)


def by_item(xs: list[tuple[int, str]], d: dict[str, int]) -> tuple[list[tuple[int, str]], list[str], str]:
    return sorted(xs, key=operator.itemgetter(1)), sorted(d, key=d.get), max(d, key=d.get)


def by_items(xs: list[tuple[int, str]]) -> list[tuple[int, str]]:
    return sorted(xs, key=operator.itemgetter(1, 0))


def raising(xs: list[int]) -> int:
    total = 0
    for x in map(lambda v: 100 // v, xs):
        total += x
    return total


def late(xs: list[int]) -> list[int]:
    k = 2
    scaled = map(lambda v: v * k, xs)
    return list(scaled)


def any_products(xs: list[int], n: int) -> list[tuple[int, ...]]:
    return list(product(xs, repeat=n))


def mixed_products(xs: list[int], ys: tuple[float, ...], n: int) -> tuple[list[tuple[int | float, ...]], int]:
    total = 0
    for bits in product(range(2), repeat=n):
        total += sum(bits)
    return list(product(xs, ys, repeat=n)), total


def mixed_chain(xs: list[int], ys: list[float], c: bool) -> tuple[list[int | float], list[int | str | None]]:
    return list(chain(xs, ys)), [x for x in chain(xs, "ab", [None] if c else [])]


CALLS = [
    ("any_products", [1, 2], 2), ("any_products", [1, 2], 0), ("any_products", [], 2), ("any_products", [], 0), ("any_products", [1], -1),
    ("mixed_products", [1], (2.5, 3.0), 2), ("mixed_products", [], (), 0), ("mixed_chain", [1], [2.5], True), ("mixed_chain", [], [], False),
    ("chained", [1], (2, 3), {5, 4}), ("flattened", [[1], [], [2, 3]]), ("flattened", []), ("sliced", 3, 2, 5, 4), ("sliced", 0, 0, 0, 1), ("sliced", -1, 0, 1, 1), ("sliced", 1, -1, 1, 1), ("sliced", 1, 1, 1, 0),
    ("cycles", [1, 2, 3], 7), ("cycles", [], 3), ("repeats", "a", 3), ("repeats", "a", -1), ("while_", [1, 2, 3, 1]), ("while_", []), ("products", [1, 2], "ab"), ("products", [], "ab"),
    ("chosen", [1, 2, 3], 2), ("chosen", [1], 0), ("chosen", [], 1), ("negative", [1]), ("grouped", ["aa", "ab", "b", "a", "a"]), ("grouped", []), ("totals", [1, 2, 3]), ("totals", []),
    ("longest", [1, 2], ["a"]), ("longest", [], ["a", "b"]), ("longest_fill", [1], [2, 3]), ("pairs", [1.0, 2.0, 3.0]), ("pairs", [1.0]), ("starred", [(5, 2), (1, 1)]), ("compressed", "abcd", [True, False, True]),
    ("reduced", [1, 2, 3]), ("reduced", []), ("reduced_empty", [4, 5]), ("reduced_empty", []), ("by_item", [(1, "b"), (2, "a")], {"x": 2, "y": 1}), ("by_items", [(2, "b"), (1, "b"), (3, "a")]),
    ("raising", [5, 2, 0, 1]), ("raising", [5]), ("late", [1, 2]),
]
