"""The programs in objects/ and programs/: what `run` is called with, by the tests and by the benchmark."""

import pathlib
from dataclasses import dataclass

HERE = pathlib.Path(__file__).parent


@dataclass
class Program:
    small: tuple
    full: tuple

    def source(self, name):
        return next(path for folder in ("objects", "programs") if (path := HERE / folder / f"{name}.py").exists())


PROGRAMS = {
    "nbody": Program((20,), (20_000,)),
    "floats": Program((100,), (100_000,)),
    "raytrace": Program((6, 5), (60, 60)),
    "richards": Program((1,), (3,)),
    "deltablue": Program((10,), (400,)),
    "hexiom": Program((10,), (25,)),
    "chaos": Program((100,), (5000,)),
    "go": Program((3,), (40,)),
    "barnes_hut": Program((20, 3, 0.5), (100, 20, 0.5)),
    "meteor_contest": Program((2,), (20,)),
    "nqueens": Program((6,), (8,)),
    "fannkuch": Program((6,), (9,)),
    "spectral_norm": Program((10,), (130,)),
    "generators": Program((100,), (100_000,)),
    "comprehensions": Program((2,), (200,)),
    "unpack_sequence": Program((10,), (20_000,)),
    "pidigits": Program((5,), (5,)),
}
