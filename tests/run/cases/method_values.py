"""Methods of containers, texts and objects as values: they hold their object."""

from collections import deque


def insert_and_pop(n: int) -> list[int]:
    items = list(range(n))
    insert, pop = items.insert, items.pop
    insert(1, pop(0))
    insert(0, pop())
    return items


def overloads(items: list[int]) -> tuple[int, int, list[int]]:
    pop = items.pop
    return pop(), pop(0), items


def collected(n: int) -> list[str]:
    out: list[str] = []
    append = out.append
    for i in range(n):
        append(str(i))
    return out


def first_use_decides(n: int):
    out = []
    append = out.append
    append(n)
    append(n / 2)
    return out


def of_sets(words: list[str]) -> int:
    seen = set()
    add = seen.add
    for word in words:
        add(word)
    return len(seen)


def of_dicts(d: dict[str, int], key: str) -> tuple[int, int | None]:
    get = d.get
    return get(key, 0), get(key)


def of_deques(n: int) -> list[int]:
    queue: deque[int] = deque()
    push, shift = queue.append, queue.popleft
    for i in range(n):
        push(i)
    return [shift() for _ in range(n - 1)]


def of_texts(s: str) -> list[str]:
    split = s.split
    join = "-".join
    return [join(split()), join(split("a"))]


def holds_its_list(n: int) -> tuple[list[int], list[int]]:
    items = [n]
    append = items.append
    old = items
    items = [n, n]
    append(7)
    return old, items


def of_an_expression(n: int) -> list[list[int]]:
    rows: list[list[int]] = [[], []]
    append = rows[n].append
    rows.reverse()
    append(n)
    return rows


def raising(n: int) -> int:
    pop = [1].pop
    for _ in range(n):
        pop()
    return 0


def in_key(words: list[str], counts: dict[str, int]) -> list[str]:
    return sorted(words, key=counts.get)


def result_of_none(items: list[int]) -> None:
    append = items.append
    return append(3)


def stored_none(items: list[int]) -> tuple[None, int]:
    x = items.append(3)
    return x, len(items)


def lambda_of_none(items: list[int]) -> int:
    put = lambda x: items.append(x)
    put(4)
    return len(items)


class Tally:
    def __init__(self, start: int) -> None:
        self.total = start
        self.items: list[int] = []

    def add(self, n: int, times: int = 1) -> int:
        self.total += n * times
        return self.total


def of_objects(n: int) -> tuple[int, int, int]:
    add = Tally(n).add
    return add(1), add(2, 3), add(0)


def of_fields(n: int) -> list[int]:
    tally = Tally(n)
    append = tally.items.append
    append(n)
    append(n + 1)
    return tally.items


class Scaled:
    def __init__(self) -> None:
        self.n = 0

    def add(self, n: int, scale: int = 1, *, times: int = 1) -> int:
        self.n += n * scale * times
        return self.n


class Doubled(Scaled):
    def twice(self, n: int, add: int = -2) -> int:
        return self.add(n * 2) + add


def by_name(n: int) -> list[int]:
    one = Scaled()
    add = one.add
    made = [add(n=n), add(n, scale=3), add(scale=2, n=4), add(1, 2, times=3), add(n, times=2)]
    one = Scaled()
    two = Doubled()
    twice = two.twice
    return made + [add(1), one.n, twice(n=3), twice(1, add=0), twice(2)]


CALLED = ["Tally"]
CALLS = [
    ("insert_and_pop", 5), ("overloads", [1, 2, 3]), ("overloads", [1]), ("collected", 3), ("first_use_decides", 3), ("of_sets", ["a", "b", "a"]),
    ("of_dicts", {"a": 1}, "a"), ("of_dicts", {"a": 1}, "b"), ("of_deques", 4), ("of_texts", "a banana x"), ("holds_its_list", 1), ("of_an_expression", 0), 
    ("raising", 1), ("raising", 2), ("in_key", ["b", "a"], {"a": 1, "b": 2}), ("result_of_none", [1]), ("stored_none", [1]), ("lambda_of_none", [1]), ("of_objects", 3), ("of_fields", 3),
    ("by_name", 5),
]
