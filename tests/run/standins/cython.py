"""Cython's pure mode, run as Python."""


class _Type:
    def __getitem__(self, axes):
        return self


int = long = Py_ssize_t = double = float = bint = doublecomplex = short = _Type()
compiled = False


def cfunc(function):
    return function


ccall = inline = cfunc


def boundscheck(value):
    return cfunc


wraparound = cdivision = boundscheck


def locals(**types):
    return cfunc


def returns(type):
    return cfunc
