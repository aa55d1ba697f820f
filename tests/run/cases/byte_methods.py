"""The methods of bytes and bytearray: each for both classes, with arguments of both."""

import sys
from array import array
from typing import Any


def filled(b: bytes, width: int, fill: bytes) -> list[bytes]:
    return [b.center(width), b.ljust(width), b.rjust(width), b.center(width, fill), b.ljust(width, fill), b.rjust(width, bytearray(fill)), b.zfill(width)]


def array_filled(b: bytearray, width: int, fill: bytes) -> list[bytearray]:
    return [b.center(width), b.ljust(width), b.rjust(width), b.center(width, fill), b.ljust(width, bytearray(fill)), b.rjust(width, fill), b.zfill(width)]


def filled_with_array(b: bytes, fill: bytearray) -> bytes:
    return b.rjust(5, fill)


def tabs(b: bytes, size: int) -> tuple[bytes, bytes, bytearray]:
    return b.expandtabs(), b.expandtabs(size), bytearray(b).expandtabs(tabsize=size)


def split(b: bytes, sep: bytes | None, most: int) -> list[list[bytes]]:
    return [b.split(sep), b.split(sep, most), b.rsplit(sep), b.rsplit(sep, maxsplit=most), b.split(maxsplit=most), b.rsplit(None, most)]


def array_split(b: bytearray, sep: bytes, most: int) -> list[list[bytearray]]:
    return [b.split(), b.split(bytearray(sep), most), b.rsplit(), b.rsplit(sep=sep, maxsplit=most), b.split(None, most), b.rsplit(maxsplit=most)]


def lines(b: bytes, keep: bool) -> tuple[list[bytes], list[bytes], list[bytearray]]:
    return b.splitlines(), b.splitlines(keep), bytearray(b).splitlines(keepends=keep)


def parted(b: bytes, sep: bytes) -> tuple[tuple[bytes, bytes, bytes], tuple[bytes, bytes, bytes]]:
    return b.partition(sep), b.rpartition(sep)


def array_parted(b: bytearray, sep: bytes) -> tuple[tuple[bytearray, bytearray, bytearray], tuple[bytearray, bytearray, bytearray]]:
    return b.partition(sep), b.rpartition(bytearray(sep))


def own_parts(b: bytearray) -> list[bytearray]:
    """What is split off is no part of the bytearray any more."""
    parts = b.split(b",")
    head, _, rest = b.partition(b",")
    b[0] = 0x21
    rest.append(0x3F)
    head += b"!"
    return parts + [head, rest, b, bytearray(b"").join([b]), b.strip(), b[:]]


def translated(b: bytes, left_out: bytes) -> list[bytes]:
    table = bytes.maketrans(b"abc", bytearray(b"xyz"))
    return [table, b.translate(table), b.translate(None), b.translate(table, left_out), b.translate(None, delete=left_out), b.translate(bytearray(table), delete=bytearray(left_out)), b.maketrans(b"", b"")]


def array_translated(b: bytearray, left_out: bytes) -> list[bytearray]:
    table = bytearray.maketrans(b"abc", b"xyz")
    return [b.translate(table), b.translate(None), b.translate(table, delete=left_out), b.translate(None, left_out)]


def with_table(b: bytes, table: bytes | None) -> bytes:
    return b.translate(table)


def table_of(a: bytes, b: bytes) -> bytes:
    return bytes.maketrans(a, b)


def joined(b: bytes, array: bytearray) -> tuple[list[bytes], list[bytearray]]:
    either: list[bytes | bytearray] = [b, array]
    return [b.join([array, array]), b.join((b, array)), b.join(either), b.join([]), b"".join(b[i : i + 1] for i in range(len(b)))], [array.join([b]), array.join((b, array, b)), array.join(x.upper() for x in (b, b))]


def begins(b: bytes, texts: tuple[bytes, ...], start: int) -> list[bool]:
    return [b.startswith(texts), b.endswith(texts), b.startswith((b"a", bytearray(b"b")), start), b.endswith((bytearray(b"a"), b""), None, start), bytearray(b).startswith(texts, start, None)]


def found(b: bytearray, part: bytes, n: int) -> list[int]:
    return [b.find(part, None, n), b.rfind(part, n, None), b.count(part, n), b.find(n), b.rfind(n, 1), b.count(n, None, None), b.count(bytearray(part))]


def place(b: bytes, n: int) -> tuple[int, int]:
    return b.index(n), bytearray(b).rindex(n, 0, -1)


