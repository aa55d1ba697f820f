"""Primes below n (Eratosthenes): by loops, and by slices."""

import numpy as np

Numbers = np.ndarray[tuple[int], np.dtype[np.int64]]


def by_loops(n: int) -> int:
    composite = np.zeros(n, dtype=np.bool_)
    count = 0
    for i in range(2, n):
        if not composite[i]:
            count += 1
            for j in range(i * i, n, i):
                composite[j] = True
    return count


def by_slices(n: int) -> Numbers:
    prime = np.ones(n, dtype=np.bool_)
    prime[:2] = False
    i = 2
    while i * i < n:
        if prime[i]:
            prime[i * i::i] = False
        i += 1
    return np.nonzero(prime)[0]
