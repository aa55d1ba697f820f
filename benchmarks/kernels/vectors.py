"""Vectors of three as tuples: cross products, lengths, made and dropped by the thousand."""

Vector = tuple[float, float, float]


def cross(a: Vector, b: Vector) -> Vector:
    return a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]


def scaled(a: Vector, factor: float) -> Vector:
    return a[0] * factor, a[1] * factor, a[2] * factor


def added(a: Vector, b: Vector) -> Vector:
    return a[0] + b[0], a[1] + b[1], a[2] + b[2]


def length(a: Vector) -> float:
    return (a[0] * a[0] + a[1] * a[1] + a[2] * a[2]) ** 0.5


def spin(n: int) -> float:
    """A point turned about an axis in small steps; how far from where it began."""
    axis = (0.6, 0.0, 0.8)
    start = (1.0, 2.0, 0.5)
    at = start
    for _ in range(n):
        at = added(at, scaled(cross(axis, at), 0.001))
        at = scaled(at, 2.29128784747792 / length(at))
    return length(added(at, scaled(start, -1.0)))
