# pythran export f(float type)  # <- KB5013
def f(x):
    return x
