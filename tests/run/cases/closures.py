"""Functions that share variables with the function around them: late binding, `nonlocal`, defaults kept from when a function is made."""


def counter(n: int):
    total = 0

    def add(k):
        nonlocal total
        total += k
        return total

    for i in range(n):
        add(i)
    return total


def late(n: int):
    fs = [lambda x: x + i for i in range(3)]
    return [f(n) for f in fs]


def early(n: int):
    fs = [lambda x, i=i: x + i for i in range(3)]
    return [f(n) for f in fs]


def closest(xs: list[float], cs: list[float]):
    return [min(xs, key=lambda x: abs(x - c)) for c in cs]


def grows(n: int):
    x = 0
    def half():
        nonlocal x
        x = x + 0.5
    for _ in range(n):
        half()
    return x


def unbound(n: int):
    def get():
        return x
    if n > 0:
        x = n
    return get()


def deep(n: int):
    a = [0]
    k = 1
    def outer():
        def inner():
            nonlocal k
            k += 1
            a.append(k)
        inner()
        inner()
    for _ in range(n):
        outer()
    k += 100
    return a, k


def default_kept(n: int):
    k = n
    def f(a, b=k, *, c=k * 2):
        return a + b + c
    k = 100
    return f(1), f(1, 2), f(1, c=0), k


def in_loop(n: int):
    fs = []
    for i in range(n):
        fs.append(lambda: i)
    return [f() for f in fs]


def in_loop_default(n: int):
    fs = []
    for i in range(n):
        def g(j=i):
            return j * 10
        fs.append(g)
    return [f() for f in fs], [f(7) for f in fs]


def parameter(n: int):
    def bump():
        nonlocal n
        n += 1
    bump()
    bump()
    return n


def maker(n):
    total = n
    def add(k):
        nonlocal total
        total += k
        return total
    return add


def two_counters(n: int):
    a = maker(0)
    b = maker(10)
    return a(1), b(1), a(n), b(n)


def walrus(n: int):
    y = 0
    def f():
        return y
    if (y := n) > 2:
        return f()
    return f() + 100


def delete(n: int):
    y = n
    def f():
        return y
    del y
    return f()


def fib_memo(n: int) -> int:
    memo = {}
    calls = 0
    def go(k: int) -> int:
        nonlocal calls
        calls += 1
        if k < 2:
            return k
        if k not in memo:
            memo[k] = go(k - 1) + go(k - 2)
        return memo[k]
    return go(n) + calls


def optional(n: int):
    best = None

    def offer(k):
        nonlocal best
        if best is None or k > best:
            best = k

    for i in range(n):
        offer(i * 7 % 4)
    return best


def two_kinds(flag: bool, n: int):
    f = (lambda k, by=n: k + by) if flag else (lambda k, by=n * 2: k * by)
    return f(10), f(10, 1)


CALLS = [
    ("counter", 5), ("counter", 0), ("late", 5), ("early", 5), ("closest", [1.0, 2.0, 5.0], [1.4, 4.0]), ("closest", [], [1.0]), ("closest", [], []), ("grows", 0), ("grows", 3), ("unbound", 0), ("unbound", 3),
    ("deep", 3), ("deep", 0), ("default_kept", 4), ("in_loop", 4), ("in_loop", 0), ("in_loop_default", 3), ("parameter", 3), ("two_counters", 5), ("walrus", 1), ("walrus", 5), ("delete", 1),
    ("fib_memo", 15), ("optional", 0), ("optional", 3), ("two_kinds", True, 3), ("two_kinds", False, 3),
]
