"""Pyccel's decorators, run as Python."""


def pure(function):
    return function


elemental = inline = private = pure


def stack_array(*names):
    return pure


allow_negative_index = stack_array
