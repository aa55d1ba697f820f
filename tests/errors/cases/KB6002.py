import heapq

import numpy as np

COUNT = 0
HEAP = [1, 2]
GRID = np.zeros(3)


def assigned(n: int) -> int:
    global COUNT
    COUNT = n  # <- KB3017
    return n


def pushed(n: int) -> None:
    heapq.heappush(HEAP, n)  # <- KB6002


def written(x: float) -> None:
    np.add(GRID, x, out=GRID)  # <- KB6002
