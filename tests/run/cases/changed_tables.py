"""Tables of the module that its functions change: everyone sees what they hold at the moment."""

import numpy as np

BOX: list[int] = [0, 1, 2]
SEEN: set[str] = set()
CACHE: dict[int, int] = {}
GRID = np.zeros(3)
STACK = [1.5]
FIXED = [10, 20]


def put(at: int, x: int) -> None:
    BOX[at] = x


def get(at: int) -> int:
    return BOX[at]


def total() -> int:
    return sum(BOX)


def put_and_get(x: int) -> tuple[int, int, list[object]]:
    put(1, x)
    BOX.append(x)
    BOX[0] += 5
    del BOX[0]
    found = get(0), total(), list(BOX)
    BOX[:] = [0, 1, 2]
    return found


def fibonacci(n: int) -> int:
    if n in CACHE:
        return CACHE[n]
    result = n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)
    CACHE[n] = result
    return result


def cached(n: int) -> tuple[int, int]:
    CACHE.clear()
    return fibonacci(n), len(CACHE)


def first_time(name: str) -> bool:
    if name in SEEN:
        return False
    SEEN.add(name)
    return True


def times(name: str) -> list[bool]:
    SEEN.discard(name)
    return [first_time(name), first_time(name)]


def fill(x: float) -> float:
    GRID[1:] += x
    GRID[0] = 3.0
    result = float(GRID.sum())
    GRID[:] = 0
    return result


def popped(x: float) -> tuple[float, int]:
    STACK.append(x)
    top = STACK.pop()
    return float(top), len(STACK)


def constant(i: int) -> int:
    def inner(BOX: list[int]) -> int:
        BOX.append(1)
        return len(BOX)

    return FIXED[i] + inner([1])


def shadowed(n: int) -> int:
    FIXED = [n]
    FIXED[0] += 1
    return FIXED[0]


CALLS = [
    ("put_and_get", 7), ("put_and_get", -1), ("put", 9, 1), ("get", 1), ("total",), ("cached", 30), ("fibonacci", 10), ("times", "a"), ("first_time", "b"), ("fill", 2.0), ("popped", 2.5), ("constant", 1), ("constant", 2),
    ("shadowed", 3),
]
