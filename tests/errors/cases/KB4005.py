import numpy as np

Bytes = np.ndarray[tuple[int], np.dtype[np.int8]]


def root(a: Bytes):
    return np.sqrt(a)  # <- KB4005


def of_bools(a: np.ndarray[tuple[int], np.dtype[np.bool_]]):
    return np.exp(a)  # <- KB4005
