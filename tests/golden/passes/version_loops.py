# The copy for the case that no check can fail; of it, one for arrays with contiguous rows. What is inlined in the fast copy is called in the other.
import numpy as np

from keelback.typing import Array1D


def at(a, i):
    return a[i]


def strides(a: Array1D[np.float64], k: Array1D[np.int64]) -> float:
    total = 0.0
    for i in range(len(k)):
        total += a[k[i]] * a[k[i] // 2]
    return total


def checks(a: Array1D[np.float64], n: int) -> float:
    total = 0.0
    for i in range(n):
        total += at(a, i)
    return total


# RUN: ir --after version_loops --only strides
# EXPECT:
# func strides(a.0: float64[:], k.1: int64[:]) -> float {
#   move total.6 = convert[float](0.0)
#   if (has_unit_rows(a.0) and has_unit_rows(k.1)):
#     a.10: float64[:] = a.0
#     k.11: int64[:] = k.1
#     for item.3 in range(0, extent(k.11, 0), 1):
#       i.4: int = item.3
#       total.5: np.float64 = add.np(convert[np.float64](total.6), convert[np.float64](convert[float](mul.np(a.10[convert[int](k.11[i.4])?], a.10[convert[int](floordiv.np.unchecked(k.11[i.4], convert[np.int64](2)))?]))))
#       move total.6 = convert[float](total.5)
#   else:
#     for item.7 in range(0, extent(k.1, 0), 1):
#       i.8: int = item.7
#       total.9: np.float64 = add.np(convert[np.float64](total.6), convert[np.float64](convert[float](mul.np(a.0[convert[int](k.1[i.8])?], a.0[convert[int](floordiv.np.unchecked(k.1[i.8], convert[np.int64](2)))?]))))
#       move total.6 = convert[float](total.9)
#   return convert[float](convert[np.float64](total.6))
# }

# RUN: ir --after version_loops --only checks
# EXPECT:
# func checks(a: float64[:], n: int) -> float {
#   move total.6 = convert[float](0.0)
#   if (extent(a, 0) >= n):
#     for item.3 in range(0, n, 1):
#       i.4: int = item.3
#       inlined value.7 = at(a, i.4):
#         value.7: np.float64 = a[i.4]
#       total.5: np.float64 = add.np(convert[np.float64](total.6), convert[np.float64](convert[float](value.7)))
#       move total.6 = convert[float](total.5)
#   else:
#     for item.8 in range(0, n, 1):
#       i.9: int = item.8
#       value.11: np.float64 = call at(a, i.9)
#       total.10: np.float64 = add.np(convert[np.float64](total.6), convert[np.float64](convert[float](value.11)))
#       move total.6 = convert[float](total.10)
#   return convert[float](convert[np.float64](total.6))
# }
