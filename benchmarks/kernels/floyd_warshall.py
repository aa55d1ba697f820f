"""Shortest paths between all nodes (Floyd 1962, Warshall 1962), in place: by loops, and by rows."""

import numpy as np

Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]


def by_loops(distances: Matrix) -> None:
    n = len(distances)
    for k in range(n):
        for i in range(n):
            for j in range(n):
                through = distances[i, k] + distances[k, j]
                if through < distances[i, j]:
                    distances[i, j] = through


def by_rows(distances: Matrix) -> None:
    n = len(distances)
    for k in range(n):
        for i in range(n):
            distances[i] = np.minimum(distances[i], distances[i, k] + distances[k])
