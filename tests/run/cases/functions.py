"""Functions as values, helpers at the types of each call, recursion, defaults, keywords, *args, lambdas, closures."""


def twice(x):
    return x + x


def helper_types(n: int, x: float, s: str):
    return twice(n), twice(x), twice(s), twice((n, x))


def factorial(n: int) -> int:
    return 1 if n < 2 else n * factorial(n - 1)


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def fibonacci(n: int) -> int:
    return fib(n)


def is_even(n):
    return True if n == 0 else is_odd(n - 1)


def is_odd(n):
    return False if n == 0 else is_even(n - 1)


def mutual(n: int) -> bool:
    return is_even(n)


def ackermann(m: int, n: int) -> int:
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def halve(x):
    if x < 1:
        return x
    return halve(x / 2)


def recursion_changes_type(n: int):
    return halve(n)


def with_defaults(a, b=2, c=3.5, *, d="d", e=None):
    return a, b, c, d, e


def defaults(a: int):
    return (with_defaults(a), with_defaults(a, 5), with_defaults(a, c=1), with_defaults(a, 1, 2, d="x"), with_defaults(e=a, a=7), with_defaults(b=a, a=1, d="", e="e"))


def exported_defaults(a: int, b: int = 10, *, c: float = 0.5, flag: bool = False):
    return a, b, c, flag


def star(*args):
    total = 0
    for a in args:
        total += a
    return total, len(args)


def variadic(a: int, b: int):
    return star(), star(a), star(a, b), star(a, b, a), star(*(a, b), 5)


def first_and_rest(first, *rest, last=0):
    return first, rest, last


def rests(a: int, s: str):
    return first_and_rest(a), first_and_rest(a, s), first_and_rest(a, s, a, last=s)


def lambdas(n: int):
    f = lambda x: x * 2  # noqa: E731
    g = lambda x, y=3: x + y  # noqa: E731
    h = lambda: n  # noqa: E731
    return f(n), f(1.5), g(n), g(n, 4), g(y=n, x=1), h(), (lambda a: a + n)(1)


def apply(f, *args):
    return f(*args)


def as_arguments(a: int, b: float):
    return apply(twice, a), apply(twice, b), apply(lambda x, y: x - y, a, b), apply(max, a, 3), apply(abs, b)


def closure(n: int):
    def add(x):
        return x + n

    def add_twice(x):
        return add(add(x))

    return add(1), add_twice(1), add(0.5)


def make_adder(n):
    def add(x):
        return x + n

    return add


def made(a: int, b: float):
    f, g = make_adder(a), make_adder(b)
    return f(1), g(1), make_adder(5)(a), f(g(1))


def compose(f, g):
    return lambda x: f(g(x))


def composed(n: int):
    return compose(twice, lambda v: v + 1)(n), compose(compose(twice, twice), twice)(n)


def in_tuple(i: int, x: float) -> float:
    operations = (lambda v: v + 1.0, lambda v: v * 2.0, lambda v: -v)
    return operations[i](x)


def in_dict(name: str, a: int, b: int) -> int:
    operations = {"add": lambda x, y: x + y, "sub": lambda x, y: x - y, "mul": lambda x, y: x * y}
    return operations[name](a, b)


def in_list(n: int):
    functions = [lambda v: v + 1, lambda v: v * 10]
    out = []
    for f in functions:
        out.append(f(n))
    return out


def cube(x):
    return x * x * x


def chosen(flag: bool, x: float) -> float:
    f = twice if flag else cube
    return f(x)


def chosen_closure(flag: bool, n: int, x: float) -> float:
    if flag:

        def f(v):
            return v + n
    else:

        def f(v):
            return v * n

    return f(x)


def rebinding(n: int):
    f = twice
    a = f(n)
    f = cube
    return a, f(n)


def counter(n: int):
    total = 0

    def add(k):
        nonlocal total
        total += k
        return total

    for i in range(n):
        add(i)
    return total


def capture_list(n: int):
    seen = []

    def visit(k):
        seen.append(k)
        if k > 0:
            visit(k - 1)

    visit(n)
    return seen


