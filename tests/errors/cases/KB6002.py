import numpy as np

COUNT = 0
TABLE = [1, 2]
NAMES = {"a": 1}
GRID = np.zeros(3)


def assigned(n: int) -> int:
    global COUNT
    COUNT = n  # <- KB3017
    return n


def item(n: int) -> None:
    TABLE[0] = n  # <- KB6002


def method(n: int) -> None:
    TABLE.append(n)  # <- KB6002


def dict_item(n: int) -> None:
    NAMES["b"] = n  # <- KB6002


def array_item(x: float) -> None:
    GRID[0] = x  # <- KB6002


def augmented(x: float) -> None:
    GRID[1:] += x  # <- KB6002


def deleted(n: int) -> None:
    del TABLE[0]  # <- KB6002
