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


def default_of_each(flag: bool, n: int):
    g = (lambda x, y=1: x + y) if flag else (lambda x, y=2: x * y)
    return g(n)


def captured_list(n: int):
    fs = [lambda: [i, n] for i in range(n)]
    n += 1
    return [g() for g in fs]


def made_where_read(n: int):
    def outer():
        def inner():
            return n * 2
        return inner

    h = outer()
    n = 7
    return h() + outer()()


def tally(xs: list[int]):
    count = {}

    def tally(x):
        count[x] = count.get(x, 0) + 1

    for x in xs:
        tally(x)
    return count


def changes(xs: list[int]):
    last = None

    def see(x):
        nonlocal last
        changed = last is not None and x != last
        last = x
        return changed

    return [see(x) for x in xs], last


def after_try(n: int):
    try:
        v = 10 // n
    except ZeroDivisionError:
        v = -1
    get = lambda: v
    v += 1
    return get()


def setter_in_loop(n: int):
    x = n

    def setter(v):
        nonlocal x
        x = v

    for v in range(3):
        setter(v)
        if x == 1:
            break
    else:
        x = 100
    del v
    return x


def recursive_defaults(n: int, s: int) -> tuple[int, int]:
    def go(k: int, total: int = s) -> int:
        return total if k == 0 else go(k - 1) + total

    def walk(xs: list[int], depth: int = n, seen: list[int] = []) -> int:
        seen.append(len(xs))
        if not xs:
            return depth * 100 + len(seen)
        return walk(xs[1:], depth + 1)

    return go(n), walk([1, 2, 3])


def recursive_in_loop(n: int) -> list[int]:
    out = []
    for i in range(n):
        def down(k: int, step: int = i) -> int:
            return 0 if k <= 0 else step + down(k - 1)

        out.append(down(3))
    return out


CALLS = [
    ("counter", 5), ("counter", 0), ("late", 5), ("early", 5), ("closest", [1.0, 2.0, 5.0], [1.4, 4.0]), ("closest", [], [1.0]), ("closest", [], []), ("grows", 0), ("grows", 3), ("unbound", 0), ("unbound", 3),
    ("deep", 3), ("deep", 0), ("default_kept", 4), ("in_loop", 4), ("in_loop", 0), ("in_loop_default", 3), ("parameter", 3), ("two_counters", 5), ("walrus", 1), ("walrus", 5), ("delete", 1),
    ("fib_memo", 15), ("optional", 0), ("optional", 3), ("two_kinds", True, 3), ("two_kinds", False, 3),
    ("default_of_each", True, 3), ("default_of_each", False, 3), ("captured_list", 2), ("made_where_read", 3), ("tally", [1, 2, 1]), ("tally", []), ("changes", [1, 1, 2]), ("changes", []),
    ("after_try", 0), ("after_try", 5), ("setter_in_loop", 3),
    ("recursive_defaults", 3, 2),
    ("recursive_defaults", 0, 5),
    ("recursive_in_loop", 3),
]
