# An element that all turns read is kept in a local; the turn that may store into it stands alone. What is read at another place in each turn stays.
import numpy as np

from keelback.typing import Array1D


def add_one_of_them(a: Array1D[np.float64], k: int) -> None:
    if 0 <= k < len(a):
        for i in range(len(a)):
            a[i] = a[i] + a[k]


def running(a: Array1D[np.float64]) -> None:
    for i in range(1, len(a)):
        a[i] = a[i] + a[i - 1]


# RUN: ir --after hoist_reads --only add_one_of_them
# EXPECT:
# func add_one_of_them(a.0: float64[:], k: int) -> None {
#   if ((convert[int](0) <= k) and let operand = extent(a.0, 0) in (k < operand)):
#     start: int = convert[int](0)
#     stop: int = extent(a.0, 0)
#     if (start < stop):
#       if (elements_apart(a.0) and has_unit_rows(a.0)):
#         a.22: float64[:] = a.0
#         split: int = split_at(k, start, stop)
#         behind: int = split_behind(k, start, stop)
#         kept.17: np.float64 = a.22[k]
#         for item.3 in range(start, split, 1):
#           i.4: int = item.3
#           value.6: np.float64 = add.np(a.22[i.4], kept.17)
#           a.22[i.4] = value.6
#         if (split < behind):
#           item.10: int = split
#           i.11: int = item.10
#           value.12: np.float64 = add.np(a.22[i.11], a.22[k])
#           a.22[i.11] = value.12
#         kept.18: np.float64 = a.22[k]
#         for item.19 in range(behind, stop, 1):
#           i.20: int = item.19
#           value.21: np.float64 = add.np(a.22[i.20], kept.18)
#           a.22[i.20] = value.21
#       else:
#         for item.7 in range(start, stop, 1):
#           i.8: int = item.7
#           value.9: np.float64 = add.np(a.0[i.8], a.0[k])
#           a.0[i.8] = value.9
#   return None
# }

# RUN: ir --after hoist_reads --only running
# EXPECT:
# func running(a: float64[:]) -> None {
#   for item in range(1, extent(a, 0), 1):
#     i: int = item
#     value.4: np.float64 = add.np(a[i], a[sub.unchecked(i, convert[int](1))])
#     a[i] = value.4
#   return None
# }
