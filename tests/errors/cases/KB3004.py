def float_for_int(x: float) -> int:
    return x / 2  # <- KB3004


def falls_off_the_end(n: int) -> int:  # <- KB3004
    if n > 0:
        return 1


def none(n: int) -> int:
    return None  # <- KB3004


def one_of_several(n: int) -> int:
    if n > 0:
        return n
    return "no"  # <- KB3004


def tuple_of_other_length(n: int) -> tuple[int, int]:
    return n, n, n  # <- KB3004


def list_of_other_items(n: int) -> list[int]:
    xs = [0.5]
    return xs  # <- KB3004


def generator(n: int) -> int:  # <- KB3004
    yield n
