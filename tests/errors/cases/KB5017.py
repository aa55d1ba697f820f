# pythran export f(float, float)  # <- KB5017
def f(x):
    return x
