# A store under a condition that has read the element becomes a store of what is selected; one whose element need not have been read stays.
import numpy as np

from keelback.typing import Array1D


def least(a: Array1D[np.float64], b: Array1D[np.float64]) -> None:
    for i in range(min(len(a), len(b))):
        if b[i] < a[i]:
            a[i] = b[i]


def behind_and(a: Array1D[np.float64], x: float) -> None:
    for i in range(len(a)):
        if x > 0.0 and a[i] > x:
            a[i] = x


# RUN: ir --after select_stores --only least
# EXPECT:
# func least(a: float64[:], b: float64[:]) -> None {
#   for item in range(0, let value.2 = extent(a, 0) in let value.3 = extent(b, 0) in (value.3 if (value.3 < value.2) else value.2), 1):
#     i: int = item
#     a[i] = (b[i] if convert[bool]((b[i] < a[i])) else a[i])
#   return None
# }

# RUN: ir --after select_stores --only behind_and
# EXPECT:
# func behind_and(a: float64[:], x: float) -> None {
#   for item in range(0, extent(a, 0), 1):
#     i: int = item
#     if ((x > convert[float](0.0)) and convert[bool]((a[i] > convert[np.float64](x)))):
#       a[i] = convert[np.float64](x)
#   return None
# }
