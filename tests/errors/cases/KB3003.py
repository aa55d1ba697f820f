def half(x: float) -> float:
    return x / 2


def total(xs: list[float]) -> float:
    return sum(xs)


def argument(name: str) -> float:
    return half(name)  # <- KB3003


def list_of_other_items(n: int) -> float:
    xs = [n, n + 1]
    return total(xs)  # <- KB3003


def keyword(n: int) -> float:
    return half(x=(n, n))  # <- KB3003


def fill(groups, n):
    inner = []
    for i in range(n):
        inner.append(i)
    groups["a"] = inner  # <- KB3003


def filled(n: int) -> int:
    groups = {}
    fill(groups, n)
    return len(groups)


def one_name(c: bool, xs: list[int]) -> int:
    ys = xs
    if c:  # <- KB3003
        ys = [1.5]
    return len(ys)
