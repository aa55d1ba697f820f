"""The docstring of the module."""
from __future__ import annotations

import functools
import numpy as np

before = "set before"


def add(a: float, b: float = 2.0) -> float:
    """Adds."""
    return a + b


"no docstring of the module"
alias = add
at_import = add(1.0, b=4.0)


def norm(a):
    return np.sqrt((a * a).sum())


def scale(a, k):
    return a * k


def row(a, i):
    return a[i]


def same(a):
    return a


def fill(a, v):
    a[:] = v


def layouts(a, b, c):
    return None


def total(a: list[float]) -> float:
    return sum(a)


def push(a, x):
    a.append(x)
    a[0] = x
    return a


def push_two(a, b):
    a.append(1)
    b.append(2)


def push_fail(a):
    a.append(9.0)
    raise ValueError("after the change")


def nest(a):
    a[0].append(7)
    a.append(a[0])
    return a


def swap(t, *, flip=False):
    return (t[1], t[0])


def count(words):
    return {}


def bump(d):
    for k in d:
        d[k] += 1


def kind(x):
    return ""


def greet(s="wörld"):
    return s + "!"


def zero_or(x):
    return 0


def over(x):
    return ""


def narrow(x, y):
    return x


def conj(z):
    return z.conjugate()


def fail(n):
    return inner(n)


def mode(m):
    return m


def crash(n):
    return n


def numbers(a, /, b, *, c=3):
    return (a, b, c)


def decorate(f):
    @functools.wraps(f)
    def wrapper(*args):
        return ("decorated", f(*args))
    return wrapper


@decorate
def decorated(a):
    return a


class Holder:
    method = add


def span(a):
    return a


def cut(a):
    return a


def grow(a):
    a.add(100)
    return a


def tail(a):
    return a


def constant():
    return table


def spin(n):
    s = 0
    for i in range(n):
        s ^= i
    return s


def pick(a):
    return a[0]
