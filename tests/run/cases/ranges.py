"""range: as a value, its length, items, membership, reversal, steps of every sign and size."""


def listed(a: int, b: int, c: int):
    return list(range(a, b, c))


def length(a: int, b: int, c: int) -> int:
    return len(range(a, b, c))


def item(n: int, i: int) -> int:
    return range(0, n, 3)[i]


def contains(n: int, v: int):
    return v in range(n), v in range(0, n, 3), v not in range(n, 0, -1)


def reversed_range(n: int):
    return [i for i in reversed(range(n))], list(reversed(range(1, n, 3)))


def sums(a: int, b: int):
    return sum(range(a, b)), min(range(a, b)), max(range(a, b))


def as_value(n: int):
    r = range(n)
    total = 0
    for i in r:
        total += i
    for i in r:
        total += i
    return total, len(r), r[0]


def truthy(n: int) -> bool:
    return bool(range(n))


def chosen(flag: bool, n: int):
    r = range(n) if flag else range(n, 0, -1)
    return [i for i in r]


def as_argument(n: int):
    def total(r):
        s = 0
        for i in r:
            s += i
        return s

    return total(range(n)), total(range(n, n + 3))


def enumerated(n: int):
    return [i * j for i, j in enumerate(range(n, 0, -1))]


def zipped(n: int):
    return list(zip(range(n), range(n, 0, -1)))


def in_tuple(n: int):
    t = (range(n), range(2))
    return len(t[0]), len(t[1])


def of_bool(flag: bool):
    return list(range(flag)), list(range(True, 3))


def strided(t: list[int], step: int):
    return [t[i] for i in range(0, len(t), step)]


def equal(a: int, b: int) -> bool:
    return range(a) == range(b)


def backwards(t: list[int]):
    out = []
    for i in range(len(t) - 1, -1, -1):
        out.append(t[i])
    return out


def countdown(n: int) -> int:
    last = -1
    for i in range(n, 0, -2):
        last = i
    return last


def edges(n: int) -> int:
    count = 0
    for i in range(n, 2**63 - 1, 2):
        count += 1
        if count > 5:
            break
    return count


def sliced(n: int, low: int, high: int, step: int):
    r = range(2, n, 3)
    return r[low:high:step], r[low:], r[:high], r[::step], list(r[low:high:step])


def halves(n: int) -> list[int]:
    return middle(range(n))


def middle(r: range) -> list[int]:
    if len(r) == 0:
        return []
    i = len(r) // 2
    return middle(r[:i]) + [r[i]] + middle(r[i + 1:])


CALLS = [
    *[(f, *a) for f in ("listed", "length") for a in ((0, 5, 1), (5, 0, -1), (0, 5, 2), (0, 6, 2), (5, 0, 1), (0, 0, 1), (1, 10, 100), (10, 1, -100), (-3, 3, 2), (0, 5, 0))],
    ("length", -(2**62), 2**62, 1), ("length", 0, 2**63 - 1, 2**62), *[("item", 10, i) for i in (0, 3, -1, 4, -5)], *[("contains", 10, v) for v in (0, 9, 10, -1, 3)],
    *[(f, n) for f in ("reversed_range", "truthy", "as_argument", "enumerated", "zipped", "in_tuple", "countdown") for n in (0, 1, 5, -2)],
    ("as_value", 0), ("as_value", 4), ("sums", 0, 5), ("sums", 5, 0), ("sums", -5, 3), ("chosen", True, 3), ("chosen", False, 3), ("of_bool", True), ("of_bool", False),
    ("strided", [1, 2, 3, 4], 2), ("strided", [], 2), ("strided", [1], 0), ("equal", 3, 3), ("equal", 3, 4), ("backwards", [1, 2, 3]), ("backwards", []), ("edges", 2**63 - 8), ("edges", 2**63 - 2),
    *[("sliced", n, low, high, step) for n in (0, 3, 20) for low in (0, 2, -3) for high in (1, 4, -1, 99) for step in (1, 2, -1, -3)], ("sliced", 9, 0, 1, 0), ("halves", 7), ("middle", range(0, 9, 2)),
]
