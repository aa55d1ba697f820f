"""The density of sea water from salinity, temperature and pressure: rational polynomials, one of the shape of TEOS-10's (ocean models evaluate it in each cell)."""

import numpy as np

Vector = np.ndarray[tuple[int], np.dtype[np.float64]]


def density(salt: Vector, temperature: Vector, pressure: Vector) -> Vector:
    """Kilograms per cubic metre, from grams per kilogram, degrees Celsius and decibars."""
    root = np.sqrt(salt)
    above = (999.843 + temperature * (7.3546 + temperature * (-0.05221 + temperature * 0.00039853))
             + salt * (2.2963 - 0.0074353 * temperature + 0.0004283 * salt)
             + pressure * (0.010432 + 1.4436e-07 * temperature * temperature + 5.2e-06 * salt)
             - pressure * pressure * (2.4e-08 + 1.24e-12 * temperature * temperature))
    below = (1.0 + temperature * (0.0072860 + temperature * (-4.6e-05 + temperature * (4.4e-07 + temperature * 1.9e-10)))
             + salt * (0.0021411 - temperature * (9.5e-06 + temperature * temperature * 1.2e-10) + root * (2.6e-06 + temperature * temperature * 1.5e-09))
             + pressure * (5.3e-06 - pressure * temperature * (3.0e-16 * temperature * temperature + 3.1e-17 * pressure)))
    return above / below


def one_by_one(salt: Vector, temperature: Vector, pressure: Vector) -> Vector:
    out = np.empty_like(salt)
    for i in range(len(salt)):
        s, t, p = salt[i], temperature[i], pressure[i]
        above = (999.843 + t * (7.3546 + t * (-0.05221 + t * 0.00039853)) + s * (2.2963 - 0.0074353 * t + 0.0004283 * s)
                 + p * (0.010432 + 1.4436e-07 * t * t + 5.2e-06 * s) - p * p * (2.4e-08 + 1.24e-12 * t * t))
        below = (1.0 + t * (0.0072860 + t * (-4.6e-05 + t * (4.4e-07 + t * 1.9e-10)))
                 + s * (0.0021411 - t * (9.5e-06 + t * t * 1.2e-10) + np.sqrt(s) * (2.6e-06 + t * t * 1.5e-09))
                 + p * (5.3e-06 - p * t * (3.0e-16 * t * t + 3.1e-17 * p)))
        out[i] = above / below
    return out
