LIMIT = 1
LIMIT = 2
if LIMIT:
    STEP = 3


def assigned_twice(x: int) -> int:
    return min(x, LIMIT)  # <- KB3017


def assigned_in_a_block(x: int) -> int:
    return x + STEP  # <- KB3017
