# The copy for the case that no check can fail; of it, one for arrays with contiguous rows. A range's bounds that are read from memory get names. Whether an array may be written is asked once. What is inlined in the fast copy is called in the other.
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


def bounds(a: Array1D[np.float64], starts: Array1D[np.int64]) -> float:
    total = 0.0
    for i in range(len(starts) - 1):
        for k in range(starts[i], starts[i + 1]):
            total += a[k]
    return total


def questions(n: int, frozen: bool) -> Array1D[np.float64]:
    a = np.broadcast_to(np.zeros(1), (n,)) if frozen else np.zeros(n)
    for i in range(n):
        a[i] = 1.0
    return a


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

# RUN: ir --after version_loops --only bounds
# EXPECT:
# func bounds(a: float64[:], starts: int64[:]) -> float {
#   move total.8 = convert[float](0.0)
#   for item.3 in range(0, sub.unchecked(extent(starts, 0), convert[int](1)), 1):
#     i: int = item.3
#     first: int = convert[int](starts[i])
#     last: int = convert[int](starts[add.unchecked(i, convert[int](1))])
#     if ((first >= 0) and (extent(a, 0) >= last)):
#       for item.9 in range(first, last, 1):
#         k.6: int = item.9
#         total.7: np.float64 = add.np(convert[np.float64](total.8), convert[np.float64](convert[float](a[k.6])))
#         move total.8 = convert[float](total.7)
#     else:
#       for item.14 in range(first, last, 1):
#         k.12: int = item.14
#         total.13: np.float64 = add.np(convert[np.float64](total.8), convert[np.float64](convert[float](a[k.12?])))
#         move total.8 = convert[float](total.13)
#   return convert[float](convert[np.float64](total.8))
# }

# RUN: ir --after version_loops --only questions
# EXPECT:
# func questions(n: int, frozen: bool) -> float64[:] {
#   a: float64[:] = (read_only(broadcast_to<1>(zeros<double, 1>(convert[int](1)), n)) if frozen else zeros<double, 1>(n))
#   if (is_writeable(a) and (extent(a, 0) >= n)):
#     for item.3 in range(0, n, 1):
#       i.4: int = item.3
#       a[i.4] = convert[np.float64](1.0)
#   else:
#     for item.5 in range(0, n, 1):
#       i.6: int = item.5
#       evaluate require_writeable<kb::written::assignment_destination>(a)
#       a[i.6?+] = convert[np.float64](1.0)
#   return a
# }
