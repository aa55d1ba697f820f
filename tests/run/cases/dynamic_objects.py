"""Objects of any class, modules that the compiler does not know: what Python does on behalf of native code."""

import collections
import decimal
import fractions
import json
import os
import re
import struct
from typing import Any, Callable

import numpy as np

WORD = re.compile(r"[a-z]+")
COUNT = 0
LIMITS = json.loads('{"low": 2, "high": [1, 2, 3]}')


def negated(f):
    return lambda *args: -f(*args)


@negated
def decorated(n):
    return n + 1


def calls_decorated(n: int) -> object:
    return decorated(n)


class Plain:
    total = 0

    def __init__(self, start):
        self.start = start

    def add(self, n, times=1):
        self.start += n * times
        return self

    def __getitem__(self, key):
        return (self.start, key)

    def __len__(self):
        return 3

    def __iter__(self):
        return iter([1, 2.5, "c"])

    def __contains__(self, x):
        return x == self.start

    def __eq__(self, other):
        return isinstance(other, Plain) and self.start == other.start

    def __hash__(self):
        return hash(self.start)

    def __repr__(self):
        return f"Plain({self.start})"


def sum_of(x: object, y: Any) -> object:
    return x + y


def operators(a: object, b: object) -> list[object]:
    return [a + b, a - b, a * b, a / b, a // b, a % b, a == b, a != b, a < b, a <= b, a > b, a >= b, -a, +a, a ** 2]


def bits(a: object, b: object) -> tuple[object, object, object, object, object, object]:
    return a | b, a & b, a ^ b, a << 2, a >> 1, ~a


def mixed(x: object, n: int, f: float, s: str) -> tuple[object, object, object]:
    return x * n, f * x if not isinstance(x, str) else s + x, n


def attributes(p: Any) -> tuple[object, object]:
    p.start = 7
    p.start += 3
    p.note = "n"
    had = p.note
    del p.note
    return p.start, had


def methods(p: Any, n: int) -> object:
    return p.add(n).add(2, times=n).start


def subscripts(p: Any) -> tuple[object, object, object, object]:
    return p[1], p["k"], p[1:2], p[1, ::2, None]


def items(d: Any) -> object:
    d["x"] = 1
    d["x"] += 4
    d["y"] = [1, 2]
    del d["gone"]
    return d


def looped(xs: object) -> list[str]:
    out = []
    for x in xs:
        out.append(f"{x!r}:{x}")
    return out


def comprehended(xs: object) -> list[object]:
    return [x for x in xs if x]


def unpacked(xs: object) -> object:
    a, b = xs
    return b, a


def starred(xs: object) -> tuple[object, list[object]]:
    first, *rest = xs
    return first, rest


def builtins(x: Any) -> tuple[int, str, str, bool, object, list[object], object]:
    return len(x), str(x), repr(x), bool(x), max(x), sorted(x), sum(x)


def tests(x: object) -> tuple[bool, bool, bool, bool]:
    return isinstance(x, int), isinstance(x, (str, list)), x is None, x is not None


def conversions(x: object) -> tuple[int, float, str]:
    return int(x), float(x), str(x)


def declared(x: object) -> float:
    y: float = x
    return y * 2


def to_list(x: object) -> list[int]:
    xs: list[int] = x
    xs.append(len(xs))
    return xs


def to_array(x: object) -> float:
    a: np.ndarray[tuple[int], np.dtype[np.float64]] = x
    a[0] = 5.0
    return float(a.sum())


def words(text: str) -> list[str]:
    found: list[str] = WORD.findall(text)
    return found


def dumped(n: int) -> str:
    s: str = json.dumps({"a": [n, n + 1], "b": "x"})
    return s


def counted(xs: list[str]) -> object:
    return collections.Counter(xs).most_common(1)


def exact(n: int) -> str:
    total = fractions.Fraction(0)
    for i in range(1, n):
        total += fractions.Fraction(1, i)
    return str(total)


def money(a: str, b: str) -> str:
    return str(decimal.Decimal(a) + decimal.Decimal(b))


def count_up() -> object:
    global COUNT
    COUNT = 3
    COUNT += 1
    return COUNT


def reads_limits() -> int:
    low: int = LIMITS["low"]
    total = 0
    for x in LIMITS["high"]:
        total += x
    return low + total


def fails(x: object) -> object:
    try:
        return x.missing
    except AttributeError as e:
        return str(e)


def fails_in_python(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return "no json"


def raises_in_python(text: str) -> object:
    return json.loads(text)


def changes_list(f: Any) -> list[int]:
    xs = [1, 2, 3]
    f(xs)
    xs.append(len(xs))
    f(xs)
    return xs


def changes_dict(f: Any, d: dict[str, int]) -> dict[str, int]:
    f(d)
    d["native"] = len(d)
    f(d)
    return d


def keeps_list(keep: Any, xs: list[int]) -> bool:
    keep.append(xs)
    xs.append(9)
    ys: list[int] = keep[0]
    ys.append(10)
    return ys is xs


def nested_lists(f: Any) -> list[list[int]]:
    rows = [[1], [2]]
    f(rows)
    rows[0].append(7)
    f(rows[1])
    return rows


def applied(f: Callable[[float], float], xs: list[float]) -> list[float]:
    return [f(x) for x in xs]


def doubled(x: float) -> float:
    return 2.0 * x


def applies_native(xs: list[float]) -> list[float]:
    return applied(doubled, xs)


def joined(flag: bool, x: object) -> object:
    y = 1 if flag else x
    return y


def in_dict(keys: list[object]) -> int:
    seen: dict[object, int] = {}
    for k in keys:
        seen[k] = seen.get(k, 0) + 1
    return len(seen)


def ranged(n: object) -> int:
    total = 0
    for i in range(n):
        total += i
    return total


def array_passed(f: Any, a: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    f(a)
    return float(a[0])


def in_numpy(x: object) -> object:
    return np.sum(x)


def makes_plain(n: int) -> object:
    p = Plain(n)
    p.add(2)
    return p.start


def of_class(p: Plain, path: decimal.Decimal) -> object:
    return p.start + path


class Context:
    def __init__(self, ends):
        self.ends = ends
        self.log = []

    def __eq__(self, other):
        return self.log == other.log

    def __enter__(self):
        self.log.append("in")
        return self

    def __exit__(self, kind, value, trace):
        self.log.append(f"out {kind.__name__ if kind else None} {value}")
        return self.ends


def within(context: Any, n: int) -> object:
    with context as c:
        c.log.append(n)
        if n < 0:
            raise ValueError("negative")
        if n > 5:
            return "left"
    return c.log


def reads_file(path: str) -> object:
    with open(path) as f:
        return f.read(3)


def of_builtins(x: object) -> tuple[object, object, object]:
    return type(x), hasattr(x, "real"), getattr(x, "missing", 4)


def looked_into(x: object) -> tuple[bool, object, list[object]]:
    return "real" in dir(x), isinstance(vars(type(x)), dict), list(map(divmod, [7, 8], [2, 3]))


def nothing() -> object:
    return None


class Append:
    def __call__(self, xs):
        xs.append(100)

    def __eq__(self, other):
        return isinstance(other, Append)


class Mixed(Append):
    def __call__(self, xs):
        xs.append([5] if xs and isinstance(xs[0], list) else 6)


class Add:
    def __call__(self, d):
        d["python" + str(len(d))] = len(d)

    def __eq__(self, other):
        return isinstance(other, Add)


class Half:
    def __call__(self, x):
        return x / 2

    def __eq__(self, other):
        return isinstance(other, Half)


class Bad(Half):
    def __call__(self, x):
        return "text"


class First:
    def __call__(self, a):
        a[0] = 42.0

    def __eq__(self, other):
        return isinstance(other, First)


def packed(n: int) -> tuple[bytearray, int]:
    made = bytearray(b"abcdefgh")
    struct.pack_into("<H", made, -4, n)
    (back,) = struct.unpack_from("<H", made, -4)
    made.append(1)
    struct.pack_into("<H", made, 0, n + 1)
    return made, back


def filled_by_python(fill: Any, text: str) -> tuple[int, list[object], int, int]:
    """Containers of which nothing says what they hold, but for Python code."""
    made = []
    fill(made)
    table = {}
    fill(table.setdefault("a", []))
    found = []

    def record(match: Any, found=found):
        found.append([match.group(1)[0], match.span()])
        return match.group(1)

    re.sub(r"(a+)", record, text)
    return len(made), made, len(table), len(found)


def fill_with_two(x):
    x.append(1)
    x.append("two")


class Options:
    def __init__(self, inclusive=True, json=None):
        self.inclusive = inclusive
        self.json = json


def names_of_both(x: object) -> tuple[object, object, object]:
    made = Options(inclusive=x)
    return made.inclusive, Options(json=x).json, json.dumps(made.inclusive)


def empty_any(kind: int) -> Any:
    if kind == 0:
        return {}
    if kind == 1:
        return []
    if kind == 2:
        return [n * 2 for n in range(kind)]
    if kind == 3:
        return {n: str(n) for n in range(kind)}
    return {1, kind} if kind > 4 else (kind, [])


def of_text(text: str, at: object) -> str:
    return text[at]


def of_bytes(data: bytes, at: object) -> object:
    return data[at]


def versions(known: tuple[object, ...], n: int) -> tuple[bool, bool, bool, bool]:
    return bool(known >= (3, n)), bool(known == (3, n)), bool(known != (3, n)), bool((3, n) < known)


CALLS = [*[("looked_into", x) for x in (1, "a", None)], ("filled_by_python", fill_with_two, "aabaa"), ("filled_by_python", list.clear, "xy"), ("packed", 2828), ("packed", -1), ("sum_of", 1, 2),
    ("sum_of", 2**70, 1.5),
    ("sum_of", "a", "b"),
    ("sum_of", [1], [2]),
    ("sum_of", 1, "b"),
    ("sum_of", None, 1),
    *[("operators", a, b) for a, b in [(7, 2), (7.5, -2), (2**80, 3), (True, 2), (fractions.Fraction(1, 3), 2), (1, 0), ("a", "b")]],
    ("bits", 12, 10),
    ("bits", {1, 2}, {2, 3}),
    ("bits", 1.5, 2),
    ("mixed", 3, 2, 1.5, "s"),
    ("mixed", "ab", 2, 1.5, "s"),
    ("mixed", None, 2, 1.5, "s"),
    ("attributes", Plain(1)),
    ("attributes", 5),
    ("methods", Plain(1), 4),
    ("methods", "text", 4),
    ("subscripts", Plain(2)),
    ("subscripts", {}),
    ("items", {"gone": 0}),
    ("items", {}),
    ("items", 3),
    ("looped", [1, "a", None, 2.5]),
    ("looped", "abc"),
    ("looped", Plain(1)),
    ("looped", {}),
    ("looped", 5),
    ("comprehended", [0, 1, "", "a", None, [], [0]]),
    ("unpacked", (1, "b")),
    ("unpacked", "xy"),
    ("unpacked", [1]),
    ("unpacked", [1, 2, 3]),
    ("unpacked", 5),
    ("starred", [1, 2, 3]),
    ("starred", "q"),
    ("starred", ()),
    ("builtins", [3, 1, 2]),
    ("builtins", (2.5,)),
    ("builtins", []),
    ("builtins", 5),
    ("tests", 1),
    ("tests", True),
    ("tests", "a"),
    ("tests", None),
    ("conversions", 3),
    ("conversions", "3"),
    ("conversions", 2.0),
    ("conversions", None),
    ("declared", 2.5),
    ("to_list", [1, 2]),
    ("to_array", np.arange(3.0)),
    ("words", "some words HERE and there"),
    ("words", ""),
    ("dumped", 5),
    ("counted", ["a", "b", "a"]),
    ("exact", 20),
    ("money", "0.1", "0.2"),
    ("money", "x", "0.2"),
    ("count_up",),
    ("reads_limits",),
    ("fails", 3),
    ("fails_in_python", "[1, 2]"),
    ("fails_in_python", "[1, "),
    ("raises_in_python", "[1, "),
    ("raises_in_python", '{"a": null}'),
    ("changes_list", Append()),
    ("changes_list", 5),
    ("changes_dict", Add(), {"a": 1}),
    ("keeps_list", [], [1, 2]),
    ("nested_lists", Mixed()),
    ("applied", Half(), [1.0, 3.0]),
    ("applied", abs, [-1.0]),
    ("applies_native", [1.0, 2.5]),
    ("doubled", 2.0),
    ("joined", True, "x"),
    ("joined", False, "x"),
    ("in_dict", [1, "a", 1.0, (1, 2), (1, 2), None, Plain(3), Plain(3)]),
    ("in_dict", [[1]]),
    ("ranged", 5),
    ("ranged", np.int64(4)),
    ("array_passed", First(), np.zeros(3)),
    ("in_numpy", [1, 2, 3]),
    ("in_numpy", np.arange(4.0)),
    ("nothing",),
    *[("within", Context(ends), n) for ends in (False, True) for n in (1, 7, -1)],
    ("within", 5, 1),
    ("reads_file", os.devnull),
    ("reads_file", "/no/such/file"),
    ("of_builtins", 5),
    ("of_builtins", "a"),
    ("calls_decorated", 3),
    ("makes_plain", 3),
    ("of_class", Plain(3), decimal.Decimal("1.5")),
    ("names_of_both", 3),
    ("names_of_both", None),
    *[("empty_any", k) for k in range(6)],
    *[("of_text", "abc", at) for at in (0, -1, 3, slice(1, None), "a", True, None)],
    *[("of_bytes", b"abc", at) for at in (0, -1, 3, slice(1, None), "a")],
    *[("versions", (3, 9), n) for n in (8, 9, 10)],
    ("versions", (), 3),
    ("versions", ("a", 2), 3),
]
