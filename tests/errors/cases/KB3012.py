def too_many(x: float) -> float:
    a, b = x, x, x  # <- KB3012
    return a


def too_few(t: tuple[int, int]) -> int:
    a, b, c = t  # <- KB3012
    return a


def too_few_for_a_star(t: tuple[int, int]) -> int:
    a, b, *c, d = t  # <- KB3012
    return a


def nested(t: tuple[int, tuple[int, int]]) -> int:
    a, (b, c, d) = t  # <- KB3012
    return a
