"""Enumerations: members as constants, fields, keys, parameters and results; lookup, iteration, flags, members that are ints or strings."""

import enum
from dataclasses import dataclass
from enum import Enum, Flag, IntEnum, IntFlag, auto


class Color(Enum):
    """With an alias and methods."""

    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1

    def is_warm(self) -> bool:
        return self is Color.RED

    @property
    def short(self) -> str:
        return self.name[0]

    @staticmethod
    def default() -> "Color":
        return Color.GREEN

    def mixed(self, other: "Color", factor: int = 2) -> int:
        return self.value * factor + other.value


class Shape(Enum):
    CIRCLE = "circle"
    SQUARE = "square"
    TRIANGLE = "tri"


class Weight(Enum):
    LIGHT = 0.5
    HEAVY = -2.5


class Mixed(Enum):
    ONE = 1
    TEXT = "text"


class Level(IntEnum):
    LOW = 1
    MIDDLE = 5
    HIGH = 10


class Mode(str, Enum):
    READ = "r"
    WRITE = "w"


class Auto(Enum):
    A = auto()
    B = auto()
    C = enum.auto()


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


class Bits(IntFlag):
    ONE = 1
    TWO = 2
    FOUR = 4


@dataclass
class Car:
    color: Color
    level: Level = Level.LOW

    def is_red(self) -> bool:
        return self.color == Color.RED


PALETTE = (Color.RED, Color.BLUE)


def constants(kind: int) -> Color:
    if kind == 0:
        return Color.RED
    if kind == 1:
        return Color.CRIMSON
    return Color.BLUE


def next_color(color: Color) -> Color:
    if color is Color.RED:
        return Color.GREEN
    if color == Color.GREEN:
        return Color.BLUE
    return Color.RED


def name_and_value(color: Color, shape: Shape, weight: Weight, mixed: Mixed, level: Level, mode: Mode) -> tuple[str, int, str, str, float, str, int, str, str]:
    return color.name, color.value, shape.name, shape.value, weight.value, str(mixed.value), level.value, mode.value, Color.BLUE.name


def by_value(value: int) -> Color:
    return Color(value)


def by_text(value: str) -> Shape:
    return Shape(value)


def by_name(name: str) -> Color:
    return Color[name]


def fixed_name() -> Color:
    return Color["BLUE"]


def texts(color: Color, level: Level, mode: Mode, perm: Perm) -> str:
    return f"{color} {color!r} {str(color)} {repr(level)} {level:03d} {mode!r} {perm!r} {perm}" + " %s %r" % (color, color)


def all_of() -> list[Color]:
    return list(Color)


def loop_over() -> int:
    total = 0
    for color in Color:
        total = total * 10 + color.value
    return total + len(Color)


def names() -> list[str]:
    return [shape.name for shape in Shape if shape is not Shape.SQUARE]


def counted(colors: list[Color]) -> dict[Color, int]:
    counts: dict[Color, int] = {}
    for color in colors:
        counts[color] = counts.get(color, 0) + 1
    return counts


def in_collections(color: Color) -> tuple[bool, bool, bool, bool]:
    warm = {Color.RED, Color.GREEN}
    return color in warm, color in (Color.RED, Color.BLUE), color in [Color.GREEN], color not in PALETTE


def matched(color: Color) -> str:
    match color:
        case Color.RED:
            return "r"
        case Color.GREEN | Color.BLUE:
            return "gb"
    return "none"


def missing_key(color: Color) -> int:
    return {Color.RED: 1}[color]


def optional(color: Color | None) -> str:
    if color is None:
        return "none"
    return color.name


def default_member(color: Color = Color.GREEN) -> str:
    return color.name


def methods(color: Color) -> tuple[bool, str, Color, int, int]:
    return color.is_warm(), color.short, Color.default(), color.mixed(Color.BLUE), color.mixed(Color.RED, factor=7)


def compared(a: Color, b: Color) -> tuple[bool, bool, bool, bool]:
    return a == b, a != b, a is b, a is not b


def level_numbers(level: Level, n: int) -> tuple[int, float, bool, bool, int, list[int], int, bool]:
    xs = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110]
    return level + n, level / 2, level < n, level == 5, xs[level], list(range(level)), max(level.value, n), level > Level.LOW


