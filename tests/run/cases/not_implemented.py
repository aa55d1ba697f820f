"""Special methods that return NotImplemented: the reflected method, then identity or TypeError, as Python has them."""


class Value:
    def __init__(self, k: int) -> None:
        self.k = k

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, self.__class__):
            return NotImplemented
        return self.k == other.k

    def __hash__(self) -> int:
        return hash(self.k)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Value) or other.k < 0:
            return NotImplemented
        return self.k < other.k

    def __add__(self, other: "Value | int | str") -> "Value":
        if isinstance(other, Value):
            return Value(self.k + other.k)
        if isinstance(other, int):
            return Value(self.k + other)
        return NotImplemented

    def __radd__(self, other: object) -> "Value":
        if isinstance(other, int):
            return Value(10 * other + self.k)
        return NotImplemented


class Derived(Value):
    pass


class Always:
    def __init__(self) -> None:
        self.asked = 0

    def __eq__(self, other: object) -> bool:
        self.asked += 1
        return True

    def __hash__(self) -> int:
        return 0

    def __radd__(self, other: object) -> str:
        return "reflected"


class Never:
    def __init__(self, name: str) -> None:
        self.name = name

    def __eq__(self, other: object) -> bool:
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self.name)


def with_text(k: int, b: str) -> tuple[bool, bool]:
    a = Value(k)
    return a == b, a != b


def with_another(k: int) -> tuple[bool, bool, int]:
    a, b = Value(k), Always()
    return a == b, a != b, b.asked


def with_object(k: int, b: object) -> tuple[bool, bool]:
    a = Value(k)
    if isinstance(b, float):
        b = Value(int(b))
    return a == b, a != b


def derived(k: int, n: int) -> tuple[bool, bool, bool, bool]:
    a, b = Value(k), Derived(n)
    return a == b, b == a, a != b, b != a


def in_tuples(k: int, n: int) -> tuple[bool, bool, bool]:
    a, b = Value(k), Value(n)
    return (a, 1) == (b, 1), (a,) != (b,), (1, a) == (1, a)


def in_lists(ks: list[int], ns: list[int]) -> tuple[bool, bool, int, bool]:
    a, b = [Value(k) for k in ks], [Value(n) for n in ns]
    return a == b, a[0] in b, b.count(a[0]), {a[0]: 1} == {b[0]: 1}


def below(xs: list[int], n: int) -> tuple[list[bool], int]:
    all = [Value(x) for x in xs] + [Derived(x) for x in xs]
    found = [x == y for x in all for y in all]
    return found, int(Derived(n) in all)


def in_sets(ks: list[int]) -> int:
    return len({Value(k) for k in ks} | {Value(0)})


def never(name: str) -> tuple[bool, bool, bool, bool, int, bool]:
    a, b = Never(name), Never(name)
    return a == b, a == a, (a, b) == (a, b), [a] == [b], len({a, b, a}), a in [b, a]


def ordered(a: int, b: int) -> tuple[bool, bool]:
    return Value(a) < Value(b), (Value(a), 1) < (Value(b), 2)


def smallest(ks: list[int]) -> list[int]:
    return [x.k for x in sorted([Value(k) for k in ks])]


def added(k: int) -> tuple[int, int, int]:
    return (Value(k) + Value(1)).k, (Value(k) + 2).k, (3 + Value(k)).k


def added_text(k: int, text: str) -> int:
    return (Value(k) + text).k


def given(k: int, b: object) -> bool:
    return Value(k).__eq__(b) is NotImplemented


CALLS = [
    ("with_text", 1, "x"), ("with_another", 1), *[("with_object", 1, b) for b in (1.0, 2.0, 3, None, "x")],
    *[(f, k, n) for f in ("derived", "in_tuples") for k in (1, 2) for n in (1, 2)], *[("in_lists", [1, 2], [n, 2]) for n in (1, 2)],
    ("below", [1, 2, 3], 3), ("below", [1, 2], 3), ("in_sets", [1, 2, 1, 0]), ("never", "n"), *[("ordered", a, b) for a in (1, 2) for b in (1, 2)], ("ordered", 1, -1), ("ordered", -1, -1),
    ("smallest", [3, 1, 2]), ("smallest", [3, -1, 2]), ("added", 5), ("added_text", 1, "t"), ("given", 1, 3), ("given", 1, None),
]
