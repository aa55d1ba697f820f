from __future__ import annotations

from typing import Dict, List, Optional, Set


class Item:
    def __init__(self, key: str, n: int = 0) -> None:
        self.key = key
        self.n = n


class Rule:
    def __init__(self, name: str) -> None:
        self.name = name
        self.hits = 0

    def apply(self, items: List[Item], limit: int) -> int:
        return 0

    def pick(self, items: List[Item]) -> Optional[Item]:
        return items[0] if items else None

    def label(self, prefix: str, loud: bool) -> str:
        return prefix + self.name

    def scale(self, x: float) -> float:
        return x

    def table(self, words: List[str]) -> Dict[str, int]:
        return {}

    def check(self, n: int) -> None:
        self.hits += n

    def follow(self) -> Optional[Rule]:
        return None

    def default(self, n: int = 1) -> int:
        return n

    @property
    def rank(self) -> int:
        return 0

    def unknown(self, n):
        return n

    def twice(self, n: int) -> int:
        return self.default(n) * 2 + self.rank


def run(rules: List[Rule], items: List[Item], limit: int) -> List[int]:
    return [rule.apply(items, limit) for rule in rules]


def picks(rules: List[Rule], items: List[Item]) -> List[str]:
    out: List[str] = []
    for rule in rules:
        item = rule.pick(items)
        out.append(item.key if item is not None else "-")
    return out


def labels(rules: List[Rule]) -> List[str]:
    return [rule.label(">", True) for rule in rules] + [rule.label(prefix="<", loud=False) for rule in rules]


def scaled(rules: List[Rule], x: float) -> float:
    for rule in rules:
        x = rule.scale(x)
    return x


def tables(rules: List[Rule], words: List[str]) -> Dict[str, int]:
    out: Dict[str, int] = {}
    for rule in rules:
        out.update(rule.table(words))
    return out


def checked(rules: List[Rule], n: int) -> List[str]:
    out: List[str] = []
    for rule in rules:
        try:
            rule.check(n)
            out.append("ok")
        except ValueError as e:
            out.append(f"{rule.name}: {e}")
        except KeyError as e:
            out.append(f"key {e}")
    return out


def chain(rule: Optional[Rule]) -> int:
    n = 0
    while rule is not None:
        n += 1
        rule = rule.follow()
    return n


def defaults(rules: List[Rule]) -> List[int]:
    return [rule.default() for rule in rules] + [rule.default(5) for rule in rules]


def ranks(rules: List[Rule]) -> List[int]:
    return sorted([rule.rank for rule in rules])


def twices(rules: List[Rule], n: int) -> List[int]:
    return [rule.twice(n) for rule in rules]


def raised(rule: Rule) -> None:
    rule.check(-1)
