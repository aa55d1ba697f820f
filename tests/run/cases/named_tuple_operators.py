"""Named tuples with operators of their own; ints as bytes."""

from __future__ import annotations

from typing import Iterator, NamedTuple


class Vec(NamedTuple):
    x: float
    y: float = 0.0

    def __add__(self, other: Vec) -> Vec:
        return Vec(self.x + other.x, self.y + other.y)

    def __sub__(self, other: Vec) -> Vec:
        return Vec(self.x - other.x, self.y - other.y)

    def __mul__(self, k: float) -> Vec:
        return Vec(self.x * k, self.y * k)

    def __rmul__(self, k: float) -> Vec:
        return self * k

    def __matmul__(self, other: Vec) -> float:
        return self.x * other.x + self.y * other.y

    def __neg__(self) -> Vec:
        return Vec(-self.x, -self.y)

    def __truediv__(self, k: float) -> Vec:
        return self * (1.0 / k)


class Plain(NamedTuple):
    a: int
    b: int


class Length(NamedTuple):
    metres: float

    def __add__(self, other: object) -> Length:
        if isinstance(other, Length):
            return Length(self.metres + other.metres)
        return NotImplemented

    def __radd__(self, other: object) -> Length:
        return self if other == 0 else NotImplemented


class Shown(NamedTuple):
    """With the protocol of another package: methods with names between underscores that Python does not ask for."""

    name: str
    size: int = 0

    def __rich_repr__(self) -> Iterator[tuple[str, int]]:
        yield self.name, self.size

    def __html__(self) -> str:
        return f"<b>{self.name}</b>"


def protocols(name: str, size: int) -> tuple[list[tuple[str, int]], str, Shown, str]:
    one = Shown(name, size)
    return list(one.__rich_repr__()), one.__html__(), one, repr(one)


def operators(x: float, y: float) -> tuple[Vec, Vec, Vec, Vec, float, Vec, Vec]:
    v, w = Vec(x, y), Vec(y)
    return v + w, v - w, v * 2.0, 3.0 * v, v @ w, -v, v / 4


def in_place(n: int) -> Vec:
    total = Vec(0.0)
    step = Vec(0.5, 0.25)
    for _ in range(n):
        total += step
        total *= 1.5
    return total


def plain(p: int) -> tuple[tuple[int, ...], tuple[int, ...], bool]:
    one, two = Plain(p, 2), Plain(1, p)
    return one + two, one * 2, one < two


def lengths(x: float) -> tuple[float, float]:
    return (Length(x) + Length(1.0)).metres, (0 + Length(x)).metres


def refused(x: float) -> Length:
    return Length(x) + 1


def to_bytes(n: int, size: int, order: str, signed: bool) -> tuple[bytes, int]:
    made = n.to_bytes(size, order, signed=signed)
    return made, int.from_bytes(made, order, signed=signed)


def shortest(n: int) -> bytes:
    return n.to_bytes() + n.to_bytes(3) + n.to_bytes(length=2, byteorder="little")


def from_bytes(b: bytes, signed: bool) -> int:
    return int.from_bytes(b, "big", signed=signed) + int.from_bytes(bytearray(b[:2]))


CALLS = [
    ("protocols", "a", 2), ("operators", 1.0, 2.0), ("in_place", 4), ("plain", 3), ("lengths", 2.0), ("refused", 1.0), *[("to_bytes", n, size, order, signed) for n in (0, 1, -1, 127, 128, -128, -129, 65535, 2**63 - 1, -(2**63)) for size in (0, 1, 2, 8, 9) for order in ("big", "little") for signed in (False, True)],
    ("to_bytes", 1, -1, "big", False), ("to_bytes", 1, 1, "middle", False), ("shortest", 200), ("shortest", 300), *[("from_bytes", b, signed) for b in (b"", b"\x01\x02", b"\xff\xfe", b"\x00" * 9 + b"\x01", b"\xff" * 10, b"\x80" + b"\x00" * 7) for signed in (False, True) if signed or b[:1] < b"\x80" or len(b) < 8],
]
