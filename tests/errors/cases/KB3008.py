import numpy as np

Vector = np.ndarray[tuple[int], np.dtype[np.float64]]
Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]


def list_method(xs: list[int]) -> int:
    return xs.length()  # <- KB3008


def array_attribute(a: Vector) -> int:
    return a.strides_in_elements  # <- KB3008


def of_a_module(x: float) -> float:
    return np.no_such_function(x)  # <- KB3008


def of_a_number(n: int) -> int:
    return n.value  # <- KB3008
