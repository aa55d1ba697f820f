# Temporaries that are read once disappear, whatever else goes to the same expression; those of stores where the target cannot raise.
import numpy as np

from keelback.typing import Array1D, Array2D


def sums(a: Array1D[np.float64], b: Array1D[np.float64]) -> float:
    t = a * b
    return np.sum(t + 1.0)


def several(a: Array1D[np.float64], b: Array1D[np.float64]) -> Array1D[np.float64]:
    root = np.sqrt(a)
    above = a + b
    below = a * (root + b)
    return above / below


def stores(d: Array2D[np.float64]) -> None:
    for i in range(len(d)):
        d[i] = np.minimum(d[i], d[0])


def targets_that_raise(d: Array2D[np.float64], i: int) -> None:
    d[i] = d[0] + d[1]


def methods(a: Array1D[np.float64], b: Array1D[np.float64]) -> float:
    return (a * b).sum() + (a - b).mean()


# RUN: ir --after fuse --only sums
# EXPECT:
# func sums(a: float64[:], b: float64[:]) -> float {
#   return convert[float](reduce sum(elementwise add<double>(elementwise multiply<double>(a, b), convert[np.float64](1.0)), in float64))
# }

# RUN: ir --after fuse --only several
# EXPECT:
# func several(a: float64[:], b: float64[:]) -> float64[:] {
#   return elementwise divide<double>(elementwise add<double>(a, b), elementwise multiply<double>(a, elementwise add<double>(elementwise sqrt<double>(a), b)))
# }

# RUN: ir --after fuse_stores --only stores
# EXPECT:
# func stores(d: float64[:, :]) -> None {
#   for item in range(0, extent(d, 0), 1):
#     i: int = item
#     store view d[i, :] = elementwise minimum<double>(view d[i, :], view d[0, :])
#   return None
# }

# RUN: ir --after fuse_stores --only targets_that_raise
# EXPECT:
# func targets_that_raise(d: float64[:, :], i: int) -> None {
#   value: float64[:] = elementwise add<double>(view d[0?, :], view d[1?, :])
#   store view d[i?, :] = value
#   return None
# }

# RUN: ir --after fuse --only methods
# EXPECT:
# func methods(a: float64[:], b: float64[:]) -> float {
#   return convert[float](add.np(reduce sum(elementwise multiply<double>(a, b), in float64), reduce mean(elementwise subtract<double>(a, b), in float64)))
# }
