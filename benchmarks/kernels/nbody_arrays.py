"""Gravity between points, a row of an array for each: Euler's method."""

import numpy as np

Vector = np.ndarray[tuple[int], np.dtype[np.float64]]
Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]


def nbody(positions: Matrix, velocities: Matrix, masses: Vector, dt: float, steps: int) -> None:
    for _ in range(steps):
        for i in range(len(masses)):
            d = positions - positions[i]
            squares = np.sum(d * d, axis=1) + 1e-3
            weights = masses / (squares * np.sqrt(squares))
            velocities[i] += dt * np.sum(weights[:, None] * d, axis=0)
        positions += dt * velocities
