# pythran export f(int)
def f(x: float):  # <- KB5018
    return x
