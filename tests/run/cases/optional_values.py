"""Values that may be None: `x or y`, tests by `==`, loops and unpacking of None; containers that are empty at first."""

import sys
from typing import Optional


class Route:
    steps: list[int]
    back: Optional[list[int]]

    def __init__(self, steps: Optional[list[int]] = None, back: Optional[list[int]] = None) -> None:
        self.steps = steps or []
        self.back = back

    def total(self) -> int:
        n = 0
        for step in self.back:
            n += step
        return n

    def ends(self) -> tuple[int, int]:
        first, last = self.back
        return first, last


def either(xs: Optional[list[int]], name: Optional[str], n: Optional[int]) -> tuple[list[int], str, int]:
    return xs or [1, 2], name or "none", n or -1


def chosen(name: Optional[str], other: Optional[str]) -> str:
    return name or other or "neither"


def kept(xs: Optional[list[int]]) -> bool:
    ys = xs or []
    ys.append(5)
    return xs is not None and len(xs) == len(ys)


def maybe_none(name: Optional[str], other: Optional[str]) -> Optional[str]:
    return name or other


def equals_none(xs: Optional[list[int]]) -> int:
    if xs == None:
        return -1
    return len(xs)


def differs_from_none(n: Optional[int]) -> int:
    if n != None and n > 2:
        return n * 2
    return 0


class Same:
    def __init__(self, n: int) -> None:
        self.n = n

    def __eq__(self, other: object) -> bool:
        return other is None

    def __hash__(self) -> int:
        return self.n


def says_that_it_is_none(n: int) -> int:
    one: Optional[Same] = Same(n) if n else None
    if one == None:
        return -1 if one is None else one.n
    return 5


def loop(xs: Optional[list[int]]) -> int:
    n = 0
    for x in xs:
        n += x
    return n


def comprehension(xs: Optional[dict[str, int]]) -> list[str]:
    return [x + "!" for x in xs]


def unpacked(pair: Optional[tuple[int, str]]) -> str:
    a, b = pair
    return b * a


def unpacked_list(items: Optional[list[int]]) -> int:
    a, b = items
    return a - b


def attributes(n: int) -> tuple[int, tuple[int, int]]:
    route = Route(None, [n, 2] if n > 0 else None)
    return route.total(), route.ends()


def ends(n: int) -> tuple[int, int]:
    return Route(None, [n, 2] if n > 0 else None).ends()


def rows(n: int) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(1 if a & 1 << m else 0 for m in range(n)) for a in [3, 4])


def grouped(n: int) -> dict[int, set[tuple[int, int]]]:
    found = {j: set() for j in range(2)}
    for j in range(n):
        found[j % 2].add((j, 1))
    return found


def ordered(a: list[Optional[int]], b: list[Optional[int]]) -> bool:
    return a < b


def ordered_objects(a: tuple[int, object], b: tuple[int, object]) -> tuple[bool, bool]:
    return a < b, a >= b


def ordered_complex(a: tuple[int, complex], b: tuple[int, complex]) -> bool:
    return a <= b


def version() -> tuple[bool, bool]:
    return (sys.version_info[0], sys.version_info[1]) >= (3, 4), (sys.version_info[0], None) < (9, None)


def empties() -> tuple[int, int]:
    first = set()
    second = set()
    second &= {2, 3}
    return len(sorted(first)), len(sorted(second))


class Lazy:
    def __init__(self, n: int) -> None:
        self.n = n
        self.made: Optional[int] = None
        self.names: Optional[list[str]] = None

    def reset(self) -> None:
        self.made = None

    def get(self) -> int:
        if self.made is None:
            self.made = self.n * 7
        return self.made

    def all_names(self) -> list[str]:
        if not self.names:
            self.names = [str(self.n)]
        else:
            self.names.append("again")
        return self.names

    def or_else(self) -> int:
        if self.made is not None:
            self.n += 1
        else:
            self.made = 5
        return self.made + self.n

    def changed_since(self) -> tuple[bool, bool, bool, str]:
        asked = []
        if self.made is not None:
            self.reset()
            asked.append(self.made is None)
            asked.append(self.made == 3)
            asked.append(True if self.made else False)
            if self.made:
                return asked[0], asked[1], asked[2], "made"
            return asked[0], asked[1], asked[2], "reset"
        return False, False, False, "none"


def lazily(n: int) -> list[object]:
    x = Lazy(n)
    first = [x.get(), x.get(), x.all_names(), x.all_names(), x.or_else(), x.changed_since(), x.or_else(), x.or_else()]
    x.reset()
    return [first, x.changed_since(), x.get()]


CALLED = ["Route", "Same", "Lazy"]
CALLS = [("lazily", 3), ("lazily", 0), ("either", None, None, None), ("either", [], "", 0), ("either", [3], "x", 4), ("chosen", None, None), ("chosen", "", "b"), ("chosen", "a", None), ("kept", None), ("kept", []), ("kept", [1]), ("maybe_none", "", None), ("maybe_none", None, ""),
         ("equals_none", None), ("equals_none", []), ("equals_none", [1, 2]), ("differs_from_none", None), ("differs_from_none", 3), ("says_that_it_is_none", 0), ("says_that_it_is_none", 4), ("loop", [1, 2]), ("loop", None),
         ("comprehension", {"a": 1}), ("comprehension", None), ("unpacked", (2, "ab")), ("unpacked", None), ("unpacked_list", [5, 3]), ("unpacked_list", None), ("unpacked_list", [1]), ("attributes", 3), ("attributes", 0), ("ends", 1), ("ends", 0),
         ("rows", 3), ("rows", 0), ("grouped", 5), ("grouped", 0), ("ordered", [1, None], [2]), ("ordered", [None], [None, 1]), ("ordered", [None], [1]), ("ordered_objects", (1, "a"), (1, "b")), ("ordered_objects", (1, "a"), (1, 2)),
         ("ordered_complex", (1, 1j), (1, 2j)), ("ordered_complex", (1, 1j), (2, 2j)), ("ordered_complex", (1, 1j), (1, 1j)), ("version",), ("empties",)]
