"""What is declared of arguments: unions of many classes, iterables and containers that the call makes or that are the default, `cast`."""

from typing import AbstractSet, Collection, Iterable, Mapping, Optional, Sequence, Union, cast


class A0:
    def __init__(self, n: int) -> None:
        self.n = n

    def v(self) -> int:
        return self.n


class A1:
    def __init__(self, n: int) -> None:
        self.n = n

    def v(self) -> int:
        return self.n + 1


class A2:
    def __init__(self, n: int) -> None:
        self.n = n

    def v(self) -> int:
        return self.n + 2


class A3:
    def __init__(self, n: int) -> None:
        self.n = n

    def v(self) -> int:
        return self.n + 3


class A4:
    def __init__(self, n: int) -> None:
        self.n = n

    def v(self) -> int:
        return self.n + 4


class A5:
    def __init__(self, n: int) -> None:
        self.n = n

    def v(self) -> int:
        return self.n + 5


class A6:
    def __init__(self, n: int) -> None:
        self.n = n

    def v(self) -> int:
        return self.n + 6


class A7:
    def __init__(self, n: int) -> None:
        self.n = n

    def v(self) -> int:
        return self.n + 7


class A8:
    def __init__(self, n: int) -> None:
        self.n = n

    def v(self) -> int:
        return self.n + 8


T = Union[A0, A1, A2, A3, A4, A5, A6, A7, A8]


class N:
    def __init__(self, left: T, all: Iterable[T]) -> None:
        self.left = left
        self.all = all

    def total(self) -> int:
        return self.left.v() + sum(a.v() for a in self.all)


def one(t: T) -> int:
    return t.v()


def many(ts: list[T]) -> list[int]:
    return [t.v() for t in ts]


def run(n: int) -> list[int]:
    return many([A0(n), A1(n), A8(n)]) + [one(A4(1)), N(A3(1), [A2(1), A7(1)]).total()]


def casts(s: Optional[str], x: object) -> int:
    return len(cast(str, s)) + len(cast("list[int]", x))


def total(xs: Iterable[int]) -> int:
    return sum(xs)


def totals(n: int) -> list[int]:
    return [total((1, 2, n)), total([1, n]), total({n, 3}), total(range(n)), total(x * 2 for x in range(n)), total({1: 2, n: 3})]


def joined(xs: Iterable[str]) -> str:
    return ",".join(xs)


def texts() -> list[str]:
    return [joined("abc"), joined(("a", "b")), joined({"x": 1}), joined([])]


def g(xs: Iterable[str] = ()) -> int:
    return sum(len(x) for x in xs)


class H:
    def __init__(self, parts: Iterable[str] = (), more: Iterable[int] | None = None) -> None:
        self.parts = list(parts)
        self.more = more


def gs() -> list[int]:
    return [g(), g(["a"]), g(("x", "yy")), len(H().parts), len(H(("a", "b")).parts)]


def total0() -> int:
    return total(())


def sq(xs: Sequence[str] = (), m: Mapping[str, int] = {}, c: Collection[int] = ()) -> int:
    return len(xs) + len(m) + sum(c)


def sqs() -> list[int]:
    return [sq(), sq(["a"]), sq(("x", "yy"), {"a": 1}), sq((), c=[1, 2])]


def in_dict(m: dict[str, int] = {}) -> int:
    return len(m)


def in_mapping(m: Mapping[str, int] = {}) -> int:
    return len(m)


def in_list(m: list[int] = []) -> int:
    return len(m)


def in_sequence(m: Sequence[int] = []) -> int:
    return len(m)


def in_set(m: AbstractSet[int] = frozenset()) -> int:
    return len(m)


def defaults() -> list[int]:
    return [in_dict(), in_dict({"x": 3}), in_mapping(), in_mapping({"x": 2}), in_list(), in_list([1]), in_sequence(), in_sequence([1]), in_sequence((1, 2)), in_set(), in_set({1})]


CALLED = ["A0", "A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "N", "H", "one", "many", "total", "joined", "g", "sq", "in_dict", "in_mapping", "in_list", "in_sequence", "in_set"]
CALLS = [("run", 5), ("casts", "abc", [1, 2]), ("casts", "", 3), ("totals", 4), ("texts",), ("gs",), ("g",), ("g", ()), ("g", ("a", "bc")), ("total0",), ("sq",), ("sq", ["b"]), ("sqs",), ("defaults",), ("in_set",)]
