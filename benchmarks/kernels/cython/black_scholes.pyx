import numpy as np
from libc.math cimport erf, exp, fabs, log, sqrt


cdef inline double normal(double d) noexcept:
    cdef double k = 1 / (1 + 0.2316419 * fabs(d))
    cdef double tail = exp(-0.5 * d * d) * 0.3989422804014327 * k * (0.319381530 + k * (-0.356563782 + k * (1.781477937 + k * (-1.821255978 + k * 1.330274429))))
    return 1 - tail if d > 0 else tail


def with_arrays(double[::1] price, double[::1] strike, double[::1] years, double rate, double volatility):
    result = np.empty(price.shape[0])
    cdef double[::1] out = result
    cdef Py_ssize_t i
    cdef double spread, d1
    for i in range(price.shape[0]):
        spread = volatility * sqrt(years[i])
        d1 = (log(price[i] / strike[i]) + (rate + 0.5 * volatility * volatility) * years[i]) / spread
        out[i] = price[i] * normal(d1) - strike[i] * exp(-rate * years[i]) * normal(d1 - spread)
    return result


def one_by_one(double[::1] price, double[::1] strike, double[::1] years, double rate, double volatility):
    result = np.empty(price.shape[0])
    cdef double[::1] out = result
    cdef Py_ssize_t i
    cdef double spread, d1, d2
    for i in range(price.shape[0]):
        spread = volatility * sqrt(years[i])
        d1 = (log(price[i] / strike[i]) + (rate + 0.5 * volatility * volatility) * years[i]) / spread
        d2 = d1 - spread
        out[i] = price[i] * 0.5 * (1 + erf(d1 / sqrt(2.0))) - strike[i] * exp(-rate * years[i]) * 0.5 * (1 + erf(d2 / sqrt(2.0)))
    return result
