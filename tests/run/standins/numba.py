"""Numba's decorators, without its compiler: what they make calls the function, which is `py_func`."""

import functools


class Dispatcher:
    def __init__(self, function):
        functools.update_wrapper(self, function)
        self.py_func = function

    def __call__(self, *args, **keywords):
        return self.py_func(*args, **keywords)


def jit(signature=None, **options):
    return Dispatcher(signature) if callable(signature) and not isinstance(signature, Type) else Dispatcher


njit = jit


def vectorize(signatures, **options):
    import numpy as np

    return lambda function: functools.update_wrapper(Ufunc(np.vectorize(function)), function)


class Ufunc:
    def __init__(self, made):
        self.made = made

    def __call__(self, *args):
        return self.made(*args)


class Type:
    def __getitem__(self, axes):
        return Type()

    def __call__(self, *types):
        return Type()


float64 = float32 = int64 = int32 = boolean = f8 = i8 = complex128 = Type()


def Tuple(types):
    return Type()


prange = range
