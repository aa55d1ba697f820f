"""Methods of numbers, dicts and tuples, constructors of dicts, membership across types, what optional values raise."""

import math


def contains_other_types(xs: list[int], x: float):
    return x in {1: 2, 3: 4}, x in {1, 2}, 1.0 in {1: 2}, "a" in {"a": 1}


def dict_methods(d: dict[str, int]):
    for k in d:
        pass
    return d.get("a"), d.get("a", 1.5), d.pop("a", 3), d.setdefault("z", 9)


def number_methods(n: int):
    return n.bit_length(), n.bit_count(), (0.5).is_integer(), (n * 1.0).is_integer(), True.bit_length()


def parts_of_int(n: int, b: bool):
    return n.numerator, n.denominator, n.as_integer_ratio(), n.conjugate(), n.real, n.imag, b.numerator, b.conjugate(), b.real, b.imag, b.as_integer_ratio()


def parts_of_float(x: float):
    return x.hex(), x.conjugate(), x.real, x.imag, float.fromhex(x.hex())


def ratio(x: float) -> tuple[int, int]:
    return x.as_integer_ratio()


def from_hex(s: str) -> float:
    return float.fromhex(s)


def whole(n: int, b: bool) -> list[bool]:
    return [n.is_integer(), b.is_integer()]


def hashes(s: str, t: tuple[int, str]):
    return hash(s) == hash(s + ""), hash(t) == hash((t[0], t[1])), hash(1.0) == hash(1), hash((1, 2.5)), hash(s), hash(t), hash((s, (t, 2)))


def dict_constructors(a: list[str], b: list[int]):
    m = dict(zip(a, b))
    m |= {"q": 1}
    return m, {**m, "x": 5}, dict([("k", 1.5)]), dict(m) == m, {*b, 7}, [*b, *b], dict(enumerate(a))


def method_of_optional(x: int | None):
    return x.bit_length()


def operator_of_optional(x: int | None, n: int):
    try:
        return x + n
    except TypeError as error:
        return str(error)


def length_of_optional(x: list[int] | None):
    return len(x)


def text_items(s: str, n: int):
    return max(s), min(s), s[n], int(s, 16)


CALLS = [
    *[("parts_of_int", n, n > 0) for n in (0, 7, -3)], *[("parts_of_float", x) for x in (0.0, -0.0, 1.5, -0.1, 5e-324, -2.2250738585072014e-308, 2.225073858507201e-308, 1.7976931348623157e308, math.inf, -math.inf, math.nan)],
    *[("ratio", x) for x in (0.0, -0.75, 0.1, 1e15, 2.0**62, 2.0**-62, math.inf, math.nan)], *[("from_hex", s) for s in ("0x1.8p+1", "-inf", " 1e ", "", "0x1p5000", "é")], ("whole", 3, True),
    ("contains_other_types", [1], 1.0), ("contains_other_types", [1], 1.5), ("dict_methods", {"a": 1}), ("dict_methods", {}), ("number_methods", 5),
    ("number_methods", -1), ("number_methods", 0), ("hashes", "abc", (1, "x")), ("dict_constructors", ["a", "b"], [1, 2]), ("method_of_optional", None),
    ("method_of_optional", 5), ("operator_of_optional", None, 1), ("operator_of_optional", 2, 1), ("length_of_optional", None), ("length_of_optional", [1]),
    ("text_items", "ab", 0), ("text_items", "", 0), ("text_items", "zz", 1),
]
