import numexpr
import numpy as np


def nbody(positions, velocities, masses, dt, steps):
    for _ in range(steps):
        for i in range(len(masses)):
            at = positions[i]
            d = numexpr.evaluate("positions - at")
            squares = numexpr.evaluate("sum(d * d, axis=1)") + 1e-3
            weights = numexpr.evaluate("masses / (squares * sqrt(squares))")[:, None]
            velocities[i] += dt * np.sum(numexpr.evaluate("weights * d"), axis=0)
        positions += dt * velocities
