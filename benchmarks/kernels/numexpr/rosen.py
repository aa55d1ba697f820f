import numexpr


def rosen(x):
    a, b = x[1:], x[:-1]
    return numexpr.evaluate("sum(100.0 * (a - b ** 2) ** 2 + (1.0 - b) ** 2)")[()]
