"""Objects of any class, looked for in containers of numbers and texts: Python says what is equal to them, and what their hash is."""

import math


class Same:
    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        return self.value == other

    def __hash__(self):
        return hash(self.value)

    def __repr__(self):
        return f"Same({self.value!r})"


def in_containers(k: object) -> list[bool]:
    return [k in ["a", "b"], k in ("a", "b"), k in {"a": 1}]


def in_sets(k: object) -> list[bool]:
    return [k in {"a", "b"}, k in frozenset(["a"]), k not in {"a", "b"}]


def in_numbers(k: object) -> list[bool]:
    return [k in [1, 2], k in [1.5, 2.0], k in {1: "a"}, k in {1.0, 2.0}]


def item(k: object) -> int:
    return {"a": 1, "b": 2}[k]


def got(k: object) -> tuple[object, object]:
    d = {"a": 1, "b": 2}
    return d.get(k), d.get(k, 5)


def popped(k: object) -> tuple[object, dict[str, int]]:
    d = {"a": 1, "b": 2}
    return d.pop(k, None), d


def deleted(k: object) -> dict[str, int]:
    d = {"a": 1, "b": 2}
    del d[k]
    return d


def stored(k: object):
    d = {"a": 1, "b": 2}
    d[k] = 3
    return d


def place(k: object) -> tuple[int, int]:
    names = ["a", "b", "a"]
    return names.index(k), names.count(k)


def removed(k: object) -> list[str]:
    names = ["a", "b", "a"]
    names.remove(k)
    return names


def discarded(k: object) -> list[str]:
    names = {"a": None, "b": None}
    keys = set(names)
    keys.discard(k)
    return sorted(keys)


def tags(group: object) -> list[str]:
    out = []
    for tag, low, high in group:
        if tag == "equal":
            out.append("same")
        elif tag in {"replace", "delete"}:
            out.append("out")
        if any(kind in {"insert"} for kind, _, _ in group):
            out.append("in")
    return out


def equal(k: object) -> list[bool]:
    return [["a"] == [k], [k] != ["a"], (1, "a") == (1, k), {k: 1} == {"a": 1}, {"x": ["a"]} == {"x": [k]}]


def at(items: list[str], k: object) -> object:
    return items[k]


def at_any(items: object, k: object) -> object:
    data = sorted(items)
    return data[k], tuple(data)[k]


def ordered(items: list[object]) -> list[object]:
    items.sort()
    return items


def ordered_down(items: object) -> list[object]:
    data = list(items)
    data.sort(reverse=True)
    return data


def exact_sum(items: list[object]) -> object:
    return math.fsum(items)


def known(items: object, k: object) -> tuple[object, object]:
    found = {}
    for item in items:
        found[item] = found.get(item, 0) + 1
    return found.get(k), found.get(k, "none")


def plain_in_objects(items: object) -> list[bool]:
    data = list(items)
    keys = {item: 1 for item in items}
    return [1 in data, "a" in data, None in data, 1 in keys, "a" in keys, None in keys, 2.0 in set(items)]


def plain_got(items: object) -> tuple[object, object, object, int]:
    keys = {item: str(item) for item in items}
    return keys.get("a"), keys.get(None, 5), keys[1], list(items).count(1)


def same_iterator(items: object) -> bool:
    return iter(items) is items


GROUP = [("replace", 0, 1), ("equal", 1, 2), ("insert", 2, 3)]
CALLS = [(name, key) for name in ("in_containers", "in_sets", "in_numbers", "item", "got", "popped", "deleted", "place", "removed", "discarded", "equal")
         for key in ("a", "z", 1, 1.5, 2, None, True, ["a"], ("a",), Same("a"), Same(1))]
CALLS += [("stored", "a"), ("stored", "z"), ("tags", GROUP), ("tags", GROUP[:2]), ("tags", [(1, 2)])]
CALLS += [("at", ["a", "b"], k) for k in (0, -1, 5, True, slice(0, 1), "x", 1.5, None)] + [("at_any", [2, 1], k) for k in (0, 1, 2, slice(None, None, -1))]
CALLS += [(f, items) for f in ("ordered", "ordered_down") for items in ([2, 1.5, True], ["b", "a"], [], [1, "a"])]
CALLS += [("exact_sum", [0.1, 1, True]), ("exact_sum", ["a"]), ("known", [1, "a", 1], 1), ("known", [1, "a", 1.0], "a"), ("known", [], 2), ("known", [[]], 2)]
CALLS += [(f, items) for f in ("plain_in_objects", "plain_got", "same_iterator") for items in ([1, "a", None], [1.0, 2], [True], ["b"], [])]
