"""The command as users meet it: what it prints, its exit codes, and what it leaves behind when something goes wrong."""

import json
import os
import re
import resource
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KEELBACK = os.environ.get("KEELBACK", str(ROOT / "build" / "bin" / "keelback"))
SUFFIX = sysconfig.get_config_var("EXT_SUFFIX")
GOOD = "def add(x: float, y: float) -> float:\n    return x + y\n"
STAYS_PYTHON = "def f(x: float):\n    class Local: pass\n    return [x]\n"


def run(*arguments, cwd=None, **environment):
    env = {name: value for name, value in {**os.environ, "NO_COLOR": "1", **environment}.items() if value is not None}
    return subprocess.run([KEELBACK, *map(str, arguments)], cwd=cwd, env=env, capture_output=True, text=True, timeout=300)


def build(*arguments, **keywords):
    return run("build", "--interpreter", sys.executable, *arguments, **keywords)


def left(folder):
    """What lies in the folder, hidden files too, but the sources."""
    return sorted(path.name for path in Path(folder).iterdir() if path.suffix not in (".py", ".pythran") and path.name != "__pycache__")


def errors(result):
    return re.findall(r"error\[(KB\d{4})\]", result.stderr)


def native(folder, code, **environment):
    """What the code prints in a new Python that finds the extensions of the folder."""
    env = {**os.environ, "PYTHONPATH": str(folder), **environment}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture
def good(tmp_path):
    path = tmp_path / "good.py"
    path.write_text(GOOD)
    return path


def test_builds_beside_the_source(good):
    result = build(good)
    assert (result.returncode, result.stderr) == (0, "") or "compiling the runtime" in result.stderr
    assert left(good.parent) == ["good" + SUFFIX]
    assert re.search(r"^good: 1 native -> ", result.stdout)
    assert native(good.parent, "import good; print(good.__file__[-3:], good.add(1.5, 2.0))") == ".so 3.5"


def test_output_folder_is_made(good, tmp_path):
    assert build(good, "-o", tmp_path / "a" / "b").returncode == 0
    assert left(tmp_path / "a" / "b") == ["good" + SUFFIX]


def test_output_file(good, tmp_path):
    assert build(good, "-o", tmp_path / "other.so").returncode == 0
    assert left(tmp_path) == ["other.so"]


def test_keep_cpp(good):
    assert build(good, "--keep-cpp").returncode == 0
    assert left(good.parent) == ["good.cpp", "good" + SUFFIX]


def test_relative_path(good):
    assert build("good.py", cwd=good.parent).returncode == 0
    assert left(good.parent) == ["good" + SUFFIX]


def test_package_modules_get_dotted_names(tmp_path):
    package = tmp_path / "pkg" / "sub"
    package.mkdir(parents=True)
    (tmp_path / "pkg" / "__init__.py").write_text("")
    (package / "__init__.py").write_text("")
    (package / "mod.py").write_text(GOOD)
    result = build(package / "mod.py")
    assert result.returncode == 0 and result.stdout.startswith("pkg.sub.mod:")
    assert native(tmp_path, "import pkg.sub.mod as m; print(m.__name__, m.add.__module__, m.add(1.0, 2.0))") == "pkg.sub.mod pkg.sub.mod 3.0"


def test_folder_keeps_its_shape(tmp_path):
    package = tmp_path / "pkg"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "mod.py").write_text(GOOD)
    (package / "words.py").write_text("x = 1\n")
    result = build(package, "-o", tmp_path / "out")
    assert result.returncode == 0 and "nothing to compile" in result.stdout
    assert left(tmp_path / "out" / "pkg") == ["mod" + SUFFIX]


def test_module_name_option(good):
    assert build(good, "--module-name", "a.b.good").stdout.startswith("a.b.good:")


def test_pythran_file(tmp_path):
    (tmp_path / "m.py").write_text("def twice(x):\n    return x + x\n")
    (tmp_path / "m.pythran").write_text("export twice(float)\n")
    result = build(tmp_path / "m.py", "--strict")
    assert result.returncode == 0, result.stderr
    assert native(tmp_path, "import m; print(m.twice(1.5))") == "3.0"


def test_what_stays_python_is_told_and_works(tmp_path):
    (tmp_path / "m.py").write_text(GOOD + STAYS_PYTHON)
    result = build(tmp_path / "m.py")
    assert result.returncode == 0 and "1 native, 1 Python" in result.stdout
    assert "warning[KB6001]" in result.stderr and "`f` stays Python" in result.stderr
    assert native(tmp_path, "import m; print(list(m.f(1.0)), m.add(1.0, 2.0))") == "[1.0] 3.0"


