from __future__ import annotations
from typing import List
from . import base
from .base import Animal, Pet, chorus

class Cat(Pet):
    lives: int
    def __init__(self, name: str, owner: str, lives: int = 9) -> None:
        super().__init__(name, owner)
        self.lives = lives
    def sound(self) -> str:
        return "meow"
    def weight(self) -> float:
        return 4.5 + self.lives
    @property
    def title(self) -> str:
        return "Sir " + super().title

class Lion(Cat):
    def __init__(self, name: str) -> None:
        super().__init__(name, "nobody", 1)
    def sound(self) -> str:
        return "roar"

class Bird(base.Animal):
    def __init__(self, name: str, wings: float) -> None:
        super().__init__(name, 2)
        self.wings = wings
    def sound(self) -> str:
        return f"tweet{self.wings}"

def litter(n: int) -> List[Cat]:
    return [Cat(f"c{i}", "o", i) for i in range(n)]

def heavy(cats: List[Cat]) -> float:
    return sum(c.weight() for c in cats)

def sounds(animals: List[Animal]) -> List[str]:
    return [a.sound() for a in animals]

def titles(animals: List[Animal]) -> List[str]:
    return [a.title for a in animals]

def lives(animals: List[Animal]) -> int:
    n = 0
    for a in animals:
        if isinstance(a, Cat):
            n += a.lives
        elif isinstance(a, Bird):
            n += 1000
        elif isinstance(a, Pet):
            n += 100000
    return n

def befriend(a: Animal, b: Animal) -> int:
    a.friends.append(b)
    return len(a.friends)

def sing(n: int) -> str:
    animals: List[Animal] = [Cat("t", "x"), Bird("b", 2.5), Lion("l"), Pet("p", "q")]
    return chorus(animals[:n]) + str(base.total(animals))
