"""Python's numbers: checked ints, floats, bools, their operators and builtins."""


def add(a: int, b: int) -> int:
    return a + b


def sub(a: int, b: int) -> int:
    return a - b


def mul(a: int, b: int) -> int:
    return a * b


def div(a: int, b: int) -> float:
    return a / b


def floordiv(a: int, b: int) -> int:
    return a // b


def mod(a: int, b: int) -> int:
    return a % b


def fdiv(a: float, b: float) -> float:
    return a / b


def ffloordiv(a: float, b: float) -> float:
    return a // b


def fmod(a: float, b: float) -> float:
    return a % b


def neg(a: int) -> int:
    return -a


def shifts(a: int, b: int) -> int:
    return (a << b) + (a >> b)


def bits(a: int, b: int) -> int:
    return (a & b) ^ (a | ~b)


def square(a: int) -> int:
    return a**2


def fpower(a: float, b: float) -> float:
    return a**b


def compare(a: int, b: float) -> bool:
    return a < b and not a == b or a >= b


def chain(a: int, b: int, c: int) -> bool:
    return a < b <= c != a


def mixed(a: bool, b: int, c: float) -> float:
    return a + b * c - a


def truthy(a: int, b: float) -> int:
    if a and b:
        return 1
    if a or b:
        return 2
    return 3


def value_of_or(a: int, b: int) -> int:
    return a or b


def value_of_and(a: float, b: float) -> float:
    return a and b


def conditional(a: int) -> int:
    return 1 if a > 0 else -1 if a < 0 else 0


def smallest(a: int, b: int, c: int) -> int:
    return min(a, b, c) + max(a, b, c) * 1000


def fsmallest(a: float, b: float):
    return min(a, b), max(a, b)


def absolute(a: int, b: float):
    return abs(a), abs(b)


def to_int(a: float) -> int:
    return int(a)


def to_float(a: int) -> float:
    return float(a)


def rounding(a: float):
    return round(a), round(a, 2)


def maybe_float(n: int):
    s = 0
    for i in range(n):
        s += i * 0.5
    return s


def collatz(n: int) -> int:
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps


def fibonacci(n: int) -> int:
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


def divide_modulo(a: int, b: int):
    return divmod(a, b)


def modular_power(a: int, b: int, c: int) -> int:
    return pow(a, b, c)


def complex_numbers(a: complex, b: complex) -> complex:
    return a * b + a / b - a


BIG = 2**63 - 1
INTS = [(0, 1), (7, 3), (-7, 3), (7, -3), (-7, -3), (1, 0), (BIG, 1), (-BIG - 1, -1), (BIG, BIG)]
FLOATS = [(7.0, 3.0), (-7.0, 3.0), (7.5, -2.0), (1.0, 0.0), (0.0, -5.0), (-0.0, 5.0), (float("inf"), 2.0), (float("nan"), 1.0), (5.0, float("inf")), (-5.0, float("inf"))]
CALLS = [
    *[(f, a, b) for f in ("div", "floordiv", "mod", "bits", "value_of_or") for a, b in INTS if not (f == "floordiv" and b == -1 and a < -BIG)],
    *[("divide_modulo", a, b) for a, b in INTS[:6]],
    *[(f, a, b) for f in ("add", "sub", "mul") for a, b in INTS[:6]],
    *[(f, a, b) for f in ("fdiv", "ffloordiv", "fmod", "value_of_and", "fsmallest") for a, b in FLOATS],
    ("neg", 5), ("neg", -5), ("neg", 0),
    ("shifts", 5, 3), ("shifts", -5, 1), ("shifts", 1, -1),
    ("square", 12), ("square", -3),
    ("fpower", 2.0, 0.5), ("fpower", 2.0, -2.0), ("fpower", -2.0, 3.0), ("fpower", 0.0, 0.0), ("fpower", 0.0, -1.0),
    ("compare", 1, 1.5), ("compare", 2**53 + 1, 2.0**53), ("compare", 1, float("nan")),
    ("chain", 1, 2, 3), ("chain", 1, 3, 3), ("chain", 1, 1, 1),
    ("mixed", True, 2, 1.5), ("mixed", False, -2, 1e300),
    ("truthy", 1, 1.0), ("truthy", 0, 1.0), ("truthy", 0, -0.0), ("truthy", 3, float("nan")),
    ("conditional", 5), ("conditional", -5), ("conditional", 0),
    ("smallest", 3, 1, 2), ("smallest", -1, -1, 0),
    ("absolute", -3, -2.5), ("absolute", 0, -0.0),
    ("to_int", 2.9), ("to_int", -2.9), ("to_int", float("nan")), ("to_int", float("inf")),
    ("to_float", 3), ("to_float", BIG),
    ("rounding", 2.5), ("rounding", 2.675), ("rounding", -0.5), ("rounding", 1e17),
    ("maybe_float", 0), ("maybe_float", 5),
    ("collatz", 27), ("collatz", 1),
    ("fibonacci", 0), ("fibonacci", 90),
    ("modular_power", 3, 200, 13), ("modular_power", 3, 5, 0),
    ("complex_numbers", 1 + 2j, 3 - 1j), ("complex_numbers", 1j, 0j),
]
