from __future__ import annotations
from abc import ABC, abstractmethod
from typing import List, Optional, Dict

class Animal(ABC):
    count: int = 0
    def __init__(self, name: str, legs: int = 4) -> None:
        self.name = name
        self.legs = legs
        self.friends: List[Animal] = []
    @abstractmethod
    def sound(self) -> str: ...
    def speak(self, times: int = 1) -> str:
        return " ".join([self.sound()] * times) + "!"
    @property
    def title(self) -> str:
        return self.name.title()
    def weight(self) -> float:
        return 1.0 * self.legs
    def __eq__(self, other: object) -> bool:
        return isinstance(other, Animal) and self.name == other.name
    def __hash__(self) -> int:
        return hash(self.name)
    def __lt__(self, other: Animal) -> bool:
        return self.weight() < other.weight()
    @classmethod
    def kind(cls) -> str:
        return cls.__name__

class Pet(Animal):
    def __init__(self, name: str, owner: str) -> None:
        super().__init__(name)
        self.owner = owner
    def sound(self) -> str:
        return "pet of " + self.owner

def chorus(animals: List[Animal]) -> str:
    return " ".join([a.speak() for a in animals])

def total(animals: List[Animal]) -> float:
    t = 0.0
    for a in animals:
        t += a.weight()
    return t

def pets(animals: List[Animal]) -> int:
    n = 0
    for a in animals:
        if isinstance(a, Pet):
            n += 1
    return n

def index(animals: List[Animal]) -> Dict[Animal, int]:
    out: Dict[Animal, int] = {}
    for a in animals:
        out[a] = out.get(a, 0) + 1
    return out
