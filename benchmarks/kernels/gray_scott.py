"""Gray and Scott's reaction and diffusion in the plane, by slices; the border is kept."""

import numpy as np

Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]


def gray_scott(u: Matrix, v: Matrix, steps: int) -> None:
    for _ in range(steps):
        inner_u = u[1:-1, 1:-1]
        inner_v = v[1:-1, 1:-1]
        spread_u = u[:-2, 1:-1] + u[1:-1, :-2] - 4 * inner_u + u[1:-1, 2:] + u[2:, 1:-1]
        spread_v = v[:-2, 1:-1] + v[1:-1, :-2] - 4 * inner_v + v[1:-1, 2:] + v[2:, 1:-1]
        reaction = inner_u * inner_v * inner_v
        inner_u += 0.14 * spread_u - reaction + 0.035 * (1 - inner_u)
        inner_v += 0.06 * spread_v + reaction - (0.035 + 0.065) * inner_v
