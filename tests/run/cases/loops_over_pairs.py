"""Loops that take tuples apart: enumerate, zip, items of dicts, lists of tuples; what changes in the loop, and what is read of a pair."""

from typing import Iterator

import numpy as np

Vector = np.ndarray[tuple[int], np.dtype[np.float64]]
Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]


def numbered_list(xs: list[str], start: int) -> list[str]:
    out = []
    for i, x in enumerate(xs, start):
        out.append(f"{i}{x}")
    return out


def numbered_text(text: str) -> str:
    out = ""
    for i, c in enumerate(text):
        out += c * i
    return out


def numbered_bytes(data: bytes) -> int:
    total = 0
    for i, byte in enumerate(data, 1):
        total += i * byte
    return total


def numbered_array(a: Vector) -> float:
    total = 0.0
    for i, x in enumerate(a):
        total += i * float(x)
    return total


def numbered_rows(a: Matrix) -> list[float]:
    out = []
    for i, row in enumerate(a):
        row[0] = i
        out.append(float(row.sum()))
    return out


def numbered_variadic(xs: tuple[int, ...]) -> int:
    total = 0
    for i, x in enumerate(xs):
        total += i * x
    return total


def numbered_dict(d: dict[str, int]) -> str:
    out = ""
    for i, key in enumerate(d):
        out += key * i
    return out


def grows(xs: list[int]) -> int:
    total = 0
    for i, x in enumerate(xs):
        if i < 5:
            xs.append(x + 1)
        total += x
    return total


def shrinks(xs: list[str]) -> str:
    seen = ""
    for i, x in enumerate(xs):
        xs.pop()
        xs.append("new")
        xs.pop()
        seen += x + str(i)
    return seen


def cleared(xs: list[str]) -> list[str]:
    kept = []
    for i, x in enumerate(xs):
        xs.clear()
        kept.append(x)
        kept.append(x * i)
    return kept


def rebound(xs: list[str]) -> list[str]:
    out = []
    for i, x in enumerate(xs):
        xs = [x + "!"]
        x = x + xs[0]
        i += 10
        out.append(x + str(i))
    return out


def start_changes(xs: list[int], start: int) -> list[int]:
    out = []
    for i, x in enumerate(xs, start):
        start += 5
        out.append(i * x + start)
    return out


def first_of(xs: list[str], wanted: str) -> int:
    for i, x in enumerate(xs):
        if x == wanted:
            break
    else:
        return -1
    return i


def after_the_loop(xs: list[str]) -> str:
    i, x = -1, "none"
    for i, x in enumerate(xs):
        if len(x) > 3:
            continue
    return f"{i} {x}"


def numbers_alone(xs: list[str]) -> int:
    total = 0
    for i, _ in enumerate(xs):
        total += i
    return total


def whole_pairs(xs: list[str]) -> list[tuple[int, str]]:
    return [pair for pair in enumerate(xs)]


def pair_and_item(xs: list[str]) -> list[tuple[int, str]]:
    out = []
    for pair in enumerate(xs):
        if pair[0] > 0:
            out.append(pair)
    return out


def by_subscript(xs: list[str]) -> str:
    out = ""
    for pair in enumerate(xs):
        out += pair[1] * pair[0] + pair[1]
    return out


def nested(a: str, b: str) -> int:
    same = 0
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            if x == y:
                same += (i + 1) * (j + 1)
    return same


def zipped(xs: list[str], ys: list[int], zs: str) -> list[str]:
    out = []
    for x, y, z in zip(xs, ys, zs):
        out.append(x * y + z)
    return out


def zipped_changes(xs: list[int], ys: list[int]) -> list[int]:
    out = []
    for x, y in zip(xs, ys):
        if len(ys) < 6:
            ys.append(x)
        out.append(x * y)
    return out


def numbers_of(log: list[str], name: str, n: int) -> Iterator[int]:
    for i in range(n):
        log.append(name + str(i))
        yield i