def test_strict(tmp_path):
    (tmp_path / "m.py").write_text(GOOD + STAYS_PYTHON)
    result = build(tmp_path / "m.py", "--strict")
    assert result.returncode == 1 and errors(result) == ["KB6001"] and left(tmp_path) == []


# Input that is no module. Each: how it is made, the code.
def not_there(folder):
    return folder / "nowhere.py"


def empty_folder(folder):
    (folder / "empty").mkdir()
    return folder / "empty"


def text(name, content):
    def make(folder):
        path = folder / name
        path.write_bytes(content)
        return path

    make.__name__ = name
    return make


def huge(folder):
    path = folder / "huge.py"
    with open(path, "wb") as file:
        file.write(b"x = 1\n" * 1000)
        file.truncate(100 << 20)
    return path


def pipe(folder):
    os.mkfifo(folder / "pipe.py")
    return folder / "pipe.py"


BAD_INPUT = [
    (not_there, "KB7001"),
    (empty_folder, "KB7002"),
    (text("notes.txt", b"words\n"), "KB7003"),
    (huge, "KB7004"),
    (text("bad-name.py", b"x = 1\n"), "KB7006"),
    (pipe, "KB7001"),
    (text("binary.py", b"\x7fELF\x02\x01\x01\x00\x00"), "KB1002"),
    (text("latin.py", b"# caf\xe9\n"), "KB1003"),
    (text("cookie.py", b"# coding: klingon\n"), "KB1004"),
    (text("syntax.py", b"def f(:\n    pass\n"), None),
    (text("indent.py", b"def f():\nreturn 1\n"), None),
    (text("open.py", b"x = (1,\n"), "KB1022"),
]


@pytest.mark.parametrize("command", ["build", "check"])
@pytest.mark.parametrize("make, code", BAD_INPUT, ids=[make.__name__ for make, _ in BAD_INPUT])
def test_bad_input(tmp_path, make, code, command):
    path = make(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    result = build(path) if command == "build" else run("check", path)
    assert result.returncode == 1
    assert len(errors(result)) == 1, result.stderr
    assert code is None or errors(result) == [code]
    assert "internal" not in result.stderr and path.name.split(".")[0] in result.stderr
    assert sorted(tmp_path.rglob("*")) == before


def test_empty_file_is_a_module(tmp_path):
    (tmp_path / "nothing.py").write_text("")
    assert build(tmp_path / "nothing.py").returncode == 0
    assert native(tmp_path, "import nothing; print(nothing.__file__[-3:])") == ".so"


def test_unreadable_file(good):
    if os.getuid() == 0:
        pytest.skip("root reads everything")
    good.chmod(0)
    result = build(good)
    assert result.returncode == 1 and errors(result) == ["KB7001"]


def test_deep_nesting(tmp_path):
    (tmp_path / "deep.py").write_text("x = " + "-" * 1_000_000 + "1\n")
    result = run("check", tmp_path / "deep.py")
    assert result.returncode == 1 and len(errors(result)) == 1 and "internal" not in result.stderr


def test_two_modules_of_one_name(tmp_path):
    for folder in "ab":
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "m.py").write_text(GOOD)
    result = build(tmp_path / "a" / "m.py", tmp_path / "b" / "m.py", "-o", tmp_path / "out")
    assert result.returncode == 1 and errors(result) == ["KB7005"] and not (tmp_path / "out").exists()


def test_several_modules_one_file(good, tmp_path):
    (tmp_path / "m.py").write_text(GOOD)
    result = build(good, tmp_path / "m.py", "-o", tmp_path / "x.so")
    assert result.returncode == 1 and errors(result) == ["KB7008"]


def test_one_bad_module_does_not_stop_the_other(good, tmp_path):
    (tmp_path / "bad.py").write_text("def f(:\n")
    assert build(good, tmp_path / "bad.py").returncode == 1
    assert left(tmp_path) == ["good" + SUFFIX]


# What surrounds us.
def test_no_interpreter(good):
    result = run("build", good, "--interpreter", "python-that-is-not-there")
    assert result.returncode == 2 and errors(result) == ["KB7010"] and left(good.parent) == []


