from __future__ import annotations
from dataclasses import dataclass, field
from typing import Optional, NamedTuple, Callable, Dict, List, Tuple, Set, ClassVar, Iterator
import numpy as np
from numpy.typing import NDArray

class Entry(NamedTuple):
    day: int
    amount: float

@dataclass(order=True)
class Account:
    key: str
    balance: float = 0.0
    history: List[Entry] = field(default_factory=list)
    tags: Set[str] = field(default_factory=set)
    rate: ClassVar[float] = 0.05
    def deposit(self, amount: float, day: int = 0) -> None:
        if amount < 0:
            raise ValueError(f"negative: {amount}")
        self.balance += amount
        self.history.append(Entry(day, amount))
    def __len__(self) -> int:
        return len(self.history)
    def __contains__(self, tag: str) -> bool:
        return tag in self.tags
    def __iter__(self) -> Iterator[Entry]:
        for e in self.history:
            yield e

@dataclass(frozen=True)
class Key:
    a: int
    b: str
    def __hash__(self) -> int:
        return hash((self.a, self.b))

class Ledger:
    default: ClassVar[str] = "main"
    def __init__(self) -> None:
        self.accounts: Dict[str, Account] = {}
        self.by_key: Dict[Key, List[Account]] = {}
        self.hooks: List[Callable[[Account], float]] = []
    def open(self, name: str) -> Account:
        a = self.accounts.get(name)
        if a is None:
            a = Account(name)
            self.accounts[name] = a
        return a
    def __getitem__(self, name: str) -> Account:
        return self.accounts[name]
    def total(self) -> float:
        return sum(a.balance for a in self.accounts.values())
    @staticmethod
    def parse(text: str) -> Tuple[str, float]:
        name, amount = text.split("=")
        return name, float(amount)
    @classmethod
    def make(cls, names: List[str]) -> Ledger:
        out = cls()
        for n in names:
            out.open(n)
        return out

class Grid:
    def __init__(self, data: NDArray[np.float64], scale: float = 1.0) -> None:
        self.data = data
        self.scale = scale
        self._sum: Optional[float] = None
    @property
    def total(self) -> float:
        if self._sum is None:
            self._sum = float(self.data.sum()) * self.scale
        return self._sum
    @total.setter
    def total(self, v: float) -> None:
        self._sum = v
    def __call__(self, i: int) -> float:
        return float(self.data[i]) * self.scale
    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Grid):
            return NotImplemented
        return self.scale == other.scale
    def __repr__(self) -> str:
        return f"Grid({self.data.shape[0]}, {self.scale})"

class Link:
    __slots__ = ("value", "next")
    def __init__(self, value: int, next: Optional[Link] = None) -> None:
        self.value = value
        self.next = next

class Stack:
    def __init__(self) -> None:
        self.items: List[int] = []
    def push(self, x: int) -> Stack:
        self.items.append(x)
        return self
    def __enter__(self) -> Stack:
        self.items.append(-1)
        return self
    def __exit__(self, *exc: object) -> None:
        self.items.pop()
