"""Imports within functions happen where they stand, with what the modules do then."""

import sys


def of_modules(text: str) -> str:
    import json.decoder as d
    from json import decoder as q, encoder

    return text + d.__name__ + encoder.__name__ + q.__name__


def missing(which: int) -> str:
    if which == 0:
        from json import nothere
    elif which == 1:
        import nowhere_at_all
    else:
        from nowhere_at_all import anything
    return "imported"


def caught() -> str:
    try:
        from json import nothere
    except ImportError as error:
        return str(error.name)
    return ""


def imported_now(name: str) -> list[bool]:
    modules: object = sys.modules
    if name in modules:
        del modules[name]
    before = name in modules
    import wave

    return [before, name in modules]


CALLS = [("of_modules", "a"), ("missing", 0), ("missing", 1), ("missing", 2), ("caught",), ("imported_now", "wave")]
