"""Distances of points on a sphere."""

import numpy as np

Vector = np.ndarray[tuple[int], np.dtype[np.float64]]


def arc_distance(theta_1: Vector, phi_1: Vector, theta_2: Vector, phi_2: Vector) -> Vector:
    half = np.sin((theta_2 - theta_1) / 2) ** 2 + np.cos(theta_1) * np.cos(theta_2) * np.sin((phi_2 - phi_1) / 2) ** 2
    return 2 * np.arctan2(np.sqrt(half), np.sqrt(1 - half))
