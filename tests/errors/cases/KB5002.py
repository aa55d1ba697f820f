def second(x: float, y) -> float:  # <- KB5002
    return x + y


def keyword_only(x: float, *, scale=1.0) -> float:  # <- KB5002
    return x * scale
