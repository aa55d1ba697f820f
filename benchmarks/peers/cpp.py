"""C++ written by hand as a good engineer would, one file for each kernel (kernels/cpp, objects/cpp), as pybind11 modules: contiguous arrays, plain loops, no checks."""

import hashlib
import pathlib
import subprocess
import sysconfig
import tempfile

import pybind11

from inputs import KERNELS
from measure import cost
from .common import Made, Peer, Refused

# -O3, and what one adds for loops over numbers: no errno, and `omp simd` where the order of a sum is free.
FLAGS = ["-std=c++20", "-O3", "-DNDEBUG", "-fPIC", "-fvisibility=hidden", "-fno-math-errno", "-fopenmp-simd"]
SHARED = KERNELS / "cpp" / "hand.hpp"


def precompiled(workshop, flags):
    """The folder of the shared header, compiled once: including pybind11 takes longer than all else."""
    text = SHARED.read_text()
    folder = workshop.folder / ("header-" + hashlib.sha256("\0".join([text, *flags]).encode()).hexdigest()[:24])
    if not (folder / "hand.hpp.gch").exists():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "hand.hpp").write_text(text)
        with tempfile.TemporaryDirectory(dir=folder) as unfinished:
            made = pathlib.Path(unfinished) / "hand.hpp.gch"
            subprocess.run(["g++", *flags, *includes(), "-x", "c++-header", folder / "hand.hpp", "-o", made], check=True)
            made.rename(folder / "hand.hpp.gch")
    return folder


def includes():
    return [f"-I{pybind11.get_include()}", f"-I{sysconfig.get_path('include')}"]


def make(extra):
    def made(kernel, workshop):
        path = kernel.by_hand("cpp", ".cpp")
        if path is None:
            raise Refused("not written")
        flags = FLAGS + extra

        def build(folder):
            # A copy: beside the original the shared header would be found as it is, not compiled.
            (folder / path.name).write_text(path.read_text())
            return cost(["g++", *flags, "-shared", f"-I{precompiled(workshop, flags)}", *includes(), path.name, "-o", f"{kernel.source.stem}.so"], folder=folder)

        module, record = workshop.extension(kernel.source.stem, [path.read_text(), SHARED.read_text(), *flags, pybind11.__version__], build)
        functions = {name: getattr(module, name) for name in kernel.functions if hasattr(module, name)}
        # What it costs to compile is pybind11's, mostly, and the shared header stands precompiled: no figure.
        return Made(functions, {name: "not written" for name in kernel.functions if name not in functions}, None, None, record["size"])
    return made


CPP = Peer("cpp", "C++ -O3", "keelback", make([]), counts=False)
CPP_NATIVE = Peer("cpp_native", "C++ -O3 -march=native", "native", make(["-march=native"]), counts=False)
