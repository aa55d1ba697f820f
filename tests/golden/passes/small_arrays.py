# Vectors of a few elements are variables; those that something else may hold, or that change under two names, stay arrays.
import numpy as np

from keelback.typing import Array1D


def steps(x: float, n: int) -> float:
    at = np.array([x, 0.0])
    v = np.ones(2)
    for i in range(n):
        at = at + x * v
        v[1] -= at[0]
    return np.sum(at * v)


def returned(x: float) -> Array1D[np.float64]:
    a = np.array([x, 1.0])
    a *= 2.0
    return a


def two_names(x: float) -> float:
    a = np.array([x, 1.0])
    b = a
    b[1] = 5.0
    return a[1]


def kept(x: float) -> list[Array1D[np.float64]]:
    a = np.array([x, 1.0])
    return [a]


# RUN: ir --after small_arrays --only steps
# EXPECT:
# func steps(x: float, n: int) -> float {
#   number.12: float = x
#   at_0.13: np.float64 = convert[np.float64](number.12)
#   at_1.14: np.float64 = convert[np.float64](convert[float](0.0))
#   at_0.8: np.float64 = at_0.13
#   at_1.9: np.float64 = at_1.14
#   v_0: np.float64 = convert[np.float64](1.0)
#   v_1: np.float64 = convert[np.float64](1.0)
#   for item in range(0, n, 1):
#     number.15: np.float64 = convert[np.float64](x)
#     at_0.8: np.float64 = add<double>(at_0.8, multiply<double>(number.15, v_0))
#     at_1.9: np.float64 = add<double>(at_1.9, multiply<double>(number.15, v_1))
#     element.7: np.float64 = v_1
#     v_1: np.float64 = sub.np(element.7, at_0.8)
#   return convert[float](add.np(convert[np.float64](0.0), add.np(multiply<double>(at_0.8, v_0), multiply<double>(at_1.9, v_1))))
# }

# RUN: ir --after small_arrays --only returned
# EXPECT:
# func returned(x: float) -> float64[:] {
#   number: float = x
#   a_0.5: np.float64 = convert[np.float64](number)
#   a_1.6: np.float64 = convert[np.float64](convert[float](1.0))
#   a_0.2: np.float64 = a_0.5
#   a_1.3: np.float64 = a_1.6
#   a_0.2: np.float64 = multiply<double>(a_0.2, convert[np.float64](2.0))
#   a_1.3: np.float64 = multiply<double>(a_1.3, convert[np.float64](2.0))
#   return array_from<double, 1>(list[np.float64](a_0.2, a_1.3))
# }

# RUN: ir --after small_arrays --only two_names
# EXPECT:
# func two_names(x: float) -> float {
#   a: float64[:] = array_from<double, 1>(list[float](x, convert[float](1.0)))
#   b: float64[:] = a
#   b[1?] = convert[np.float64](5.0)
#   return convert[float](a[1?])
# }

# RUN: ir --after small_arrays --only kept
# EXPECT:
# func kept(x: float) -> list[float64[:]] {
#   a: float64[:] = array_from<double, 1>(list[float](x, convert[float](1.0)))
#   return convert[list[float64[:]]](list[float64[:]](a))
# }
