from __future__ import annotations
from typing import List, Dict, Optional, Tuple, Union
import numpy as np
from app import Account, Ledger
from .model import Key, Grid, Link, Stack, Entry
import app.model
from . import model as m

def run(lines: List[str]) -> Ledger:
    led = Ledger()
    for line in lines:
        name, amount = Ledger.parse(line)
        led.open(name).deposit(amount, len(name))
    return led

def made(names: List[str]) -> int:
    led = Ledger.make(names)
    return len(led.accounts)

def richest(led: Ledger) -> Account:
    best: Optional[Account] = None
    for a in led.accounts.values():
        if best is None or a.balance > best.balance:
            best = a
    assert best is not None
    return best

def order(accounts: List[Account]) -> List[Account]:
    return sorted(accounts)

def entries(a: Account) -> List[Tuple[int, float]]:
    return [(e.day, e.amount) for e in a]

def tagged(a: Account, tag: str) -> bool:
    return tag in a

def size(a: Account) -> int:
    return len(a)

def index(led: Ledger, keys: List[Key]) -> int:
    for k in keys:
        led.by_key.setdefault(k, []).append(led.open(k.b))
    return len(led.by_key)

def counts(keys: List[Key]) -> Dict[Key, int]:
    out: Dict[Key, int] = {}
    for k in keys:
        out[k] = out.get(k, 0) + 1
    return out

def grids(n: int) -> Grid:
    g = Grid(np.arange(float(n)), 2.0)
    g.total = g.total + 1.0
    return g

def same(a: Grid, b: object) -> bool:
    return a == b

def call(g: Grid, i: int) -> float:
    return g(i)

def show(g: Grid) -> str:
    return f"{g!r} {g}"

def chain(n: int) -> Optional[Link]:
    head: Optional[Link] = None
    for i in range(n):
        head = Link(i, head)
    return head

def length(l: Optional[Link]) -> int:
    n = 0
    while l is not None:
        n += l.value
        l = l.next
    return n

def ring(n: int) -> Link:
    first = Link(0)
    last = first
    for i in range(n):
        last = Link(i, last)
    first.next = last
    return first

def stacked(s: Stack) -> int:
    with s as inner:
        inner.push(3).push(4)
        n = len(inner.items)
    return n

def fail(a: Account) -> None:
    a.deposit(-1.0)

def rate() -> float:
    return Account.rate + m.Account.rate + app.model.Account.rate

def kind(x: Union[Account, Grid, int]) -> str:
    if isinstance(x, Account):
        return "account " + x.key
    elif isinstance(x, m.Grid):
        return "grid"
    return "int"

def match(x: object) -> str:
    match x:
        case Account(key=k, balance=b):
            return f"{k} {b}"
        case Key(a=1):
            return "one"
        case _:
            return "other"

def hook(led: Ledger) -> float:
    led.hooks.append(lambda a: a.balance * 2)
    return sum(h(a) for h in led.hooks for a in led.accounts.values())

class Wrapped:
    def __init__(self, a: Account, others: Optional[List[Account]] = None) -> None:
        self.a = a
        self.others = others or []
    def all(self) -> List[Account]:
        return [self.a] + self.others

def wrap(led: Ledger) -> Wrapped:
    return Wrapped(led["x"], list(led.accounts.values()))

def deep(w: Wrapped) -> float:
    return sum(a.balance for a in w.all())

def nothing(x: Optional[Account] = None) -> bool:
    return x is None

def pairs(d: Dict[str, Tuple[Account, Key]]) -> List[str]:
    return [k + v[0].key + str(v[1].a) for k, v in d.items()]

def gen(led: Ledger) -> float:
    t = 0.0
    for a in led.accounts.values():
        for e in a:
            t += e.amount
    return t
