"""Functions that Pythran's exports take as parameters: Python's, whose results are converted."""


# pythran export apply(float(float), float)
def apply(f, x):
    return f(x) + 1


# pythran export twice(int(int, int) or float(float, float), int)
def twice(f, x):
    return f(f(x, x), x)


# pythran export made(str(), int(int) list)
def made(f, gs):
    return f() + str([g(2) for g in gs])


def halved(x):
    return x / 2


def fails(x):
    return {}["no"]


def text():
    return "s"


def same(n):
    return n


CALLS = [
    ("apply", halved, 3.0), ("apply", fails, 3.0), ("apply", abs, -2.5), ("twice", max, 3), ("made", text, [same, abs]), ("made", text, []),
]
