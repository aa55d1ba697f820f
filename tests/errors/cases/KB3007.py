def number(x: float) -> float:
    return x(1)  # <- KB3007


def constant(x: float) -> float:
    return 2(x)  # <- KB3007


def item(xs: list[float]) -> float:
    return xs[0](1)  # <- KB3007
