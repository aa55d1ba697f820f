"""Methods of strings."""


def find_all(s: str, t: str, a: int, b: int) -> tuple[int, int, int, int, bool, bool]:
    return s.find(t), s.rfind(t, a), s.find(t, a, b), s.count(t, a, b), s.startswith(t, a), s.endswith(t, a, b)


def indexes(s: str, t: str) -> tuple[int, int]:
    return s.index(t), s.rindex(t)


def prefixes(s: str) -> tuple[bool, bool, str, str]:
    return s.startswith(("ab", "x")), s.endswith(("yz", "é")), s.removeprefix("ab"), s.removesuffix("yz")


def cases(s: str) -> tuple[str, str, str, str, str, str]:
    return s.upper(), s.lower(), s.casefold(), s.swapcase(), s.capitalize(), s.title()


def kinds(s: str) -> list[bool]:
    return [s.isupper(), s.islower(), s.istitle(), s.isalpha(), s.isalnum(), s.isdigit(), s.isdecimal(), s.isnumeric(), s.isspace(), s.isascii(), s.isidentifier(), s.isprintable()]


def strips(s: str, t: str) -> tuple[str, str, str, str, str, str]:
    return s.strip(), s.lstrip(), s.rstrip(), s.strip(t), s.lstrip(t), s.rstrip(t)


def pads(s: str, n: int) -> tuple[str, str, str, str, str, str]:
    return s.center(n), s.ljust(n, "*"), s.rjust(n, "é"), s.zfill(n), s.expandtabs(), s.expandtabs(tabsize=3)


def bad_fill(s: str) -> str:
    return s.center(20, "ab")


def replaces(s: str, a: str, b: str, n: int) -> tuple[str, str]:
    return s.replace(a, b), s.replace(a, b, n)


def splits(s: str, n: int) -> tuple[list[str], list[str], list[str], list[str], list[str]]:
    return s.split(), s.split(None, n), s.rsplit(maxsplit=n), s.split(",", n), s.rsplit(",", maxsplit=n)


def split_at(s: str, t: str) -> tuple[list[str], tuple[str, str, str], tuple[str, str, str]]:
    return s.split(t), s.partition(t), s.rpartition(t)


def lines(s: str) -> tuple[list[str], list[str]]:
    return s.splitlines(), s.splitlines(True)


def joins(words: list[str], sep: str) -> tuple[str, str, str, str]:
    return sep.join(words), sep.join(w.upper() for w in words), "".join(sorted(set(words))), sep.join(("a", "b"))


def translated(s: str) -> tuple[str, str]:
    return s.translate(str.maketrans("abc", "xyz")), s.translate({97: "AA", 98: None})


def left_out(s: str, x: str, y: str, z: str) -> tuple[str, dict[int, int | None]]:
    table = str.maketrans(x, y, z)
    return s.translate(table), table


def translated_by(s: str, texts: dict[str, str], codes: dict[int, str], some: dict[str, str | None], either: dict[int | str, int]) -> tuple[str, str, str, str, dict[int, str]]:
    table = str.maketrans(texts)
    texts["q"] = "nothing"
    return s.translate(table), s.translate(str.maketrans(codes)), s.translate(str.maketrans(some)), s.translate(str.maketrans(either)), table


def escaped(s: str) -> str:
    return s.translate(str.maketrans({"&": "&amp;", "<": "&lt;", "é": "e"}))


def keyed(words: list[str]) -> tuple[list[str], list[str], list[int]]:
    return sorted(words, key=str.lower), list(map(str.strip, words)), list(map(len, words))


def slices(s: str, a: int, b: int, c: int) -> tuple[str, str, str, str, str]:
    return s[a:b], s[a:b:c], s[::-1], s[a], s * 2 + s[-1:]


def walk(s: str) -> tuple[list[str], list[int], dict[str, int], str]:
    counts: dict[str, int] = {}
    for ch in s:
        counts[ch] = counts.get(ch, 0) + 1
    return list(s), [ord(c) for c in s], counts, "".join(chr(ord(c) + 1) for c in s)


