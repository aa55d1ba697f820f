def add(x: float, y: float, *, scale: float = 1.0) -> float:
    return (x + y) * scale


def missing(x: float) -> float:
    return add(x)  # <- KB3014


def too_many(x: float) -> float:
    return add(x, x, x)  # <- KB3014


def twice(x: float) -> float:
    return add(x, x, x=x)  # <- KB3014


def unknown_keyword(x: float) -> float:
    return add(x, x, factor=2.0)  # <- KB3014


def required_keyword(x: float) -> float:
    def inner(a, *, b):
        return a + b

    return inner(x)  # <- KB3014
