# A helper that may raise is carried out in place in a loop, not outside of one; a helper that cannot raise stays a call; what an operand has read comes before a call that writes it.
import numpy as np

from keelback.typing import Array1D


def at(a, i):
    if i < 0:
        return 0.0
    return a[i]


def put(a, i, value):
    a[i] = value
    return value


def half(x: float):
    return 0.5 * x


def summed(a: Array1D[np.float64], n: int) -> float:
    total = at(a, n)
    for i in range(n):
        total += half(at(a, i - 1))
    return total


def ordered(a: Array1D[np.int64], n: int) -> int:
    total = 0
    for i in range(n):
        total = int(a[i]) + put(a, i, i)
    return total


# RUN: ir --after inline --only summed
# EXPECT:
# func summed(a: float64[:], n: int) -> float {
#   total: float = call at(a, n)
#   for item in range(0, n, 1):
#     i.4: int = item
#     i.8: int = sub(i.4, convert[int](1))
#     inlined value.7 = at(a, i.8):
#       if (i.8 < convert[int](0)):
#         value.7: float = convert[float](0.0)
#       else:
#         value.7: float = convert[float](a[i.8?])
#     total: float = add.np(total, call half(let value.6 = value.7 in convert[float](convert[np.float64](value.6))))
#   return convert[float](convert[np.float64](total))
# }

# RUN: ir --after inline --only ordered
# EXPECT:
# func ordered(a: int64[:], n: int) -> int {
#   total: int = convert[int](0)
#   for item in range(0, n, 1):
#     i: int = item
#     value.5: int = convert[int](a[i?])
#     inlined value.6 = put(a, i, i):
#       a[i?] = convert[np.int64](i)
#       value.6: int = i
#     total: int = add(value.5, value.6)
#   return total
# }
