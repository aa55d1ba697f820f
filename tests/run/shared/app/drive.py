# Dataclasses, named tuples, properties, operators and generators of a module in native code of another.
import copy
import gc

import numpy as np

from app import Account, Ledger, use
from app.model import Grid, Key, Link, Stack


def out(*shown):
    print(*shown)


led = use.run(["x=3.5", "yy=4", "x=1"])
out(led.accounts, led.total(), type(led) is Ledger)
out(use.made(["a","b"]))
out(use.richest(led), use.richest(led) is led["x"])
out([a.key for a in use.order([Account("z"), Account("a")])], use.entries(led["x"]))
led["x"].tags.add("t")
out(use.tagged(led["x"], "t"), use.tagged(led["x"], "u"), use.size(led["x"]))
ks = [Key(1,"x"), Key(1,"x"), Key(2,"n")]
out(use.index(led, ks), led.by_key, use.counts(ks))
g = use.grids(4)
out(g, g.total, use.same(g, Grid(np.zeros(1), 2.0)), use.same(g, 3), use.call(g, 2), use.show(g))
h = use.chain(5)
out(use.length(h), h.value, use.length(None))
r = use.ring(3)
wr = None
del r
out(gc.collect() >= 0)
s = Stack()
out(use.stacked(s), s.items)
try:
    use.fail(led["x"])
except ValueError as e:
    out(e)
out(round(use.rate(), 3), use.kind(led["x"]), use.kind(g), use.kind(3), use.match(led["x"]), use.match(Key(1, "q")), use.match(4))
out(use.hook(led))
led.hooks.append(lambda a: 1.0)
out(use.hook(led))
w = use.wrap(led)
out(use.deep(w), len(w.others))
w.others.append(Account("new", 7.0))
out(use.deep(w))
out([a.key for a in w.all()])
led["x"].balance = 100
out(use.deep(w), led.total())
out(use.nothing(), use.nothing(led["x"]))
out(use.pairs({"k": (led["x"], ks[0])}), use.gen(led))
led.accounts["py"] = Account("py", 1.25)
out(use.richest(led).key, led.total(), use.gen(led), len(led.accounts))
del led.accounts["py"]
out(use.run(["a=1"]).accounts, led.total())
c = copy.deepcopy(led["x"])
out(c == led["x"], c is led["x"])
class Sub(Account):
    def deposit(self, amount, day=0):
        self.balance += 2 * amount
sub = Sub("sub")
sub.deposit(4.0)
out(use.size(sub), use.kind(sub), use.entries(sub))
try:
    use.size(3)
except TypeError as e:
    out("TypeError")
