import functools


@functools.wraps(len)  # <- KB6004
def wrapped(n: int) -> int:
    return n
