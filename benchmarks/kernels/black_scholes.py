"""Prices of European calls: with arrays (the normal distribution by Abramowitz and Stegun 26.2.17), and one by one with erf."""

import math

import numpy as np

Vector = np.ndarray[tuple[int], np.dtype[np.float64]]


def normal(d):
    k = 1.0 / (1.0 + 0.2316419 * np.abs(d))
    tail = np.exp(-0.5 * d * d) * 0.3989422804014327 * k * (0.319381530 + k * (-0.356563782 + k * (1.781477937 + k * (-1.821255978 + k * 1.330274429))))
    return np.where(d > 0, 1.0 - tail, tail)


def with_arrays(price: Vector, strike: Vector, years: Vector, rate: float, volatility: float) -> Vector:
    spread = volatility * np.sqrt(years)
    d1 = (np.log(price / strike) + (rate + 0.5 * volatility * volatility) * years) / spread
    return price * normal(d1) - strike * np.exp(-rate * years) * normal(d1 - spread)


def one_by_one(price: Vector, strike: Vector, years: Vector, rate: float, volatility: float) -> Vector:
    out = np.empty_like(price)
    for i in range(len(price)):
        spread = volatility * math.sqrt(years[i])
        d1 = (math.log(price[i] / strike[i]) + (rate + 0.5 * volatility * volatility) * years[i]) / spread
        d2 = d1 - spread
        first = 0.5 * (1.0 + math.erf(d1 / math.sqrt(2.0)))
        second = 0.5 * (1.0 + math.erf(d2 / math.sqrt(2.0)))
        out[i] = price[i] * first - strike[i] * math.exp(-rate * years[i]) * second
    return out
