"""Buffers of arrays that are given back and made again, of every kind of size (runtime/memory.cpp)."""

import numpy as np

Vector = np.ndarray[tuple[int], np.dtype[np.float64]]


def in_turn(size: int, rounds: int) -> tuple[float, float]:
    """Arrays of one size: what was written to one must not be seen in another that is alive."""
    kept = np.full(size, -1.0)
    total = 0.0
    for i in range(rounds):
        a = np.full(size, float(i))
        b = a + 1.0
        c = np.cumsum(b[:3])
        kept[i % size] += b[-1]
        total += float(a[0] + b[size // 2] + c[-1])
    return total, float(kept.sum())


def many_at_once(size: int, count: int) -> list[float]:
    """More than is kept of one size; all are given back at the end."""
    alive = [np.full(size, float(i)) for i in range(count)]
    out = [float(a[0] + a[-1]) for a in alive]
    again = [np.zeros(size) for _ in range(count)]
    return out + [float(a.sum()) for a in again]


def handed_over(size: int) -> Vector:
    return np.ones(size) * 2.0


def mixed(sizes: list[int]) -> float:
    total = 0.0
    for n in sizes:
        a = np.arange(float(n))
        b = a * 2.0
        total += float(b.sum()) - float(a.sum())
    return total


CALLS = [
    ("in_turn", 1, 5), ("in_turn", 1000, 5), ("in_turn", 600_000, 4), ("in_turn", 1_500_000, 3),
    ("many_at_once", 3, 40), ("many_at_once", 600_000, 20), ("many_at_once", 1, 3),
    ("handed_over", 0), ("handed_over", 600_000),
    ("mixed", [0, 1, 7, 8, 9, 1000, 5000, 700_000, 20, 700_000, 3]),
]
