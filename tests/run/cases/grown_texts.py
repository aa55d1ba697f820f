"""Texts that grow in their own place, and containers that are made where a dict lacks them: what else holds a text, or is passed, keeps what it had."""

from collections import OrderedDict, defaultdict
from collections.abc import Iterator
from typing import Optional


def shared(text: str, more: str) -> list[str]:
    kept = [text]
    other = text
    text += more
    kept.append(text)
    other += "!"
    kept.append(other)
    text += "?"
    other += more
    return kept + [text, other]


def prefixes(text: str) -> list[str]:
    out: list[str] = []
    whole = ""
    for c in text:
        out.append(whole)
        whole += c
        if c == "a":
            whole += ""
            whole += "-" + c
    out.append(whole)
    return out


def doubled(text: str, times: int) -> str:
    for _ in range(times):
        text += text
        text += text[0]
        text += text[-1:]
    return text


def before_and_after(text: str) -> tuple[str, str]:
    grown = text
    grown += "x"
    grown += (grown := "y")
    return grown, text


def failing(texts: list[str], at: int) -> str:
    out = "|"
    try:
        for i in range(len(texts) + 1):
            out += texts[i + at]
            out += str(10 // (2 - i))
    except IndexError:
        out += "index"
    except ZeroDivisionError:
        out += "zero"
    return out


def unbound(given: bool) -> str:
    if given:
        text = "a"
    text += "b"
    return text


def perhaps(text: Optional[str], more: str) -> Optional[str]:
    if text is not None:
        text += more
    return text


def nested(n: int) -> str:
    out = "<"

    def add(piece: str) -> str:
        nonlocal out
        before = out
        out += piece
        return before

    for i in range(n):
        out += add(str(i))
    return out


def growing(text: str, n: int) -> Iterator[str]:
    for i in range(n):
        text += "ab"[i % 2]
        yield text
        text += "\u00e9" if i == 3 else "."


def both(n: int) -> tuple[str, str]:
    left = right = "s"
    for i in range(n):
        left += "l"
        right += "r"
        if i % 5 == 4:
            left, right = right, left
        if i % 7 == 6:
            left = right
    return left, right


def groups(words: list[str]) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for word in words:
        out.setdefault("".join(sorted(word)), []).append(word)
    return out


def tables(words: list[str]) -> dict[int, dict[str, int]]:
    out: dict[int, dict[str, int]] = {}
    for word in words:
        counts = out.setdefault(len(word), {})
        counts[word] = counts.get(word, 0) + 1
    return out


def first_lists(keys: list[int]) -> tuple[dict[int, list[int]], list[int]]:
    d: dict[int, list[int]] = {0: [7]}
    last: list[int] = []
    for key in keys:
        last = d.setdefault(key, [])
        d.setdefault(key, []).append(len(d))
    return d, last


def in_order(log: list[str]) -> list[str]:
    d: dict[str, list[str]] = {}

    def key(name: str) -> str:
        log.append(name)
        return name

    d.setdefault(key("a"), []).append(key("b"))
    d.setdefault(key("a"), []).append(key("c"))
    return log + d["a"]


def of_other_kinds(keys: list[str]) -> tuple[dict[str, list[float]], dict[str, set[int]]]:
    by_default: defaultdict[str, list[float]] = defaultdict(list)
    sets: OrderedDict[str, set[int]] = OrderedDict()
    for key in keys:
        by_default.setdefault(key, []).append(0.5)
        sets.setdefault(key, set()).add(len(sets))
    return dict(by_default), dict(sets)


def through_dict(words: list[str], key: str) -> int:
    d: dict[str, list[str]] = {}
    d.setdefault(key, words).append(key)
    d.setdefault(key, []).append("again")
    return len(words)


def only_read(words: list[str], rest: list[str]) -> list[str]:
    for word in words:
        rest.append(word)
    rest += [word.upper() for word in words]
    return words


def row_of_rows(rows: list[list[str]], word: str) -> list[str]:
    line = rows[-1]
    line.append(word)
    return line


def grown(text: str, n: int) -> list[str]:
    return list(growing(text, n))


def last_of_first_lists(keys: list[int]) -> bool:
    d, last = first_lists(keys)
    return last is d[keys[-1]]


CALLS = [
    *[("shared", a, b) for a in ("", "a", "text", "caf\u00e9", "\u65e5\u672c") for b in ("", "b", "more", "\u00e9", "\U0001f600!")],
    *[("prefixes", text) for text in ("", "a", "banana" * 9, "caf\u00e9 a", "a\u65e5a")],
    *[("doubled", text, times) for text in ("ab", "\u00e9a", "a\u65e5") for times in (0, 1, 7)],
    *[("before_and_after", text) for text in ("", "a", "long " * 80, "\u00e9")],
    *[("failing", texts, at) for texts in ([], ["a"], ["a", "b", "c", "d"], ["\u00e9", "e", "f"]) for at in (0, 1)],
    *[("unbound", given) for given in (True, False)],
    ("perhaps", None, "x"), ("perhaps", "a", "x"), ("perhaps", "", "\u00e9"),
    *[("nested", n) for n in (0, 1, 12)],
    *[("grown", text, n) for text in ("", "s", "\u65e5") for n in (0, 3, 9)],
    *[("both", n) for n in (0, 1, 5, 7, 100)],
    *[(f, ["tea", "eat", "ate", "a", "", "tan", "nat", "\u00e9t", "t\u00e9"]) for f in ("groups", "tables")],
    ("groups", []), ("tables", []),
    ("first_lists", [0, 1, 2, 1]), ("last_of_first_lists", [0, 1, 2, 1]),
    ("of_other_kinds", ["a", "none", "a", ""]), ("of_other_kinds", []),
    ("in_order", []), ("in_order", ["z"]),
    ("through_dict", ["w"], "k"),
    ("only_read", ["a", "b"], ["r"]),
    ("row_of_rows", [["a"], ["b"]], "c"),
]
CALLED = ["growing"]
