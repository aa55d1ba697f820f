"""Strings as values: literals, comparison, length, items, slices, `in`, concatenation, repetition, as keys, conversion."""


def literals(n: int):
    return "a", 'b"', "tab\t", "é", "日本", "\U0001f600", "\x00z", r"\n", "a" "b", ""


def concatenated(a: str, b: str) -> str:
    return a + "-" + b


def augmented(n: int) -> str:
    s = ""
    for i in range(n):
        s += "x"
        s += str(i)
    return s


def repeated(s: str, n: int):
    return s * n, n * s, "ab" * 2


def compares(a: str, b: str):
    return a == b, a != b, a < b, a <= b, a > b, a >= b


def length(s: str) -> int:
    return len(s)


def item(s: str, i: int) -> str:
    return s[i]


def slices(s: str):
    return s[1:], s[:-1], s[::-1], s[::2], s[5:2], s[-3:-1]


def cut(s: str, a: int, b: int, c: int) -> str:
    return s[a:b:c]


def contains(s: str, t: str):
    return t in s, t not in s, "" in s


def chars(s: str):
    out = []
    for c in s:
        out.append(c + c)
    return out


def truthy(s: str):
    return bool(s), not s, s or "default", s and "set"


def switch(s: str) -> int:
    if s == "one":
        return 1
    elif s == "two" or s == "deux":
        return 2
    elif s in ("three", "trois"):
        return 3
    elif s != "":
        return -1
    return 0


def literal_choice(flag: bool):
    mode = "fast" if flag else "slow"
    if mode == "fast":
        return 1, mode
    return 0, mode


def as_key(s: str):
    d = {"a": 1, "é": 2, "": 3}
    return d[s]


def converts(a: int, b: float, c: bool):
    return str(a), str(b), str(c), str(None), str((a, b)), str([a]), str("s")


def shown(a: int, b: float, s: str):
    return repr(a), repr(b), repr(s), repr([s]), repr((s, a)), repr({s: b})


def numbers(s: str):
    return int(s), float(s)


def to_int(s: str, base: int) -> int:
    return int(s, base)


def codes(s: str) -> int:
    return ord(s)


def char(n: int) -> str:
    return chr(n)


def hashes_equal(a: str, b: str) -> bool:
    return hash(a) == hash(b)


def palindrome(s: str) -> bool:
    for i in range(len(s) // 2):
        if s[i] != s[-1 - i]:
            return False
    return True


def smallest(a: str, b: str):
    return min(a, b), max(a, b), min(a + "z"), max(b + "a")


def ordered(s: str):
    return sorted(s), list(s), tuple(s)


def identity(s: str) -> str:
    t = s
    t += "!"
    return s


def none_or(s: str | None) -> str:
    if s is None:
        return "none"
    return s + "."


def counted(s: str):
    d = {}
    for i, c in enumerate(s):
        d[c] = i
    return d


def joined_types(n: int):
    x = "a"
    if n > 0:
        x = n
    return x


def index_literal(n: int):
    return "hello"[1], "hello"[-1], len("hello"), "ell" in "hello"


T = ["", "a", "abc", "héllo", "日本語", "\U0001f600x", "a\x00b"]
CALLS = [
    ("literals", 0), *[("concatenated", a, b) for a in T for b in ("", "é")], ("augmented", 0), ("augmented", 3), ("repeated", "ab", 3), ("repeated", "é", 0), ("repeated", "a", -1),
    *[("compares", a, b) for a in T for b in T], *[(f, s) for f in ("length", "slices", "chars", "truthy", "palindrome", "ordered", "identity", "none_or", "counted") for s in T],
    *[("item", s, i) for s in T for i in (0, -1, 2, -3)], *[("cut", "hello", *a) for a in ((0, 5, 2), (4, 0, -1), (0, 5, 0), (-100, 100, 3), (10, -10, -2))],
    *[("contains", s, t) for s in T for t in ("", "a", "l", "本", "bc")], *[("switch", s) for s in ("one", "two", "deux", "three", "trois", "x", "")],
    ("literal_choice", True), ("literal_choice", False), ("as_key", "a"), ("as_key", "é"), ("as_key", ""), ("as_key", "zzz"),
    ("converts", 1, 1.0, True), ("converts", -5, 1e300, False), ("converts", 0, float("nan"), False), ("converts", 0, 0.1, True), ("converts", 7, -0.0, True), ("converts", 7, 1e16, True),
    ("shown", 1, 2.5, "a'b"), ("shown", 1, float("inf"), 'a"\n\t\\'), ("shown", 1, 1e-7, "é\x7f\x00"), ("shown", 1, 1e22, "'\""),
    *[("numbers", s) for s in ("5", " 1_000 ", "-3", "x", "", "1e5", "9" * 15, "0x10")],
    *[("to_int", *a) for a in (("zz", 36), ("ff", 16), ("0b101", 2), ("12", 2), ("0x1f", 0), ("5", 1))],
    ("codes", "a"), ("codes", "é"), ("codes", "\U0001f600"), ("codes", ""), ("codes", "ab"), ("char", 97), ("char", 0x1F600), ("char", -1), ("char", 0x110000),
    ("hashes_equal", "a", "a"), ("hashes_equal", "a", "b"), ("smallest", "a", "B"), ("none_or", None), ("joined_types", 0), ("joined_types", 1), ("index_literal", 0),
]
