"""A dict of a class of `collections` where a dict is declared: it is the same object, and stays what it is."""

from collections import Counter, OrderedDict, defaultdict
from dataclasses import dataclass, field
from typing import Any, Dict, Iterable, Iterator, List, Mapping, Optional, Set, Tuple


def by_length(words: List[str]) -> Dict[int, List[str]]:
    out: Dict[int, List[str]] = defaultdict(list)
    for w in words:
        out[len(w)].append(w)
    return out


def counted(words: List[str]) -> Dict[str, int]:
    return Counter(words)


def counted_by_default(words: List[str]) -> Dict[str, int]:
    d = defaultdict(int)
    for w in words:
        d[w] += 1
    return d


def in_order(words: List[str]) -> Dict[str, int]:
    d: Dict[str, int] = OrderedDict()
    for i, w in enumerate(words):
        d[w] = i
    return d


class Graph:
    def __init__(self) -> None:
        self.adjacent: Dict[int, List[int]] = defaultdict(list)
        self.seen: Dict[int, Set[int]] = {}

    def add(self, a: int, b: int) -> None:
        self.adjacent[a].append(b)
        self.adjacent[b].append(a)
        self.seen[a] = {b}

    def degree(self, a: int) -> int:
        return len(self.adjacent[a])

    def neighbours(self, a: int) -> Iterator[int]:
        yield from self.adjacent[a]

    def missing(self, a: int) -> Set[int]:
        return self.seen[a]


@dataclass
class Index:
    rows: Dict[str, List[int]] = field(default_factory=lambda: defaultdict(list))
    names: Dict[str, int] = field(default_factory=Counter)
    plain: Dict[str, int] = field(default_factory=dict)

    def add(self, key: str, row: int) -> None:
        self.rows[key].append(row)
        self.names[key] += 1
        self.plain[key] = self.plain.get(key, 0) + 1


def total(d: Dict[str, int]) -> int:
    return sum(d.values())


def item(d: Dict[str, int], key: str) -> int:
    return d[key]


def looked_up(words: List[str], key: str) -> Tuple[int, int, List[str]]:
    c = Counter(words)
    d: Dict[str, int] = defaultdict(int, {"a": 1})
    return item(c, key), item(d, key), [*c, *d]


def passed(words: List[str]) -> int:
    return total(Counter(words)) + total({"a": 3}) + total(OrderedDict(b=2)) + total(defaultdict(int))


def chosen(words: List[str], n: int) -> Optional[Dict[str, int]]:
    counts: Dict[str, int] = {"n": n}
    if n == 0:
        return None
    if n == 1:
        return counts
    if n == 2:
        counts = Counter(words)
        return counts
    if n == 3:
        counts = OrderedDict((w, len(w)) for w in words)
        return counts
    return defaultdict(int, counts)


def several(words: List[str]) -> List[Dict[str, int]]:
    return [Counter(words), {"a": 1}, defaultdict(int, b=2), OrderedDict(c=3)]


def shown(words: List[str]) -> List[str]:
    return [str(d) for d in several(words)] + [f"{d}" for d in several([])] + [repr(OrderedDict()), repr(OrderedDict(a=[1, 2]))]


def updated(words: List[str]) -> List[Dict[str, int]]:
    all = several(words)
    for d in all:
        d.update({"b": 5, "z": 1})
    all[1].update([("a", 2)])
    all[3].update([("a", 2)])
    return all


def removed(words: List[str]) -> List[str]:
    out: List[str] = []
    for d in several(words):
        try:
            del d["none"]
            out.append("no error")
        except KeyError as e:
            out.append(str(e))
        try:
            out.append(str(d["none"]))
        except KeyError as e:
            out.append(repr(e))
        out.append(str(len(d)))
    return out


def unions(words: List[str]) -> List[Dict[str, int]]:
    other: Dict[str, int] = {"b": 9}
    return [d | other for d in several(words)] + [other | other]


def copies(words: List[str]) -> List[Dict[str, int]]:
    made = [d.copy() for d in several(words)]
    for d in made:
        d["more"] = 1
    return made + [dict(d) for d in several(words)]


def equal_orders() -> List[bool]:
    a: Dict[str, int] = OrderedDict(a=1, b=2)
    b: Dict[str, int] = OrderedDict(b=2, a=1)
    c: Dict[str, int] = {"b": 2, "a": 1}
    x: "OrderedDict[str, int]" = OrderedDict(a=1, b=2)
    y: "OrderedDict[str, int]" = OrderedDict(b=2, a=1)
    return [a == b, a == c, b == c, c == a, a == a.copy(), x == y, x == x.copy(), x != y]


def same_object(words: List[str]) -> Tuple[bool, int]:
    d = defaultdict(list)
    g: Dict[str, List[int]] = d
    for i, w in enumerate(words):
        g[w].append(i)
    d["last"].append(-1)
    return g is d, len(g)


def nested(pairs: List[Tuple[str, str]]) -> Dict[str, Dict[str, int]]:
    out: Dict[str, Dict[str, int]] = {}
    for a, b in pairs:
        if a not in out:
            out[a] = Counter()
        out[a][b] += 1
    return out


def nested_by_default(pairs: List[Tuple[str, str]]) -> Dict[str, Dict[str, int]]:
    out: Dict[str, Dict[str, int]] = defaultdict(dict)
    for i, (a, b) in enumerate(pairs):
        out[a][b] = i
    return out


def through_mapping(words: List[str]) -> int:
    return of_mapping(Counter(words), "a") + of_mapping({"a": 7}, "a")


