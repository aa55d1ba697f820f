# pythran export g(float)  # <- KB5016
def f(x):
    return x