def test_interpreter_that_is_none(good):
    result = run("build", good, "--interpreter", "/bin/false")
    assert result.returncode == 2 and errors(result) == ["KB7011"]


def test_interpreter_of_another_kind(good, tmp_path):
    fake = tmp_path / "python"
    fake.write_text('#!/bin/sh\nprintf "implementation\\0cpython\\0\\nversion\\0003\\0007\\0\\nsuffix\\0.so\\0\\n"\n')
    fake.chmod(0o755)
    result = run("build", good, "--interpreter", fake)
    assert result.returncode == 2 and errors(result) == ["KB7013"] and "3.7" in result.stderr


@pytest.mark.parametrize("cxx", ["no-such-compiler", "/bin/false", "/"])
def test_no_compiler(good, cxx):
    result = build(good, "--cxx", cxx)
    assert result.returncode == 2 and errors(result) == ["KB7020"] and left(good.parent) == []


def test_no_compiler_on_path(good, tmp_path):
    (tmp_path / "bin").mkdir()
    result = build(good, PATH=str(tmp_path / "bin"), CXX=None)
    assert result.returncode == 2 and errors(result) == ["KB7020"]


def fake_compiler(folder, body):
    path = folder / "fake-c++"
    path.write_text(f'#!/bin/sh\ncase "$1" in --version) echo "g++ (fake) 12.2.0"; exit 0;; -dumpmachine) echo x86; exit 0;; esac\n{body}\n')
    path.chmod(0o755)
    return path


@pytest.mark.parametrize("says, version, message", [("g++ (GCC) 9.4.0", "9", "is g++ 9"), ("Debian clang version 11.0.1-2", "11.0.1", "is clang 11.0.1")])
def test_compiler_that_is_too_old(good, tmp_path, says, version, message):
    cxx = tmp_path / "old-c++"
    cxx.write_text(f'#!/bin/sh\ncase "$1" in --version) echo "{says}";; -dumpversion) echo {version};; *) echo x86_64-linux-gnu;; esac\n')
    cxx.chmod(0o755)
    for result in (build(good, "--cxx", cxx), build(good, CXX=str(cxx)), run("runtime", "--interpreter", sys.executable, "--cxx", cxx)):
        assert result.returncode == 2 and errors(result) == ["KB7025"] and message in result.stderr and "ziglang" in result.stderr


def test_compiler_whose_path_has_blanks(good, tmp_path):
    (tmp_path / "two words").mkdir()
    (tmp_path / "two words" / "g++").symlink_to(shutil.which("g++"))
    assert build(good, "--cxx", tmp_path / "two words" / "g++").returncode == 0
    assert build(good, CXX=f"'{tmp_path}/two words/g++' -DOF_NO_USE").returncode == 0


VECTORS = """import numpy as np

def scaled(a: np.ndarray[tuple[int], np.dtype[np.float64]], x: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return a * x + 0.1

def total(a: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    return float(np.sum(np.sqrt(a)))
"""
ASK = """import sys
import numpy as np, vectors
a = np.arange(1001.0)
print(vectors.scaled(a, 0.3).tobytes() == vectors.scaled.__wrapped__(a, 0.3).tobytes(), repr(vectors.total(a)))
"""


@pytest.mark.parametrize("isa", ["v3", "baseline,v2,v4"])
def test_cpu_levels(tmp_path, isa):
    (tmp_path / "vectors.py").write_text(VECTORS)
    assert build(tmp_path / "vectors.py", "--strict", "--isa", isa).returncode == 0
    assert left(tmp_path) == ["vectors" + SUFFIX]
    best = native(tmp_path, ASK)
    assert best.startswith("True ")
    assert {native(tmp_path, ASK, KEELBACK_ISA=level) for level in ("baseline", "v2", "v3", "v4")} == {best}


@pytest.mark.skipif(shutil.which("objdump") is None or os.uname().machine != "x86_64", reason="reads x86-64 code")
def test_baseline_holds_nothing_of_a_level(tmp_path):
    (tmp_path / "vectors.py").write_text(VECTORS)
    assert build(tmp_path / "vectors.py", "--strict", "--isa", "v3", "-v").returncode == 0
    code = subprocess.run(["objdump", "-d", tmp_path / ("vectors" + SUFFIX)], capture_output=True, text=True, check=True).stdout
    assert "%ymm" in code
    assert build(tmp_path / "vectors.py", "--strict", "--isa", "baseline").returncode == 0
    code = subprocess.run(["objdump", "-d", tmp_path / ("vectors" + SUFFIX)], capture_output=True, text=True, check=True).stdout
    assert "%ymm" not in code


