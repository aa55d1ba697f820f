"""Cython: typed memoryviews and C types, written for it in kernels/cython; where none is written, the annotated source as it is, which is Cython's pure-Python mode.

With the checks of a plain build, and without them, as its users write it for numbers (boundscheck, wraparound and initializedcheck off, C's division).
"""

import shlex
import sys
import sysconfig

import Cython
import numpy as np

from measure import cost
from .common import Made, Peer

UNCHECKED = ["boundscheck=False", "wraparound=False", "initializedcheck=False", "cdivision=True"]


def make(*directives):
    def made(kernel, workshop):
        path = kernel.by_hand("cython", ".pyx") or kernel.source
        name = kernel.source.stem
        # The plain source counts on negative indices.
        options = [f"-X{directive}" for directive in directives if path.suffix == ".pyx" or "wraparound" not in directive]
        flags = [*shlex.split(sysconfig.get_config_var("OPT") or "-O3"), "-fPIC", "-shared", "-g0", "-w", "-DNPY_NO_DEPRECATED_API=NPY_1_7_API_VERSION"]
        where = [f"-I{sysconfig.get_path('include')}", f"-I{np.get_include()}"]

        def build(folder):
            (folder / path.name).write_text(path.read_text())
            return cost(["sh", "-c", '"$0" -m cython -3 $1 "$2" -o "$3.c" && shift 3 && gcc "$@"', sys.executable, " ".join(options), path.name, name, *flags, *where, f"{name}.c", "-o", f"{name}.so", "-lm"], folder=folder)

        module, record = workshop.extension(name, ["cython", Cython.__version__, path.read_text(), *options, *flags], build)
        functions = {function: getattr(module, function) for function in kernel.functions if hasattr(module, function)}
        return Made(functions, {function: "not written" for function in kernel.functions if function not in functions}, record["compiling"], record["peak"], record["size"])
    return made


CYTHON = Peer("cython", "Cython", "keelback", make())
CYTHON_UNCHECKED = Peer("cython_unchecked", "Cython unchecked", "keelback", make(*UNCHECKED))
