def nests(n: int):  # <- KB3018
    if n == 0:
        return 0
    return (nests(n - 1), n)


def wraps(f, n):
    if n == 0:
        return f(n)
    return wraps(lambda k: f(k) + 1, n - 1)  # <- KB3018


def ever_new_types(n: int) -> int:
    return wraps(lambda k: k, n)
