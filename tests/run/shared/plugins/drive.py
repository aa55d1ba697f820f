# What classes of other modules override, called by code of the module that has the base.
from plugins import base, first, second
from plugins.base import Item, Rule
from plugins.first import Limit, Odd, Quiet
from plugins.second import Deep


def out(*shown):
    print(*shown)


class Mine(Limit):
    def apply(self, items, limit):
        return -1

    def scale(self, x):
        return -x

    @property
    def rank(self):
        return -7


def all_rules():
    return [Rule("r"), Limit("a", 3), Odd("b", 4), Quiet("c", 1), Deep("d"), Mine("m", 2)] + second.rules(4)


rules = all_rules()
items = [Item("x", 5), Item("y", 2)]
out(base.run(rules, items, 4), [(i.key, i.n) for i in items])
out(base.picks(rules, items))
out(base.labels(rules))
out(base.scaled(rules, 1.5), type(base.scaled([Limit("a", 2)], 2.0)).__name__)
words = ["one", "three"]
out(base.tables(rules, words), words)
out(base.checked(rules, 2), [r.hits for r in rules])
out(base.checked(rules, -2))
out([base.chain(r) for r in rules])
out(base.defaults(rules), base.ranks(rules), base.twices(rules, 3))
out(second.names(rules, items), second.names(all_rules(), []))
for rule in rules:
    try:
        base.raised(rule)
        out("nothing")
    except ValueError as error:
        out(type(error).__name__, error)
for i in range(300):
    base.checked(rules, 1)
out([r.hits for r in rules])
