"""A small ray tracer in the shape of pyperformance's (Callum and Tony Garnock-Jones, 2008, MIT license): vectors are objects, every operation makes one."""

from __future__ import annotations

import math
from typing import Optional

EPSILON = 0.00001
Colour = tuple[float, float, float]


class Vector:
    def __init__(self, x: float, y: float, z: float) -> None:
        self.x = x
        self.y = y
        self.z = z

    def magnitude(self) -> float:
        return math.sqrt(self.dot(self))

    def __add__(self, other: Vector) -> Vector:
        return Vector(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other: Vector) -> Vector:
        return Vector(self.x - other.x, self.y - other.y, self.z - other.z)

    def scale(self, factor: float) -> Vector:
        return Vector(factor * self.x, factor * self.y, factor * self.z)

    def dot(self, other: Vector) -> float:
        return (self.x * other.x) + (self.y * other.y) + (self.z * other.z)

    def cross(self, other: Vector) -> Vector:
        return Vector(self.y * other.z - self.z * other.y, self.z * other.x - self.x * other.z, self.x * other.y - self.y * other.x)

    def normalized(self) -> Vector:
        return self.scale(1.0 / self.magnitude())

    def reflect_through(self, normal: Vector) -> Vector:
        d = normal.scale(self.dot(normal))
        return self - d.scale(2.0)


class Point:
    def __init__(self, x: float, y: float, z: float) -> None:
        self.x = x
        self.y = y
        self.z = z

    def __add__(self, other: Vector) -> Point:
        return Point(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other: Point) -> Vector:
        return Vector(self.x - other.x, self.y - other.y, self.z - other.z)


class Ray:
    def __init__(self, point: Point, vector: Vector) -> None:
        self.point = point
        self.vector = vector.normalized()

    def point_at(self, t: float) -> Point:
        return self.point + self.vector.scale(t)


class Thing:
    def intersection_time(self, ray: Ray) -> Optional[float]:
        raise NotImplementedError

    def normal_at(self, p: Point) -> Vector:
        raise NotImplementedError


class Sphere(Thing):
    def __init__(self, centre: Point, radius: float) -> None:
        self.centre = centre
        self.radius = radius

    def intersection_time(self, ray: Ray) -> Optional[float]:
        cp = self.centre - ray.point
        v = cp.dot(ray.vector)
        discriminant = (self.radius * self.radius) - (cp.dot(cp) - v * v)
        if discriminant < 0:
            return None
        return v - math.sqrt(discriminant)

    def normal_at(self, p: Point) -> Vector:
        return (p - self.centre).normalized()


class Halfspace(Thing):
    def __init__(self, point: Point, normal: Vector) -> None:
        self.point = point
        self.normal = normal.normalized()

    def intersection_time(self, ray: Ray) -> Optional[float]:
        v = ray.vector.dot(self.normal)
        if v:
            return 1 / -v
        return None

    def normal_at(self, p: Point) -> Vector:
        return self.normal


class Canvas:
    def __init__(self, width: int, height: int) -> None:
        self.bytes = bytearray(width * height * 3)
        for i in range(width * height):
            self.bytes[i * 3 + 2] = 255
        self.width = width
        self.height = height

    def plot(self, x: int, y: int, r: float, g: float, b: float) -> None:
        i = ((self.height - y - 1) * self.width + x) * 3
        self.bytes[i] = max(0, min(255, int(r * 255)))
        self.bytes[i + 1] = max(0, min(255, int(g * 255)))
        self.bytes[i + 2] = max(0, min(255, int(b * 255)))


def add_colours(a: Colour, scale: float, b: Colour) -> Colour:
    return (a[0] + scale * b[0], a[1] + scale * b[1], a[2] + scale * b[2])


class Surface:
    def __init__(self, base_colour: Colour = (1.0, 1.0, 1.0), specular: float = 0.2, lambert: float = 0.6) -> None:
        self.base_colour = base_colour
        self.specular = specular
        self.lambert = lambert
        self.ambient = 1.0 - specular - lambert

    def base_colour_at(self, p: Point) -> Colour:
        return self.base_colour

    def colour_at(self, scene: Scene, ray: Ray, p: Point, normal: Vector) -> Colour:
        b = self.base_colour_at(p)
        c = (0.0, 0.0, 0.0)
        if self.specular > 0:
            reflected_ray = Ray(p, ray.vector.reflect_through(normal))
            reflected_colour = scene.ray_colour(reflected_ray)
            c = add_colours(c, self.specular, reflected_colour)
        if self.lambert > 0:
            amount = 0.0
            for light in scene.visible_lights(p):
                contribution = (light - p).normalized().dot(normal)
                if contribution > 0:
                    amount = amount + contribution
            amount = min(1.0, amount)
            c = add_colours(c, self.lambert * amount, b)
        if self.ambient > 0:
            c = add_colours(c, self.ambient, b)
        return c