def built(n: int) -> str:
    s = ""
    for i in range(n):
        s += "x" if i % 3 else "é"
    t = s
    t += "!"
    s += "?"
    return s + t


def numbers(s: str) -> tuple[int, float]:
    return int(s), float(s)


def based(s: str, b: int) -> int:
    return int(s, b)


def as_float(s: str) -> float:
    return float(s)


def shown(i: int, f: float, s: str, b: bool, c: complex) -> tuple[str, str, str, str, str, str]:
    return f"{i:5d}|{i:<6}|{i:+,}|{i:#x}|{i:08b}", f"{f:.3f}|{f:10.2e}|{f:g}|{f:%}|{f:>12}", f"{s:>10}|{s!r:^12}|{s!a}|{s:.2}", f"{b}|{b:d}|{b!r}", f"{c}|{c:.2f}", f"{i}{f}{s}{b}{c}{{}}"


def nested(x: float, w: int, p: int) -> str:
    return f"{x:{w}.{p}f}|{x!s:>{w}}|{x=:.2f}"


def containers(a: list[int], d: dict[str, float], t: tuple[int, str]) -> str:
    return f"{a}|{d}|{t}|{a!r:>20}|{None}"


def bad_spec(a: list[int]) -> str:
    return f"{a:>10}"


def bad_number_spec(i: int) -> str:
    return f"{i:.3d}"


def bad_str_spec(s: str) -> str:
    return f"{s:d}"


def percent(i: int, f: float, s: str) -> tuple[str, str, str, str, str]:
    return "%d items" % i, "%s=%5.2f%%" % (s, f), "%r %s %x %05d %-8s|" % (s, [i], i, i, s), "%s" % None, "%c%c" % (i, s[:1])


def percent_wrong(i: int, s: str) -> str:
    return "%d %d" % (i, s)


def percent_few(i: int) -> str:
    return "%d %d" % (i,)


def formats(i: int, f: float, s: str) -> tuple[str, str, str, str]:
    return "{} {:>5} {!r}".format(i, i, s), "{1} {0:.2f}".format(f, s), "{a}-{b:>{w}}".format(a=i, b=s, w=8), "{} {x}".format(f, x=[i, i])


def formats_items(i: int, s: str, xs: list[int], d: dict[str, float]) -> tuple[str, str, str, str]:
    pair = (i, s)
    return "X: {0[0]}; Y: {0[1]}".format(pair), "{0[1]} {d[a]:.2f} {0}".format(xs, d=d), "{!r:>9} {} {!s}".format(pair, xs, d), "{0.real} {1[0]} {pair[0].imag}".format(i, s, pair=pair)


def formats_no_such_item(xs: list[int]) -> str:
    return "{0[7]}".format(xs)


def format_wrong(i: int) -> str:
    return "{} {}".format(i)


def format_builtin(f: float, i: int) -> tuple[str, str, str, str]:
    return format(f, ".2f"), format(i), format(i, "x"), format("a", ">4")


def bases(i: int) -> tuple[str, str, str, str]:
    return bin(i), oct(i), hex(i), ascii("é" + str(i))


def caught(s: str) -> str:
    try:
        return f"{s:d}"
    except ValueError as e:
        return str(e)


T = ["", "abc", "ab yz", "  a b\tc  ", "Ünïcödé STRASSE ß", "a,b,,c", "123", "①½٣", "ab\ncd\r\nef\x85g", "日本語 text", "ab😀yz", "Hello World", "_id9", "é"]
def parts_from(s: str, part: str, start: int | None, end: int | None):
    if part == "zz":
        return s.index(part, None, end), 0, 0, False, False, 0
    return s.find(part, start, end), s.rfind(part, None, end), s.count(part, start, None), s.startswith(part, start), s.endswith((part, "b"), start, end), s.find(part, None)


def byte_parts(s: bytes, part: bytes, end: int | None):
    return s.find(part, None, end), s.count(part, 1, end), s.startswith(part, None, None)


def percent_of_dict(d: dict[str, int]) -> str:
    return "%(a)s-%(b)05d" % d


