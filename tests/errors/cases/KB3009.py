def loop(n: int) -> int:
    total = 0
    for i in n:  # <- KB3009
        total += i
    return total


def comprehension(x: float) -> list[float]:
    return [y for y in x]  # <- KB3009


def unpacking(n: int) -> int:
    a, b = n  # <- KB3009
    return a