def takes_int(n: int) -> int:
    return n * 2


def level_as_int(level: Level) -> tuple[int, int, int, bool]:
    return takes_int(level), int(level), -level, bool(level)


def mode_as_text(mode: Mode) -> tuple[bool, str, int, str, bool]:
    return mode == "r", mode.upper(), len(mode), mode + "!", mode is Mode.READ


def flags(a: Perm, b: Perm) -> tuple[Perm, Perm, Perm, bool, bool, int, bool]:
    return a | b, a & b, a ^ b, bool(a & b), Perm.R in (a | b), (a | b).value, a == Perm.RW


def flag_names(a: Perm) -> tuple[str, Perm]:
    return str(a.name), ~a


def bits(a: Bits, n: int) -> tuple[Bits, Bits, int, bool]:
    return a | Bits.FOUR, a & Bits.ONE, a + n, a == 3


def automatic() -> list[int]:
    return [Auto.A.value, Auto.B.value, Auto.C.value, Perm.X.value, Perm.RW.value]


def field(red: bool) -> tuple[bool, str, int]:
    car = Car(Color.RED if red else Color.BLUE)
    car.level = Level.HIGH
    return car.is_red(), car.color.name, car.level + 1


def is_color(x: Color | int) -> str:
    if isinstance(x, Color):
        return "color"
    return "int"


def sorted_levels(levels: list[Level]) -> list[int]:
    return sorted(level.value for level in levels)


def by_key(colors: list[Color]) -> list[Color]:
    return sorted(colors, key=lambda c: -c.value)


def boxed(colors: list[Color]) -> tuple[tuple[Color, int], list[list[Color]]]:
    return (colors[0], len(colors)), [colors, [Color.RED]]


class Move(Enum):
    UP = (0, 1)
    DOWN = (0, -1)
    ALSO_UP = (0, 1)

    @property
    def dx(self) -> int:
        return self.value[0]

    def moved(self, x: int, y: int) -> tuple[int, int]:
        dx, dy = self.value
        return x + dx, y + dy


class Planet(Enum):
    EARTH = ("earth", 5.976e24, (1, "x"))
    MARS = ("mars", 6.421e23, (2, "y"))


def tuple_values(m: Move, p: Planet) -> tuple[tuple[int, int], int, tuple[int, int], str, float, str, int]:
    return m.value, m.dx, m.moved(3, 4), p.value[0], p.value[1], p.value[2][1], Move.DOWN.value[1]


def over_tuple_values(n: int) -> tuple[list[Move], int, bool, list[str]]:
    return list(Move), sum(m.value[1] * n for m in Move), Move.UP is Move.ALSO_UP, [p.value[0] for p in Planet if p.value[1] > 1e24]


MASK = 0x0F
SPEED = 2.0


class Reg(IntEnum):
    """Values computed of constants, and of the members in front."""

    A = 1 << 3
    B = A | 1
    C = ~B & MASK
    D = (MASK + 1) * 2 - 3
    E = -7 // 2
    F = 2**10
    G = F % 7
    ALSO_A = 8


class Ratio(Enum):
    HALF = 1 / 2
    DOUBLE = SPEED * 1.5
    TEXT = "a" + "b"
    PAIR = (MASK, HALF)
    WHOLE = 4
    ALSO_WHOLE = 4.0


class Body(Enum):
    """What `__init__` stores is asked of the member."""

    MERCURY = (3.303e23, 2.4397e6)
    EARTH = (5.976e24, 6.37814e6)

    def __init__(self, mass: float, radius: float) -> None:
        self.mass = mass
        self.radius = radius
        self.label: str = f"r{radius:.0f}"

    @property
    def gravity(self) -> float:
        return 6.67300e-11 * self.mass / (self.radius * self.radius)

    def weight(self, kilos: float) -> float:
        return kilos * self.gravity


class Unit(Enum):
    METRE = "m"
    GRAM = "g"

    def __init__(self, sign: str) -> None:
        self.sign = sign
        self.long = sign * 3


