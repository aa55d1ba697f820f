"""Methods of numbers, dicts and tuples, constructors of dicts, membership across types, what optional values raise."""


def contains_other_types(xs: list[int], x: float):
    return x in {1: 2, 3: 4}, x in {1, 2}, 1.0 in {1: 2}, "a" in {"a": 1}


def dict_methods(d: dict[str, int]):
    for k in d:
        pass
    return d.get("a"), d.get("a", 1.5), d.pop("a", 3), d.setdefault("z", 9)


def number_methods(n: int):
    return n.bit_length(), n.bit_count(), (0.5).is_integer(), (n * 1.0).is_integer(), True.bit_length()


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
    ("contains_other_types", [1], 1.0), ("contains_other_types", [1], 1.5), ("dict_methods", {"a": 1}), ("dict_methods", {}), ("number_methods", 5),
    ("number_methods", -1), ("number_methods", 0), ("hashes", "abc", (1, "x")), ("dict_constructors", ["a", "b"], [1, 2]), ("method_of_optional", None),
    ("method_of_optional", 5), ("operator_of_optional", None, 1), ("operator_of_optional", 2, 1), ("length_of_optional", None), ("length_of_optional", [1]),
    ("text_items", "ab", 0), ("text_items", "", 0), ("text_items", "zz", 1),
]
