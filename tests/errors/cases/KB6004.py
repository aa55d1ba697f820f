import functools


@functools.lru_cache  # <- KB6004
def cached(n: int) -> int:
    return n


@functools.wraps(len)  # <- KB6004
def wrapped(n: int) -> int:
    return n
