"""float16 in Pythran's export comments."""
import numpy as np

# pythran export same(float16)
# pythran export total(float16[])
# pythran export scaled(float16[:, :], float16)
# pythran export either(float16 or float32)


def same(x):
    return x


def total(xs):
    s = np.float16(0)
    for x in xs:
        s += x
    return s, xs.sum()


def scaled(a, x):
    return a * x + 1


def either(x):
    return x / 3


_a = np.array([0.1, 2, -3, 1e-7], np.float16)

CALLS = [
    ("same", np.float16(0.1)), ("total", _a), ("total", _a[::2]), ("scaled", _a.reshape(2, 2), np.float16(0.3)),
    ("either", np.float16(1)), ("either", np.float32(1)),
]
