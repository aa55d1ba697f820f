# Objects of classes of other modules: fields, methods, containers that both sides hold.
import gc
import pickle

from geo import tree, walk
from geo.points import Circle, Point, Shape, Square


def out(*shown):
    print(*shown)


n = tree.build(3)
out(walk.total(n), walk.depth(n), n.seen, n.left.seen)
v = walk.Visitor()
out(tree.run_visitor(n, v), len(v.log), v.log[:3], n.seen)
p = walk.make(10)
out(p, p == Point(45.0, 10.0), type(p) is Point, walk.same(p, Point(45.0, 10.0)))
ss = walk.make_shapes(5)
out(walk.areas(ss), [walk.describe(s) for s in ss], [type(s).__name__ for s in ss])
out(walk.fill(ss[0], 4), ss[0].points, len(ss[0].points))
pp = ss[0].points
pp.append(Point(9.0, 9.0))
out(walk.fill(ss[0], 1), len(pp), pp[-1], pp is ss[0].points)
c = walk.count(["a", "b", "a"])
out(c.table, c.kind, walk.bump_all(c, ["a", "z"]), c.table)
t = c.table
t["q"] = 5
out(c.bump("q"), walk.bump_all(c, ["q"]), t)
ps = [Point(1.0, 2.0), Point(3.0, 4.0), Point(-1.0, 0.0)]
q = walk.nearest(ps, Point(2.9, 4.0))
out(q is ps[1])
class Mine(Shape):
    def __init__(self): super().__init__("mine")
    def area(self): return 100.0
out(walk.areas([Mine(), Square(2.0)]), walk.describe(Mine()))
h = walk.Holder(p).moved(1.0)
out(h.p, type(h))
try:
    walk.areas([1])
except (TypeError, AttributeError):
    out("not shapes")
out(pickle.loads(pickle.dumps(p)))
del n, v, ss, h
gc.collect()
big = tree.build(10)
out(walk.total(big), walk.depth(big))
