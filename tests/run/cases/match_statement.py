"""match: every kind of pattern, guards, and what names hold afterwards."""

from typing import Optional

import numpy as np


def literals(x: int) -> str:
    match x:
        case 0:
            return "zero"
        case 1 | 2 | 3:
            return "few"
        case -1:
            return "minus one"
        case _:
            return "many"


def texts(command: str) -> int:
    match command:
        case "go" | "run":
            n = 1
        case "stop":
            n = 2
        case "":
            n = 3
        case other:
            n = len(other)
    return n


def mixed_numbers(x: float) -> str:
    match x:
        case 0:
            return "zero"
        case 1.5:
            return "one and a half"
        case True:
            return "true"
    return "none of these"


def guards(x: int, limit: int) -> str:
    match x:
        case n if n < 0:
            return "negative"
        case n if n > limit:
            return f"above by {n - limit}"
        case 7 if limit > 100:
            return "seven"
        case n:
            return f"fine {n}"


def nothing_matches(x: int) -> int:
    result = 5
    match x:
        case 1:
            result = 10
        case 2:
            result = 20
    return result


def captures_stay(x: int) -> int:
    n = -1
    match x:
        case n if n > 100:
            return 0
        case 3:
            n += 1
    return n


def unbound_after(x: int) -> int:
    match x:
        case 1:
            y = 4
        case 2:
            pass
    return y


def optional(x: Optional[int]) -> int:
    match x:
        case None:
            return -1
        case 0:
            return 100
        case n:
            return n + 1


def narrowed_subject(x: int | str | None) -> int:
    match x:
        case None:
            return -1
        case int():
            return x + 1
        case str():
            return len(x)


def classes(x: int | float | str) -> str:
    match x:
        case bool():
            return "bool"
        case int(n) if n > 10:
            return f"large {n}"
        case int(n):
            return f"int {n}"
        case float(f):
            return f"float {f}"
        case str() as s:
            return "str " + s


def either_class(x: int | float | str) -> float:
    match x:
        case int() | float():
            return x * 2.0
        case _:
            return -1.0


def pairs(p: tuple[int, int]) -> str:
    match p:
        case (0, 0):
            return "origin"
        case (0, y):
            return f"on y at {y}"
        case (x, 0):
            return f"on x at {x}"
        case (x, y) if x == y:
            return f"diagonal {x}"
        case (x, y):
            return f"{x} and {y}"


def nested(p: tuple[tuple[int, int], str]) -> str:
    match p:
        case ((0, _), name):
            return "zero " + name
        case ((a, 1 | 2), "x" | "y"):
            return f"small {a}"
        case ((a, b) as pair, name) if len(name) > 3:
            return f"{pair} {a + b}"
        case _:
            return "other"


def lists(items: list[int]) -> str:
    match items:
        case []:
            return "empty"
        case [x]:
            return f"one {x}"
        case [0, *rest]:
            return f"zero and {rest}"
        case [first, *_, last] if first == last:
            return f"same ends {first}"
        case [first, second, *rest]:
            return f"{first} {second} {len(rest)}"
    return "never"


def middle(items: list[str]) -> list[str]:
    match items:
        case ["begin", *inner, "end"]:
            return inner
        case [*all_of_it]:
            return all_of_it + ["!"]


def last_two(items: list[float]) -> float:
    match items:
        case [*_, a, b]:
            return a - b
        case [a]:
            return a
    return 0.0


def commands(words: list[str]) -> str:
    match words:
        case ["go", ("north" | "south") as direction]:
            return direction
        case ["go", direction]:
            return "cannot go " + direction
        case ["take", *things] if things:
            return things[0] + things[-1]
        case ["quit"] | ["exit"] | ["q", *_]:
            return "bye"
        case _:
            return "?"


def varying(items: tuple[int, ...]) -> int:
    match items:
        case ():
            return 0
        case (a,):
            return a
        case (a, *rest):
            return a + len(rest)
    return -1


def tuple_star(t: tuple[int, float, str, int]) -> tuple[int, int]:
    match t:
        case (a, *rest, b):
            return a + b, len(rest)


def mappings(d: dict[str, int]) -> str:
    match d:
        case {"x": 0, "y": y}:
            return f"x is zero, y {y}"
        case {"x": x, "y": y}:
            return f"{x} {y}"
        case {"only": n} if n > 3:
            return "large"
        case {}:
            return f"{len(d)} others"
    return "never"


def in_a_loop(items: list[int]) -> int:
    total = 0
    for item in items:
        match item:
            case 0:
                continue
            case -1:
                break
            case n if n % 2:
                total += 10 * n
            case n:
                total += n
    else:
        total += 1000
    return total


