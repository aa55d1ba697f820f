# Classes that derive from those of other modules, by three modules and by Python code.
import copy
import gc
import pickle

from zoo import base, cats, wild
from zoo.base import Animal, Pet
from zoo.cats import Bird, Cat, Lion
from zoo.wild import Tiger


def out(*shown):
    print(*shown)


class Dog(Pet):
    def sound(self): return "woof"
    def weight(self): return 30.0
class Puma(Cat):
    def sound(self): return "hiss"
a = [Cat("tom", "ann"), Lion("leo"), Bird("b", 1.5), Pet("p", "me"), Tiger("shere", 2), Dog("rex", "joe"), Puma("pu", "x")]
out(base.chorus(a))
out(base.total(a), base.pets(a), list(base.index(a + a).values()))
out(cats.sounds(a), cats.titles(a), cats.lives(a))
out([x.name for x in sorted(a)], wild.heaviest(a).name)
out(cats.heavy(cats.litter(4)), cats.heavy([Cat("a","b"), Lion("x"), Tiger("t", 1), Puma("pu", "x", 3)]))
out(base.chorus(wild.pack(2)), base.total(wild.pack(3)), cats.sounds(wild.pack(2)))
out(cats.befriend(a[0], a[4]), a[0].friends[0] is a[4], cats.befriend(a[4], a[0]))
out(cats.sing(4))
out(a[0] == Cat("tom", "other"), a[0] == Lion("tom"), a[0] != a[1], hash(a[0]) == hash("tom"), Cat.kind(), a[4].kind(), Tiger.__mro__[1:3])
t = a[4]
out(t.speak(2), t.title, t.weight(), t.stripes, t.lives, t.owner, t.legs, t.friends[0].name)
out(isinstance(t, Animal), isinstance(t, Cat), issubclass(Tiger, Pet), type(t).__name__)
u = pickle.loads(pickle.dumps(Tiger("z", 3)))
out(u.stripes, u.name, u.sound(), u == Tiger("z", 1))
try:
    Animal("x")
except TypeError as e:
    out("TypeError", str(e)[:40])
try:
    Cat("x")
except TypeError as e:
    out("TypeError")
v = copy.copy(u)
v.stripes = 1
out(v.sound(), u.sound())
del a, t, u, v
out(gc.collect() >= 0)
big = cats.litter(1000)
big2 = wild.pack(1000)
del big, big2
gc.collect()
