import numpy as np


def smith_waterman(unsigned char[::1] a, unsigned char[::1] b, long long match, long long mismatch, long long gap):
    cdef long long[:, ::1] scores = np.zeros((a.shape[0] + 1, b.shape[0] + 1), dtype=np.int64)
    cdef Py_ssize_t i, j
    cdef long long best = 0, score
    for i in range(1, a.shape[0] + 1):
        for j in range(1, b.shape[0] + 1):
            score = max(0, scores[i - 1, j - 1] + (match if a[i - 1] == b[j - 1] else mismatch), scores[i - 1, j] + gap, scores[i, j - 1] + gap)
            scores[i, j] = score
            best = max(best, score)
    return best
