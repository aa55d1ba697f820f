"""Declarations that say less than is known, or more: `list[str]` for a `List[Any]`, a list of objects returned as a `List[str]`, classes that are joined by `|`."""

from __future__ import annotations

import json
from typing import Any, Callable, Dict, Iterable, List, Mapping, Optional, Sequence, Set, Tuple, Union, cast


def names_of(text: str) -> List[str]:
    names = []
    for item in json.loads(text):
        names.append(item["name"])
    return names


def sizes_of(text: str) -> Dict[str, int]:
    sizes = {}
    for item in json.loads(text):
        sizes[item["name"]] = item["size"]
    return sizes


def pairs_of(text: str) -> List[Tuple[str, int]]:
    pairs = []
    for item in json.loads(text):
        pairs.append((item["name"], item["size"]))
    pairs.sort(key=lambda pair: -pair[1])
    return pairs


def cast_sizes(text: str) -> List[int]:
    sizes = [item["size"] for item in json.loads(text)]
    return cast(List[int], sizes)


def set_of(text: str) -> Set[str]:
    found = set()
    for item in json.loads(text):
        if item["size"]:
            found.add(item["name"])
    return found


def nested_of(text: str) -> Dict[str, List[int]]:
    found: Dict[str, List[int]] = {}
    for item in json.loads(text):
        found.setdefault(item["name"], []).append(item["size"])
    return found


def perhaps_of(text: str) -> Optional[List[str]]:
    names = []
    for item in json.loads(text):
        names.append(item["name"])
    if not names:
        return None
    return names


class Files:
    def __init__(self) -> None:
        self.names: List[str] = []

    def read(self, text: str) -> None:
        names = []
        for item in json.loads(text):
            names.append(item["name"])
        self.names = names


def files(text: str) -> List[str]:
    f = Files()
    f.read(text)
    f.names.append("end")
    return f.names


def count(items: List[Any]) -> int:
    n = 0
    for item in items:
        if item:
            n += 1
    return n


def shown(items: Iterable[Any]) -> str:
    return "|".join(str(item) for item in items)


def size_of(mapping: Optional[Dict[Any, Any]]) -> int:
    return -1 if mapping is None else len(mapping)


def first_or(items: Sequence[Any], otherwise: Any) -> Any:
    return items[0] if items else otherwise


def rows_of(rows: List[List[Any]]) -> int:
    return sum(len(row) for row in rows)


def put(items: List[Any], item: Any) -> List[Any]:
    items.append(item)
    return items


def counts(words: List[str], numbers: List[int], table: Dict[str, int]) -> Tuple[int, int, int, int, int]:
    none: Optional[Dict[str, int]] = table if words else None
    return count(words), count(numbers), size_of(table), size_of(none), count([words])


def all_shown(words: List[str], numbers: Set[int]) -> str:
    return shown(words) + shown(sorted(numbers)) + shown((1, "a")) + shown({"k": 1}) + shown(range(3)) + shown(w for w in words)


def mixed(words: List[str]) -> Tuple[int, str]:
    kept = list(words)
    return len(kept), str(first_or(kept, 0)) + str(first_or([1.5], 0))


def tagged(value: Union[int, float, str, None, List[int]]) -> str:
    if isinstance(value, int | float):
        return "number " + str(value + 1)
    if isinstance(value, str | None):
        return "text " + (value or "none")
    return "list " + str(len(value))


def kind(value: Any) -> str:
    if isinstance(value, bool | None):
        return "flag"
    if isinstance(value, int | float | complex):
        return "number"
    if isinstance(value, (str, bytes | bytearray)):
        return "text"
    if isinstance(value, list | tuple | dict | set):
        return "container"
    return "other"


def narrowed(value: object) -> float:
    if isinstance(value, int | float):
        return value * 2.0
    return -1.0


class Shape:
    def area(self) -> float:
        return 0.0


class Square(Shape):
    def __init__(self, side: float) -> None:
        self.side = side

    def area(self) -> float:
        return self.side**2


class Circle(Shape):
    def __init__(self, radius: float) -> None:
        self.radius = radius


def classes(n: int) -> List[bool]:
    shapes: List[Shape] = [Square(2.0), Circle(1.0), Shape()]
    return [isinstance(s, Square | Circle) for s in shapes] + [isinstance(n, Square | int)] + [isinstance(s, (Shape, str | None)) for s in shapes]


def caught(value: str) -> bool:
    try:
        int(value)
        raise KeyError(value)
    except Exception as e:
        return isinstance(e, ValueError | TypeError)


def of_types(make: Callable[..., Any]) -> List[bool]:
    wanted = int | str
    return [isinstance(x, wanted) for x in (1, "a", 2.0, None)] + [isinstance(make(), wanted)]


def box(size: Any) -> Tuple[int, int, int, int]:
    whole: Tuple[int, int, int, int] = (0, 0, *size)
    return whole


TEXT = '[{"name": "a", "size": 3}, {"name": "b", "size": 0}, {"name": "a", "size": 5}]'
CALLED = ["Files", "Shape", "Square", "Circle"]
CALLS = [
    *[(f, text) for f in ("names_of", "sizes_of", "pairs_of", "cast_sizes", "set_of", "nested_of", "perhaps_of", "files") for text in (TEXT, "[]")],
    *[("count", items) for items in ([], ["a", ""], [1, 0, None], [[], [1]])], ("shown", [1, "a"]), ("shown", "abc"), ("shown", {1: 2}), ("size_of", None), ("size_of", {1: "a"}), ("first_or", [], 1), ("first_or", (2, 3), 1),
    ("rows_of", [[1], ["a", None]]), ("put", ["a"], 1), ("counts", ["a", ""], [0, 1], {"a": 1}), ("counts", [], [], {}), ("all_shown", ["x", "y"], {3, 1}), ("mixed", ["a", "b"]),
    *[("tagged", value) for value in (1, 2.5, "a", "", None, [1, 2])], *[("kind", value) for value in (True, None, 1, 2.5, 1j, "a", b"a", bytearray(b"a"), [], (), {}, set(), range(2))],
    *[("narrowed", value) for value in (1, 2.5, "a", True)], ("classes", 1), ("caught", "x"), ("caught", "1"), ("of_types", int), ("of_types", list), ("box", (3, 4)), ("box", [5, 6]),
]
