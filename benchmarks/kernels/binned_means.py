"""Means of values by the bin that each belongs to: by one loop, and by a mask for each bin."""

import numpy as np

Vector = np.ndarray[tuple[int], np.dtype[np.float64]]


def binned_means(x: Vector, values: Vector, bins: int) -> Vector:
    sums = np.zeros(bins)
    counts = np.zeros(bins)
    for i in range(len(x)):
        b = int(x[i] * bins)
        if 0 <= b < bins:
            sums[b] += values[i]
            counts[b] += 1.0
    for b in range(bins):
        if counts[b] > 0.0:
            sums[b] /= counts[b]
    return sums


def by_masks(x: Vector, values: Vector, bins: int) -> Vector:
    out = np.zeros(bins)
    for b in range(bins):
        mask = (x >= b / bins) & (x < (b + 1) / bins)
        out[b] = np.mean(values[mask])
    return out
