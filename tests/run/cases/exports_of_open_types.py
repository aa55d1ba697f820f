"""Exports that say more than the annotations do."""

from collections.abc import Mapping, Sequence
from typing import Any


# pythran export weighted(float list, float)
def weighted(xs: Sequence[float], by: float) -> float:
    return sum(xs) * by


# pythran export first(int list)
# pythran export first(str list)
def first(xs: Any):
    return xs[0]


# pythran export looked_up(str:int dict, str)
def looked_up(table: Mapping[str, int], key: str) -> int:
    return table[key] + 1


CALLS = [("weighted", [1.0, 2.5], 2.0), ("first", [3]), ("first", ["a", "b"]), ("looked_up", {"a": 1}, "a"), ("looked_up", {}, "a")]