def computed_values(reg: Reg) -> tuple[list[int], int, bool, int]:
    return [r.value for r in Reg], reg + 1, reg is Reg.ALSO_A, len(Reg)


def computed_of_any(r: Ratio) -> tuple[str, str, list[str], bool, tuple[int, float]]:
    return r.name, str(r.value), [one.name for one in Ratio], Ratio.WHOLE is Ratio.ALSO_WHOLE, Ratio.PAIR.value


def bodies(b: Body) -> tuple[float, float, float, str, float, list[str]]:
    return b.mass, b.gravity, b.weight(75.0), b.label, b.value[1], [one.name for one in Body if one.mass > 1e24]


def units(u: Unit) -> tuple[str, object, str]:
    return u.sign, u.long, u.sign + u.value


def truth_of_bits(bits: Bits, level: Level) -> tuple[bool, bool, str, bool]:
    return bool(bits & Bits.TWO), not bits, "some" if bits else "none", bool(level)


def ordered(n: int) -> list[object]:
    level = Level(n)
    return [sorted([Level.HIGH, Level.LOW, level]), max(Level.LOW, level), min([Level.HIGH, level]), max(Bits(n), Bits(1)), sorted([Bits(2), Bits(1)]), level > Level.LOW, sorted([Mode.WRITE, Mode.READ])]


def not_ordered(n: int) -> list[str]:
    said: list[str] = []
    try:
        max(Color.RED, Color(n))
    except TypeError as error:
        said.append(str(error))
    try:
        sorted([Color(n), Color.BLUE])
    except TypeError as error:
        said.append(str(error))
    return said


CALLS = [
    *[("ordered", n) for n in (1, 5, 10)], ("not_ordered", 2),
    *[("truth_of_bits", Bits(n), level) for n in range(8) for level in (Level.LOW, Level.HIGH)],
    *[("constants", k) for k in range(3)],
    *[(f, c) for f in ("next_color", "in_collections", "matched", "missing_key", "optional", "default_member", "methods", "is_color") for c in Color],
    ("optional", None), ("default_member",), ("is_color", 3),
    ("name_and_value", Color.GREEN, Shape.TRIANGLE, Weight.HEAVY, Mixed.TEXT, Level.HIGH, Mode.WRITE),
    ("name_and_value", Color.RED, Shape.CIRCLE, Weight.LIGHT, Mixed.ONE, Level.LOW, Mode.READ),
    *[("by_value", n) for n in (1, 3, 4, -1)], *[("by_text", t) for t in ("tri", "circle", "x", "")], *[("by_name", t) for t in ("RED", "CRIMSON", "red", "")],
    ("fixed_name",), ("all_of",), ("loop_over",), ("names",), ("automatic",),
    *[("texts", c, Level.LOW, Mode.WRITE, p) for c in Color for p in (Perm.R, Perm.RW, Perm.R | Perm.X, Perm(0))],
    ("counted", []), ("counted", [Color.RED, Color.BLUE, Color.RED]),
    *[("compared", a, b) for a in Color for b in Color],
    *[("level_numbers", level, n) for level in Level for n in (0, 5)], *[("level_as_int", level) for level in Level], ("takes_int", 4),
    *[("mode_as_text", m) for m in Mode],
    *[("flags", a, b) for a in (Perm.R, Perm.RW, Perm(0), Perm.X) for b in (Perm.W, Perm(7))], *[("flag_names", a) for a in (Perm.R, Perm.RW, Perm(0), Perm(7))],
    *[("bits", a, n) for a in (Bits.ONE, Bits(3)) for n in (0, 2)],
    ("field", True), ("field", False),
    ("sorted_levels", [Level.HIGH, Level.LOW]), ("by_key", [Color.RED, Color.BLUE, Color.GREEN]), ("boxed", [Color.BLUE, Color.GREEN]),
    ("tuple_values", Move.UP, Planet.MARS),
    ("tuple_values", Move.DOWN, Planet.EARTH),
    ("over_tuple_values", 2),
    *[("computed_values", r) for r in Reg],
    *[("computed_of_any", r) for r in Ratio],
    *[("bodies", b) for b in Body],
    *[("units", u) for u in Unit],
]
