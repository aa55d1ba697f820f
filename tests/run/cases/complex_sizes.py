"""abs of complex numbers, compared: decided by the squares or by the absolute value itself, it comes out the same."""

import numpy as np

from keelback.typing import Array1D


def compared(z: complex, limit: float):
    return abs(z) < limit, abs(z) <= limit, abs(z) > limit, abs(z) >= limit, abs(z) == limit, abs(z) != limit


def mirrored(z: complex, limit: float):
    return limit < abs(z), limit <= abs(z), limit > abs(z), limit >= abs(z)


def with_constants(z: complex):
    return abs(z) <= 2.0, abs(z) < 5, abs(z) > 0.0, abs(z) >= 1e-200, abs(z) < 1e300, 1.0 <= abs(z) <= 5.0, abs(z) > -1.0


def of_elements(a: Array1D[np.complex128], limit: float):
    return [(abs(x) < limit, bool(np.abs(x) >= limit), limit <= abs(x)) for x in a]


def of_small_elements(a: Array1D[np.complex64], limit: float):
    return [bool(abs(x) < limit) for x in a]


def absolute(z: complex) -> float:
    return abs(z)


def limit_first(z: complex, a: Array1D[np.float64]):
    return abs(z) < a[3]


def escapes(c: complex, most: int) -> int:
    z = 0j
    steps = 0
    while steps < most and abs(z) <= 2.0:
        z = z * z + c
        steps += 1
    return steps


def near(x: float, y: float, steps: int) -> list[tuple[bool, bool, bool, bool]]:
    """Limits around the absolute value, float by float."""
    z = complex(x, y)
    limit = abs(z)
    for _ in range(steps):
        limit = float(np.nextafter(limit, 0.0))
    out = []
    for _ in range(2 * steps + 1):
        out.append((abs(z) < limit, abs(z) <= limit, abs(z) > limit, abs(z) >= limit))
        limit = float(np.nextafter(limit, 1e308))
    return out


INF, NAN = float("inf"), float("nan")
SOME = [0j, 1j, 3 + 4j, -3 - 4j, 1e-200 + 1e-200j, 1e200 + 1e200j, 1e308 + 1e308j, 5e-324j, complex(INF, 1), complex(1, -INF), complex(NAN, 1), complex(NAN, INF), complex(-0.0, -0.0), 1e160 + 0j]
LIMITS = [0.0, -1.0, 5.0, 2.0, 1e-300, 1e300, 1e160, INF, -INF, NAN, 1e-140, 1e140, 5.000000000000001, 4.999999999999999]
CALLS = [
    *[(f, z, limit) for f in ("compared", "mirrored") for z in SOME for limit in LIMITS], *[(f, z) for f in ("with_constants", "absolute") for z in SOME],
    *[("of_elements", np.array(SOME), limit) for limit in LIMITS], *[("of_small_elements", np.array([0, 3 + 4j, 1e30, NAN]).astype(np.complex64), limit) for limit in (5.0, 1e30, INF)],
    ("limit_first", 1e308 + 1e308j, np.array([1.0])), ("limit_first", 1j, np.array([1.0])), ("limit_first", 1j, np.array([1.0, 2.0, 3.0, 4.0])),
    *[("escapes", c, 500) for c in (0j, 0.25 + 0j, -0.75 + 0.1j, 1 + 1j, 2 + 0j, -2 + 0j, -2.0000001 + 0j, 1e200 + 0j, complex(NAN, 0))],
    *[("near", x, y, 4) for x, y in ((3.0, 4.0), (1.0, 1.0), (0.1, 0.7), (1e-3, 123.456), (1e-130, 2e-131), (3e139, 1e138), (7.0, 0.0), (0.3, -0.4), (5e-324, 5e-324))],
]
