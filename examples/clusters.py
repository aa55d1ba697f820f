"""Clusters of equal neighbours in a picture: union-find, a dict and lists; helpers need no annotations.

Runs unchanged under CPython: python examples/clusters.py
"""

import numpy as np

Picture = np.ndarray[tuple[int, int], np.dtype[np.uint8]]
Labels = np.ndarray[tuple[int, int], np.dtype[np.int64]]


def find(parents, i):
    """The root of i's tree; halves the path on the way."""
    while parents[i] != i:
        parents[i] = parents[parents[i]]
        i = int(parents[i])
    return i


def join(parents, a, b):
    a, b = find(parents, a), find(parents, b)
    if a != b:
        parents[max(a, b)] = min(a, b)


def label(picture: Picture) -> Labels:
    """A number for each pixel, 0 upwards in reading order; the same number for pixels joined by edges and of one value."""
    rows, columns = picture.shape
    parents = np.arange(rows * columns)
    for r in range(rows):
        for c in range(columns):
            if c > 0 and picture[r, c] == picture[r, c - 1]:
                join(parents, r * columns + c, r * columns + c - 1)
            if r > 0 and picture[r, c] == picture[r - 1, c]:
                join(parents, r * columns + c, (r - 1) * columns + c)
    numbers: dict[int, int] = {}
    out = np.empty((rows, columns), dtype=np.int64)
    for r in range(rows):
        for c in range(columns):
            root = int(find(parents, r * columns + c))
            if root not in numbers:
                numbers[root] = len(numbers)
            out[r, c] = numbers[root]
    return out


def largest(labels: Labels, count: int) -> list[tuple[int, int]]:
    """(size, label) of the `count` largest clusters, largest first."""
    sizes = np.bincount(labels.ravel())
    order = np.argsort(-sizes, kind="stable")
    return [(int(sizes[i]), int(i)) for i in order[:count]]


if __name__ == "__main__":
    rng = np.random.default_rng(1)
    noise = (rng.random((200, 200)) < 0.6).astype(np.uint8)
    print(largest(label(noise), 3))
