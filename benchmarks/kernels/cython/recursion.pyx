import numpy as np


cpdef long long ackermann(long long m, long long n) except -1:
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


cpdef long long fibonacci(long long n) except -1:
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


def fft(x):
    n = len(x)
    if n == 1:
        return x.copy()
    even = fft(x[0::2])
    odd = fft(x[1::2])
    turned = np.exp(-2j * np.pi * np.arange(n // 2) / n) * odd
    out = np.empty_like(x)
    out[: n // 2] = even + turned
    out[n // 2 :] = even - turned
    return out