def hexed(b: bytes, sep: bytes, size: int) -> tuple[str, str, str]:
    return b.hex(sep), b.hex(sep, size), bytearray(b).hex(sep=sep, bytes_per_sep=size)


def hexed_by_text(b: bytes, sep: str) -> str:
    return b.hex(sep)


def unhexed(s: str) -> tuple[bytes, bytearray, bytes]:
    return bytes.fromhex(s), bytearray.fromhex(s), b"".fromhex(s)


def stripped(b: bytearray, chars: bytes | None) -> list[bytearray]:
    return [b.strip(chars), b.lstrip(chars), b.rstrip(chars), b.strip(b"-"), b.removeprefix(b"--"), b.removesuffix(bytearray(b"--"))]


def compared(a: bytearray, b: bytes) -> list[bool]:
    return [a == b, b == a, a != b, a < b, b <= a, a > bytearray(b), a >= b]


def sums(a: bytes, b: bytearray) -> tuple[bytes, bytearray, bytes, bytes]:
    c = a + b
    b.append(0x2A)
    return c, b + a, b"" + b, a + a


def in_place(b: bytearray, n: int) -> tuple[bytearray, bool]:
    same = b
    b += b"xy"
    b += bytearray(b"z")
    b *= n
    b.extend(b)
    b.extend(x + 1 for x in range(3))
    b.extend((7, 8))
    return same, same is b


def added_to_itself(b: bytearray) -> bytearray:
    b += b
    return b


def sliced(b: bytearray, x: bytes | bytearray, n: int) -> bytearray:
    b[1:1] = x
    b[:1] = []
    b[len(b) :] = range(n)
    b[-1:] = (n, 1)
    return b


def spread(b: bytearray, x: bytes) -> bytearray:
    b[::2] = x
    return b


def stored(b: bytearray, i: int, value: int) -> bytearray:
    b[i] = value
    return b


def without(b: bytearray, value: int) -> bytearray:
    b.remove(value)
    return b


def popped(b: bytearray, i: int) -> tuple[int, bytearray]:
    return b.pop(i), b


def shown(b: bytearray) -> tuple[str, str, str]:
    return repr(b), str(b), f"{b}"


def number(b: bytes) -> int:
    return int(b) + int(bytearray(b))


def number_in(b: bytes, base: int) -> int:
    return int(b, base)


def real(b: bytes) -> float:
    return float(b)


def real_of_array(b: bytearray) -> float:
    return float(b)


def of_items(xs: list[int]) -> int:
    return int.from_bytes(xs, "big")


def of_order(b: bytes) -> int:
    return int.from_bytes(b, sys.byteorder) - int.from_bytes(b, byteorder=sys.byteorder, signed=True)


def objects(x: Any, n: int) -> list[bytearray]:
    """What Python says of an object, an array for instance."""
    a, b, c = bytearray(b"abc"), bytearray(b"abc"), bytearray(b"abc")
    a += x
    b.extend(x)
    c[1:n] = x
    return [a, b, c, bytearray(b"a,b").replace(b"a", bytes(x))]


def added_object(x: Any) -> bytearray:
    a = bytearray(b"abc")
    a += x
    return a


def stored_object(x: Any) -> bytearray:
    a = bytearray(b"abc")
    a[1:] = x
    return a


class Parcel:
    def __init__(self, content: bytes) -> None:
        self.content = content

    def __bytes__(self) -> bytes:
        return b"<" + self.content + b">"


class Digits:
    def __init__(self, n: int) -> None:
        self.n = n

    def __iter__(self):
        for i in range(self.n):
            yield 48 + i


def of_objects(n: int) -> tuple[bytes, bytes, bytearray]:
    return bytes(Parcel(b"%d" % n)), bytes(Digits(n)), bytearray(Digits(n))


