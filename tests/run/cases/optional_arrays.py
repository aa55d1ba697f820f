"""Arrays that may be None, or of one of several types, in fields, containers and named tuples; arguments of exceptions; dicts of objects within displays."""

import json
from typing import Any, NamedTuple, Optional, Union

import numpy as np

Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]
Vector = np.ndarray[tuple[int], np.dtype[np.float64]]


class Layer:
    def __init__(self, n: int) -> None:
        self.weights: Matrix = np.eye(n)
        self.inputs: Optional[Matrix] = None
        self.either: Union[Vector, Matrix] = np.arange(float(n))

    def forward(self, x: Matrix) -> Matrix:
        self.inputs = x
        self.either = x
        return x @ self.weights

    def size(self) -> int:
        return 0 if self.inputs is None else self.inputs.size

    def squares(self) -> float:
        return float((self.either * self.either).sum())


class Result(NamedTuple):
    x: Vector
    hessian: Optional[Matrix] = None


def layers(n: int) -> tuple[int, float, int, float, Optional[Matrix]]:
    layer = Layer(n)
    before, squares = layer.size(), layer.squares()
    layer.forward(np.ones((2, n)))
    return before, squares, layer.size(), layer.squares(), layer.inputs


def parts(n: int) -> list[int]:
    cache: dict[str, Optional[Vector]] = {"a": None, "b": np.zeros(n)}
    rows: list[Optional[Vector]] = [None] * n
    rows[0] = np.ones(3)
    return [-1 if row is None else row.size for row in rows] + [0 if value is None else len(value) for value in cache.values()]


def results(n: int) -> tuple[Result, Result, bool]:
    one, two = Result(np.zeros(n)), Result(np.zeros(n), np.eye(n))
    return one, two, one.hessian is None and two.hessian is not None


def arguments(n: int) -> list[object]:
    out: list[object] = []
    try:
        raise KeyError((n, "a"))
    except KeyError as e:
        out += [e.args, e.args[0] == (n, "a"), len(e.args)]
    try:
        raise ValueError("text", n, [n])
    except ValueError as e:
        text, number, _ = e.args
        out += [e.args[2], text + "s", number + 1]
        message: str = e.args[0]
        out.append(message.upper())
    return out


def merged(a: str, b: str) -> Any:
    x, y = json.loads(a), json.loads(b)
    return {"first": 1, **x, "middle": None, **y}


CALLED = ["Layer", "Result"]
CALLS = [("layers", 2), ("parts", 3), ("results", 2), ("arguments", 3), ("merged", '{"a": 1, "first": 2}', '{"b": [1]}'), ("merged", "{}", '{"middle": 5}')]
