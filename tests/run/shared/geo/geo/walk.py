from __future__ import annotations
from .tree import Node, build
from .points import Point, Shape, Circle, Square, Counter, Kind
from . import points as pts

class Visitor:
    def __init__(self) -> None:
        self.total = 0.0
        self.log: list[str] = []
    def visit(self, n: Node) -> None:
        self.total += n.at.norm()
        n.seen += 1
        self.log.append(f"{n.at.x}")

def total(n: Node) -> float:
    v = Visitor()
    n.accept(v)
    return v.total

def depth(n: Node) -> int:
    l = depth(n.left) if n.left is not None else 0
    r = depth(n.right) if n.right is not None else 0
    return 1 + max(l, r)

def make(k: int) -> Point:
    p = Point(0.0)
    for i in range(k):
        p = p + Point(i * 1.0, 1.0)
    return p

def areas(shapes: list[Shape]) -> float:
    s = 0.0
    for shape in shapes:
        s += shape.area()
    return s

def describe(shape: Shape) -> str:
    if isinstance(shape, Circle):
        return f"circle {shape.radius} {shape.center.x}"
    if isinstance(shape, Square):
        return f"square {shape.side}"
    return shape.name

def fill(shape: Shape, n: int) -> int:
    for i in range(n):
        shape.points.append(Point(float(i), 0.0))
    return shape.count

def count(words: list[str]) -> Counter:
    c = Counter({})
    for w in words:
        c.bump(w)
    c.kind = Kind.MARKED
    return c

def bump_all(c: Counter, words: list[str]) -> int:
    n = 0
    for w in words:
        n += c.bump(w)
    return n + len(c.table)

def make_shapes(n: int) -> list[Shape]:
    out: list[Shape] = []
    for i in range(n):
        if i % 2:
            out.append(Square(float(i)))
        else:
            out.append(pts.Circle(Point(1.0, float(i)), float(i)))
    return out

def same(a: Point, b: Point) -> bool:
    return a == b

def nearest(ps: list[Point], q: Point) -> Point:
    return min(ps, key=lambda p: (p.x - q.x) ** 2 + (p.y - q.y) ** 2)

class Holder:
    def __init__(self, p: Point) -> None:
        self.p = p
    def moved(self, dx: float) -> Holder:
        return Holder(Point(self.p.x + dx, self.p.y))
