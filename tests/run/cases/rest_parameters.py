"""`*args` and `**options` as parameters: of functions that Python calls, of native ones, of methods."""

from typing import Callable, TypeVar

import numpy as np
import numpy.typing as npt

T = TypeVar("T")


def total(*xs: float) -> float:
    s = 0.0
    for x in xs:
        s += x
    return s


def count(*xs: int) -> int:
    return len(xs)


def echoed(*xs: float):
    return xs


def items(first: int, *rest: int) -> list[int]:
    made = [first]
    for i in range(len(rest)):
        made.append(rest[i])
    return made


def last(*xs: int) -> int:
    return xs[-1]


def ends(*xs: int):
    first, *middle, final = xs
    return first, middle, final, xs[1:], 3 in xs, xs == (1, 2, 3), xs < (5, 6), xs != (), sum(xs), max(xs), sorted(xs)


def with_default(a: int, b: int = 10, *rest: str, sep: str = "-", end: str = "!") -> str:
    return str(a) + sep + str(b) + sep + sep.join(rest) + end


def positional_only(a: int, /, b: int, *rest: int, **options: int):
    return a, b, rest, options


def options_of(**options: int) -> dict[str, int]:
    return options


def looked_up(**options: float) -> float:
    return options.get("scale", 1.0) * options["value"]


def sorted_names(prefix: str, **options: str) -> list[str]:
    return [prefix + name + "=" + value for name, value in sorted(options.items())]


def changed(**options: int) -> int:
    options["extra"] = 5
    total = 0
    for name in options:
        total += options[name]
    del options["extra"]
    return total * 10 + len(options)


def both(*xs: int, **options: int) -> int:
    return sum(xs) * 100 + sum(options.values())


def keyword_only(*xs: int, scale: int, offset: int = 1) -> int:
    return sum(xs) * scale + offset


def united(*xs: int | str) -> str:
    out = ""
    for x in xs:
        if isinstance(x, int):
            out += str(x + 1)
        else:
            out += x
    return out


def maybe(*xs: float | None) -> int:
    return sum(1 for x in xs if x is None)


def lists(*xs: list[int]) -> int:
    for x in xs:
        x.append(len(x))
    return sum(len(x) for x in xs)


def arrays(*xs: npt.NDArray[np.float64]) -> float:
    s = 0.0
    for x in xs:
        s += float(x.sum())
    return s


def objects(*xs: object, **options: object) -> str:
    return repr(xs) + repr(options)


# Native callers.


def spread(*values):
    return len(values), values


def native_rest(n: int):
    return count(), count(n), count(n, n + 1), total(n, 2.5), total(), echoed(1.0, n + 0.5), spread(n, "a", 1.5), spread()


def native_options(n: int):
    return options_of(), options_of(a=n), options_of(b=n, a=2), both(1, 2, n, x=3), with_default(1), with_default(1, 2, "x", "y", end="?"), with_default(b=5, a=4, sep="+")


def open_options(**options):
    return len(options), sorted(options)


def any_option(**options):
    return options


def native_open(n: int):
    return open_options(), open_options(a=n, b=2.5), any_option(a=n, b=n), any_option(x=1.5, y=n)


def new_dict_each_time(n: int):
    first, second = options_of(a=n), options_of(a=n)
    first["b"] = 1
    return first, second


def order_of_keywords(out: list[str]):
    def say(s: str) -> int:
        out.append(s)
        return len(out)

    return positional_only(say("a"), say("b"), say("c"), z=say("z"), y=say("y")), with_default(sep=str(say("sep")), a=say("a"), b=say("b"))


def forwarded(*xs: int, **options: int):
    return both(*xs, **options), count(*xs), count(1, *xs, 2, *xs), options_of(**options)


def forwarded_list(xs: list[int], options: dict[str, int]):
    given = options_of(**options)
    given["more"] = 1
    return count(*xs), items(7, *xs), items(7, 8, *xs, *xs), sum(xs), both(*xs, **options), given, options


def forwarded_pop(xs: list[int]):
    return echoed_ints(*xs, xs.pop()), xs


def echoed_ints(*xs: int):
    return xs


def forwarded_spread(xs: list[float]):
    return spread(*xs), spread(2.5, *xs, *xs)


def conflict(options: dict[str, int]):
    return positional_only(1, 2, **options)


def method_conflict(options: dict[str, int]) -> int:
    return Tally(1).add_named(**options)


def to_python(xs: list[int], options: dict[str, int]):
    return items(*xs), with_default(*xs), keyword_only(*xs, **options)


def missing() -> int:
    return last()


def largest(*xs: T) -> T:
    best = xs[0]
    for x in xs:
        if x > best:
            best = x
    return best


def generic(n: int):
    return largest(n, 5), largest("a", "b", "ab"), largest(1.5)


def recursive(*xs: int) -> int:
    if len(xs) == 0:
        return 0
    return xs[0] + recursive(*xs[1:])


def nested(n: int):
    def inner(*xs: int, **options: int):
        return n, sum(xs), sorted(options)

    def loose(a, *xs):
        return a, xs

    return inner(), inner(1, 2), inner(1, b=n, a=3), loose(n), loose(n, n, "x")


def collecting(n: int) -> Callable:
    def inner(a: int, *xs: int, k: int = 2, **options: float):
        return a + n, xs, k, options

    return inner


