def in_expression(x: float) -> float:
    return x * factor  # <- KB3001


def called(x: float) -> float:
    return transform(x)  # <- KB3001


def builtin_that_looks_at_its_caller(x: float) -> float:
    return globals()["x"]  # <- KB6001


def in_nested_function(x: float) -> float:
    def inner(y):
        return y + missing  # <- KB3001

    return inner(x)


def in_comprehension(n: int) -> list[int]:
    return [i + j for i in range(n)]  # <- KB3001


def target_of_comprehension_is_its_own(n: int) -> int:
    xs = [i for i in range(n)]
    return len(xs) + i  # <- KB3001
