import numexpr


def by_broadcasting(points):
    a, b = points[:, None, :], points[None, :, :]
    squares = numexpr.evaluate("sum((a - b) ** 2, axis=2)")
    return numexpr.evaluate("sqrt(squares)")