class Checkerboard(Surface):
    def __init__(self) -> None:
        Surface.__init__(self)
        self.other_colour = (0.0, 0.0, 0.0)
        self.check_size = 1.0

    def base_colour_at(self, p: Point) -> Colour:
        v = (p - Point(0.0, 0.0, 0.0)).scale(1.0 / self.check_size)
        if (int(abs(v.x) + 0.5) + int(abs(v.y) + 0.5) + int(abs(v.z) + 0.5)) % 2:
            return self.other_colour
        return self.base_colour


Hit = tuple[Thing, float, Surface]


class Scene:
    def __init__(self) -> None:
        self.objects: list[tuple[Thing, Surface]] = []
        self.lights: list[Point] = []
        self.position = Point(0.0, 1.8, 10.0)
        self.looking_at = Point(0.0, 0.0, 0.0)
        self.field_of_view = 45.0
        self.depth = 0

    def add_object(self, thing: Thing, surface: Surface) -> None:
        self.objects.append((thing, surface))

    def add_light(self, p: Point) -> None:
        self.lights.append(p)

    def render(self, canvas: Canvas) -> None:
        fov_radians = math.pi * (self.field_of_view / 2.0) / 180.0
        half_width = math.tan(fov_radians)
        half_height = 0.75 * half_width
        width = half_width * 2
        height = half_height * 2
        pixel_width = width / (canvas.width - 1)
        pixel_height = height / (canvas.height - 1)
        eye = Ray(self.position, self.looking_at - self.position)
        right = eye.vector.cross(Vector(0.0, 1.0, 0.0)).normalized()
        up = right.cross(eye.vector).normalized()
        for y in range(canvas.height):
            for x in range(canvas.width):
                xcomp = right.scale(x * pixel_width - half_width)
                ycomp = up.scale(y * pixel_height - half_height)
                ray = Ray(eye.point, eye.vector + xcomp + ycomp)
                r, g, b = self.ray_colour(ray)
                canvas.plot(x, y, r, g, b)

    def first_intersection(self, ray: Ray) -> Optional[Hit]:
        intersections = [(o, o.intersection_time(ray), s) for (o, s) in self.objects]
        result: Optional[Hit] = None
        for o, t, s in intersections:
            if t is not None and t > -EPSILON:
                if result is None or t < result[1]:
                    result = (o, t, s)
        return result

    def ray_colour(self, ray: Ray) -> Colour:
        if self.depth > 3:
            return (0.0, 0.0, 0.0)
        try:
            self.depth = self.depth + 1
            hit = self.first_intersection(ray)
            if hit is None:
                return (0.0, 0.0, 0.0)
            o, t, s = hit
            p = ray.point_at(t)
            return s.colour_at(self, ray, p, o.normal_at(p))
        finally:
            self.depth = self.depth - 1

    def light_is_visible(self, light: Point, p: Point) -> bool:
        for o, s in self.objects:
            t = o.intersection_time(Ray(p, light - p))
            if t is not None and t > EPSILON:
                return False
        return True

    def visible_lights(self, p: Point) -> list[Point]:
        result = []
        for light in self.lights:
            if self.light_is_visible(light, p):
                result.append(light)
        return result


def run(width: int, height: int) -> bytes:
    canvas = Canvas(width, height)
    s = Scene()
    s.add_light(Point(30.0, 30.0, 10.0))
    s.add_light(Point(-10.0, 100.0, 30.0))
    s.looking_at = Point(0.0, 3.0, 0.0)
    s.add_object(Sphere(Point(1.0, 3.0, -10.0), 2.0), Surface((1.0, 1.0, 0.0)))
    for y in range(6):
        s.add_object(Sphere(Point(-3 - y * 0.4, 2.3, -5.0), 0.4), Surface((y / 6.0, 1 - y / 6.0, 0.5)))
    s.add_object(Halfspace(Point(0.0, 0.0, 0.0), Vector(0.0, 1.0, 0.0)), Checkerboard())
    s.render(canvas)
    return bytes(canvas.bytes)