def of_mapping(m: Mapping[str, int], key: str) -> int:
    return m[key] + len(m)


def lengths(d: Dict[str, List[int]], keys: Iterable[str]) -> List[int]:
    out: List[int] = []
    for key in keys:
        before = len(d)
        values = d[key]
        values.append(before)
        out.append(len(d) * 10 + len(values))
    return out


def own_lengths(keys: List[str]) -> List[int]:
    return lengths(defaultdict(list), keys)


def graph() -> Tuple[int, int, List[int], int, str]:
    g = Graph()
    g.add(1, 2)
    g.add(1, 3)
    try:
        g.missing(9)
        error = ""
    except KeyError as e:
        error = repr(e)
    return g.degree(1), g.degree(7), list(g.neighbours(1)), len(g.adjacent), error


def index(keys: List[str]) -> Index:
    i = Index()
    for n, key in enumerate(keys):
        i.add(key, n)
    return i


def factory_of_index(keys: List[str]) -> Tuple[Dict[str, int], Dict[str, int], int]:
    i = index(keys)
    return i.names, i.plain, len(i.rows)


def by_function(words: List[str]) -> Dict[str, int]:
    d: Dict[str, int] = defaultdict(lambda: len(words))
    for w in words:
        d[w] += 1
    return d


def by_functions(pairs: List[Tuple[str, str]]) -> Dict[str, Dict[str, int]]:
    d: Dict[str, Dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for a, b in pairs:
        d[a][b] += 1
    return d


def by_functions_declared(pairs: List[Tuple[str, str]]) -> "defaultdict[str, defaultdict[str, list[int]]]":
    d: "defaultdict[str, defaultdict[str, list[int]]]" = defaultdict(lambda: defaultdict(list))
    for i, (a, b) in enumerate(pairs):
        d[a][b].append(i)
    return d


def used_by_python(words: List[str], use: Any) -> List[Tuple[str, int]]:
    d = by_function(words)
    kept = use(d)
    d["last"] += 1
    return sorted(d.items()) + [("kept", len(d) if kept else 0)]


def reordered(d: "OrderedDict[str, int]", key: str) -> List[str]:
    before = list(d)
    d.move_to_end(key, last=False)
    d["new"] = len(d)
    return before + list(d)


def reordered_open(d: Dict[str, int]) -> List[Tuple[str, int]]:
    items = list(d.items())
    first = items[0][0]
    d[first] = d.pop(first)
    return items + list(d.items())


def moved(d: "OrderedDict[str, int]") -> "OrderedDict[str, int]":
    d.move_to_end("a")
    return d


def moved_by_python(d: "OrderedDict[str, int]", change: Any) -> List[str]:
    before = list(d)
    change(d)
    return before + list(d) + [str(d == OrderedDict(d)), repr(d)]


def through_functions(words: List[str], pairs: List[Tuple[str, str]], look: Any) -> Any:
    return look(by_function(words), by_functions(pairs), by_functions_declared(pairs))


CALLED = ["by_function", "by_functions", "by_functions_declared", "moved", "Graph", "Index", "index", "of_mapping", "Graph.neighbours"]
WORDS = [[], ["a"], ["b", "a", "b", "ccc"], ["a", "b", "a", "c", "a"]]
CALLS = [
    *[(f, words) for f in ("by_length", "counted", "counted_by_default", "in_order", "several", "shown", "updated", "removed", "unions", "copies", "same_object", "through_mapping", "own_lengths", "factory_of_index", "passed") for words in WORDS],
    *[("looked_up", words, key) for words in WORDS for key in ("a", "q")],
    *[("chosen", ["a", "b", "a"], n) for n in range(5)],
    *[("reordered", OrderedDict(pairs), "b") for pairs in ([("a", 1), ("b", 2)], [("b", 1)], [])],
    *[("reordered_open", d) for d in (OrderedDict(a=1, b=2), {"a": 1, "b": 2}, moved(OrderedDict(a=1, b=2)), Counter("aab"))],
    ("reordered", moved(OrderedDict(a=1, b=2, c=3)), "b"), ("moved_by_python", OrderedDict(a=1, b=2, c=3), moved), ("moved_by_python", OrderedDict(a=1, b=2), lambda d: d.move_to_end("a")),
    ("moved_by_python", OrderedDict(b=1, a=2), OrderedDict.clear),
    *[("used_by_python", words, lambda d: d["new"] + d["a"]) for words in WORDS],
    ("through_functions", ["a", "b"], [("x", "y"), ("x", "z")], lambda a, b, c: (a["q"], dict(a), b["n"]["m"], b["x"]["y"], [dict(v) for v in b.values()], c["x"]["y"], c["n"]["m"], type(c["n"]).__name__, c["n"].default_factory)),
    ("equal_orders",), ("graph",),
    *[(f, pairs) for f in ("nested", "nested_by_default") for pairs in ([], [("a", "b"), ("a", "b"), ("c", "d")])],
    *[("total", d) for d in ({}, {"a": 1}, Counter("abca"), OrderedDict(a=1, b=2), defaultdict(int, a=5))],
    *[("item", d, key) for d in ({}, {"a": 1}, Counter("abca"), OrderedDict(a=1, b=2), defaultdict(int, a=5), defaultdict(lambda: 7)) for key in ("a", "q")],
    *[("lengths", d, ["a", "b", "a"]) for d in (defaultdict(list), defaultdict(list, a=[1]), {"a": [], "b": []}, {}, OrderedDict(b=[]))],
]
