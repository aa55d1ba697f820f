from typing import TypedDict

import numpy as np


def of_a_known_module(x: np.flaot64) -> int:  # <- KB5001
    return 1


def of_typing(x: TypedDict) -> int:  # <- KB5001
    return 1


def bare_list(xs: list) -> int:  # <- KB5001
    return len(xs)


def result(x: int) -> np.floating:  # <- KB5001
    return np.float64(x)


def quoted(x: "Unknown") -> int:  # <- KB5001
    return 1