def handed(f: Callable) -> object:
    return f(lambda *args, **options: (len(args), sorted(options)), collecting(2))


class Tally:
    def __init__(self, *start: int, **named: int) -> None:
        self.values: list[int] = list(start)
        self.named: dict[str, int] = named

    def add(self, *xs: int) -> int:
        for x in xs:
            self.values.append(x)
        return sum(self.values)

    def add_named(self, **named: int) -> int:
        self.named.update(named)
        return len(self.named)

    @staticmethod
    def joined(sep: str, *parts: str) -> str:
        return sep.join(parts)


class Loud(Tally):
    def __init__(self, *start: int, **named: int) -> None:
        super().__init__(*start, **named)
        self.calls = 0

    def add(self, *xs: int) -> int:
        self.calls += 1
        return super().add(*xs) + 1000


def methods(n: int):
    t = Tally(1, 2, a=n)
    u: Tally = Loud(3)
    return t.add(), t.add(n, 2), t.add_named(b=1, c=2), t.values, t.named, u.add(1, 2), u.values, Tally.joined("-", "a", "b"), t.joined("+")


def virtual(kind: bool, xs: list[int]) -> int:
    t: Tally = Loud() if kind else Tally()
    return t.add(*xs) + t.add(5)


def called(f, g):
    return f(), f(1, "a", x=2), g(1), g(1, 2, 3), g(1, z=0.5, k=4)


CALLS = [
    ("handed", called), ("handed", lambda f, g: g()), ("handed", lambda f, g: g(1, a=2)), ("handed", lambda f, g: g(k=1, z=2)),
    ("total",), ("total", 1.5), ("total", 1, True, 2.5), ("count",), ("count", 1, 2, 3), ("echoed", 1.5, 2.5), ("echoed",), ("items", 1), ("items", 1, 2, 3), ("items",),
    ("last",), ("last", 1, 2), ("ends", 1, 2, 3), ("ends", 5, 6), ("ends", 5), ("with_default", 1), ("with_default", 1, 2), ("with_default", 1, 2, "a"), ("with_default", 1, 2, "a", "b"), ("with_default",),
    ("positional_only", 1, 2, 3, 4), ("positional_only", 1), ("options_of",), ("options_of", 1), ("looked_up",), ("changed",), ("both", 1, 2), ("keyword_only", 1), ("united", 1, "a", 2), ("united",), ("maybe", 1.5, None),
    ("lists", [1], [2, 3]), ("lists",), ("arrays", np.ones(3), np.arange(4.0)), ("arrays",), ("objects", 1, "a", None), ("native_rest", 4), ("native_options", 4), ("native_open", 3), ("new_dict_each_time", 3),
    ("order_of_keywords", []), ("forwarded", 1, 2), ("forwarded",), ("forwarded_list", [1, 2], {"a": 1}), ("forwarded_list", [], {}), ("forwarded_pop", [1, 2]), ("forwarded_spread", [1.5]), ("forwarded_spread", []),
    ("conflict", {"c": 1}), ("conflict", {"b": 1}), ("conflict", {"a": 1}), ("method_conflict", {"x": 1, "a": 2}), ("method_conflict", {"self": 1}), ("to_python", [1, 2], {"scale": 3}), ("to_python", [], {}),
    ("to_python", [1], {"scal": 3}), ("missing",), ("generic", 3), ("recursive", 1, 2, 3), ("recursive",), ("nested", 3), ("methods", 3), ("virtual", True, [1, 2]), ("virtual", False, [1, 2]),
]
KEYWORD_CALLS = [
    ("with_default", (1,), {"sep": "+"}), ("with_default", (1, 2, "x"), {"end": ""}), ("with_default", (), {"a": 1, "b": 2}), ("with_default", (1,), {"a": 1}), ("with_default", (1,), {"nothing": 1}), ("with_default", (), {"b": 1}),
    ("with_default", (1,), {"rest": "a"}), ("positional_only", (1,), {"b": 2, "a": 3}), ("positional_only", (1, 2), {"x": 3, "y": 4}), ("positional_only", (1, 2), {"b": 4}), ("positional_only", (1, 2), {"options": 4, "rest": 5}),
    ("positional_only", (), {"a": 1, "b": 2}), ("options_of", (), {"b": 1, "a": 2}), ("options_of", (), {"options": 1}), ("looked_up", (), {"value": 3}), ("looked_up", (), {"value": 3.5, "scale": 2}), ("looked_up", (), {"scale": 2}),
    ("sorted_names", ("--",), {"b": "1", "a": "2"}), ("sorted_names", (), {"prefix": "p", "x": "y"}), ("sorted_names", ("a",), {"prefix": "p"}), ("changed", (), {"a": 1, "b": 2}), ("both", (1, 2), {"x": 5}),
    ("keyword_only", (1, 2), {"scale": 3}), ("keyword_only", (), {"offset": 3}), ("keyword_only", (1,), {"scale": 3, "offset": 0}), ("keyword_only", (1,), {"scale": 3, "xs": 0}), ("objects", (1,), {"a": [1], "b": None}),
    ("forwarded", (1, 2), {"a": 3, "b": 4}), ("forwarded", (), {"xs": 4}),
]
CALLED = ["echoed_ints", "largest", "collecting"]
