import numpy as np

Vector = np.ndarray[tuple[int], np.dtype[np.float64]]
Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]


def array(a: Vector, n: int) -> float:
    return a[n / 2]  # <- KB3011


def array_by_text(a: Vector) -> float:
    return a["x"]  # <- KB3011


def array_by_floats(a: Vector, b: Vector) -> Vector:
    return a[b]  # <- KB3011


def list_by_float(xs: list[int], n: int) -> int:
    return xs[n / 2]  # <- KB3011


def list_item_assigned(xs: list[int], x: float) -> None:
    xs[x] = 1  # <- KB3011


def list_item_deleted(xs: list[int], x: float) -> None:
    del xs[x]  # <- KB3011


def text_by_text(s: str) -> str:
    return s["a"]  # <- KB3011


def slice_bound(xs: list[int], x: float) -> list[int]:
    return xs[x:]  # <- KB3011


def range_bound(x: float) -> int:
    return len(range(x))  # <- KB3011