def percent_of_tuple(t: tuple[int, ...]) -> str:
    return "%d %d" % t


CALLS = [
    *[("parts_from", "abcabc", part, start, end) for part in ("a", "bc", "", "zz") for start in (None, 0, 1, -2) for end in (None, 0, 4, -1)],
    *[("byte_parts", b"abcabc", part, end) for part in (b"a", b"", b"c") for end in (None, 0, 4, -1)],
    *[("find_all", s, t, a, b) for s in ("abcabc", "", "aéaé") for t in ("", "a", "bc", "é") for a, b in ((0, 3), (-2, 100), (7, 1))],
    *[("indexes", s, t) for s in ("abcabc", "日本") for t in ("c", "z", "本")],
    *[(f, s) for f in ("prefixes", "cases", "kinds", "lines", "walk") for s in T],
    *[("strips", s, "a c") for s in T], *[("pads", s, 12) for s in T + ["-5", "+1", "a\tb\tc"]], ("bad_fill", "x"),
    *[("replaces", s, a, b, n) for s in ("abab", "", "éaé") for a, b in (("a", "xy"), ("", "-"), ("é", "")) for n in (0, 1, -1)],
    *[("splits", s, n) for s in T for n in (0, 1, -1, 5)], *[("split_at", s, t) for s in ("a--b--c", "x", "") for t in ("--", "x")], ("split_at", "a", ""),
    *[("joins", w, s) for w in (["a", "b"], [], ["é", "", "c"]) for s in (", ", "")],
    *[("translated", s) for s in T], *[("escaped", s) for s in (*T, "<&é>")], ("left_out", "abcdé", "ab", "xé", "cb"), ("left_out", "abc", "", "", "b"), ("left_out", "abc", "ab", "x", "c"),
    ("translated_by", "abcé", {"a": "AA", "é": ""}, {98: "é"}, {"a": None, "b": "c"}, {"a": 98, 99: 233}), ("translated_by", "abc", {"ab": "c"}, {}, {}, {}),
    ("translated_by", "abc", {}, {}, {}, {"": 1}), ("translated_by", "abc", {}, {}, {}, {"a": 0x110000}), ("keyed", [" B", "a ", "C"]), *[("slices", s, a, b, c) for s in ("abcdef", "日本語テキスト") for a, b, c in ((1, 4, 2), (-3, 100, 1), (4, 0, -1))], ("slices", "ab", 5, 1, 1),
    ("slices", "ab", 0, 1, 0), ("built", 0), ("built", 10), ("built", 200),
    *[("numbers", s) for s in ("12", " -7 ", "1_000", "", "abc", "1.5", "١٢")], *[("based", s, b) for s, b in (("ff", 16), ("0x1F", 0), ("zz", 36), ("12", 2), ("1", 1))],
    *[("as_float", s) for s in ("1e5", "inf", "-nan", " 2.5 ", "1_0.5", "x", "", "1e400", "٣.٥")],
    ("shown", 42, 3.14159, "hi", True, 1 + 2j), ("shown", -7, float("inf"), "é'", False, 0j), ("shown", 10**15, 1e-10, "", True, complex("nan")), ("nested", 2.5, 10, 3), ("nested", 2.5, -1, 3),
    ("containers", [1, 2], {"a": 0.5}, (1, "x")), ("bad_spec", [1]), ("bad_number_spec", 4), ("bad_str_spec", "a"), ("percent", 65, 2.5, "é"), ("percent_wrong", 1, "a"), ("percent_few", 2),
    ("formats", 3, 2.5, "ab"), ("format_wrong", 1), ("format_builtin", 2.345, 255), ("bases", 255), ("bases", -3), ("bases", 0), ("caught", "x"),
    ("formats_items", 3, "text", [4, 5], {"a": 1.5}), ("formats_no_such_item", [1]),
    ("percent_of_dict", {"a": 1, "b": 2}),
    ("percent_of_dict", {"a": 1}),
    ("percent_of_tuple", (1, 2)),
    ("percent_of_tuple", (1,)),
]
