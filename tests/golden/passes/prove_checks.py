# Branches that ranges decide are taken; what is tested before proves what follows.
import numpy as np

from keelback.typing import Array1D, Array2D


def decided(a: Array1D[np.float64]) -> float:
    total = 0.0
    for i in range(len(a)):
        assert 0 <= i < len(a)
        j = i + 1
        if j >= len(a):
            j = len(a) - 1
        total += a[j]
    return total


def around(a: Array1D[np.float64], k: int) -> float:
    total = 0.0
    for i in range(len(a)):
        total += a[(i + 1) % len(a)] * a[(i - 1) % len(a)] * a[(i + k) % len(a)]
    return total


def row_views(a: Array2D[np.float64]) -> float:
    total = 0.0
    for i in range(len(a)):
        total += a[i].sum()
    return total


# RUN: ir --after prove_checks --only decided
# EXPECT:
# func decided(a: float64[:]) -> float {
#   move total.7 = convert[float](0.0)
#   for item in range(0, extent(a, 0), 1):
#     i: int = item
#     j: int = add.unchecked(i, convert[int](1))
#     if (j >= extent(a, 0)):
#       j: int = sub.unchecked(extent(a, 0), convert[int](1))
#     total.6: np.float64 = add.np(convert[np.float64](total.7), convert[np.float64](convert[float](a[j])))
#     move total.7 = convert[float](total.6)
#   return convert[float](convert[np.float64](total.7))
# }

# RUN: ir --after prove_checks --only row_views
# EXPECT:
# func row_views(a: float64[:, :]) -> float {
#   move total.6 = convert[float](0.0)
#   for item in range(0, extent(a, 0), 1):
#     i: int = item
#     total.5: np.float64 = add.np(convert[np.float64](total.6), convert[np.float64](convert[float](let self.7 = view a[i, :] in reduce sum(self.7, in float64))))
#     move total.6 = convert[float](total.5)
#   return convert[float](convert[np.float64](total.6))
# }

# RUN: ir --after prove_checks --only around
# EXPECT:
# func around(a: float64[:], k: int) -> float {
#   move total.6 = convert[float](0.0)
#   for item in range(0, extent(a, 0), 1):
#     i: int = item
#     total.5: np.float64 = add.np(convert[np.float64](total.6), convert[np.float64](convert[float](mul.np(mul.np(a[mod.near(add.unchecked(i, convert[int](1)), extent(a, 0))], a[mod.near(sub.unchecked(i, convert[int](1)), extent(a, 0))]), a[mod.unchecked(add(i, k), extent(a, 0))]))))
#     move total.6 = convert[float](total.5)
#   return convert[float](convert[np.float64](total.6))
# }
