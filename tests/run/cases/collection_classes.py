"""heapq, bisect, collections."""

import bisect
import collections
import heapq
from collections import Counter, OrderedDict, defaultdict, deque
from typing import Iterator


def heaps(xs: list[int]) -> tuple[list[int], list[int], list[int], list[int]]:
    h = xs.copy()
    heapq.heapify(h)
    out = []
    heapq.heappush(h, 5)
    g = h.copy()
    while h:
        out.append(heapq.heappop(h))
    return g, out, heapq.nsmallest(2, xs), heapq.nlargest(2, xs, key=lambda v: v % 5)


def heap_of_tuples(n: int) -> list[tuple[float, str]]:
    h: list[tuple[float, str]] = []
    for i in range(n):
        heapq.heappush(h, (i * 7 % 5 * 0.5, str(i)))
    heapq.heapreplace(h, (9.5, "z"))
    heapq.heappushpop(h, (-1.0, "y"))
    return h


def heap_empty(h: list[int]) -> int:
    return heapq.heappop(h)


def searches(a: list[float], x: float) -> tuple[int, int, int, int, list[float]]:
    b = a.copy()
    bisect.insort(b, x)
    return bisect.bisect_left(a, x), bisect.bisect_right(a, x), bisect.bisect(a, x, 1), bisect.bisect_left(a, x, 0, 1), b


def search_by(a: list[tuple[int, str]], x: str) -> int:
    return bisect.bisect_left(a, x, key=lambda p: p[1])


def search_wrong(a: list[int]) -> int:
    return bisect.bisect(a, 1, -1)


def queue(n: int) -> tuple[list[int], int, deque[int]]:
    q = deque()
    for i in range(n):
        q.append(i)
        q.appendleft(-i)
    q.rotate(2)
    q.extend([7, 8])
    q.extendleft((1, 2))
    s = 0
    while len(q) > 3:
        s += q.popleft()
    return list(q), s, q


def limited(xs: list[int], n: int) -> tuple[deque[int], str, int | None, list[int]]:
    d = deque(xs, maxlen=n)
    d.append(100)
    return d, repr(d), d.maxlen, list(reversed(d))


def deque_methods(d: deque[str], x: str) -> tuple[int, int, bool, deque[str], str]:
    d.insert(1, x)
    d.remove("a")
    d.reverse()
    d[0] = "first"
    del d[-1]
    return d.count(x), d.index(x), x in d, d, d[0]


def deque_empty(d: deque[int]) -> int:
    return d.pop()


def deque_changed(d: deque[int]) -> int:
    s = 0
    for x in d:
        s += x
        d.append(x)
    return s


def breadth(graph: dict[int, list[int]], start: int) -> dict[int, int]:
    distance = {start: 0}
    todo = deque([start])
    while todo:
        node = todo.popleft()
        for other in graph.get(node, []):
            if other not in distance:
                distance[other] = distance[node] + 1
                todo.append(other)
    return distance


def counted(words: list[str]) -> tuple[Counter[str], list[tuple[str, int]], int, int, list[str]]:
    c = Counter(words)
    c["extra"] += 2
    c.update(["a", "a"])
    return c, c.most_common(2), c["missing"], c.total(), sorted(c.elements())


def counter_math(a: Counter[str], b: Counter[str]) -> tuple[Counter[str], Counter[str], Counter[str], Counter[str]]:
    return a + b, a - b, a | b, a & b


def counted_text(s: str) -> dict[str, int]:
    c = collections.Counter(s)
    c.subtract("a")
    del c["zz"]
    return dict(c)


def defaults(words: list[str]) -> tuple[defaultdict[str, int], defaultdict[int, list[str]], dict[str, set[int]]]:
    n = defaultdict(int)
    by = defaultdict(list)
    places = defaultdict(set)
    for i, w in enumerate(words):
        n[w] += 1
        by[len(w)].append(w)
        places[w].add(i)
    return n, by, dict(places)


def default_made(n: int) -> tuple[int, list[int]]:
    d = defaultdict(lambda: 7)
    d[1] += n
    return d[5], sorted(d.values())


def default_argument(d: defaultdict[str, list[int]], k: str) -> int:
    d[k].append(1)
    return len(d[k])


def default_get(d: defaultdict[str, int], k: str) -> tuple[bool, int]:
    return k in d, d.get(k, -1)


def ordered(n: int) -> OrderedDict[int, str]:
    d = OrderedDict()
    for i in range(n):
        d[i] = str(i)
    d.move_to_end(0)
    d.move_to_end(n - 1, last=False)
    d.popitem(last=False)
    return d


