def text_and_number(name: str, n: int) -> str:
    return name + n  # <- KB3005


def order(name: str, n: int) -> bool:
    return name < n  # <- KB3005


def order_of_complex(a: complex, b: complex) -> bool:
    return a < b  # <- KB3005


def bits_of_floats(x: float, n: int) -> int:
    return n & x  # <- KB3005


def in_augmented_assignment(n: int) -> int:
    n += "1"  # <- KB3005
    return n
