"""Python's integers within 64 bits: signs of // and %, shifts, powers, bit operations, conversions, comparisons with floats."""


def divides(a: int, b: int):
    return a // b, a % b, divmod(a, b)


def quotient(a: int, b: int) -> int:
    return a // b


def remainder(a: int, b: int) -> int:
    return a % b


def true_divides(a: int, b: int) -> float:
    return a / b


def power(a: int, b: int):
    return a**b


def power_negative_literal(a: int):
    return a**-1, 2**-2


def power_literals(a: int):
    return a**0, a**1, a**2, a**3, 2**10, 3**39


def left(a: int, b: int) -> int:
    return a << b


def right(a: int, b: int) -> int:
    return a >> b


def bits(a: int, b: int):
    return a & b, a | b, a ^ b, ~a


def bools(a: bool, b: bool):
    return a + b, a * b, -a, ~b, a & b, a | b, a ^ b, a - b, a < b, a / True, +a


def bool_with_int(a: bool, n: int):
    return a + n, a & n, a | n, n if a else -n, a == n, a << 3


def compares(a: int, b: float):
    return a == b, a != b, a < b, a <= b, a > b, a >= b


def conversions(x: float):
    return int(x), round(x), bool(x)


def rounds(n: int, k: int):
    return round(n), round(n, k)


def absolutes(n: int):
    return abs(n), -n, +n


def minimums(a: int, b: int, x: float):
    return min(a, b), max(a, b), min(a, x), max(a, x), max(3, 2.0), min(a, b, 0)


def bit_length(n: int):
    return n.bit_length()


def augmented(a: int, b: int):
    c = a
    c += b
    c -= 1
    c *= 2
    c //= 3
    c %= 100
    c <<= 2
    c >>= 1
    c |= 8
    c &= 0xFF
    c ^= 5
    c **= 2
    return c


def digits(n: int):
    out = []
    while n > 0:
        n, d = divmod(n, 10)
        out.append(d)
    return out


def is_prime(n: int) -> bool:
    if n < 2:
        return False
    i = 2
    while i * i <= n:
        if n % i == 0:
            return False
        i += 1
    return True


def gcd_recursive(a: int, b: int) -> int:
    return a if b == 0 else gcd_recursive(b, a % b)


def popcount(n: int) -> int:
    count = 0
    while n:
        n &= n - 1
        count += 1
    return count


def literals(n: int):
    return 0x7FFFFFFFFFFFFFFF, -0x8000000000000000, 0b1010, 0o17, 1_000_000


def as_float(n: int):
    return float(n), n * 1.0, n + 0.5, n / 1


def big_literal_float(x: float) -> float:
    return x * 10**22


def mixed_power(a: int, x: float):
    return a**x, x**a, a**0.5


def isqrt_loop(n: int) -> int:
    x = n
    y = (x + 1) // 2
    while y < x:
        x = y
        y = (x + n // x) // 2
    return x


def modpow(a: int, b: int, c: int) -> int:
    return pow(a, b, c)


M = 2**63 - 1
PAIRS = [(7, 2), (-7, 2), (7, -2), (-7, -2), (6, 2), (-6, 2), (6, -3), (0, 5), (5, 7), (-5, 7), (1, 0), (0, 0), (M, -1), (-M - 1, 1), (-M - 1, 2), (M, M)]
CALLS = [
    *[(f, a, b) for f in ("divides", "quotient", "remainder", "true_divides", "bits") for a, b in PAIRS], ("remainder", -M - 1, -1), ("remainder", -M - 1, M),
    *[("power", a, b) for a, b in ((2, 10), (2, 0), (0, 0), (-2, 3), (3, 39), (2, 62), (-2, 63), (1, 10**9), (-1, 10**9 + 1), (0, 5))],
    ("power_negative_literal", 2), ("power_negative_literal", 0), ("power_literals", -7), ("power_literals", 0),
    *[(f, a, b) for f in ("left", "right") for a, b in ((1, 0), (1, 62), (5, 3), (-5, 3), (0, 100), (1, -1), (-1, 1))], ("right", 5, 64), ("right", -5, 64), ("right", M, 1000), ("right", -M - 1, 63),
    *[("bools", a, b) for a in (True, False) for b in (True, False)], *[("bool_with_int", a, n) for a in (True, False) for n in (1, 0, 6)],
    *[("compares", a, b) for a, b in ((1, 1.0), (1, 1.5), (2**53 + 1, 2.0**53), (M, 2.0**63), (-M - 1, -(2.0**63)), (0, -0.0), (1, float("nan")), (1, float("inf")), (-1, float("-inf")))],
    *[("conversions", x) for x in (0.0, 2.5, -2.5, 3.5, 0.5, 1e18, -0.0, 2.0**62)], ("conversions", float("nan")), ("conversions", float("-inf")),
    *[("rounds", n, k) for n, k in ((15, -1), (25, -1), (-15, -1), (1234, -2), (5, 2), (5, 0), (0, -3), (149, -2), (150, -2))], ("absolutes", 5), ("absolutes", -5), ("absolutes", 0),
    ("minimums", 1, 2, 1.5), ("minimums", 2, 1, 2.0), ("minimums", -1, -1, -1.0), *[("bit_length", n) for n in (0, 1, 255, 256, -256, M)], ("augmented", 17, 5), ("augmented", -17, 5),
    ("digits", 9035), ("digits", 0), ("is_prime", 97), ("is_prime", 1), ("is_prime", 91), ("gcd_recursive", 48, 18), ("popcount", 255), ("popcount", 0), ("literals", 0), ("as_float", 3), ("as_float", M),
    ("big_literal_float", 2.0), ("mixed_power", 2, 0.5), ("mixed_power", 0, -1.0), ("isqrt_loop", 10**12 + 7), ("modpow", 3, 10**9, 1000007), ("modpow", 3, 0, 1), ("modpow", 2, -1, 7), ("modpow", -3, 3, -7),
]
