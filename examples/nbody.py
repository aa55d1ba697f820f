"""Point masses under their own gravity, stepped by the leapfrog method (kick, drift, kick); SI-free units, G = 1.

Runs unchanged under CPython: python examples/nbody.py
"""

import numpy as np

Vector = np.ndarray[tuple[int], np.dtype[np.float64]]
Points = np.ndarray[tuple[int, int], np.dtype[np.float64]]  # shape (n, 3)


def plummer(n: int, seed: int) -> tuple[Points, Points, Vector]:
    """Positions, velocities and masses of a cluster of n stars: density falls as (1 + r^2)^(-5/2) (Plummer 1911), here cold, with a little spin."""
    state = seed
    positions = np.zeros((n, 3))
    velocities = np.zeros((n, 3))
    uniform = np.zeros(3)
    for i in range(n):
        for k in range(3):
            state = (state * 16807) % 2147483647  # Park and Miller's minimal standard generator
            uniform[k] = state / 2147483647.0
        radius = 1.0 / np.sqrt(uniform[0] ** (-2.0 / 3.0) - 0.99)
        z = 2.0 * uniform[1] - 1.0
        angle = 2.0 * np.pi * uniform[2]
        across = radius * np.sqrt(1.0 - z * z)
        positions[i, 0] = across * np.cos(angle)
        positions[i, 1] = across * np.sin(angle)
        positions[i, 2] = radius * z
        velocities[i, 0] = -0.1 * positions[i, 1]
        velocities[i, 1] = 0.1 * positions[i, 0]
    return positions, velocities, np.full(n, 1.0 / n)


def accelerate(positions: Points, masses: Vector, softening: float, out: Points) -> None:
    """Writes each body's acceleration to `out`; `softening` is a length that keeps close encounters finite."""
    n = len(masses)
    out[:] = 0.0
    for i in range(n):
        for j in range(i + 1, n):
            dx = positions[j, 0] - positions[i, 0]
            dy = positions[j, 1] - positions[i, 1]
            dz = positions[j, 2] - positions[i, 2]
            square = dx * dx + dy * dy + dz * dz + softening * softening
            inverse = 1.0 / (square * np.sqrt(square))
            here = masses[j] * inverse
            there = masses[i] * inverse
            out[i, 0] += here * dx
            out[i, 1] += here * dy
            out[i, 2] += here * dz
            out[j, 0] -= there * dx
            out[j, 1] -= there * dy
            out[j, 2] -= there * dz


def simulate(positions: Points, velocities: Points, masses: Vector, softening: float, dt: float, steps: int) -> None:
    """`steps` leapfrog steps of length `dt`, in place."""
    acceleration = np.empty_like(positions)
    accelerate(positions, masses, softening, acceleration)
    for _ in range(steps):
        velocities += 0.5 * dt * acceleration
        positions += dt * velocities
        accelerate(positions, masses, softening, acceleration)
        velocities += 0.5 * dt * acceleration


def energy(positions: Points, velocities: Points, masses: Vector, softening: float) -> float:
    """Kinetic plus potential energy; leapfrog keeps it within a band that shrinks as dt squared."""
    kinetic = 0.5 * np.sum(masses * np.sum(velocities**2, axis=1))
    potential = 0.0
    for i in range(len(masses)):
        for j in range(i + 1, len(masses)):
            d = positions[i] - positions[j]
            potential -= masses[i] * masses[j] / np.sqrt(np.sum(d * d) + softening * softening)
    return float(kinetic + potential)


if __name__ == "__main__":
    x, v, m = plummer(100, 20260101)
    before = energy(x, v, m, 0.05)
    simulate(x, v, m, 0.05, 0.005, 50)
    after = energy(x, v, m, 0.05)
    print(f"100 bodies, 50 steps: energy {before:.9f} -> {after:.9f}, change {abs(after / before - 1):.1e}")
