"""Loops over generators that call themselves: how they are left, what is raised in them and in the loop's body, what the body does to their arguments."""

from typing import Iterator


def ruler(depth: int) -> Iterator[int]:
    if depth > 0:
        yield from ruler(depth - 1)
        yield depth
        yield from ruler(depth - 1)


def failing(depth: int) -> Iterator[int]:
    if depth == 0:
        raise ValueError("at the bottom")
    yield depth
    yield from failing(depth - 1)


def summed(depth: int) -> int:
    total = 0
    for mark in ruler(depth):
        total += mark
    return total


def numbered(depth: int, start: int) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for place, mark in enumerate(ruler(depth), start):
        if mark == 2:
            continue
        out.append((place, mark))
    return out


def left_by_break(depth: int, wanted: int) -> int:
    seen = 0
    for mark in ruler(depth):
        seen += 1
        if mark == wanted:
            break
    else:
        return -seen
    return seen


def left_by_return(depth: int, wanted: int) -> str:
    for place, mark in enumerate(ruler(depth)):
        if mark == wanted:
            return "at " + str(place)
    return "nowhere"


def raised_in_body(depth: int, wanted: int) -> int:
    total = 0
    for mark in ruler(depth):
        total += 10 // (mark - wanted)
    return total


def check(mark: int) -> int:
    if mark == 3:
        raise KeyError(mark)
    return mark


def raised_in_call(depth: int) -> int:
    total = 0
    for mark in ruler(depth):
        total += check(mark)
    return total


def raised_below(depth: int) -> int:
    total = 0
    for mark in failing(depth):
        total += check(mark) if mark > 5 else mark
    return total


def caught(depth: int) -> list[str]:
    out: list[str] = []
    try:
        for mark in failing(depth):
            out.append(str(mark))
    except ValueError as e:
        out.append(str(e))
    finally:
        out.append("finally")
    return out


def caught_inside(depth: int) -> list[str]:
    out: list[str] = []
    for mark in ruler(depth):
        try:
            out.append(str(check(mark)))
        except KeyError as e:
            out.append("K" + str(e))
            if depth > 3:
                return out
        finally:
            out.append("f")
    return out


def in_handler(depth: int) -> int:
    total = 0
    try:
        raise LookupError("first")
    except LookupError:
        for mark in failing(depth):
            total += mark
    return total


def raised_again(depth: int) -> int:
    total = 0
    try:
        check(3)
    except KeyError:
        for mark in ruler(depth):
            total += mark
            if mark == 2:
                raise
    return total


def products(depth: int) -> int:
    total = 0
    for a in ruler(depth):
        for b in ruler(a):
            if b > 2:
                break
            total += a * b
        else:
            total += 1000
    return total


def parts(items: list[int]) -> Iterator[list[int]]:
    if len(items) < 2:
        yield items
        return
    middle = len(items) // 2
    yield from parts(items[:middle])
    items.append(0)
    yield from parts(items[middle:])


def own_arguments(n: int) -> list[list[int]]:
    items = list(range(n))
    out: list[list[int]] = []
    for part in parts(items):
        items = [n]
        out.append(part)
        part.append(-1)
    out.append(items)
    return out


def permutations(items: list[int], chosen: list[int]) -> Iterator[list[int]]:
    if len(chosen) == len(items):
        yield chosen[:]
    for item in items:
        if item not in chosen:
            chosen.append(item)
            yield from permutations(items, chosen)
            chosen.pop()


def all_permutations(n: int) -> list[list[int]]:
    out: list[list[int]] = []
    for one in permutations(list(range(n)), []):
        out.append(one)
        if len(out) == 20:
            break
    return out


def doubled(depth: int) -> Iterator[float]:
    for mark in ruler(depth):
        yield mark * 2.0
        if mark == 4:
            return
    if depth > 2:
        yield from doubled(depth - 1)
    for item in [0.5, 1.5]:
        yield item
    yield from [7.0, 8.0]


def sum_doubled(depth: int, limit: float) -> float:
    total = 0.0
    for x in doubled(depth):
        total += x
        if total > limit:
            return -total
    return total


def even(n: int) -> Iterator[int]:
    yield n
    if n > 0:
        yield from odd(n - 1)


def odd(n: int) -> Iterator[int]:
    yield -n
    if n > 0:
        yield from even(n - 1)


def wrapping(n: int) -> Iterator[int]:
    yield 100
    yield from even(n)


def mutual(n: int) -> list[int]:
    out: list[int] = []
    for x in wrapping(n):
        out.append(x)
    return out


def guarded(n: int, notes: list[int]) -> Iterator[int]:
    try:
        yield n
        if n > 0:
            yield from guarded(n - 1, notes)
    finally:
        notes.append(n)


def with_finally(n: int, limit: int):
    total = 0
    notes: list[int] = []
    for x in guarded(n, notes):
        total += x
        if total > limit:
            break
    return total, notes


def recurses(n: int) -> int:
    if n == 0:
        return 0
    total = n
    for mark in ruler(2):
        total += mark * (recurses(n - 1) if mark == 2 else 1)
    return total


def deep(n: int) -> int:
    total = 0
    for x in even(n):
        total += x + depth_of(200)
    return total


def depth_of(n: int) -> int:
    return 0 if n == 0 else 1 + depth_of(n - 1)


class Tree:
    def __init__(self, value: int, left: "Tree | None" = None, right: "Tree | None" = None) -> None:
        self.value = value
        self.left = left
        self.right = right

    def walk(self) -> Iterator[int]:
        if self.left is not None:
            yield from self.left.walk()
        yield self.value
        if self.right is not None:
            yield from self.right.walk()


def tree_of(values: list[int]) -> Tree | None:
    if not values:
        return None
    middle = len(values) // 2
    return Tree(values[middle], tree_of(values[:middle]), tree_of(values[middle + 1 :]))


def walked(values: list[int], limit: int) -> list[int]:
    out: list[int] = []
    tree = tree_of(values)
    if tree is not None:
        for value in tree.walk():
            tree = Tree(0)
            if value > limit:
                break
            out.append(value)
    return out


def closure(depth: int):
    seen: list[int] = []

    def note(x: int) -> None:
        seen.append(x)

    count = 0
    for mark in ruler(depth):
        note(mark)
        count += 1
        last = lambda: count  # noqa: B023
    return seen, last() if depth > 0 else 0


CALLS = [(name, n) for name in ["summed", "raised_in_call", "raised_below", "caught", "caught_inside", "in_handler", "raised_again", "products", "own_arguments", "all_permutations", "mutual", "recurses", "closure"] for n in [0, 1, 3, 5]]
CALLS += [("numbered", 3, 0), ("numbered", 2, 10), ("left_by_break", 4, 3), ("left_by_break", 3, 9), ("left_by_return", 4, 4), ("left_by_return", 2, 9), ("raised_in_body", 4, 3), ("raised_in_body", 2, 9), ("raised_below", 8)]
CALLS += [("sum_doubled", 2, 1e9), ("sum_doubled", 5, 1e9), ("sum_doubled", 5, 20.0), ("deep", 850), ("deep", 3), ("walked", [1, 2, 3, 4, 5, 6], 9), ("walked", [1, 2, 3, 4, 5, 6], 3), ("walked", [], 3), ("with_finally", 4, 100), ("with_finally", 4, 6)]
CALLED = ["ruler", "failing", "check", "parts", "permutations", "doubled", "even", "odd", "wrapping", "guarded", "depth_of", "tree_of"]
