def invert(x: float) -> float:
    return ~x  # <- KB3006


def negative_text(s: str) -> str:
    return -s  # <- KB3006


def negative_list(xs: list[int]) -> list[int]:
    return -xs  # <- KB3006