@pytest.mark.parametrize("isa", ["v5", "", "v3,", "native,v3", "avx2"])
def test_unknown_cpu_level(good, isa):
    result = build(good, "--isa", isa)
    assert result.returncode == 2 and "--isa" in result.stderr and left(good.parent) == []


def test_cpu_levels_of_another_machine(good, tmp_path):
    result = build(good, "--isa", "v3", "--cxx", fake_compiler(tmp_path, "exit 1"))
    assert result.returncode == 2 and errors(result) == ["KB7024"] and "x86" in result.stderr


def test_failing_compiler(good, tmp_path):
    cxx = fake_compiler(tmp_path, 'echo "fake: error: no licence" >&2; exit 1')
    result = build(good, "--cxx", cxx)
    assert result.returncode == 2 and errors(result) == ["KB7021"] and "no licence" in result.stderr and "internal" not in result.stderr
    assert left(tmp_path) == ["fake-c++"]


def test_killed_compiler(good, tmp_path):
    result = build(good, "--cxx", fake_compiler(tmp_path, "kill -9 $$"))
    assert result.returncode == 2 and errors(result) == ["KB7022"]


def test_wrong_flag(good):
    result = build(good, KEELBACK_CXXFLAGS="-fno-such-flag")
    assert result.returncode == 2 and errors(result) == ["KB7021"] and "no-such-flag" in result.stderr


def test_compiler_that_refuses_our_code(good, tmp_path):
    body = 'for word; do case "$word" in *good.cpp) grep -q "kb::" "$word" && { echo "good.cpp:1: error: odd" >&2; exit 1; };; esac; done; exec g++ "$@"'
    cxx = fake_compiler(tmp_path, body.replace('grep -q "kb::"', 'grep -q "add"'))
    result = build(good, "--cxx", cxx, "--strict")
    assert result.returncode == 1 and errors(result) == ["KB9002"] and "report" in result.stderr
    assert left(tmp_path) == ["fake-c++"]


def test_broken_installation(good, tmp_path):
    result = build(good, KEELBACK_HOME=str(tmp_path))
    assert result.returncode == 2 and errors(result) == ["KB7023"]


def test_read_only_folder(good):
    if os.getuid() == 0:
        folder = "/proc"
    else:
        folder = good.parent / "closed"
        folder.mkdir(mode=0o555)
    result = build(good, "-o", folder)
    assert result.returncode == 2 and errors(result) == ["KB7030"]


def test_output_under_a_file(good):
    result = build(good, "-o", good / "x")
    assert result.returncode == 2 and errors(result) == ["KB7030"]


def test_no_temporary_folder(good):
    result = build(good, TMPDIR="/nowhere")
    assert result.returncode == 2 and len(errors(result)) == 1


def test_full_disk(good, tmp_path):
    """A limit on the size of files stands for the full disk: writes fail in the middle."""
    assert build(good).returncode == 0
    (good.parent / ("good" + SUFFIX)).unlink()
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))
    done = subprocess.run([KEELBACK, "build", "--interpreter", sys.executable, str(good)], preexec_fn=limit, capture_output=True, text=True)
    assert done.returncode == 2 and errors(done) == ["KB7031"], done.stderr
    assert left(good.parent) == []


def test_full_disk_keeps_the_old_extension(good):
    assert build(good).returncode == 0
    before = (good.parent / ("good" + SUFFIX)).read_bytes()
    good.write_text(GOOD + "# changed\n")
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))
    done = subprocess.run([KEELBACK, "build", "--interpreter", sys.executable, str(good)], preexec_fn=limit, capture_output=True, text=True)
    assert done.returncode == 2
    assert left(good.parent) == ["good" + SUFFIX] and (good.parent / ("good" + SUFFIX)).read_bytes() == before


def test_cache_that_cannot_be_written(good):
    result = build(good, KEELBACK_CACHE_DIR="/proc/keelback")
    assert result.returncode == 0 and left(good.parent) == ["good" + SUFFIX]


