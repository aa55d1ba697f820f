def number(n: int) -> int:
    return n[0]  # <- KB3010


def of_a_set(s: set[int]) -> int:
    return s[0]  # <- KB3010


def slice_of_a_number(x: float) -> float:
    return x[1:]  # <- KB3010
