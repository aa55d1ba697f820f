"""bytes and bytearray."""


def items(b: bytes, i: int) -> tuple[int, list[int], int, bytes]:
    return b[i], list(b), len(b), b[1:i] + b[::-1] + b[::2]


def literal() -> tuple[bytes, bytes, int, str]:
    return b"ab\xff\x00'", b"", len(b"\x80\x81"), repr(b"a\n\t\\\x7f\"'")


def searches(b: bytes, t: bytes) -> tuple[int, int, int, bool, bool, bool]:
    return b.find(t), b.rfind(t, 1), b.count(t), t in b, b.startswith(t), b.endswith((t, b"z"))


def in_bytes(b: bytes, n: int) -> bool:
    return n in b


def index_of(b: bytes, t: bytes) -> int:
    return b.index(t)


def changed(b: bytes) -> tuple[bytes, bytes, bytes, bytes, bytes, bytes]:
    return b.upper(), b.lower(), b.title(), b.strip(), b.replace(b"a", b"xy"), b.replace(b"", b"-", 2)


def kinds(b: bytes) -> list[bool]:
    return [b.isupper(), b.islower(), b.istitle(), b.isalpha(), b.isalnum(), b.isdigit(), b.isspace(), b.isascii()]


def parts(b: bytes) -> tuple[list[bytes], list[bytes], list[bytes], tuple[bytes, bytes, bytes], bytes]:
    return b.split(), b.split(b",", 1), b.splitlines(True), b.partition(b","), b"-".join([b, b"x"])


def made(n: int, xs: list[int], s: str) -> tuple[bytes, bytes, bytes, bytes, bytes]:
    return bytes(n), bytes(xs), bytes(s, "utf-8"), s.encode("latin-1", "replace"), bytes(range(3))


def decoded(b: bytes) -> tuple[str, str]:
    return b.decode(), b.decode("latin-1")


def strict(s: str) -> bytes:
    return s.encode("ascii")


def hexed(b: bytes) -> tuple[str, str, bytes]:
    return b.hex(), b.hex(":", 2), bytes.fromhex(b.hex())


def unhexed(s: str) -> bytes:
    return bytes.fromhex(s)


def compared(a: bytes, b: bytes) -> tuple[bool, bool, bool, bool]:
    return a == b, a < b, a >= b, a == bytearray(b)


def keyed(xs: list[bytes]) -> dict[bytes, int]:
    d: dict[bytes, int] = {}
    for x in xs:
        d[x] = d.get(x, 0) + 1
    return d


def arrays(n: int) -> tuple[bytearray, bytearray, int, bytes, str]:
    a = bytearray(n)
    a.append(65)
    a.extend(b"xyz")
    a.extend([1, 2])
    a += b"!"
    a[0] = 255
    a.insert(1, 7)
    p = a.pop()
    del a[1]
    a[1:2] = b"slice"
    b = a.copy()
    b.reverse()
    return a, b, p, bytes(a), repr(a)


def store(a: bytearray, i: int, v: int) -> bytearray:
    a[i] = v
    return a


def checksum(b: bytes) -> int:
    total = 0
    for i, x in enumerate(b):
        total = (total * 31 + x + i) % 65521
    return total


def cut(a: bytearray, i: int, j: int) -> bytearray:
    del a[i:j]
    return a[1:]


B = [b"", b"a,b a", b"  Ab\r\nC1\n", b"\xff\x80abc", b"ABC"]
def repeated(n: int, text: bytes, array: bytearray) -> tuple[bytes, bytes, bytearray, bytes]:
    return n * text, text * n, n * array, 3 * b"-" + array


def formatted(x: int, b: bytes, f: float) -> tuple[bytes, bytes, bytes, bytes]:
    return b"<%d>" % x, b"<%s %05d %x %%>" % (b, x, x), b"%.2f %c" % (f, x % 256), b"%b" % bytearray(b)


def formatted_wrong(b: bytes) -> bytes:
    return b"%d" % b


def too_many(b: bytes) -> bytes:
    return b"%d" % (1, 2)


def as_text(b: bytes, encoding: str) -> tuple[str, str, str, str]:
    return str(b, encoding), str(b, encoding, "replace"), str(b, encoding=encoding, errors="ignore"), str(object=b"ab")


def text_of_either(b: bytes | bytearray, encoding: str) -> list[str]:
    return [str(b, encoding) for _ in range(2)] + [str(b, errors="replace"), str(b)]


def point_of(b: bytes) -> tuple[int, int]:
    return ord(b), ord(bytearray(b))


CALLS = [
    ("repeated", 2, b"ab", bytearray(b"x")), ("repeated", 0, b"ab", bytearray(b"x")), ("repeated", -1, b"", bytearray()),
    ("items", b"abcd", 2), ("items", b"abcd", -1), ("items", b"ab", 5), ("literal",), *[("searches", b, t) for b in B for t in (b"a", b"", b"\x80")], ("in_bytes", b"abc", 97), ("in_bytes", b"abc", 300), ("index_of", b"abc", b"c"), ("index_of", b"abc", b"z"),
    *[(f, b) for f in ("changed", "kinds", "parts", "hexed", "checksum") for b in B], ("made", 3, [1, 255], "aé€"), ("made", -1, [], ""), ("made", 0, [256], ""), ("decoded", b"abc"), ("decoded", "é€".encode()), ("decoded", b"\xff"),
    ("strict", "abc"), ("strict", "é"), ("unhexed", "00 ff 7F"), ("unhexed", "0g"), ("unhexed", "abc"), *[("compared", a, b) for a in B for b in B[:3]], ("keyed", [b"a", b"b", b"a"]), ("arrays", 2), ("arrays", 0), ("arrays", -1),
    ("store", bytearray(b"abc"), 1, 200), ("store", bytearray(b"abc"), 3, 1), ("store", bytearray(b"abc"), 0, 256), ("cut", bytearray(b"abcdef"), 1, 3),
    # A bytearray where bytes are declared.
    ("checksum", bytearray(b"abc")), ("in_bytes", bytearray(b"abc"), 97), ("compared", bytearray(b"a"), b"b"), ("decoded", bytearray(b"abc")), ("searches", bytearray(b"abc"), bytearray(b"c")), ("text_of_either", bytearray(b"ab"), "utf-8"),
    ("formatted", 77, b"q", 2.5),
    ("formatted_wrong", b"1"),
    ("too_many", b""),
    *[("as_text", b, encoding) for b in (b"", b"abc", "é€".encode(), b"\xff") for encoding in ("utf-8", "cp1252", "ascii", "nothing")],
    *[("text_of_either", b, encoding) for b in (b"abc", bytearray(b"\xe9"), bytearray()) for encoding in ("utf-8", "latin-1")],
    *[("point_of", b) for b in (b"a", b"\xff", b"", b"ab")],
]