def test_two_builds_at_once(tmp_path):
    """On one cold cache, of one module into one place."""
    (tmp_path / "m.py").write_text(GOOD)
    env = {**os.environ, "KEELBACK_CACHE_DIR": str(tmp_path / "cache")}
    command = [KEELBACK, "build", "--interpreter", sys.executable, str(tmp_path / "m.py"), "-o", str(tmp_path / "out")]
    builds = [subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    said = [one.communicate(timeout=600) for one in builds]
    assert [one.returncode for one in builds] == [0, 0, 0], said
    assert sum("compiling the runtime" in err for _, err in said) == 1
    assert left(tmp_path / "out") == ["m" + SUFFIX]
    assert native(tmp_path / "out", "import m; print(m.add(1.0, 2.0))") == "3.0"


def test_damaged_cache_entry(good, tmp_path):
    cache = tmp_path / "cache"
    shared = os.environ.get("KEELBACK_CACHE_DIR") or Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "keelback"
    if Path(shared).exists():
        shutil.copytree(shared, cache, ignore=shutil.ignore_patterns("modules", "*.lock"))
    assert build(good, KEELBACK_CACHE_DIR=str(cache)).returncode == 0
    for path in cache.rglob("*.so"):
        path.write_bytes(b"")
    assert build(good, KEELBACK_CACHE_DIR=str(cache)).returncode == 0
    assert native(good.parent, "import good; print(good.add(1.0, 2.0))") == "3.0"


def test_unchanged_module_comes_from_the_cache(good):
    assert build(good).returncode == 0
    assert "cached" in build(good).stdout


def test_interrupt_leaves_nothing(good, tmp_path):
    cxx = fake_compiler(tmp_path, "sleep 60")
    (tmp_path / "tmp").mkdir()
    env = {**os.environ, "TMPDIR": str(tmp_path / "tmp")}
    running = subprocess.Popen([KEELBACK, "build", "--interpreter", sys.executable, str(good), "--cxx", str(cxx)], env=env)
    for _ in range(200):
        if list((tmp_path / "tmp").rglob("*.cpp")):
            break
        subprocess.run(["sleep", "0.05"])
    running.terminate()
    assert running.wait(timeout=20) == -15
    assert left(tmp_path) == ["fake-c++", "tmp"] and list((tmp_path / "tmp").iterdir()) == []


# The other commands.
def test_json(tmp_path):
    (tmp_path / "m.py").write_text(STAYS_PYTHON)
    result = run("check", tmp_path / "m.py", "--format", "json")
    (item,) = json.loads(result.stdout)
    assert (result.returncode, result.stderr) == (0, "")
    assert (item["code"], item["severity"], item["line"], item["column"], item["file"]) == ("KB6001", "warning", 2, 5, str(tmp_path / "m.py"))
    assert json.loads(run("check", tmp_path / "none.py", "--format", "json").stdout)[0]["code"] == "KB7001"
    (tmp_path / "m.py").write_text(GOOD)
    assert json.loads(build(tmp_path / "m.py", "--format", "json").stdout) == []


def test_dump(good):
    assert run("dump", "tokens", good).stdout.startswith("1:0-1:3 ")
    assert run("dump", "ast", good, "--python", "3.11").stdout.startswith("Module(body=[FunctionDef(name='add'")
    assert run("dump", "ir", good, "--only", "add").stdout.startswith("func add(x: float, y: float) -> float {")
    assert "namespace kb = keelback;" in run("dump", "cpp", good).stdout
    assert run("dump", "ir", good, "--only", "nothing").stdout == ""


def test_dump_of_bad_syntax(tmp_path):
    (tmp_path / "m.py").write_text("x = (\n")
    for what in ("tokens", "ast", "ir", "cpp"):
        result = run("dump", what, tmp_path / "m.py")
        assert result.returncode == 1 and errors(result) == ["KB1022"]


def test_explain():
    pages = sorted((ROOT / "docs" / "diagnostics").glob("KB*.md"))
    if pages:
        assert run("explain", pages[0].stem).stdout.strip() == pages[0].read_text().strip()
    for code in ("KB0000", "../x", "nonsense"):
        assert run("explain", code).returncode == 1


def test_features():
    modules = run("features").stdout
    assert "numpy.linalg" in modules and "math" in modules
    lines = run("features", "numpy").stdout.splitlines()
    known = {line.split("(")[0].split()[0] for line in lines}
    assert {"sum", "concat", "pi", "float32", "quantile"} <= known and len(known) == len(lines)
    assert any(line.startswith("svd(a, full_matrices, compute_uv, hermitian)") for line in run("features", "numpy.linalg").stdout.splitlines())
    assert run("features", "numpyy").returncode == 2


@pytest.mark.parametrize("arguments", [[], ["build"], ["bild", "x"], ["dump", "tree", "x"], ["check", "x.py", "--python", "2.7"], ["check", "x.py", "--format", "yaml"]])
def test_wrong_usage(arguments):
    result = run(*arguments)
    assert result.returncode == 2 and result.stderr.strip()


def test_version_and_help():
    assert run("--version").stdout.startswith("keelback 0.")
    for command in ("build", "check", "dump", "explain", "cache", "features"):
        assert run(command, "--help").returncode == 0


def test_full_standard_output(good):
    with open("/dev/full", "w") as full:
        assert subprocess.run([KEELBACK, "dump", "cpp", str(good)], stdout=full).returncode == 2


def test_cache_command(tmp_path):
    (tmp_path / "keep").write_text("")
    assert run("cache", KEELBACK_CACHE_DIR=str(tmp_path)).stdout.startswith(str(tmp_path))
    assert run("cache", "--clear", KEELBACK_CACHE_DIR=str(tmp_path)).returncode == 0
    assert (tmp_path / "keep").exists()


def test_the_standard_library_gives_no_internal_error():
    """Modules that nobody here wrote: what is not compiled has one diagnostic."""
    library = Path(sysconfig.get_path("stdlib"))
    files = [file for file in sorted(library.rglob("*.py")) if not {"site-packages", "dist-packages", "test", "tests", "lib2to3", "idlelib"} & set(file.relative_to(library).parts)]
    assert len(files) > 300
    told = "".join(run("check", file).stderr for file in files)
    assert "KB900" not in told and "KB8" not in told


# --- what a terminal shows -------------------------------------------------------------------------------------------


def on_terminal(*arguments, **environment):
    """What the command writes to a terminal, and its exit code."""
    import pty

    ours, theirs = pty.openpty()
    env = {name: value for name, value in {**os.environ, "TERM": "xterm", "NO_COLOR": None, "FORCE_COLOR": None, **environment}.items() if value is not None}
    process = subprocess.Popen([KEELBACK, *map(str, arguments)], env=env, stdout=theirs, stderr=theirs)
    os.close(theirs)
    text = b""
    try:
        while read := os.read(ours, 65536):
            text += read
    except OSError:  # the other side is closed
        pass
    os.close(ours)
    return text.decode(), process.wait()


@pytest.fixture
def package(tmp_path):
    folder = tmp_path / "pkg"
    folder.mkdir()
    for name in ("one", "two", "three"):
        (folder / f"{name}.py").write_text(f"def {name}(x: float) -> float:\n    return x + {len(name)}\n")
    return folder


def test_progress_of_a_package(package):
    text, status = on_terminal("build", "--interpreter", sys.executable, package)
    assert status == 0 and "[1/3] checking" in text and "[0/3] compiling" in text and "[2/3] compiling" in text
    # What is left: a line a module.
    lines = [line.rpartition("\r\x1b[K")[2] for line in text.split("\r\n")]
    assert sorted(line.partition(":")[0] for line in lines if line and "runtime" not in line) == ["one", "three", "two"]


def test_plain_lines_where_there_is_no_terminal(package):
    result = build(package)
    assert result.returncode == 0 and "\r" not in result.stdout + result.stderr and "checking" not in result.stderr and result.stdout.count("\n") == 3
    text, status = on_terminal("build", "--interpreter", sys.executable, package, TERM="dumb")
    assert status == 0 and "\x1b" not in text and "checking" not in text


def test_quiet(package):
    result = build(package, "-q")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert on_terminal("build", "-q", "--interpreter", sys.executable, package) == ("", 0)
    (package / "bad.py").write_text("def f(x: int) -> int:\n    return y\n")
    result = build(package, "-q", "--strict")
    assert result.returncode == 1 and errors(result) == ["KB3001"]


def test_colours(tmp_path):
    path = tmp_path / "bad.py"
    path.write_text("def f(:\n")
    assert "\x1b[" in on_terminal("check", path)[0]
    assert "\x1b[" not in on_terminal("check", path, NO_COLOR="1")[0]
    assert "\x1b[" not in run("check", path, NO_COLOR=None).stderr
    assert "\x1b[" in run("check", path, NO_COLOR=None, FORCE_COLOR="1").stderr
    assert "\x1b[" not in run("check", path, NO_COLOR="1", FORCE_COLOR="1").stderr
    assert "\x1b[" not in on_terminal("check", path, FORCE_COLOR="0")[0]
