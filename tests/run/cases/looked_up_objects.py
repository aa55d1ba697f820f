"""Objects of any class, looked for in containers of numbers and texts: Python says what is equal to them, and what their hash is."""


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


GROUP = [("replace", 0, 1), ("equal", 1, 2), ("insert", 2, 3)]
CALLS = [(name, key) for name in ("in_containers", "in_sets", "in_numbers", "item", "got", "popped", "deleted", "place", "removed", "discarded", "equal")
         for key in ("a", "z", 1, 1.5, 2, None, True, ["a"], ("a",), Same("a"), Same(1))]
CALLS += [("stored", "a"), ("stored", "z"), ("tags", GROUP), ("tags", GROUP[:2]), ("tags", [(1, 2)])]
