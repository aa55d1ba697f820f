"""Generator functions, generator expressions, yield from; laziness and the order of effects."""

import itertools
from typing import Generator, Iterable, Iterator


def count_up(n: int) -> Iterator[int]:
    i = 0
    while i < n:
        yield i
        i += 1


def total(n: int) -> int:
    s = 0
    for x in count_up(n):
        s += x
    return s


def evens(n: int) -> Iterator[int]:
    for i in range(n):
        if i % 2 == 0:
            yield i
        elif i > 6:
            return


def backwards(n: int, step: int) -> Iterator[int]:
    for i in range(n, 0, step):
        yield i
    else:
        yield -1


def pairs(xs: list[int]) -> Iterator[tuple[int, int]]:
    for i, x in enumerate(xs):
        for y in xs[i + 1 :]:
            if y > x:
                yield x, y


def total_pairs(xs: list[int]) -> int:
    s = 0
    for a, b in pairs(xs):
        s += a * b
    return s


def several_kinds(text: str, d: dict[str, float]) -> Iterator[str]:
    for c in text:
        yield c
    for key in d:
        yield key
    for key, value in d.items():
        yield f"{key}={value}"
    for c in sorted(set(text)):
        yield c
    for a, b in zip(text, d):
        yield a + b


# Laziness: nothing runs before the first item is asked for, and effects interleave.
def noisy(log: list[str], n: int) -> Iterator[int]:
    log.append("begin")
    for i in range(n):
        log.append(f"yield {i}")
        yield i
    log.append("end")


def interleaved(n: int) -> list[str]:
    log: list[str] = []
    g = noisy(log, n)
    log.append("made")
    for x in g:
        log.append(f"got {x}")
    log.append("done")
    return log


def in_place(n: int) -> list[str]:
    log: list[str] = []
    for x in noisy(log, n):
        if x == 2:
            break
        log.append(f"got {x}")
    else:
        log.append("else")
    log.append("done")
    return log


# What takes generators.
def consumers(n: int) -> tuple[int, list[int], tuple[int, ...], set[int], int, int, bool, bool, list[int]]:
    return (
        sum(count_up(n)),
        list(count_up(n)),
        tuple(evens(n)),
        set(count_up(n)),
        max(count_up(n)),
        min(evens(n)),
        any(x > 2 for x in count_up(n)),
        all(x < 4 for x in count_up(n)),
        sorted(evens(n), reverse=True),
    )


def more_consumers(n: int) -> tuple[list[tuple[int, int]], list[tuple[int, int]], list[int], list[int], str, dict[int, int]]:
    return (
        list(enumerate(evens(n))),
        list(zip(evens(n), count_up(n))),
        list(map(lambda x: x * x, count_up(n))),
        list(filter(lambda x: x % 3 == 0, count_up(n))),
        ",".join(str(x) for x in count_up(n)),
        {x: y for x, y in zip(count_up(n), evens(n))},
    )


def islices(n: int) -> list[int]:
    return list(itertools.islice(count_up(n), 2, 5)) + list(itertools.chain(evens(n), count_up(2)))


def by_next() -> tuple[int, int, int, int]:
    g = count_up(2)
    return next(g), next(g), next(g, -1), next(g, -2)


def exhausted() -> int:
    g = count_up(1)
    next(g)
    return next(g)


def unpacked() -> tuple[int, int, int, list[int]]:
    a, b, c = count_up(3)
    _, *rest = count_up(5)
    return a, b, c, rest


def unpacked_wrong(n: int) -> int:
    a, b = count_up(n)
    return a + b


def contained(n: int) -> tuple[bool, bool, int]:
    g = count_up(n)
    return 2 in g, 2 in g, next(g, -1)


# yield from.
def inner(n: int) -> Generator[int, None, str]:
    for i in range(n):
        yield i
    return "inner " + str(n)


def delegating(n: int, log: list[str]) -> Iterator[int]:
    r = yield from inner(n)
    log.append(r)
    yield from [7, 8]
    yield from range(2)
    log.append((yield from inner(1)))


def delegated(n: int) -> tuple[list[int], list[str]]:
    log: list[str] = []
    return list(delegating(n, log)), log


def walk(depth: int) -> Iterator[str]:
    if depth > 0:
        yield from walk(depth - 1)
        yield "d" + str(depth)
        yield from walk(depth - 1)


def walked(depth: int) -> str:
    return " ".join(walk(depth))


def permutations_of(xs: list[int]) -> Iterator[list[int]]:
    if len(xs) <= 1:
        yield xs
        return
    for i, x in enumerate(xs):
        for rest in permutations_of(xs[:i] + xs[i + 1 :]):
            yield [x] + rest


def all_permutations(n: int) -> list[list[int]]:
    return list(permutations_of(list(range(n))))


