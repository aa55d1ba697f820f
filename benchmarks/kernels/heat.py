"""Heat in three dimensions: explicit steps, by slices and by loops."""

import numpy as np

Block = np.ndarray[tuple[int, int, int], np.dtype[np.float64]]


def by_slices(a: Block, steps: int) -> Block:
    a = a.copy()
    for _ in range(steps):
        b = a.copy()
        b[1:-1, 1:-1, 1:-1] = (a[1:-1, 1:-1, 1:-1] + 0.125 * (a[2:, 1:-1, 1:-1] - 2.0 * a[1:-1, 1:-1, 1:-1] + a[:-2, 1:-1, 1:-1])
                               + 0.125 * (a[1:-1, 2:, 1:-1] - 2.0 * a[1:-1, 1:-1, 1:-1] + a[1:-1, :-2, 1:-1])
                               + 0.125 * (a[1:-1, 1:-1, 2:] - 2.0 * a[1:-1, 1:-1, 1:-1] + a[1:-1, 1:-1, :-2]))
        a = b
    return a


def by_loops(a: Block, steps: int) -> Block:
    old = a.copy()
    new = a.copy()
    n, m, k = a.shape
    for _ in range(steps):
        for i in range(1, n - 1):
            for j in range(1, m - 1):
                for l in range(1, k - 1):
                    new[i, j, l] = (old[i, j, l] + 0.125 * (old[i + 1, j, l] - 2.0 * old[i, j, l] + old[i - 1, j, l])
                                    + 0.125 * (old[i, j + 1, l] - 2.0 * old[i, j, l] + old[i, j - 1, l])
                                    + 0.125 * (old[i, j, l + 1] - 2.0 * old[i, j, l] + old[i, j, l - 1]))
        old, new = new, old
    return old
