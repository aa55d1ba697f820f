"""Values of every kind that are put among objects; types, modules and functions of the library within containers that go to Python."""

import math
from typing import Any


def echo(*values):
    return values


def first_is_an_object(o: object) -> tuple[list[Any], dict[Any, Any], set[Any]]:
    xs = [o]
    xs.append(1)
    xs.append("a")
    xs.insert(0, None)
    xs.extend([1.5, 2.5])
    xs[1:1] = [o]
    xs += [(1, "b")]
    d = {}
    d[1] = o
    d[2] = 5
    d["s"] = (1, 2)
    d.setdefault(None, 2.5)
    s = set()
    s.add(o)
    s.add(3)
    s.update(["x", "y"])
    return xs, d, s


def last_is_an_object(o: object) -> list[Any]:
    xs = [1]
    xs.append(2)
    for i in range(2):
        xs.append(i)
    xs.append(o)
    ys = [[1], [2]]
    ys[0].append(o)
    ys.append([3])
    return [xs, ys, xs.index(2), xs.count(o), o in xs, 7 in xs]


def types_in_dict(g: object) -> object:
    return g({"a": str, "b": int})


def types_in_containers(g: object) -> object:
    return g([str, int], (str, 1, (math, len)), {str}, [math.sqrt, len], ..., (..., 1))


def types_appended(g: object) -> object:
    xs = [str]
    xs.append(int)
    g(xs)
    return xs


def tuples_of_types(g: object) -> object:
    d = {}
    for i in range(3):
        d[i] = (int, float)
    return g(d)


def list_of_types() -> object:
    return [int, str]


def tuple_with_type() -> object:
    t = (int, 1)
    return t


def type_as_key() -> int:
    names = {str: 1, int: 2}
    return names[str] * 10 + names[int]


def type_in_set(o: object) -> bool:
    return str in {str, float} and o in {int, str}


def chosen(n: int) -> object:
    x = [int if n else str]
    return x[0]("1")


def not_a_key() -> int:
    return {str: 1}[float]


CALLS = [
    *[("first_is_an_object", o) for o in (3.5, None, "a", (1, 2))],
    ("first_is_an_object", []),
    *[("last_is_an_object", o) for o in (3.5, None, "a", 2, [1])],
    *[(name, echo) for name in ("types_in_dict", "types_in_containers", "types_appended", "tuples_of_types")],
    ("types_appended", None),
    ("list_of_types",),
    ("tuple_with_type",),
    ("type_as_key",),
    ("type_in_set", int),
    ("type_in_set", float),
    ("chosen", 0),
    ("chosen", 1),
    ("not_a_key",),
]
