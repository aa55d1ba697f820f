# pythran export f(quad)  # <- KB5011
def f(x):
    return x
