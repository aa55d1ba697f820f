"""%%keelback in IPython."""

RUN = """
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
shell.run_cell("%load_ext keelback")
def cell(text):
    result = shell.run_cell(text)
    return result.error_in_exec or result.error_before_exec
good = '''%%keelback --strict --fastmath
import numpy as np
SCALE = 2.0
def total(a: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    s = 0.0
    for x in a:
        s += x * SCALE
    return s
'''
assert cell(good) is None
import numpy
total = shell.user_ns["total"]
print(total(numpy.arange(4.0)), type(total).__name__, shell.user_ns["SCALE"], "np" in shell.user_ns)
assert cell(good.replace("SCALE = 2.0", "SCALE = 3.0")) is None
print(shell.user_ns["total"](numpy.arange(4.0)))
print(cell("%%keelback\\ndef g(n: int):\\n    class C: ...\\n    return [n]\\n"), shell.user_ns["g"](1))
cell("%%keelback --strict\\ndef h(n: int) -> int:\\n    return m\\n")
print("h" in shell.user_ns)
cell("%%keelback --fsatmath\\nx = 1\\n")
cell("%%keelback --isa avx\\nx = 1\\n")
"""


def test_cells(hooks, tmp_path):
    done = hooks("python", "-c", RUN, cwd=tmp_path, IPYTHONDIR=tmp_path)
    lines = done.stdout.splitlines()
    assert lines[:2] == ["12.0 native_function 2.0 False", "18.0"]
    assert "KB6001" in lines[2] and lines[3:5] == ["None [1]", "False"]
    for told in ("error[KB3001]: name `m` is not defined", "unrecognized arguments: --fsatmath", "keelback.compile().isa: must be"):
        assert told in done.stdout + done.stderr