def zipped_order() -> list[str]:
    log: list[str] = []
    for a, b in zip(numbers_of(log, "a", 3), numbers_of(log, "b", 2)):
        log.append(str(a + b))
    return log


def numbered_zip(xs: list[str], ys: list[float]) -> list[str]:
    out = []
    for i, (x, y) in enumerate(zip(xs, ys)):
        out.append(f"{i}{x}{y}")
    return out


def of_items(d: dict[str, list[int]]) -> str:
    out = ""
    for key, values in d.items():
        out += key * len(values)
        values.append(1)
    return out


def items_grow(d: dict[int, str]) -> str:
    out = ""
    for key, value in d.items():
        out += value
        if key < 10:
            d[key + 10] = value + "x"
    return out


def items_change(d: dict[str, str]) -> dict[str, str]:
    for key, value in d.items():
        d[key] = value + key
    return d


def of_tuples(pairs: list[tuple[str, int]]) -> str:
    out = ""
    for name, count in pairs:
        if count > 1:
            pairs.append((name, 0))
        out += name * count
    return out


def tuples_cleared(pairs: list[tuple[str, list[int]]]) -> list[str]:
    out = []
    for name, numbers in pairs:
        pairs.clear()
        numbers.append(len(name))
        out.append(name + str(len(numbers)))
    return out


def of_sets(pairs: set[tuple[int, int]]) -> int:
    total = 0
    for a, b in pairs:
        total += a * b
    return total


def called_with(names: list[str]) -> list[str]:
    makers = []
    for i, name in enumerate(names):
        makers.append(lambda n=name, k=i: n * k)
    return [make() for make in makers]


def fails(xs: list[str]) -> int:
    total = 0
    for i, x in enumerate(xs):
        total += int(x) // i
    return total


