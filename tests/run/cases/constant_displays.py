"""Displays of many constants: each evaluation gives containers of its own, whatever they hold."""

from typing import NamedTuple


def texts() -> list[str]:
    return ["alpha", "beta", "", "größe", "line\nbreak", 'quo"te', "nul\0inside", "日本", "a", "b", "c", "d", "e", "f", "g", "h"]


def changed() -> tuple[list[str], list[str]]:
    first = texts()
    first.append("z")
    first[0] = "changed"
    return first, texts()


def pairs() -> list[tuple[int, str] | tuple[int, str, str]]:
    return [(0, "3"), (1, "M", "a"), (2, "V"), (-3, "M", "bc"), (9223372036854775807, "V"), (-9223372036854775808, "X", ""), (4, "V"), (5, "M", "ß")]


def optional() -> list[tuple[str, int | None, float, bool]]:
    return [("a", 1, 0.5, True), ("b", None, -0.0, False), ("c", 3, 1e300, True), ("d", None, float("inf"), False), ("e", -1, 2.0, True), ("f", 0, 1e-320, False)]


def nested() -> dict[str, list[tuple[int, str]]]:
    return {"a": [(1, "x"), (2, "y")], "b": [], "c": [(3, "z"), (4, "w"), (5, "v")], "d": [(6, "")], "a": [(7, "last wins"), (8, "y")]}  # noqa: F601


def rows() -> dict[str, tuple[int, ...]]:
    return {"Greek": (0x370, 0x374, 0x375), "Han": (), "Hebrew": (0x591, 0x5C8, 0x5D0, 0x5EB), "Latin": (65, 91, 97, 123, 170), "One": (1,)}


def many(start: int) -> tuple[str, ...]:
    words: tuple[str, ...] = ("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q")
    return words[start:]


def unique() -> tuple[set[str], frozenset[str], int]:
    made = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "a", "b"}
    return made, frozenset({"q", "w", "e", "r", "t", "y", "u", "i", "o", "p", "a", "s", "d"}), len(made)


def by_pairs() -> dict[tuple[int, int], str]:
    return {(0, 0): "a", (0, 1): "b", (1, 0): "c", (1, 1): "d", (2, 2): "e", (0, 0): "f"}  # noqa: F601


def mixed(n: int) -> list[str]:
    return ["a", "b", "c", "d", "e", "f", "g", str(n), "i", "j", "k", "l", "m", "n", "o"]


def floats() -> list[float]:
    sizes: list[tuple[str, float]] = [("a", 1), ("b", 2.5), ("c", -3), ("d", 1e9), ("e", 0), ("f", 7), ("g", 8.25)]
    return [size / 2 for _, size in sizes]


def booleans() -> list[str | bool | None]:
    return ["a", True, None, "b", False, "c", "d", "e", "f", "g", "h", "i", "j", "k"]


class Entry(NamedTuple):
    name: str
    size: int


def entries() -> list[Entry]:
    return [Entry("a", 1), Entry("b", 2), Entry("c", 3), Entry("d", 4), Entry("e", 5), Entry("f", 6), Entry("g", 7)]


def looked_up(word: str, n: int, x: float) -> tuple[bool, bool, bool, bool, bool]:
    return (
        word in {"for", "while", "if", "else", "elif", "try", "with", "def", "class", "return", "yield", "import", "from"},
        word not in ("for", "while", "if", "else", "elif", "try", "with", "def", "class", "return", "yield", "import", "from"),
        n in {1, 2, 3, 5, 8, 13, 21, 34, 55, 89},
        n in [2, 4, 6],
        x in {0.5, 1.0, 2.0},
    )


def counted(words: list[str]) -> int:
    return sum(1 for word in words if word in {"a", "b", "c"}) + sum([word in ["x", "y"] for word in words])


def generated(n: int) -> list[str]:
    def words(n: int):
        for i in range(n):
            table = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m"]
            yield table[i % 13]
            if table[i % 13] in {"b", "d"}:
                yield "*"

    return list(words(n))


CALLS = [
    ("texts",),
    ("changed",),
    ("pairs",),
    ("optional",),
    ("nested",),
    ("rows",),
    ("many", 3),
    ("unique",),
    ("by_pairs",),
    ("mixed", 5),
    ("floats",),
    ("booleans",),
    ("entries",),
    ("looked_up", "while", 13, 1.0),
    ("looked_up", "whil", 4, 1.5),
    ("looked_up", "yield", 2, float("nan")),
    ("counted", ["a", "x", "q", "c"]),
    ("generated", 15),
]
