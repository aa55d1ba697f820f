# pythran export capsule f(float)
def f(x):  # <- KB5019
    return [x]