def types_after(x: int) -> int | str:
    match x:
        case 0:
            y = "zero"
        case 1:
            y = 1
        case _:
            y = x * 2
    return y


def evaluated_once(items: list[int]) -> int:
    match items.pop():
        case 1:
            return 10 + len(items)
        case 2:
            return 20 + len(items)
        case n:
            return n + len(items)


def raising(items: list[int], i: int) -> int:
    match items[i]:
        case 0:
            return 1 // items[i]
        case n:
            return n


def in_try(x: int) -> str:
    state = "start"
    try:
        match x:
            case 0:
                state = "zero"
                raise ValueError("zero")
            case 1:
                state = "one"
            case _:
                state = f"{10 // (x - 2)}"
    except ValueError:
        return "caught " + state
    except ZeroDivisionError:
        return "divided " + state
    return state


def of_array_items(a: np.ndarray[tuple[int], np.dtype[np.int64]]) -> int:
    zeros = 0
    for x in a:
        match x:
            case 0:
                zeros += 1
            case 1 | 2:
                zeros += 100
    return zeros


def sequences_and_text(x: str | tuple[int, int] | list[int]) -> int:
    match x:
        case (a, b) if isinstance(x, tuple):
            return a + b
        case str():
            return -1
        case _:
            return -2


def booleans(flag: bool, other: bool | None) -> str:
    match flag, other:
        case True, None:
            return "only"
        case True, True:
            return "both"
        case False, True | False:
            return "other"
        case _:
            return "none"


def constants(n: int) -> str:
    match n:
        case 9_007_199_254_740_993:
            return "large"
        case 0x10:
            return "hex"
    return "no"


def with_walrus(x: int) -> int:
    match x:
        case n if (twice := n * 2) > 10:
            return twice
        case _:
            return twice


def calls():
    made = []
    made += [("literals", n) for n in (-2, -1, 0, 1, 2, 3, 4)]
    made += [("texts", s) for s in ("go", "run", "stop", "", "elsewhere")]
    made += [("mixed_numbers", x) for x in (0.0, -0.0, 1.5, 1.0, 2.0, float("nan"))]
    made += [("guards", x, limit) for x in (-3, 0, 7, 12) for limit in (5, 200)]
    made += [(name, x) for name in ("nothing_matches", "captures_stay", "unbound_after", "types_after", "in_try", "with_walrus") for x in (0, 1, 2, 3, 7, 101)]
    made += [("optional", x) for x in (None, 0, 5)]
    made += [("narrowed_subject", x) for x in (None, 0, 5, "text")]
    made += [(name, x) for name in ("classes", "either_class") for x in (3, 30, 2.5, "text")]
    made += [("pairs", p) for p in ((0, 0), (0, 3), (3, 0), (4, 4), (4, 5))]
    made += [("nested", p) for p in (((0, 5), "a"), ((3, 2), "x"), ((3, 2), "long name"), ((3, 3), "no"))]
    made += [("lists", x) for x in ([], [4], [0], [0, 1, 2], [5, 6, 5], [5, 6], [5, 6, 7, 8])]
    made += [("middle", x) for x in ([], ["begin", "end"], ["begin", "a", "b", "end"], ["begin"], ["a"])]
    made += [("last_two", x) for x in ([], [1.5], [1.5, 2.5], [9.0, 1.5, 2.5])]
    made += [("commands", x.split()) for x in ("go north", "go up", "take", "take a b", "quit", "exit", "q now", "go", "")]
    made += [("varying", x) for x in ((), (4,), (4, 5, 6))]
    made += [("tuple_star", (1, 2.0, "x", 4))]
    made += [("mappings", x) for x in ({"x": 0, "y": 1}, {"x": 2, "y": 1, "z": 0}, {"only": 4}, {"only": 1}, {})]
    made += [("in_a_loop", x) for x in ([], [1, 2, 0, 4], [1, -1, 5])]
    made += [("evaluated_once", x) for x in ([5, 1], [5, 2], [5, 9], [])]
    made += [("raising", [0, 4], i) for i in (0, 1, 2)]
    made += [("of_array_items", np.array([0, 1, 2, 0, 5]))]
    made += [("sequences_and_text", x) for x in ("ab", (1, 2))]
    made += [("booleans", a, b) for a in (True, False) for b in (True, False, None)]
    made += [("constants", n) for n in (9_007_199_254_740_993, 9_007_199_254_740_992, 16, 1)]
    return made


CALLS = calls()