# Without annotations, and of several types.
def unannotated(n):
    yield n
    yield n * 2
    return n


def mixed(n):
    yield n
    yield n / 2
    yield None


def inferred(n: int) -> tuple[list[int], int]:
    return list(unannotated(n)), sum(unannotated(n))


def union_items(n: int) -> list[str]:
    return [str(x) for x in mixed(n)]


# send.
def averager() -> Generator[float, float, str]:
    total = 0.0
    count = 0
    average = 0.0
    while True:
        x = yield average
        if x is None:
            return f"{count} numbers"
        total += x
        count += 1
        average = total / count


def averages(xs: list[float]) -> list[float]:
    g = averager()
    out = [next(g)]
    for x in xs:
        out.append(g.send(x))
    return out


def sent_too_early() -> float:
    return averager().send(1.0)


def forwarding() -> Generator[float, float, str]:
    result = yield from averager()
    return "from " + result


def forwarded(xs: list[float]) -> list[float]:
    g = forwarding()
    next(g)
    return [g.send(x) for x in xs]


# try, finally, throw, close.
def cleaning(log: list[str]) -> Iterator[int]:
    log.append("start")
    try:
        yield 1
        log.append("between")
        yield 2
    finally:
        log.append("finally")


def left_early(n: int) -> list[str]:
    log: list[str] = []
    for x in cleaning(log):
        log.append(f"got {x}")
        if x == n:
            break
    log.append("after")
    return log


def closed(n: int) -> list[str]:
    log: list[str] = []
    g = cleaning(log)
    for _ in range(n):
        next(g)
    g.close()
    log.append("closed")
    g.close()
    log.append(str(next(g, -1)))
    return log


def dropped() -> list[str]:
    log: list[str] = []
    g = cleaning(log)
    next(g)
    g = cleaning(log)
    log.append("replaced")
    return log


def catching(log: list[str]) -> Iterator[int]:
    for i in range(3):
        try:
            yield i
        except ValueError as e:
            log.append("caught " + str(e))
            yield 100 + i
            log.append("resumed")
        except KeyError:
            return
        else:
            log.append("else")
        finally:
            log.append("finally")
            yield -i


def thrown(kind: int) -> tuple[list[int], list[str]]:
    log: list[str] = []
    g = catching(log)
    out = [next(g)]
    if kind == 0:
        out.append(g.throw(ValueError("a")))
    elif kind == 1:
        out.append(g.throw(KeyError("b")))
    elif kind == 2:
        out.append(next(g))
        out.append(g.throw(ValueError("c")))
    for x in g:
        out.append(x)
    return out, log


def thrown_through(log: list[str]) -> int:
    g = cleaning(log)
    next(g)
    return g.throw(TypeError("thrown"))


def thrown_at_start() -> int:
    g = count_up(3)
    return g.throw(TypeError("early"))


def thrown_at_end() -> int:
    g = count_up(0)
    list(g)
    return g.throw(TypeError("late"))


def raising(n: int) -> Iterator[int]:
    for i in range(n):
        yield 10 // (2 - i)


def raised(n: int) -> int:
    s = 0
    for x in raising(n):
        s += x
    return s


def raised_later(n: int) -> int:
    return sum(raising(n))


def stops() -> Iterator[int]:
    yield 1
    raise StopIteration


def stopped() -> int:
    return sum(stops())


def stops_by_next(xs: list[int]) -> Iterator[int]:
    it = iter(xs)
    while True:
        yield next(it) + next(it)


def stopped_by_next(xs: list[int]) -> list[int]:
    return [x for x in stops_by_next(xs)]


def stubborn() -> Iterator[int]:
    try:
        yield 1
    finally:
        yield 2


def ignored_exit() -> int:
    g = stubborn()
    next(g)
    g.close()
    return 0


def loops_with_try(n: int) -> Iterator[int]:
    for i in range(n):
        try:
            if i % 3 == 0:
                continue
            if i == 7:
                break
            yield i
        finally:
            yield 1000 + i
    else:
        yield -1


def nested_try(n: int) -> Iterator[str]:
    try:
        for i in range(n):
            try:
                yield f"{10 // (i - 1)}"
            except ZeroDivisionError as e:
                yield str(e)
    except IndexError:
        yield "never"
    finally:
        yield "end"


def drained(n: int) -> tuple[list[int], list[str]]:
    return list(loops_with_try(n)), list(nested_try(n))


# Values: stored, passed, returned, captured.
def summed(items: Iterable[int]) -> int:
    s = 0
    for x in items:
        s += x
    for x in items:
        s += 100 * x
    return s


def first_of(items: Iterator[int]) -> int:
    return next(items, -1)


def passed(n: int) -> tuple[int, int, int, int]:
    g = count_up(n)
    return first_of(g), first_of(g), summed(g), summed([1, 2])