D = collections.deque
def by_keywords(d: dict[str, int], n: int) -> tuple[dict[str, int], dict[str, int], list[str], dict[str, float]]:
    d.update(a=n, b=5)
    d.update([("x", 1)], y=n)
    d.update()
    counts = Counter("abca", z=4)
    counts.update(a=n)
    counts.subtract(b=2)
    return d, dict(counts) | Counter(q=n), list(OrderedDict({"k": 1}, a=1, b=2)), dict({"a": 1.0}, b=float(n), c=2.0)


class Pairs:
    def __iter__(self) -> Iterator[tuple[str, int]]:
        yield "a", 1
        yield "b", 2


def of_pairs(x: dict[str, int] | list[tuple[str, int]], d: dict[str, float]) -> tuple[dict[str, int], dict[str, int], dict[str, float], dict[str, int]]:
    d.update(q=1.5)
    return dict(Pairs()), dict(Pairs(), b=3), d, dict(x)


def keyword_order(n: int) -> tuple[list[int], dict[str, int]]:
    seen: list[int] = []

    def note(k: int) -> int:
        seen.append(k)
        return k * n

    d = {"a": note(1)}
    d.update({"b": note(2)}, a=note(3), c=note(4))
    return seen, d


def refused_counts(n: int) -> dict[str, int]:
    return dict(Counter({"a": n}, a=1, b=-n))


def filled_defaults(given: dict[str, list[int]], pairs: list[tuple[str, int]]) -> tuple[dict[str, list[int]], dict[str, int], int]:
    lists = defaultdict(list, given)
    lists["new"].append(3)
    sums: defaultdict[str, int] = defaultdict(int, pairs, a=7)
    sums["b"] += 2
    return dict(lists), dict(sums), defaultdict(lambda: 5, {"q": 1})["z"]


def default_shares(given: dict[str, list[int]]) -> bool:
    lists = defaultdict(list, given)
    lists["a"].append(1)
    return given["a"] is lists["a"]


def sets_by_number(n: int) -> dict[int, set[int]]:
    made = dict([(j, set()) for j in range(n)])
    for j in made:
        made[j].add(j * 2)
    return made


def copied_wider(d: dict[str, int]) -> dict[str, int | None]:
    made = dict(d)
    made["none"] = None
    return dict(made, extra=None)


def default_none(d: dict[str, int | None], key: str) -> tuple[int | None, int]:
    return d.setdefault(key), len(d)


def default_none_made(n: int) -> dict[str, int | None]:
    made = {}
    for i in range(n):
        made[str(i)] = i
    made.setdefault("last")
    return made


CALLS = [
    ("heaps", [5, 3, 9, 1, 4]), ("heaps", []), ("heap_of_tuples", 9), ("heap_of_tuples", 0), ("heap_empty", []), ("searches", [1.0, 2.0, 2.0, 3.0], 2.0), ("searches", [], 1.0), ("search_by", [(1, "a"), (0, "c")], "b"), ("search_wrong", [1]),
    ("queue", 0), ("queue", 4), ("limited", [1, 2, 3], 2), ("limited", [1], 5), ("limited", [1], 0), ("limited", [1], -1), ("deque_methods", D(["a", "b", "c"]), "x"), ("deque_methods", D(["b"]), "x"), ("deque_methods", D(["a", "b", "c"], 3), "x"),
    ("deque_empty", D()), ("deque_empty", D([1, 2])), ("deque_changed", D([1])), ("deque_changed", D()), ("breadth", {1: [2, 3], 2: [4], 3: [4]}, 1), ("counted", ["a", "b", "a"]), ("counted", []),
    ("counter_math", Counter("aab"), Counter("abb")), ("counted_text", "banana"), ("defaults", ["a", "bb", "a"]), ("defaults", []), ("default_made", 3), ("default_argument", defaultdict(list, {"a": [5]}), "a"),
    ("default_argument", defaultdict(list), "b"), ("default_get", defaultdict(int, {"a": 1}), "a"), ("default_get", defaultdict(int), "a"), ("ordered", 4), ("ordered", 1),
    ("of_pairs", {"q": 1}, {}), ("of_pairs", [("q", 1)], {"a": 2.0}),
    ("by_keywords", {"b": 2}, 3),
    ("by_keywords", {}, 0),
    ("keyword_order", 2),
    ("refused_counts", 3),
    ("filled_defaults", {"a": [1]}, [("a", 1), ("c", 2)]),
    ("filled_defaults", {}, []),
    ("default_shares", {"a": []}),
    ("sets_by_number", 3),
    ("sets_by_number", 0),
    ("copied_wider", {"a": 1}),
    ("copied_wider", {}),
    ("default_none", {"k": 1}, "k"),
    ("default_none", {}, "k"),
    ("default_none_made", 2),
]