def fill(out, n):
    for i in range(n):
        out.append(i * 0.5)


def fills(n: int):
    out = []
    fill(out, n)
    return out


def put(table, key, value):
    table[key] = value


def puts(n: int):
    table = {}
    put(table, "a", n)
    put(table, "b", n + 1)
    seen = set()
    add_to(seen, n)
    return table, len(seen)


def add_to(items, value):
    items.add(value)


def nothing(x):
    x + 1


def returns_none(n: int):
    return nothing(n)


def many_results(n: int):
    def split(k):
        return k // 10, k % 10

    tens, ones = split(n)
    return ones * 10 + tens


def higher(f, n):
    if n == 0:
        return 0
    return f(n) + higher(f, n - 1)


def recursion_with_function(n: int) -> int:
    return higher(lambda k: k * k, n)


def newton(f, df, x):
    for _ in range(20):
        x = x - f(x) / df(x)
    return x


def root(a: float) -> float:
    return newton(lambda x: x * x - a, lambda x: 2 * x, a)


def keyword_order(a: int, b: int):
    log = []

    def note(k):
        log.append(k)
        return k

    def f(x, y, z):
        return x * 100 + y * 10 + z

    return f(z=note(a), x=note(b), y=note(a + b)), log


def positional_only(a: int, b: int, /, c: int) -> int:
    return a * 100 + b * 10 + c


def shadowing(n: int):
    def max(a, b):  # noqa: A001
        return a * 1000 + b

    return max(n, 1)


def forever(n: int) -> int:
    return forever(n + 1) + 1


def overwritten_argument(n: int):
    n = n + 0.5
    return n


def shadowed_in_lambda(x: int):
    f = lambda x: x + 1  # noqa: E731
    return f(10) + x


def sorted_by(t: list[int]):
    return sorted(t, key=lambda v: -v), max(t, key=lambda v: v % 7), min(t, key=lambda v: (v % 3, v))


def turned(x, by={1: 2, 2: 3, 3: 1}, more=[10, 20]):
    return by[x] + more[0]


def default_containers(n: int) -> tuple[int, int, int]:
    return turned(n), turned(n, {n: 5}), turned(n, more=[1])


def sized(names={"a", "b"}, squares=[i * i for i in range(4)]):
    return len(names) + sum(squares)


def default_displays(n: int) -> int:
    return sized() + n


CALLS = [
    ("helper_types", 3, 1.5, "ab"),
    *[("factorial", n) for n in (0, 1, 5, 20)],
    *[("fibonacci", n) for n in (0, 1, 15)],
    ("mutual", 10), ("mutual", 7),
    ("ackermann", 2, 3),
    ("recursion_changes_type", 10), ("recursion_changes_type", 0),
    ("defaults", 4),
    ("exported_defaults", 1), ("exported_defaults", 1, 2),
    ("variadic", 3, 4), ("rests", 1, "s"),
    ("lambdas", 5), ("as_arguments", -2, -2.5), ("closure", 7), ("made", 3, 0.25), ("composed", 5),
    *[("in_tuple", i, 2.5) for i in (0, 1, 2, -1, 3)],
    *[("in_dict", s, 7, 3) for s in ("add", "sub", "mul", "div")],
    ("in_list", 5),
    ("chosen", True, 3.0), ("chosen", False, 3.0),
    ("chosen_closure", True, 3, 3.0), ("chosen_closure", False, 3, 3.0),
    ("rebinding", 3), ("counter", 5), ("capture_list", 3), ("fills", 3), ("fills", 0), ("puts", 5), ("returns_none", 1), ("many_results", 42),
    ("recursion_with_function", 5), ("root", 2.0), ("keyword_order", 1, 2), ("positional_only", 1, 2, 3), ("shadowing", 5), ("forever", 1),
    ("overwritten_argument", 3), ("shadowed_in_lambda", 1), ("sorted_by", [5, 3, 9, 14, 2]), ("sorted_by", []),
    ("default_containers", 1), ("default_containers", 3), ("default_containers", 4), ("default_displays", 1),
]
