"""Horizontal diffusion of a weather model (the fourth-order one of COSMO, as NPBench takes it): a Laplacian, fluxes limited where they run uphill, their divergence."""

import numpy as np

Block = np.ndarray[tuple[int, int, int], np.dtype[np.float64]]


def by_slices(field: Block, factor: Block) -> Block:
    """The field has two cells more on each side than the factor and the result."""
    laplacian = 4.0 * field[1:-1, 1:-1, :] - (field[2:, 1:-1, :] + field[:-2, 1:-1, :] + field[1:-1, 2:, :] + field[1:-1, :-2, :])
    step = laplacian[1:, 1:-1, :] - laplacian[:-1, 1:-1, :]
    along_x = np.where(step * (field[2:-1, 2:-2, :] - field[1:-2, 2:-2, :]) > 0.0, 0.0, step)
    step = laplacian[1:-1, 1:, :] - laplacian[1:-1, :-1, :]
    along_y = np.where(step * (field[2:-2, 2:-1, :] - field[2:-2, 1:-2, :]) > 0.0, 0.0, step)
    return field[2:-2, 2:-2, :] - factor * (along_x[1:, :, :] - along_x[:-1, :, :] + along_y[:, 1:, :] - along_y[:, :-1, :])
