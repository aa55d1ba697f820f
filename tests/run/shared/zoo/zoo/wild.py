from __future__ import annotations
from typing import List
from .cats import Cat, Lion, litter
from .base import Animal

class Tiger(Cat):
    def __init__(self, name: str, stripes: int) -> None:
        super().__init__(name, "jungle", 1)
        self.stripes = stripes
    def sound(self) -> str:
        return "grr" * self.stripes
    def weight(self) -> float:
        return super().weight() * 40

def pack(n: int) -> List[Animal]:
    out: List[Animal] = []
    for i in range(n):
        out.append(Tiger(f"t{i}", i + 1))
    out.append(Lion("king"))
    return out

def heaviest(animals: List[Animal]) -> Animal:
    return max(animals, key=lambda a: a.weight())