def caught(xs: list[str]) -> list[str]:
    out = []
    for i, x in enumerate(xs):
        try:
            out.append(str(int(x) // i))
        except (ValueError, ZeroDivisionError) as problem:
            out.append(f"{i} {x} {problem}")
            continue
        finally:
            out.append(x)
    return out


def at_last(xs: list[str], fails: bool) -> str:
    out = ""
    try:
        if fails:
            out += xs[100]
        for i, x in enumerate(xs):
            if x == "stop":
                return out + "returned"
            out += x
    except IndexError:
        out += "caught"
    finally:
        for i, x in enumerate(xs):
            for a, b in zip(xs, "ab"):
                out += a + b + x * i
        xs.append(out)
    return out


def yields(xs: list[str]) -> Iterator[str]:
    for i, x in enumerate(xs):
        if i % 2 == 0:
            yield x * i
    for x, y in zip(xs, xs[1:]):
        yield x + y


def from_generator(xs: list[str]) -> list[str]:
    return list(yields(xs))


def neighbours(width: int) -> list[tuple[int, int]]:
    found = []
    for x in range(width):
        for dx, dy in ((1, 0), (0, 1), (-1, 0), (0, -1)):
            if 0 <= x + dx < width:
                found.append((x + dx, dy))
    return found


def written_out(a: str, b: str) -> list[str]:
    out = []
    for x in [a, b, a + b]:
        a = x + "."
        out.append(a)
    for name, values in [(a, [1, 2]), (b, []), ("c", [3])]:
        values.append(len(name))
        out.append(name + str(values))
        if name == "b":
            break
    else:
        out.append("all")
    for i, x in enumerate([b, a], 1):
        out.append(x * i)
    return out


def fails_in_one(xs: list[int]) -> int:
    total = 0
    for x, y in [(xs[0], 1), (xs[1], 0)]:
        total += x // y
    return total


def late(xs: list[str]) -> list[str]:
    out = []
    for x in [xs.pop(), xs.pop()]:
        out.append(x)
        xs.append(x)
    return out


def grown(text: str) -> tuple[str, str, str]:
    out = ""
    before = ""
    other = ""
    for i, c in enumerate(text):
        if i == 3:
            before = out
            other = out
        out += c
        if i == 5:
            other += "?"
            before += "!"
            out += out
            out += ""
    return out, before, other


def grown_by_own(text: str) -> str:
    text += text
    text += text[0:1]
    text += (text := "new")
    return text


def kinds(text: str) -> list[str]:
    return [f"{c!r} {c.isalpha()} {c.isdigit()} {c.isalnum()} {c.isspace()}" for c in text]


def kinds_of_texts(texts: list[str]) -> list[tuple[bool, bool, bool, bool]]:
    return [(t.isalpha(), t.isdigit(), t.isalnum(), t.isspace()) for t in texts]


CALLED = ["numbers_of", "yields"]
CALLS = [
    ("numbered_list", ["a", "bc", "ä"], 0),
    ("numbered_list", ["a", "bc"], -1),
    ("numbered_list", [], 3),
    ("numbered_text", "abcdé€x"),
    ("numbered_text", ""),
    ("numbered_bytes", b"\x00\x01\xff"),
    ("numbered_array", np.arange(5.0)),
    ("numbered_array", np.arange(10.0)[::-2]),
    ("numbered_rows", np.arange(6.0).reshape(3, 2)),
    ("numbered_rows", np.arange(6.0).reshape(3, 2).T),
    ("numbered_variadic", (3, 4, 5)),
    ("numbered_dict", {"a": 1, "b": 2}),
    ("grows", [1, 2]),
    ("shrinks", ["a", "b", "c", "d", "e"]),
    ("cleared", ["a", "bé", "c"]),
    ("rebound", ["a", "b"]),
    ("start_changes", [1, 2, 3], 4),
    ("first_of", ["a", "b"], "b"),
    ("first_of", ["a", "b"], "c"),
    ("first_of", [], "c"),
    ("after_the_loop", ["a", "bcde"]),
    ("after_the_loop", []),
    ("numbers_alone", ["a", "b", "c"]),
    ("whole_pairs", ["a", "b"]),
    ("pair_and_item", ["a", "b", "c"]),
    ("by_subscript", ["a", "b", "c"]),
    ("nested", "abcab", "bbca"),
    ("zipped", ["a", "b", "c"], [1, 2], "xyz"),
    ("zipped", [], [1, 2], "xyz"),
    ("zipped_changes", [1, 2, 3, 4], [1, 2]),
    ("zipped_order",),
    ("numbered_zip", ["a", "b"], [1.5, 2.5, 3.5]),
    ("of_items", {"a": [1], "bc": [1, 2]}),
    ("items_grow", {1: "a", 20: "b"}),
    ("items_grow", {20: "b"}),
    ("items_change", {"a": "x", "b": "y"}),
    ("of_tuples", [("a", 1), ("b", 2)]),
    ("tuples_cleared", [("a", [1]), ("b", [2])]),
    ("of_sets", {(1, 2), (3, 4)}),
    ("called_with", ["a", "b", "c"]),
    ("fails", ["1", "2"]),
    ("fails", ["x"]),
    ("fails", []),
    ("caught", ["1", "x", "9"]),
    ("at_last", ["x", "y"], False),
    ("at_last", ["x", "y"], True),
    ("at_last", ["x", "stop"], False),
    ("from_generator", ["a", "b", "c"]),
    ("neighbours", 3),
    ("written_out", "a", "b"),
    ("written_out", "", "x"),
    ("fails_in_one", [1, 2]),
    ("fails_in_one", [1]),
    ("late", ["a", "b", "c"]),
    ("late", ["a"]),
    ("grown", "abcdefgh"),
    ("grown", "abcdéfgh"),
    ("grown", "aécdefgh"),
    ("grown", ""),
    ("grown_by_own", "ab"),
    ("grown_by_own", ""),
    ("kinds", "".join(map(chr, range(128)))),
    ("kinds", "é٣ ½\u2003\x1f\x85"),
    ("kinds_of_texts", ["", "a", "ab", "a1", "12", "1", " ", "\t\n", "a b", "éa", "é", "é1"]),
]