B = [b"", b"a,b,,c", b" \ta b\x0b\x1cc\n\r\nd\r", b"\xff\x80,\x00\xff", b"-12", b"aaaa", b"'\""]
CALLS = [
    *[("filled", b, n, b"*") for b in B for n in (-1, 0, 8, 9)], ("filled", b"a", 3, b""), ("filled", b"a", 0, b"xy"), ("filled", b"+7", 5, b"\xff"),
    *[("array_filled", bytearray(b), n, b"\x80") for b in B for n in (-3, 7)], ("array_filled", bytearray(b"a"), 3, b"long"), ("filled_with_array", b"ab", bytearray(b".")), ("filled_with_array", b"ab", bytearray(b"..")),
    *[("tabs", b, n) for b in (b"", b"a\tb\n\tc", b"\xff\t\r\t|", b"abcdefgh\t") for n in (-1, 0, 1, 4)],
    *[("split", b, sep, n) for b in B for sep in (None, b",", b"aa") for n in (-1, 0, 1, 2)], ("split", b"ab", b"", 1), *[("array_split", bytearray(b), b",", n) for b in B for n in (-1, 0, 1)], ("array_split", bytearray(b"ab"), b"", -1),
    *[("lines", b, keep) for b in B for keep in (False, True)], *[("parted", b, sep) for b in B for sep in (b",", b"a", b"\xff")], ("parted", b"ab", b""), *[("array_parted", bytearray(b), b",") for b in B], ("array_parted", bytearray(b"ab"), b""),
    ("own_parts", bytearray(b"ab,cd")), *[("translated", b, b"ab\xff") for b in B], *[("array_translated", bytearray(b), b",") for b in B], ("with_table", b"abc", None), ("with_table", b"abc", b"short"), ("with_table", b"abc", bytes(range(255, -1, -1))), ("table_of", b"ab", b"x"), ("table_of", b"aa", b"xy"),
    *[("joined", b, bytearray(b"+")) for b in B[:3]], *[("begins", b, texts, n) for b in B for texts in ((), (b"a", b"-"), (b"",)) for n in (0, 1, -1, 9)],
    *[("found", bytearray(b), part, n) for b in B for part in (b"", b"a", b"aa") for n in (0, 2, -2, 97)], ("found", bytearray(b"a"), b"a", 256), ("place", b"aba", 97), ("place", b"ab", 0x7A), ("place", b"ab", -1),
    *[("hexed", b, b":", n) for b in B for n in (0, 1, 2, -2)], ("hexed", b"ab", b"", 1), ("hexed", b"ab", b"::", 1), ("hexed", b"ab", b"\xff", 1), ("hexed", b"ab", b":", 2**31), ("hexed_by_text", b"abc", "-"), ("hexed_by_text", b"abc", ""), ("hexed_by_text", b"abc", "é"), ("hexed_by_text", b"", "--"),
    ("unhexed", "00ff"), ("unhexed", "0"), *[("stripped", bytearray(b), chars) for b in (b"--a--", b" - ", b"") for chars in (None, b"-", b"a-", b"")],
    *[("compared", bytearray(a), b) for a in B[:4] for b in B[:4]], ("sums", b"ab", bytearray(b"c")), ("sums", b"", bytearray(b"c")), ("sums", b"ab", bytearray()),
    *[("in_place", bytearray(b), n) for b in (b"", b"ab") for n in (-1, 0, 1, 3)], ("added_to_itself", bytearray(b"ab")), ("added_to_itself", bytearray()),
    *[("sliced", bytearray(b"abc"), x, n) for x in (b"", b"123", bytearray(b"\xff")) for n in (0, 1, 3, 300)], *[("spread", bytearray(b), x) for b in (b"", b"abc", b"abcd") for x in (b"", b"12", b"123")],
    ("stored", bytearray(b"ab"), 9, 300), ("stored", bytearray(b"ab"), 9, 0), ("stored", bytearray(b"ab"), -1, 0), ("without", bytearray(b"aba"), 97), ("without", bytearray(b"a"), 0), ("without", bytearray(b"a"), 256),
    ("popped", bytearray(b"abc"), -3), ("popped", bytearray(b"abc"), 3), ("popped", bytearray(), 0), *[("shown", bytearray(b)) for b in B],
    ("number", b" 12 "), ("number", b"-1_000"), ("number", b""), ("number", b"1x"), ("number", b"\xff"), ("number", b"123456789012345678"), ("number", b"-"), ("number_in", b"ff", 16), ("number_in", b"0b11", 0), ("number_in", b"9", 8), ("number_in", b"1", 99),
    ("real", b" 1.5e3\n"), ("real", b"1_0"), ("real", b"x"), ("real", b""), ("real_of_array", bytearray(b"-inf")), ("real_of_array", bytearray(b"1,5")), ("of_items", [1, 2]), ("of_items", []), ("of_items", [256]), ("of_order", b"\xff\x80"),
    *[("objects", x, 2) for x in (array("B", b"xyz"), b"12", bytearray(b"q"))], ("objects", [1, 2], 2), *[(f, x) for f in ("added_object", "stored_object") for x in (array("B", b"xyz"), 5, "s", [1], None)], ("stored_object", [300]), ("of_objects", 3), ("of_objects", 0),
]
