"""What test_vector_math.py compiles: each elementary function over an array of double and of float, and expressions of several of them."""

import numpy as np

D = np.ndarray[tuple[int], np.dtype[np.float64]]
F = np.ndarray[tuple[int], np.dtype[np.float32]]
D2 = np.ndarray[tuple[int, int], np.dtype[np.float64]]


def exp(x: D) -> D:
    return np.exp(x)


def exp2(x: D) -> D:
    return np.exp2(x)


def expm1(x: D) -> D:
    return np.expm1(x)


def log(x: D) -> D:
    return np.log(x)


def log2(x: D) -> D:
    return np.log2(x)


def log1p(x: D) -> D:
    return np.log1p(x)


def sin(x: D) -> D:
    return np.sin(x)


def cos(x: D) -> D:
    return np.cos(x)


def asin(x: D) -> D:
    return np.arcsin(x)


def acos(x: D) -> D:
    return np.arccos(x)


def atan(x: D) -> D:
    return np.arctan(x)


def tanh(x: D) -> D:
    return np.tanh(x)


def exp_f(x: F) -> F:
    return np.exp(x)


def exp2_f(x: F) -> F:
    return np.exp2(x)


def expm1_f(x: F) -> F:
    return np.expm1(x)


def log_f(x: F) -> F:
    return np.log(x)


def log2_f(x: F) -> F:
    return np.log2(x)


def log10_f(x: F) -> F:
    return np.log10(x)


def log1p_f(x: F) -> F:
    return np.log1p(x)


def sin_f(x: F) -> F:
    return np.sin(x)


def cos_f(x: F) -> F:
    return np.cos(x)


def tan_f(x: F) -> F:
    return np.tan(x)


def asin_f(x: F) -> F:
    return np.arcsin(x)


def acos_f(x: F) -> F:
    return np.arccos(x)


def atan_f(x: F) -> F:
    return np.arctan(x)


def sinh_f(x: F) -> F:
    return np.sinh(x)


def cosh_f(x: F) -> F:
    return np.cosh(x)


def tanh_f(x: F) -> F:
    return np.tanh(x)


def cbrt_f(x: F) -> F:
    return np.cbrt(x)


def atan2(y: D, x: D) -> D:
    return np.arctan2(y, x)


def pow(x: D, y: D) -> D:
    return x**y


def atan2_f(y: F, x: F) -> F:
    return np.arctan2(y, x)


def pow_f(x: F, y: F) -> F:
    return np.power(x, y)


def in_stages(a: D2, b: D) -> D2:
    return np.exp(np.sin(a * b) + np.cos(a)) * np.exp(np.sin(a * b)) - b


def reduced(a: D2) -> tuple[np.float64, np.float64, np.float64, bool]:
    return np.sum(np.exp(a)), np.max(np.sin(a)), np.min(np.log(a[::2, ::-1])), bool(np.any(np.exp(a) > 2.0))


def by_axes(a: D2) -> tuple[D, D, D2]:
    return np.sum(np.exp(a), axis=0), np.sum(np.exp(a), axis=1), np.max(np.cos(a), axis=1, keepdims=True)


def written(a: D2, whole: np.ndarray[tuple[int, int], np.dtype[np.float32]]) -> D2:
    a[1:] = np.exp(a[:-1])
    a[::2, ::2] *= np.sin(a[::2, ::2])
    a[a > 0.5] = np.log(a[a > 0.5])
    whole[:] = np.cos(a)
    return a


def of_ints(n: np.ndarray[tuple[int], np.dtype[np.int64]]) -> D:
    return np.exp(n) + np.sqrt(np.log(np.abs(n) + 1))


def of_two(a: D2, b: D, n: float) -> tuple[D2, D2, D2, D2]:
    return np.arctan2(a, b + 1.0) + a**b, np.sin(a) ** n, 2.0**a, np.arctan2(np.exp(a), np.exp(b))


def powers(a: D2, b: D, n: float, whole: int) -> D2:
    a **= b
    a[:, ::2] **= n
    a **= 1.5
    a **= 3.0
    a[1:] **= a[:-1]
    return a**2.5 + a**3.0 - a**whole + a**2 + a**-1.0


def reduced_of_two(a: D2, b: D) -> tuple[np.float64, D, bool]:
    return np.sum(np.arctan2(a, b)), np.max(a**b, axis=0), bool(np.all(a**b > 0.25))


def of_other_dtypes(n: np.ndarray[tuple[int], np.dtype[np.int64]], x: F, y: D) -> tuple[D, D, F]:
    return np.arctan2(n, 3), x**y, x**2.5


def repeated(x: float, count: int) -> float:
    # By numbers and by arrays of one element: the same function each time.
    total = 0.0
    for i in range(count):
        one = np.full(1, x * i)
        total += float(np.sin(one)[0])
    return total
