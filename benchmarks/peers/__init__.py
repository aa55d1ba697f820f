"""What Keelback is compared with: how each peer makes a kernel. The list, in the order of the table, is PEERS; each module says how one of them is used as its users do.

A peer's `make(kernel, workshop)` gives a Made; what it cannot do it says with Refused, for the whole file or for one function.
"""

from .cpp import CPP, CPP_NATIVE
from .cython import CYTHON, CYTHON_UNCHECKED
from .mypyc import MYPYC
from .numba import NUMBA, NUMBA_FASTMATH
from .numexpr import NUMEXPR
from .pyccel import PYCCEL
from .pythran import PYTHRAN, PYTHRAN_NATIVE

PEERS = [NUMEXPR, NUMBA, NUMBA_FASTMATH, PYTHRAN, PYTHRAN_NATIVE, CYTHON, CYTHON_UNCHECKED, MYPYC, PYCCEL, CPP, CPP_NATIVE]
