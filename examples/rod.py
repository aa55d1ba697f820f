"""Heat in a rod, explicit finite differences."""

import numpy as np

Vector = np.ndarray[tuple[int], np.dtype[np.float64]]


def step(u: Vector, r: float) -> Vector:
    """One time step; the ends are kept."""
    new = u.copy()
    new[1:-1] = u[1:-1] + r * (u[2:] - 2 * u[1:-1] + u[:-2])
    return new


def simulate(u: Vector, r: float, steps: int) -> Vector:
    for _ in range(steps):
        u = step(u, r)
    return u


def first_below(u: Vector, limit: float) -> int:
    """The index of the first value below the limit, or -1."""
    for i in range(len(u)):
        if u[i] < limit:
            return i
    return -1


if __name__ == "__main__":
    rod = np.zeros(9)
    rod[4] = 1.0
    print(simulate(rod, 0.25, 3))
