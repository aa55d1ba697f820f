"""Characters of texts: of each width, taken by loops and subscripts, compared, classified, appended."""

TEXTS = ["", "a", "az AZ 09", "tab\there", "caf\u00e9 \u00df\u0301", "\u65e5\u672c\u8a9e 12", "\U0001f600x\U0001f600", "\ud800\udc00", "\u0663\u00b2\u2003", "aaaa"]


def count(text: str, wanted: str) -> int:
    n = 0
    for c in text:
        if c == "a" or c == "\u00e9" or c == "\U0001f600":
            n += 1
        if c != " " and c < "m":
            n += 100
        if c >= "\u65e5":
            n += 10_000
        if c in wanted:
            n += 1_000_000
        if c not in "aeiou\u00e9":
            n += 100_000_000
    return n


def classes(text: str) -> list[int]:
    letters = digits = either = spaces = codes = 0
    for c in text:
        if c.isalpha():
            letters += 1
        if c.isdigit():
            digits += 1
        if c.isalnum():
            either += 1
        if c.isspace():
            spaces += 1
        codes += ord(c)
    return [letters, digits, either, spaces, codes]


def kept(text: str) -> str:
    out = ""
    for c in text:
        if c.isalpha():
            out += c
        elif c == " ":
            out += "_"
    return out


def changes(text: str) -> int:
    before = " "
    n = 0
    for c in text:
        if c != before:
            n += 1
        before = c
    return n


def begun_empty(text: str) -> int:
    before = ""
    n = 0
    for c in text:
        n += c == before
        before = c
    return n


def numbered(text: str, first: int) -> int:
    n = 0
    for i, c in enumerate(text, first):
        if c == "a" or c.isdigit():
            n += i
    return n


def numbered_and_kept(text: str) -> list[tuple[int, str]]:
    found = []
    for i, c in enumerate(text):
        if c != "a":
            found.append((i, c))
    return found


def pairs(a: str, b: str) -> tuple[int, int, int]:
    same = less = other = 0
    for x, y in zip(a, b):
        if x == y:
            same += 1
        elif x < y:
            less += 1
        else:
            other += ord(x) - ord(y)
    return same, less, other


def with_numbers(text: str, numbers: list[int]) -> int:
    n = 0
    for c, k in zip(text, numbers):
        if c == "a":
            n += k
    return n


def distance(a: str, b: str) -> int:
    above = list(range(len(b) + 1))
    for i, x in enumerate(a):
        row = [i + 1]
        for j, y in enumerate(b):
            row.append(min(above[j] + (x != y), above[j + 1] + 1, row[j] + 1))
        above = row
    return above[-1]


def at(text: str, i: int) -> int:
    n = 0
    if text[i] == "a":
        n += 1
    if text[i] > text[i - 1]:
        n += 2
    if text[-1].isdigit() or ord(text[0]) > 200:
        n += 4
    if text[i] in "xyz\u00e9":
        n += 8
    c = text[i]
    if c == "z" or c == text[0]:
        n += 16
    return n


def scan(text: str) -> list[int]:
    found = []
    i = 0
    while i < len(text):
        c = text[i]
        if c.isdigit():
            value = 0
            while i < len(text) and text[i].isdigit() and text[i] <= "9":
                value = value * 10 + ord(text[i]) - ord("0")
                i += 1
            found.append(value)
        i += 1
    return found


def palindrome(text: str) -> bool:
    i, j = 0, len(text) - 1
    while i < j:
        if text[i] != text[j]:
            return False
        i += 1
        j -= 1
    return True


def beside_texts(text: str, other: str) -> tuple[int, int]:
    same = longer = 0
    for c in text:
        same += c == other
        longer += c + c < other
    return same, longer


def of_a_slice(text: str) -> int:
    n = 0
    for part in (text[:3], text[3:]):
        for c in part:
            n += c == "a"
    return n


def one_name_two_kinds(text: str) -> int:
    n = 0
    for c in text:
        n += c == "a"
    c = "long"
    return n + len(c)


def in_a_try(text: str, i: int) -> str:
    try:
        c = text[i]
        if c == "a":
            return "found"
    except IndexError as error:
        return str(error)
    finally:
        for d in text:
            if d == "!":
                return "never"
    return "other"


def captured(text: str) -> list[bool]:
    out = []
    for c in text:
        same = lambda other: other == c
        out.append(same("a"))
    return out


CALLS = [
    *[("count", text, wanted) for text in TEXTS for wanted in ("", "z9", "\u65e5x")],
    *[(f, text) for f in ("classes", "kept", "changes", "begun_empty", "numbered_and_kept", "scan", "palindrome", "of_a_slice", "one_name_two_kinds", "captured") for text in TEXTS],
    *[("numbered", text, first) for text in TEXTS for first in (0, 7, -3)],
    *[(f, a, b) for f in ("pairs", "distance", "beside_texts") for a in TEXTS for b in TEXTS],
    *[("with_numbers", text, [1, 2, 3]) for text in TEXTS],
    *[("at", text, i) for text in TEXTS for i in range(-len(text) - 1, len(text) + 1)],
    ("scan", "12 x345 \u0663\u0664 7"), ("palindrome", "\u65e5a\u65e5"), ("palindrome", "\u65e5ab"),
    *[("in_a_try", text, i) for text in TEXTS for i in (0, 3, 50)],
]
