"""Counts of values in equal bins of [0, 1), and of the values of a dict."""

import numpy as np

Vector = np.ndarray[tuple[int], np.dtype[np.float64]]
Counts = np.ndarray[tuple[int], np.dtype[np.int64]]


def in_array(values: Vector, bins: int) -> Counts:
    counts = np.zeros(bins, dtype=np.int64)
    for value in values:
        if 0.0 <= value < 1.0:
            counts[int(value * bins)] += 1
    return counts


def in_dict(values: Vector, bins: int) -> int:
    counts: dict[int, int] = {}
    for value in values:
        key = int(value * bins)
        counts[key] = counts.get(key, 0) + 1
    return max(counts.values())
