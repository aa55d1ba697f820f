"""What a module holds beside functions: constants of every kind, functions in dicts, imports under other names."""

import math
import math as m
import numpy as np
from math import floor as down
from math import pi, sqrt

INTEGER = 7
FLOAT = 2.5
TEXT = "text"
FLAG = True
NOTHING = None
NEGATIVE = -3
COMPUTED = INTEGER * 2 + 1
TUPLE = (1, 2.5, "x")
LIST = [1, 2, 3]
DICT = {"a": 1, "b": 2}
NESTED = {"x": (1, 2), "y": (3, 4)}
ROOT = math.sqrt(2.0)
ALIAS = INTEGER
SET = {1, 2, 3}
ANNOTATED: int = 5
BIG = 2**40
MASK = (1 << 10) - 1
ARRAY = np.array([1.0, 2.0, 3.0])


def square(x):
    return x * x


def negate(x):
    return -x


OPERATIONS = {"square": square, "negate": negate, "half": lambda x: x / 2}
STEPS = (square, negate)
renamed = square


def constants(n: int):
    return INTEGER + n, FLOAT * n, TEXT, FLAG, NOTHING, NEGATIVE, COMPUTED, ALIAS, ANNOTATED, BIG, MASK


def containers(i: int, k: str):
    return TUPLE[1], TUPLE, LIST[i], DICT[k], NESTED["x"], len(LIST), k in DICT, i in SET


def roots(x: float):
    return sqrt(x), m.sqrt(x), math.sqrt(x), down(x), pi, m.pi, ROOT, math.e


def operation(name: str, x: float) -> float:
    return OPERATIONS[name](x)


def step(i: int, x: float) -> float:
    return STEPS[i](x)


def all_steps(x: float):
    out = []
    for f in STEPS:
        out.append(f(x))
    return out


def through_alias(x: int) -> int:
    return renamed(x)


def local_shadow(n: int):
    INTEGER = n
    return INTEGER


def default_constant(n: int, k: int = INTEGER) -> int:
    return n + k


def later(n: int) -> int:
    return defined_later(n) + LATER


def defined_later(n):
    return n * LATER


LATER = 11


def local_import(x: float) -> float:
    import math as local

    from math import cos

    return local.sin(x) + cos(x)


def array_constant(i: int):
    return ARRAY[i], ARRAY.sum(), len(ARRAY)


def docstring(n: int) -> int:
    """The docstring."""
    return n


def uses_name() -> str:
    return __name__[:0] + "name"


def iterates(n: int):
    return [k for k in DICT], [v for v in LIST if v > n], sum(LIST), sorted(SET)


CALLS = [
    ("constants", 2), ("containers", 0, "a"), ("containers", 5, "a"), ("containers", 1, "zz"), ("roots", 2.0), ("roots", -1.0), *[("operation", k, 3.0) for k in ("square", "negate", "half", "none")],
    ("step", 0, 3.0), ("step", 1, 3.0), ("step", 2, 3.0), ("all_steps", 1.5), ("through_alias", 5), ("local_shadow", 1), ("default_constant", 1), ("default_constant", 1, 2), ("later", 2),
    ("local_import", 0.5), ("array_constant", 0), ("array_constant", 5), ("docstring", 1), ("uses_name",), ("iterates", 1),
]
