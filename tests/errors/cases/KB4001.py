import numpy as np

Vector = np.ndarray[tuple[int], np.dtype[np.float64]]
Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]


def unknown_keyword(a: Vector) -> float:
    return np.median(a, bias=1)  # <- KB4001


def too_many(x: float) -> float:
    return abs(x, x)  # <- KB4001


def missing(xs: list[int]) -> None:
    xs.append()  # <- KB4001


def wrong_type(n: int) -> int:
    return len(n)  # <- KB4001


def wrong_item(xs: list[int]) -> None:
    xs.append("a")  # <- KB4001


def unhashable_items(xs: list[list[int]]) -> int:
    return len(set(xs))  # <- KB4001


def unhashable_keys(xs: list[int]) -> int:
    d = {tuple(xs): 1}
    e = {(1, xs): 1}  # <- KB4001
    return len(d) + len(e)


def no_order(xs: list[complex]) -> list[complex]:
    return sorted(xs)  # <- KB4001


def converts_no_list(xs: list[int]) -> int:
    return int(xs)  # <- KB4001


def value_dependent(a: Matrix):
    return np.linalg.eig(a)  # <- KB4001


def known_and_refused(a: Vector):
    return np.roots(a)  # <- KB4001


def of_files() -> None:
    np.load("a.npy")  # <- KB4001


def no_ufunc(a: Matrix):
    return np.dot.reduce(a)  # <- KB4001
