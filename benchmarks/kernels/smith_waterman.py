"""The best local alignment of two sequences (Smith and Waterman 1981): its score."""

import numpy as np

Sequence = np.ndarray[tuple[int], np.dtype[np.uint8]]


def smith_waterman(a: Sequence, b: Sequence, match: int, mismatch: int, gap: int) -> int:
    scores = np.zeros((len(a) + 1, len(b) + 1), dtype=np.int64)
    best = 0
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            step = match if a[i - 1] == b[j - 1] else mismatch
            score = int(max(0, scores[i - 1, j - 1] + step, scores[i - 1, j] + gap, scores[i, j - 1] + gap))
            scores[i, j] = score
            best = max(best, score)
    return best
