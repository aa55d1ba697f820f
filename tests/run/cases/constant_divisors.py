"""Floor division and remainder by constants: powers of two, their neighbours, negative ones; the largest and smallest ints."""


def by_one(x: int) -> tuple[int, int]:
    return x // 1, x % 1


def by_two(x: int) -> tuple[int, int]:
    return x // 2, x % 2


def by_eight(x: int) -> tuple[int, int]:
    return x // 8, x % 8


def by_seven(x: int) -> tuple[int, int]:
    return x // 7, x % 7


def by_large(x: int) -> tuple[int, int, int, int]:
    return x // 2147483648, x % 2147483648, x // 4611686018427387904, x % 4611686018427387904


def by_negative(x: int) -> tuple[int, int, int, int]:
    return x // -2, x % -2, x // -8, x % -8


def by_least(x: int) -> tuple[int, int]:
    return x // (-9223372036854775807 - 1), x % (-9223372036854775807 - 1)


def by_both(x: int) -> tuple[tuple[int, int], tuple[int, int]]:
    return divmod(x, 16), divmod(x, -16)


def in_loop(n: int) -> int:
    steps = 0
    while n > 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps


def drawn(n: int, seed: int) -> list[int]:
    out = []
    for _ in range(n):
        seed = (1103515245 * seed + 12345) % 2147483648
        out.append(seed // 65536 % 8)
    return out


_INTS = [0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 2**31 - 1, 2**31, 2**31 + 1, 2**62 - 1, 2**62, 2**63 - 1]
_BOTH = [*_INTS, *(-n for n in _INTS[1:]), -(2**63)]

CALLS = [
    *[(name, x) for name in ("by_one", "by_two", "by_eight", "by_seven", "by_large", "by_negative", "by_least", "by_both") for x in _BOTH],
    *[("in_loop", n) for n in (-5, 0, 1, 27, 97)], ("drawn", 20, 7), ("drawn", 3, -7),
]
