import numexpr

TAIL = ("exp(-0.5 * d * d) * 0.3989422804014327 * k * (0.319381530 + k * (-0.356563782 + k * (1.781477937 + k * (-1.821255978 + k * 1.330274429))))")


def normal(d):
    k = numexpr.evaluate("1.0 / (1.0 + 0.2316419 * abs(d))")
    tail = numexpr.evaluate(TAIL)
    return numexpr.evaluate("where(d > 0, 1.0 - tail, tail)")


def with_arrays(price, strike, years, rate, volatility):
    spread = numexpr.evaluate("volatility * sqrt(years)")
    d1 = numexpr.evaluate("(log(price / strike) + (rate + 0.5 * volatility * volatility) * years) / spread")
    first = normal(d1)
    second = normal(numexpr.evaluate("d1 - spread"))
    return numexpr.evaluate("price * first - strike * exp(-rate * years) * second")
