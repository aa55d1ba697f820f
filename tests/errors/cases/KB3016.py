def slice_bound(t: tuple[int, str, float], i: int):
    return t[i:]  # <- KB3016


def empty(t: tuple[()], i: int):
    return t[i]  # <- KB3016
