"""Builds the binding's archive and the hand-made example module with the running Python."""
import ast
import os
import re
import subprocess
import sys
import sysconfig
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

here = Path(__file__).parent
root = here.parents[2]
compiler = os.environ.get("CXX", "g++")
common = ["-std=c++20", "-DNDEBUG", "-fPIC", "-fvisibility=hidden", "-ffunction-sections", "-fdata-sections", f"-I{root}/include"]


# The archive is compiled once for all builds.
cache = Path(os.environ.get("KEELBACK_BINDING_TEST_FOLDER") or tempfile.mkdtemp())


def binding_flags():
    import numpy
    import pybind11
    includes = [sysconfig.get_path("include"), numpy.get_include(), pybind11.get_include()]
    return common + [os.environ.get("KB_O", "-O2"), "-w"] + [word for folder in includes for word in ("-isystem", folder)]


def archive(folder, flags=None):
    """Every file of runtime/, compiled once; again where a source or header is newer."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"binding-{sysconfig.get_config_var('SOABI')}.a"
    sources = sorted((root / "runtime").glob("*.cpp"))
    used = sources + list((root / "runtime").glob("*.hpp")) + list((root / "include/keelback").rglob("*.hpp"))
    if target.exists() and all(f.stat().st_mtime < target.stat().st_mtime for f in used):
        return target
    objects = [folder / (s.stem + ".o") for s in sources]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda pair: subprocess.run([compiler, *(flags or binding_flags()), "-c", pair[0], "-o", pair[1]], check=True), zip(sources, objects)))
    target.unlink(missing_ok=True)
    subprocess.run(["ar", "rcs", target, *objects], check=True)
    return target


def segments(source, names):
    """C++ initializers of the segments: a cut behind every native `def`."""
    lines = source.splitlines(keepends=True)
    ends = {node.end_lineno: names.index(node.name) for node in ast.parse(source).body if isinstance(node, ast.FunctionDef) and node.name in names}
    out, first = [], 1
    for end in sorted(ends) + [len(lines)]:
        text = "".join(lines[first - 1:end])
        literal = "\n".join('"' + "".join(f"\\{b:03o}" if b > 126 or b < 32 or chr(b) in '"\\?' else chr(b) for b in line.encode()) + '"'
                            for line in text.splitlines(keepends=True)) or '""'
        out.append(f"{{{first}, {ends.get(end, -1)}, {literal}, {len(text.encode())}}},")
        first = end + 1
    return out


def link_flags():
    return ["-shared", "-s", "-Wl,--gc-sections", "-Wl,-O1", "-Wl,--as-needed", "-Wl,--exclude-libs,ALL"]


def build(folder, file=here / "example.py"):
    folder.mkdir(parents=True, exist_ok=True)
    library = archive(cache)
    cpp = (here / "example.cpp").read_text()
    names = re.findall(r'\{"(\w+)", (?:p_\w+|nullptr), \d+, o_', cpp)
    parts = segments((here / "example.py").read_text(), names)
    (folder / "segments.inc").write_text("\n".join(parts))
    extension = folder / ("example" + sysconfig.get_config_var("EXT_SUFFIX"))
    subprocess.run([compiler, *common, "-O2", "-w", "-fno-math-errno", "-fno-trapping-math", "-ffp-contract=off", "-fno-semantic-interposition", f"-I{folder}", f'-DEXAMPLE_FILE="{file}"', f"-DSEGMENT_COUNT={len(parts)}", "-c",
                    here / "example.cpp", "-o", folder / "example.o"], check=True)
    subprocess.run([compiler, "-o", extension, folder / "example.o", library, *link_flags()], check=True)
    return extension


if __name__ == "__main__":
    print(build(Path(sys.argv[1])))
