"""numexpr: expressions of arrays, written for it in kernels/numexpr. Nothing is compiled ahead."""

import numexpr

from measure import load
from .common import Made, Peer, Refused

numexpr.set_num_threads(1)


def make(kernel, workshop):
    path = kernel.by_hand("numexpr", ".py")
    if path is None:
        raise Refused("no expression of arrays")
    module = load(path, kernel.source.stem)
    functions = {name: getattr(module, name) for name in kernel.functions if hasattr(module, name)}
    return Made(functions, {name: "no expression of arrays" for name in kernel.functions if name not in functions})


NUMEXPR = Peer("numexpr", "numexpr", "keelback", make, ahead=False)
