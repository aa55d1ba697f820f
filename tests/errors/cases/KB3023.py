def added(n: int) -> int:
    return n + 100000000000000000000  # <- KB3023


def alone() -> int:
    return 2**64  # <- KB3023


def negative() -> int:
    return -9223372036854775809  # <- KB3023


def beside_a_float_is_fine(x: float) -> float:
    return x * 10**22 - 2**63
