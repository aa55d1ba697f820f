"""Generators that are given other generators, or loop over them: laziness, the order of effects, what is left early, and the same generators used otherwise."""

from typing import Iterable, Iterator


def count(n: int) -> Iterator[int]:
    i = 0
    while i < n:
        yield i
        i += 1


def naturals() -> Iterator[int]:
    i = 0
    while True:
        yield i
        i += 1


def odd(numbers: Iterator[int]) -> Iterator[int]:
    for number in numbers:
        if number % 2 == 1:
            yield number


def scaled(numbers: Iterable[int], by: float) -> Iterator[float]:
    for number in numbers:
        yield number * by


def taken(numbers: Iterator[int], n: int) -> Iterator[int]:
    if n <= 0:
        return
    for number in numbers:
        yield number
        n -= 1
        if n == 0:
            return


def paired(left: Iterator[int], right: Iterator[int]) -> Iterator[tuple[int, int]]:
    for a in left:
        yield a, -1
    for b in right:
        yield -1, b


def noted(n: int, notes: list[str]) -> Iterator[int]:
    try:
        for i in range(n):
            notes.append(f"makes {i}")
            yield i
        notes.append("ends")
    finally:
        notes.append("left")


def noting(numbers: Iterator[int], notes: list[str]) -> Iterator[int]:
    for number in numbers:
        notes.append(f"passes {number}")
        yield number + 10
    notes.append("passed all")


def failing(n: int) -> Iterator[int]:
    for i in range(n):
        yield 12 // (3 - i)


def twice(n: int) -> Iterator[int]:
    for i in count(n):
        yield i
        yield i * 100


def grid(n: int) -> Iterator[tuple[int, int]]:
    for i in odd(count(n)):
        for j in taken(naturals(), i):
            yield i, j


def unread(numbers: Iterator[int], n: int) -> Iterator[int]:
    for i in range(n):
        yield i


def read_twice(numbers: Iterator[int]) -> Iterator[int]:
    for number in numbers:
        yield number
        break
    for number in numbers:
        yield number * 10


def rebound(numbers: Iterator[int], n: int) -> Iterator[int]:
    for number in numbers:
        yield number
        numbers = count(n)


def sum_of_odd(n: int) -> int:
    total = 0
    for number in odd(count(n)):
        total += number
    return total


def three_deep(n: int) -> list[float]:
    out = []
    for x in scaled(odd(taken(naturals(), n)), 0.5):
        out.append(x)
    return out


def with_pairs(n: int, m: int) -> list[tuple[int, int]]:
    out = []
    for pair in paired(count(n), odd(count(m))):
        out.append(pair)
    return out


def all_notes(n: int) -> list[str]:
    notes: list[str] = []
    for number in noting(noted(n, notes), notes):
        notes.append(f"takes {number}")
    return notes


def left_early(n: int, at: int) -> list[str]:
    notes: list[str] = []
    for number in noting(noted(n, notes), notes):
        notes.append(f"takes {number}")
        if number == at:
            break
    notes.append("behind")
    return notes


def left_by_return(n: int, notes: list[str]) -> int:
    for number in noting(noted(n, notes), notes):
        if number > 10:
            return number
    return -1


def left_by_error(n: int) -> list[str]:
    notes: list[str] = []
    try:
        for number in noting(noted(n, notes), notes):
            notes.append(str(10 // (11 - number)))
    except ZeroDivisionError as error:
        notes.append(str(error))
    return notes


def failing_inside(n: int) -> list[int]:
    out = []
    for number in odd(failing(n)):
        out.append(number)
    return out


def failing_caught(n: int) -> str:
    out = []
    try:
        for x in scaled(failing(n), 2.0):
            out.append(x)
    except ZeroDivisionError as error:
        return f"{out} {error}"
    return f"{out}"


def doubled(n: int) -> list[int]:
    return list(twice(n))


def of_grid(n: int) -> list[tuple[int, int]]:
    out = []
    for i, j in grid(n):
        out.append((j, i))
    return out


def otherwise(n: int) -> tuple[list[int], list[int], list[int], int]:
    a = [x for x in unread(count(n), 2)]
    b = [x for x in read_twice(count(n))]
    c = [x for x in rebound(count(n), 5)]
    stored = odd(count(n))
    first = next(stored, -1)
    return a, b, c, first + sum(stored)


def of_expressions(xs: list[int]) -> list[int]:
    plus = (x + 1 for x in xs)
    out = []
    for y in (x * x for x in (x for x in plus if x % 2)):
        out.append(y)
    return out


def with_arguments(n: int, notes: list[int]) -> int:
    def note(x: int) -> int:
        notes.append(x)
        return x

    total = 0
    for x in taken(count(note(n)), note(n + 1)):
        total += x
    return total


def in_loops(n: int) -> int:
    total = 0
    for i in range(n):
        for x in odd(count(i)):
            if x > 5:
                continue
            total += x
        else:
            total += 1000
    return total


def given(numbers: Iterator[int]) -> int:
    total = 0
    for number in odd(numbers):
        total += number
    return total


def given_items(xs: list[int]) -> int:
    return given(iter(xs)) + given(count(len(xs)))


CALLED = ["count", "naturals", "odd", "scaled", "taken", "paired", "noted", "noting", "failing", "unread", "read_twice", "rebound", "given"]
CALLS = (
    [(f, n) for f in ("sum_of_odd", "three_deep", "all_notes", "left_by_error", "failing_inside", "failing_caught", "doubled", "of_grid", "otherwise", "in_loops", "twice", "grid") for n in (0, 1, 2, 3, 4, 7)]
    + [("with_pairs", n, m) for n, m in ((0, 0), (2, 4), (3, 0))]
    + [("left_early", n, at) for n, at in ((0, 10), (3, 10), (3, 11), (3, 99))]
    + [("left_by_return", n, []) for n in (0, 1, 3)]
    + [("of_expressions", xs) for xs in ([], [1, 2, 3, 4])]
    + [("given_items", xs) for xs in ([], [1, 2, 5])]
    + [("with_arguments", n, []) for n in (0, 3)]
)
