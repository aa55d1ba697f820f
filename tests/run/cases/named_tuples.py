"""Named tuples: fields by name and position, defaults, methods, _replace and _asdict, equality with tuples; the module's own class in Python."""

from typing import NamedTuple


class Point(NamedTuple):
    """A point."""

    x: float
    y: float = 0.0

    def norm(self) -> float:
        return (self.x * self.x + self.y * self.y) ** 0.5

    def moved(self, dx: float, dy: float = 1.0) -> "Point":
        return self._replace(x=self.x + dx, y=self.y + dy)

    @property
    def is_origin(self) -> bool:
        return self.x == 0 and self.y == 0

    @staticmethod
    def origin() -> "Point":
        return Point(0.0)


class Record(NamedTuple):
    name: str
    tags: list[str]
    at: Point
    count: int | None = None


class Pair(NamedTuple):
    first: int
    second: int


def make(x: float, y: float) -> Point:
    return Point(x, y)


def made_by_name(x: float) -> tuple[Point, Point, Point]:
    return Point(y=x, x=1.0), Point(x), Point(x=x)


def fields(p: Point) -> tuple[float, float, float, float, int]:
    return p.x, p.y, p[0], p[-1], len(p)


def unpacked(p: Point) -> float:
    x, y = p
    return x - y


def methods(p: Point) -> tuple[float, Point, Point, bool, Point]:
    return p.norm(), p.moved(1.0), p.moved(1.0, dy=5.0), p.is_origin, Point.origin()


def replaced(p: Pair) -> tuple[Pair, Pair, dict[str, int], tuple[str, str]]:
    return p._replace(second=9), p._replace(), p._asdict(), p._fields


def compared(a: Pair, b: tuple[int, int]) -> tuple[bool, bool, bool, bool]:
    return a == b, a != b, a < Pair(3, 0), a == Pair(b[0], b[1])


def texts(p: Point, r: Record) -> str:
    return f"{p} {r!r} {str(p)}" + repr([p])


def record(name: str, tags: list[str]) -> Record:
    r = Record(name, tags, Point(1.0), 3)
    r.tags.append("x")
    return r


def of_record(r: Record) -> tuple[str, int, float, str]:
    text = "none" if r.count is None else str(r.count + 1)
    return r.name, len(r.tags), r.at.x, text


def keys(pairs: list[Pair]) -> dict[Pair, int]:
    counts: dict[Pair, int] = {}
    for p in pairs:
        counts[p] = counts.get(p, 0) + 1
    return counts


def summed(points: list[Point]) -> Point:
    total = Point(0.0, 0.0)
    for x, y in points:
        total = Point(total.x + x, total.y + y)
    return total


def largest(pairs: list[Pair]) -> Pair:
    return max(pairs, key=lambda p: p.second)


def ordered(pairs: list[Pair]) -> list[Pair]:
    return sorted(pairs)


def concatenated(p: Pair) -> tuple[int, int, int]:
    return p + (3,)


def maybe(xs: list[int]) -> Pair | None:
    if len(xs) < 2:
        return None
    return Pair(xs[0], xs[1])


def iterated(p: Pair) -> list[int]:
    return [n * 2 for n in p]


def contained(p: Pair, n: int) -> tuple[bool, int, int]:
    return n in p, p.count(n), sum(p)


CALLS = [
    ("make", 1.0, 2.0), ("made_by_name", 3.0), ("fields", Point(1.5, 2.5)), ("unpacked", Point(3.0, 1.0)), ("methods", Point(3.0, 4.0)), ("methods", Point(0.0)),
    ("replaced", Pair(1, 2)), ("compared", Pair(1, 2), (1, 2)), ("compared", Pair(5, 2), (1, 2)),
    ("texts", Point(1.0), Record("n", ["a"], Point(2.0), None)), ("record", "a", []), ("of_record", Record("a", ["b"], Point(1.0, 2.0))), ("of_record", Record("a", [], Point(1.0, 2.0), 4)),
    ("keys", [Pair(1, 2), Pair(1, 2), Pair(2, 1)]), ("summed", []), ("summed", [Point(1.0, 2.0), Point(3.0, 4.0)]),
    ("largest", [Pair(1, 2), Pair(0, 7)]), ("largest", []), ("ordered", [Pair(2, 1), Pair(1, 5), Pair(1, 2)]), ("concatenated", Pair(1, 2)),
    ("maybe", []), ("maybe", [1, 2, 3]), ("iterated", Pair(3, 4)), ("contained", Pair(3, 4), 4), ("contained", Pair(3, 4), 5),
]
