import numpy as np


def bare(a: np.ndarray) -> float:  # <- KB5003
    return a.sum()


def optional(a: np.ndarray | None) -> int:  # <- KB5003
    return 1


def result(n: int) -> np.ndarray:  # <- KB5003
    return np.zeros(n)
