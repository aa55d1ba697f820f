from __future__ import annotations

from typing import Dict, List, Optional, Set

from .base import Item, Rule


class Limit(Rule):
    def __init__(self, name: str, top: int) -> None:
        super().__init__(name)
        self.top = top

    def apply(self, items: List[Item], limit: int) -> int:
        n = 0
        for item in items:
            if item.n > min(limit, self.top):
                item.n = self.top
                n += 1
        items.append(Item(self.name, n))
        return n

    def pick(self, items: List[Item]) -> Optional[Item]:
        best: Optional[Item] = None
        for item in items:
            if item.n >= self.top and (best is None or item.n > best.n):
                best = item
        return best

    def label(self, prefix: str, loud: bool) -> str:
        text = prefix + self.name * 2
        return text.upper() if loud else text

    def scale(self, x: float) -> float:
        return x * self.top

    def table(self, words: List[str]) -> Dict[str, int]:
        out = {word: len(word) for word in words}
        words.append(self.name)
        return out

    def check(self, n: int) -> None:
        if n < 0:
            raise ValueError(f"negative: {n}")
        if n > self.top:
            {"a": 1}["b" * n]
        super().check(n)

    def follow(self) -> Optional[Rule]:
        return Limit(self.name, self.top - 1) if self.top > 0 else None

    def default(self, n: int = 10) -> int:
        return n + self.top

    @property
    def rank(self) -> int:
        return self.top


class Odd(Limit):
    # Other parameters than the base declares, and what stays Python.
    def scale(self, x: float, by: float = 2.0) -> float:
        return x * by + 1

    def unknown(self, n):
        return 2 * n


class Quiet(Odd):
    def apply(self, items: List[Item], limit: int) -> int:
        return super().apply(items, limit) + 100