def given(n: int) -> Iterator[int]:
    return count_up(n)


def stored(n: int) -> list[int]:
    gs = [count_up(i) for i in range(n)]
    out: list[int] = []
    for g in gs:
        out.extend(g)
    by_name = {"a": count_up(2), "b": evens(5)}
    return out + list(by_name["b"]) + list(given(2))


def with_closures(n: int) -> list[int]:
    scale = 3

    def scaled(m: int) -> Iterator[int]:
        for i in range(m):
            yield i * scale

    seen = 0

    def counting(m: int) -> Iterator[int]:
        nonlocal seen
        for i in range(m):
            seen += 1
            yield i

    out = list(scaled(n))
    for x in counting(n):
        if x == 2:
            break
    return out + [seen]


def expressions(xs: list[int], k: int) -> tuple[int, int, list[int], int]:
    g = (x * k for x in xs if x > 1)
    h = ((x, y) for x in xs for y in range(x))
    return next(g), sum(g), [a * b for a, b in h], next((x for x in xs if x > 100), -1)


def lazily(xs: list[int]) -> list[int]:
    g = (x * x for x in xs)
    out = [next(g)]
    xs.append(9)
    return out + list(g)


def infinite(n: int) -> list[int]:
    squares = (i * i for i in itertools.count(1))
    out: list[int] = []
    for s in squares:
        if s > n:
            break
        out.append(s)
    return out


def pipeline(n: int) -> int:
    numbers = (i for i in range(n))
    odd = (i for i in numbers if i % 2)
    squared = (i * i for i in odd)
    return sum(squared)


def primes(limit: int) -> Iterator[int]:
    found: list[int] = []
    for n in range(2, limit):
        for p in found:
            if n % p == 0:
                break
        else:
            found.append(n)
            yield n


def fibonacci() -> Iterator[int]:
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


def fibonacci_below(limit: int) -> list[int]:
    return list(itertools.takewhile(lambda x: x < limit, fibonacci()))


class Tree:
    def __init__(self, value: int, left: "Tree | None" = None, right: "Tree | None" = None) -> None:
        self.value = value
        self.left = left
        self.right = right

    def values(self) -> Iterator[int]:
        if self.left is not None:
            yield from self.left.values()
        yield self.value
        if self.right is not None:
            yield from self.right.values()


def grown(n: int) -> list[int]:
    root = Tree(n)
    for i in range(n):
        root = Tree(i, root if i % 2 else None, None if i % 2 else root)
    return list(root.values())


CALLED = ["first_of", "fibonacci"]
CALLS = (
    [(f, n) for f in ("count_up", "total", "evens", "interleaved", "in_place", "infinite", "pipeline", "primes", "given", "stored", "with_closures") for n in (0, 1, 5, 12)]
    + [("backwards", 7, step) for step in (-1, -3, 2)]
    + [("pairs", [3, 1, 4, 1, 5]), ("pairs", []), ("total_pairs", [3, 1, 4, 1, 5]), ("several_kinds", "hello", {"a": 1.5, "b": 2.0}), ("noisy", [], 2)]
    + [("consumers", 7), ("consumers", 0), ("more_consumers", 7), ("islices", 8), ("by_next",), ("exhausted",), ("unpacked",), ("unpacked_wrong", 1), ("unpacked_wrong", 2), ("unpacked_wrong", 3), ("contained", 5), ("contained", 2)]
    + [("inner", 3), ("delegating", 2, []), ("delegated", 3), ("walk", 3), ("walked", 4), ("permutations_of", [1, 2, 3]), ("all_permutations", 4), ("inferred", 4), ("union_items", 5)]
    + [("averager",), ("averages", [1.0, 2.5, 4.0]), ("sent_too_early",), ("forwarding",), ("forwarded", [1.0, 2.5]), ("cleaning", []), ("left_early", 1), ("left_early", 2), ("left_early", 3)]
    + [("closed", n) for n in (0, 1, 2)]
    + [("dropped",), ("catching", []), ("thrown", 0), ("thrown", 1), ("thrown", 2), ("thrown", 3), ("thrown_through", []), ("thrown_at_start",), ("thrown_at_end",)]
    + [("raising", 2), ("raising", 5), ("raised", 2), ("raised", 5), ("raised_later", 5), ("stops",), ("stopped",), ("stops_by_next", [1, 2, 3]), ("stopped_by_next", [1, 2, 3, 4]), ("stubborn",), ("ignored_exit",)]
    + [("loops_with_try", n) for n in (0, 3, 10)]
    + [("nested_try", 3), ("drained", 9), ("summed", [1, 2]), ("summed", (3, 4)), ("summed", {5: 6}), ("passed", 6), ("expressions", [1, 2, 3], 4), ("lazily", [1, 2]), ("fibonacci_below", 100), ("grown", 9)]
)
