import secrets
from os import getpid


def attribute(n: int) -> int:
    return n * secrets.randbelow(5)  # <- KB3019


def imported_name(n: int) -> int:
    return n + getpid()  # <- KB3019


def imported_in_the_function(n: int) -> float:
    import statistics  # <- KB3019

    return statistics.mean([n])
