# pythran export capsule f(float)  # <- KB5013
def f(x):
    return x
