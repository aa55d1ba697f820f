# pythran export f(str[:])  # <- KB5015
def f(x):
    return 1
