"""The coefficients of runtime/vector_functions.hpp: interpolation at Chebyshev's points in 60 digits, which is within a factor of two of the best polynomial (needs mpmath)."""

import mpmath
from mpmath import mpf

mpmath.mp.dps = 60


def polynomial(f, low, high, degree):
    """Coefficients of 1, z, z**2... of what interpolates f on [low, high], and the largest error seen."""
    nodes = [(mpf(low) + high) / 2 + (mpf(high) - low) / 2 * mpmath.cos(mpmath.pi * (2 * k + 1) / (2 * degree + 2)) for k in range(degree + 1)]
    found = mpmath.lu_solve(mpmath.matrix([[x**k for k in range(degree + 1)] for x in nodes]), mpmath.matrix([f(x) for x in nodes]))
    rounded = [mpf(float(c)) for c in found]
    points = [mpf(low) + (mpf(high) - low) * k / 400 for k in range(401)]
    return [float(c) for c in rounded], max(abs(mpmath.polyval(rounded[::-1], x) - f(x)) for x in points)


def odd(f, first=0):
    """(f(x) / x - 1) / x**2 of z = x**2."""
    def value(z):
        x = mpmath.sqrt(z)
        return (f(x) / x - 1) / z if z > mpf(10) ** -12 else mpmath.taylor(f, 0, 5)[3] + mpmath.taylor(f, 0, 5)[5] * z
    return value


def log_rest(z):
    """log((1 + s) / (1 - s)) = 2 s + s z (2/3 + z Q(z)), z = s**2: Q."""
    if z < mpf(10) ** -12:
        return mpf(2) / 5 + mpf(2) / 7 * z
    s = mpmath.sqrt(z)
    return ((mpmath.log((1 + s) / (1 - s)) / s - 2) / z - mpf(2) / 3) / z


def exp_rest(r):
    """exp(r) = 1 + r + r**2 (1/2 + r Q(r)): Q."""
    if abs(r) < mpf(10) ** -8:
        return mpf(1) / 6 + r / 24
    return ((mpmath.exp(r) - 1 - r) / r**2 - mpf(1) / 2) / r


def cos_rest(z):
    """cos(r) = 1 - z / 2 + z**2 Q(z), z = r**2: Q."""
    if z < mpf(10) ** -8:
        return mpf(1) / 24 - z / 720
    return (mpmath.cos(mpmath.sqrt(z)) - 1 + z / 2) / z**2


HALF_LOG_2 = mpmath.log(2) / 2
TABLES = {
    "tanh_near_0": (odd(mpmath.tanh), 0, 0.37, 13),
    "atan_rest": (odd(mpmath.atan), 0, 0.1716, 10),
    "atan_rest_float": (odd(mpmath.atan), 0, 0.1716, 5),
    "exp_rest": (exp_rest, -HALF_LOG_2 * 1.01, HALF_LOG_2 * 1.01, 9),
    "log_rest": (log_rest, 0, 0.0295, 6),
    "log_rest_float": (log_rest, 0, 0.0295, 3),
    "sin_rest_float": (odd(mpmath.sin), 0, 0.62, 4),
    "cos_rest_float": (cos_rest, 0, 0.62, 3),
    "exp_rest_float": (exp_rest, -HALF_LOG_2 * 1.01, HALF_LOG_2 * 1.01, 4),
}

if __name__ == "__main__":
    for name, (f, low, high, degree) in TABLES.items():
        coefficients, error = polynomial(f, low, high, degree)
        print(f"// off by at most {mpmath.nstr(error, 2)} between {mpmath.nstr(mpf(low), 4)} and {mpmath.nstr(mpf(high), 4)}")
        print(f"inline constexpr double {name}[] = {{{', '.join(c.hex() for c in coefficients)}}};")
