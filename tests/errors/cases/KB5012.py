# pythran export f(double)  # <- KB5012
def f(x):
    return x
