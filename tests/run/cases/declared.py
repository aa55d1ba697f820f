"""Containers whose item types come from a declaration, of a local or of the result."""


def nested_lists(n: int):
    x: list[list[int]] = [[] for _ in range(n)]
    if n > 1:
        x[0].append(n)
    return x


def dict_of_lists(n: int) -> dict[str, list[int]]:
    d: dict[str, list[int]] = {}
    for i in range(n):
        d.setdefault("a", []).append(i)
    return d


def tuples(n: int) -> list[tuple[int, float]]:
    out: list[tuple[int, float]] = []
    for i in range(n):
        out.append((i, i * 0.5))
    return out


def chosen(flag: bool) -> list[int]:
    return [] if flag else [1]


def empty_in_tuple(n: int) -> tuple[list[float], dict[int, float]]:
    return [], {}


def optional(n: int) -> list[int] | None:
    xs = []
    return xs if n else None


def from_call(n: int) -> list[float]:
    out = []
    collect(out, n)
    return out


def collect(out: list[float], n: int) -> None:
    for i in range(n):
        out.append(i * 0.5)


CALLS = [
    ("nested_lists", 0), ("nested_lists", 3), ("dict_of_lists", 0), ("dict_of_lists", 3), ("tuples", 3), ("chosen", True), ("chosen", False), ("empty_in_tuple", 1), ("optional", 0), ("optional", 1),
    ("from_call", 0), ("from_call", 3), ("collect", [1.0], 2),
]
