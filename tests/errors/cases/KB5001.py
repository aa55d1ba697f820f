import pathlib
from typing import Any


class Point:
    pass


def other_module(path: pathlib.Path) -> int:  # <- KB5001
    return 1


def own_class(p: Point) -> int:  # <- KB5001
    return 1


def anything(x: Any) -> int:  # <- KB5001
    return 1


def bare_list(xs: list) -> int:  # <- KB5001
    return len(xs)


def result(x: int) -> Point:  # <- KB5001
    return Point()


def quoted(x: "Unknown") -> int:  # <- KB5001
    return 1
