import numpy as np


def nine_types(n: int):
    if n == 0:  # <- KB3022
        x = 1
    elif n == 1:
        x = 1.0
    elif n == 2:
        x = "1"
    elif n == 3:
        x = None
    elif n == 4:
        x = (1,)
    elif n == 5:
        x = [1]
    elif n == 6:
        x = {1}
    elif n == 7:
        x = {1: 1}
    else:
        x = 1j
    return x
