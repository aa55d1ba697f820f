"""Pi from random points of a square: a linear congruential generator, so that every compiler draws the same ones."""


def pi(n: int, seed: int) -> float:
    state = seed
    inside = 0
    for _ in range(n):
        state = (1103515245 * state + 12345) % 2147483648
        x = state / 2147483648
        state = (1103515245 * state + 12345) % 2147483648
        y = state / 2147483648
        if x * x + y * y <= 1.0:
            inside += 1
    return 4.0 * inside / n
