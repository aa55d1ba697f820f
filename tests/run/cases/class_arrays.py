"""Objects with arrays in their fields."""

from dataclasses import dataclass

import numpy as np

Vector = np.ndarray[tuple[int], np.dtype[np.float64]]


@dataclass
class Body:
    name: str
    position: Vector
    mask: np.ndarray[tuple[int, int], np.dtype[np.bool_]]

    def move(self, by: float) -> None:
        self.position += by
        self.position[0] *= 2.0


def make(n):
    return Body("b", np.arange(n) / 4.0, np.zeros((1, 2), np.bool_))


def shown(n: int) -> str:
    return f"{make(n)!r} and {[make(1)]}"


def moved(n: int, by: float) -> tuple[Vector, bool]:
    body = make(n)
    alias = body.position
    body.move(by)
    body.position -= np.arange(n)
    return alias, alias is body.position


def wrong_shape(n: int) -> Vector:
    body = make(n)
    body.position += np.ones(n + 1)
    return body.position


def wider(n: int) -> Vector:
    body = make(n)
    body.position **= 2
    body.position //= 0.3
    return body.position


CALLS = [
    ("shown", 3),
    ("shown", 0),
    ("shown", 2000),
    ("moved", 3, 0.5),
    ("wrong_shape", 3),
    ("wider", 4),
]
