# pythran export f(float(float))  # <- KB5013
def f(x):
    return x
