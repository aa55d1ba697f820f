# What an operator makes is in the caller's frame; what is stored is not, and a local that lives longer than the block of its object is none for the frame.
from __future__ import annotations


class Vector:
    def __init__(self, x: float, y: float) -> None:
        self.x = x
        self.y = y

    def __sub__(self, other: Vector) -> Vector:
        return Vector(self.x - other.x, self.y - other.y)

    def dot(self, other: Vector) -> float:
        return self.x * other.x + self.y * other.y


class Ray:
    def __init__(self, towards: Vector) -> None:
        self.towards = towards


def length(a: Vector, b: Vector) -> float:
    way = a - b
    return way.dot(a - way)


def stored(a: Vector, b: Vector) -> float:
    ray = Ray(a - b)
    return ray.towards.x


def longer(n: int) -> float:
    last = Vector(0.0, 0.0)
    for i in range(n):
        here = Vector(float(i), 1.0)
        last = here
    return last.x


# RUN: ir --after place_objects --only length
# EXPECT:
# func length(a: Vector, b: Vector) -> float {
#   in frame way: Vector = call Vector.__sub__(a, b)
#   return call Vector.dot(way, let in frame fresh = call Vector.__sub__(a, way) in fresh)
# }

# RUN: ir --after place_objects --only stored
# EXPECT:
# func stored(a: Vector, b: Vector) -> float {
#   in frame ray: Ray = let argument = call Vector.__sub__(a, b) in let in frame object = object Ray in let nothing = call Ray.__init__(object, argument) in object
#   return ray.towards?.x
# }

# RUN: ir --after place_objects --only longer
# EXPECT:
# func longer(n: int) -> float {
#   last: Vector = let in frame object.1 = object Vector in let nothing.2 = call Vector.__init__(object.1, convert[float](0.0), convert[float](0.0)) in object.1
#   for item in range(0, n, 1):
#     i: int = item
#     here: Vector = let argument.12 = convert[float](i) in let object.10 = object Vector in let nothing.11 = call Vector.__init__(object.10, argument.12, convert[float](1.0)) in object.10
#     last: Vector = here
#   return last.x
# }
