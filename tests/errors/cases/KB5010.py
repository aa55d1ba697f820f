# pythran export f(float  # <- KB5010
def f(x):
    return x
