# After pyperformance 1.14 (bm_unpack_sequence), MIT License: LICENSE.txt. Shorter, and the sum of what was unpacked.
"""Microbenchmark for Python's sequence unpacking."""


def tuple_unpacking(loops: int) -> int:
    total = 0
    to_unpack = tuple(range(10))
    for _ in range(loops):
        a, b, c, d, e, f, g, h, i, j = to_unpack
        b, a, d, c, f, e, h, g, j, i = to_unpack
        total += a - b + c - d + e - f + g - h + i - j + 10
    return total


def list_unpacking(loops: int) -> int:
    total = 0
    to_unpack = list(range(10))
    for _ in range(loops):
        a, b, c, d, e, f, g, h, i, j = to_unpack
        b, a, d, c, f, e, h, g, j, i = to_unpack
        total += a - b + c - d + e - f + g - h + i - j + 10
    return total


def run(loops: int) -> tuple[int, int]:
    return tuple_unpacking(loops), list_unpacking(loops)
