"""Lloyd's algorithm: centres of clusters, by loops."""

import numpy as np

Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]


def nearest(points, centres, i):
    """The index of the centre nearest to point i."""
    best = 0
    least = np.inf
    for c in range(len(centres)):
        square = 0.0
        for k in range(points.shape[1]):
            difference = points[i, k] - centres[c, k]
            square += difference * difference
        if square < least:
            least = square
            best = c
    return best


def kmeans(points: Matrix, count: int, rounds: int) -> Matrix:
    centres = points[:count].copy()
    for _ in range(rounds):
        sums = np.zeros_like(centres)
        sizes = np.zeros(count, dtype=np.int64)
        for i in range(len(points)):
            c = nearest(points, centres, i)
            sums[c] += points[i]
            sizes[c] += 1
        for c in range(count):
            if sizes[c] > 0:
                centres[c] = sums[c] / sizes[c]
    return centres
