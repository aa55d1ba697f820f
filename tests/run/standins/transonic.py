"""Transonic where it has not compiled anything."""


def boost(function=None, **options):
    return function if function is not None else boost
