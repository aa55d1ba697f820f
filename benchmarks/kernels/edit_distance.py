"""Levenshtein's distance of two sequences, with lists for the rows of the table."""

import numpy as np

Sequence = np.ndarray[tuple[int], np.dtype[np.uint8]]


def edit_distance(a: Sequence, b: Sequence) -> int:
    above = [j for j in range(len(b) + 1)]
    for i in range(len(a)):
        row = [i + 1]
        for j in range(len(b)):
            change = above[j] + (0 if a[i] == b[j] else 1)
            row.append(min(change, above[j + 1] + 1, row[j] + 1))
        above = row
    return above[-1]
