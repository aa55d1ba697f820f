"""What only Python knows of items, patterns of named tuples, counters of pairs, names that are bound in expressions."""

import json
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple


class Word(NamedTuple):
    text: str
    count: int


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def total(values: list[Any]) -> int:
    return sum([int(value) for value in values])


def totals(text: str) -> tuple[int, int, int]:
    found = re.findall(r"\d", text)
    return total([1, 2, 3]), total(found), total([])


def keys(table: dict[str, Any]) -> list[str]:
    return sorted([f"{key}={table[key]}" for key in table])


def shown(value: object) -> str:
    match value:
        case Word(text, 1):
            return text
        case Word(text, count):
            return f"{text}*{count}"
        case _:
            return "-"


def parts(word: Word, other: Word | str | None) -> list[str]:
    out: list[str] = []
    for one in (word, other):
        match one:
            case Word("the" | "a"):
                out.append("article")
            case Word(text=text, count=n) if n > 9:
                out.append(text.upper())
            case Word(text, n):
                out.append(text * n)
            case None:
                out.append("none")
            case str():
                out.append("text " + one)
    return out


def too_many(word: Word) -> int:
    match word:
        case Word(_, _, _):
            return 1
    return 0


def matched(n: int) -> tuple[list[str], list[list[str]]]:
    given: list[object] = [Word("q", 1), Word("q", n), ("q", 1), n]
    pairs: list[tuple[Word, Word | str | None]] = [(Word("the", 2), None), (Word("x", 12), "q"), (Word("ab", n), Word("a", 1))]
    return [shown(one) for one in given], [parts(word, other) for word, other in pairs]


def refused(n: int) -> int:
    return too_many(Word("a", n))


# Counters of pairs, lists that are joined with what Python gave, containers of nothing on one path, literals that come of an expression.
def neighbours(cells: set[tuple[int, int]]) -> list[tuple[tuple[int, int], int]]:
    counts = Counter((x + dx, y) for x, y in cells for dx in (-1, 1))
    counts.update([(0, 0)])
    return sorted(counts.items())


def after(graph: dict[int, set[int]], node: int) -> list[int]:
    return [n for n in sorted(graph.get(node, ()))]


class Task:
    def __init__(self, priority: int, name: str, after: list[str]) -> None:
        self.priority = priority
        self.name = name
        self.after = after


def named(tasks: Iterable[Task]) -> list[str]:
    return [f"{task.name}{task.priority}{task.after}" for task in tasks]


def tasks(spec: dict[str, list[str]], priorities: dict[str, int] | None = None) -> list[str]:
    return named(Task((priorities or {}).get(name, 9), name, list(after)) for name, after in spec.items())


class Branch:
    def __init__(self) -> None:
        self.kids: dict[str, Branch] = {}

    def below(self, path: str) -> list[str]:
        node: Branch | None = self
        for c in path:
            if node is None:
                break
            node = node.kids.get(c)
        return [] if node is None else [kid + str(len(node.kids)) for kid in node.kids]


def kids(path: str) -> list[str]:
    root = Branch()
    root.kids["a"] = Branch()
    root.kids["a"].kids["b"] = Branch()
    return root.below(path)


def bound_in_chain(words: list[str], table: dict[str, tuple[int, int]]) -> list[int]:
    out: list[int] = []
    at = 0
    while at < len(words) and (found := table.get(words[at])) is not None and found[0] > 0:
        out.append(found[1])
        at += 1
    return out


CALLED = ["Word", "Task", "Branch", "named", "total", "shown", "parts", "too_many"]
CALLS = [
    ("words", "ab c"), ("totals", "1 2 9"), ("total", [1, "2"]), ("keys", {"a": 1, "b": [2]}), ("shown", 4),
    ("matched", 3), ("matched", 1), ("refused", 1), ("bound_in_chain", ["a", "b", "a"], {"a": (1, 2), "b": (1, 3)}), ("bound_in_chain", ["a", "c"], {"a": (0, 2)}), ("bound_in_chain", [], {}), ("neighbours", {(1, 2), (3, 2)}), ("neighbours", set()), ("after", {1: {3, 2}}, 1), ("after", {}, 1), ("tasks", {"a": ["b"]}), ("tasks", {"a": []}, {"a": 1}), ("kids", ""), ("kids", "a"), ("kids", "x"), ("kids", "xy"),
]
