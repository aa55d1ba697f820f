"""Arrays that are made of lists within loops: what a list without items would make is not what the name holds."""

import numpy as np
import numpy.typing as npt


def centers(x: np.ndarray[tuple[int, int], np.dtype[np.float64]], k: int, turns: int) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    found = x[:k]
    labels = np.zeros(len(x), dtype=np.int64)
    for _ in range(turns):
        distances = np.abs(x[:, None, :] - found[None, :, :]).sum(axis=-1)
        labels = distances.argmin(axis=1)
        new = np.array([x[labels == j].mean(axis=0) if np.any(labels == j) else found[j] for j in range(k)])
        if np.allclose(new, found):
            break
        found = new
    return found


def shifted(x: npt.NDArray[np.float64], turns: int) -> npt.NDArray[np.float64]:
    kept = x
    for i in range(turns):
        rows = [row + i for row in kept]
        kept = np.array(rows)
    return kept


def nested(n: int) -> list[list[int]]:
    out: list[list[int]] = []
    for i in range(n):
        row = []
        for j in range(i):
            inner = [k for k in range(j)]
            row.append(sum(inner))
        out.append(row)
    return out


X = np.array([[0.0, 1.0], [5.0, 6.0], [0.5, 1.5], [5.5, 5.0]])
CALLS = [("centers", X, 2, 5), ("centers", X, 3, 1), ("centers", X, 1, 0), ("shifted", X, 3), ("shifted", X[0], 2), ("shifted", X, 0), ("nested", 4), ("nested", 0)]
