from __future__ import annotations

from typing import List, Optional

from .base import Item, Rule, picks, run
from .first import Limit, Quiet


class Deep(Quiet):
    def __init__(self, name: str) -> None:
        super().__init__(name, 2)
        self.inner: List[Rule] = [Limit("in", 1)]

    def apply(self, items: List[Item], limit: int) -> int:
        return sum(run(self.inner, items, limit)) + 1000

    def check(self, n: int) -> None:
        for rule in self.inner:
            rule.check(n)
        self.hits += 10

    @property
    def rank(self) -> int:
        return max([rule.rank for rule in self.inner]) + 50


def rules(n: int) -> List[Rule]:
    out: List[Rule] = []
    for i in range(n):
        if i % 3 == 0:
            out.append(Limit(f"l{i}", i))
        elif i % 3 == 1:
            out.append(Quiet(f"q{i}", i))
        else:
            out.append(Deep(f"d{i}"))
    return out


def names(rules: List[Rule], items: List[Item]) -> str:
    return " ".join(picks(rules, items)) + " ".join([rule.label("", False) for rule in rules])
