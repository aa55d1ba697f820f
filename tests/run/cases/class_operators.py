"""The data model: operators and their reflected forms, len, items, contains, call, truth, hash, texts, properties, static and class methods."""

import math


class Vec:
    def __init__(self, x: float, y: float) -> None:
        self.x = x
        self.y = y

    def __add__(self, other: "Vec") -> "Vec":
        return Vec(self.x + other.x, self.y + other.y)

    def __sub__(self, other: "Vec") -> "Vec":
        return Vec(self.x - other.x, self.y - other.y)

    def __mul__(self, k: float) -> "Vec":
        return Vec(self.x * k, self.y * k)

    def __rmul__(self, k: float) -> "Vec":
        return self * k

    def __matmul__(self, other: "Vec") -> float:
        return self.x * other.x + self.y * other.y

    def __neg__(self) -> "Vec":
        return Vec(-self.x, -self.y)

    def __abs__(self) -> float:
        return math.hypot(self.x, self.y)

    def __bool__(self) -> bool:
        return self.x != 0.0 or self.y != 0.0

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Vec):
            return NotImplemented
        return self.x == other.x and self.y == other.y

    def __hash__(self) -> int:
        return hash((self.x, self.y))

    def __lt__(self, other: "Vec") -> bool:
        return abs(self) < abs(other)

    def __repr__(self) -> str:
        return f"Vec({self.x}, {self.y})"

    @property
    def length(self) -> float:
        return abs(self)

    @property
    def half(self) -> float:
        return self.x / 2

    @half.setter
    def half(self, value: float) -> None:
        self.x = value * 2

    @staticmethod
    def unit(angle: float) -> "Vec":
        return Vec(math.cos(angle), math.sin(angle))

    @classmethod
    def zero(cls) -> "Vec":
        return cls(0.0, 0.0)


class Stack:
    def __init__(self) -> None:
        self.items: list[int] = []

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, i: int) -> int:
        return self.items[i]

    def __setitem__(self, i: int, n: int) -> None:
        self.items[i] = n

    def __contains__(self, n: int) -> bool:
        return n in self.items

    def __call__(self, k: int, *, plus: int = 0) -> int:
        return k * len(self) + plus

    def __str__(self) -> str:
        return "stack of " + str(len(self))

    def push(self, n: int) -> "Stack":
        self.items.append(n)
        return self


def arithmetic(k: float) -> tuple[float, float, float, float]:
    a = Vec(1.0, 2.0) + Vec(3.0, 4.0) * k
    b = -(k * a - Vec(1.0, 1.0))
    a += b
    return (a.x, a.y, b.x, b.y)


def compared(k: float) -> tuple[bool, bool, bool, bool, bool]:
    a, b = Vec(k, 0.0), Vec(1.0, 0.0)
    return (a == b, a != b, a < b, b > a, a is b)


def in_containers(k: float) -> tuple[int, bool, int, bool, str]:
    d = {Vec(1.0, 2.0): 1}
    d[Vec(1.0, 2.0)] = 5
    xs = [Vec(k, 0.0), Vec(0.0, 0.0)]
    return (len(d), Vec(k, 0.0) in xs, xs.index(Vec(0.0, 0.0)), xs == [Vec(k, 0.0), Vec.zero()], str(xs))


def ordered(k: float) -> list[float]:
    xs = [Vec(k, 0.0), Vec(1.0, 0.0), Vec(3.0, 0.0)]
    return [v.x for v in sorted(xs)]


def texts(k: float) -> tuple[str, str, str, str]:
    return (f"{Vec(k, 1.0)}", repr(Vec(k, 1.0)), str(Stack()), f"{Vec(k, 1.0)!r} {Stack()}")


def truths(k: float) -> tuple[bool, bool, int, bool]:
    return (bool(Vec(k, 0.0)), not Stack(), 1 if Vec(k, 0.0) else 2, bool(Vec(k, 0.0) and Stack()))


def properties(k: float) -> tuple[float, float, float]:
    v = Vec(3.0, 4.0)
    before = v.length
    v.half = k
    v.half += 1.0
    return (before, v.x, v.half)


def unbound(k: float) -> tuple[float, float, float]:
    return (Vec.unit(0.0).x, Vec.zero().y + Vec(1.0, 1.0).unit(0.0).x, abs(Vec.__neg__(Vec(k, 0.0))))


def items(n: int) -> tuple[int, int, bool, bool, int, int]:
    s = Stack().push(n).push(2 * n)
    s[0] = 9
    s[1] += 1
    return (len(s), s[0] + s[-1], n in s, 9 not in s, s(10), s(1, plus=4))


def item_error(n: int) -> int:
    return Stack().push(1)[n]


class Half:
    def __init__(self, x: float = 0.0) -> None:
        self.x = x

    def __mul__(self, other: float) -> "Half":
        return Half(self.x * other)

    __rmul__ = __mul__

    def over(self, n: int) -> float:
        return self.x / n

    per = over


def aliased(n: int) -> float:
    return (2.0 * Half(3.0)).x + Half(1.0).per(n)


CALLS = [
    ("aliased", 2),
    ("aliased", 0),
    ("arithmetic", 2.0),
    ("compared", 1.0),
    ("compared", 0.5),
    ("in_containers", 2.0),
    ("ordered", 2.0),
    ("texts", 2.5),
    ("truths", 0.0),
    ("truths", 1.0),
    ("properties", 5.0),
    ("unbound", 2.0),
    ("items", 4),
    ("item_error", 0),
    ("item_error", 3),
]
