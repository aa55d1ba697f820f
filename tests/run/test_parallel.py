"""The functions of parallel_loops.py on one, two and seven threads: what CPython gives, the same for every number of threads, and what a process may do beside
them: fork, use threads of its own, press Ctrl-C."""

import os
import pathlib
import subprocess
import sys
import textwrap
import threading

import pytest

from building import ROOT, build, load
from compare import difference

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(ROOT / "python"))  # CPython runs the module too


@pytest.fixture(scope="module")
def modules(tmp_path_factory):
    folder = tmp_path_factory.mktemp("parallel")
    extension, _ = build(HERE / "parallel_loops.py", folder, "--strict")
    return load("parallel_loops_python", HERE / "parallel_loops.py"), load("parallel_loops", extension), folder


@pytest.mark.parametrize("threads", ["1", "2", "7"])
def test_calls(modules, monkeypatch, threads):
    monkeypatch.setenv("KEELBACK_NUM_THREADS", threads)
    python, native, _ = modules
    wrong = []
    for calls, tolerance in ((python.CALLS, 0.0), (python.SUMS, 1e-12)):
        for name, *args in calls:
            assert type(getattr(native, name)).__name__ == "native_function", f"{name} stayed Python"
            why = difference(getattr(python, name), getattr(native, name), tuple(args), tolerance=tolerance)
            if why is not None:
                wrong.append(f"{name}{tuple(args)!r}"[:80] + f": {why}"[:400])
    assert not wrong, "\n".join(wrong)
    for name, *args in python.TOO_LARGE:
        with pytest.raises(OverflowError):
            getattr(native, name)(*args)


def test_total_that_is_read(modules):
    _, native, _ = modules
    shared = modules[0]._m.copy()
    with pytest.raises(ValueError, match="shares memory"):
        native.into_argument(shared[:3, :2], shared)


def test_results_do_not_depend_on_the_number_of_threads(modules, monkeypatch):
    python, native, _ = modules
    seen = set()
    for threads in ("1", "2", "3", "8"):
        monkeypatch.setenv("KEELBACK_NUM_THREADS", threads)
        seen.add((*(float(getattr(native, name)(python._v)) for name in ("sum_of_floats", "difference_of", "sum_kept")), *native.products(20, 70).tolist()))
    assert len(seen) == 1


def test_threads_of_python_call_at_once(modules, monkeypatch):
    monkeypatch.setenv("KEELBACK_NUM_THREADS", "3")
    python, native, _ = modules
    expected = native.own_arrays(500, 40).tolist()
    wrong = []

    def call():
        for _ in range(20):
            if native.own_arrays(500, 40).tolist() != expected:
                wrong.append("differs")

    threads = [threading.Thread(target=call) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def run(folder, source, **environment):
    """A program beside the compiled module, in a process of its own."""
    return subprocess.run([sys.executable, "-c", textwrap.dedent(source)], cwd=folder, env={**os.environ, "PYTHONPATH": f"{folder}:{ROOT / 'python'}", "KEELBACK_NUM_THREADS": "3", **environment},
                          capture_output=True, text=True, timeout=120)


def test_fork(modules):
    done = run(modules[2], """
        import os
        import parallel_loops as p
        before = p.total_of_squares(3000)
        for _ in range(5):
            child = os.fork()
            if child == 0:
                ok = p.total_of_squares(3000) == before
                grandchild = os.fork()
                if grandchild == 0:
                    os._exit(0 if p.total_of_squares(3000) == before else 1)
                ok = ok and os.waitpid(grandchild, 0)[1] == 0
                os._exit(0 if ok else 1)
            assert os.waitpid(child, 0)[1] == 0
            assert p.total_of_squares(3000) == before
        print("good")
    """)
    assert (done.returncode, done.stdout) == (0, "good\n"), done.stderr


def test_multiprocessing(modules):
    done = run(modules[2], """
        import multiprocessing
        import parallel_loops as p
        p.total_of_squares(3000)
        with multiprocessing.get_context("fork").Pool(3) as pool:
            print(len(set(pool.map(p.total_of_squares, [3000] * 12))))
    """)
    assert (done.returncode, done.stdout) == (0, "1\n"), done.stderr


def test_fork_in_a_signal_handler(modules):
    done = run(modules[2], """
        import os, signal
        import parallel_loops as p
        children = []
        def fork(number, frame):
            children.append(os.fork())
        signal.signal(signal.SIGALRM, fork)
        signal.setitimer(signal.ITIMER_REAL, 0.05)
        try:
            p.mandelbrot(300, 3000)
        except RuntimeError as error:
            os._exit(0 if "forked" in str(error) and children == [0] else 1)
        if children == [0]:
            os._exit(0)   # all was done when it was forked
        for child in children:
            assert os.waitpid(child, 0)[1] == 0
        print("good")
    """)
    assert (done.returncode, done.stdout) == (0, "good\n"), done.stderr


@pytest.mark.parametrize("threads", ["1", "3"])
def test_interrupt(modules, threads):
    done = run(modules[2], """
        import os, signal, subprocess, time
        import parallel_loops as p
        signal.signal(signal.SIGINT, signal.default_int_handler)   # a job in the background begins with it ignored
        subprocess.Popen(["sh", "-c", f"sleep 0.5; kill -INT {os.getpid()}"])
        begin = time.perf_counter()
        try:
            p.mandelbrot(4000, 100000)
        except KeyboardInterrupt:
            print("interrupted", time.perf_counter() - begin < 10)
        print(p.total_of_squares(5))
    """, KEELBACK_NUM_THREADS=threads)
    assert (done.returncode, done.stdout) == (0, "interrupted True\n2.5\n"), done.stderr


def test_number_of_threads(modules):
    done = run(modules[2], """
        import os, keelback
        import parallel_loops as p
        tasks = lambda: len(os.listdir("/proc/self/task"))
        before = tasks()
        with keelback.num_threads(1):
            p.total_of_squares(3000)
        assert tasks() == before, tasks()
        with keelback.num_threads(4):
            assert keelback.get_num_threads() == 4
            p.total_of_squares(3000)
        assert tasks() == before + 3, tasks()
        keelback.set_num_threads(2)
        p.total_of_squares(3000)
        assert tasks() == before + 3, tasks()
        keelback.set_num_threads(None)
        assert keelback.get_num_threads() == 5
        try:
            keelback.set_num_threads(0)
        except ValueError:
            print("good")
    """, OMP_NUM_THREADS="5", OPENBLAS_NUM_THREADS="1", KEELBACK_NUM_THREADS="")
    assert (done.returncode, done.stdout) == (0, "good\n"), done.stderr


@pytest.fixture(scope="module")
def arrays(tmp_path_factory):
    folder = tmp_path_factory.mktemp("parallel_arrays")
    one, several = folder / "one", folder / "several"
    return [load("parallel_arrays_python", HERE / "parallel_arrays.py"), load("parallel_arrays", build(HERE / "parallel_arrays.py", one, "--strict")[0]),
            load("parallel_arrays", build(HERE / "parallel_arrays.py", several, "--strict", "--parallel")[0])]


@pytest.mark.parametrize("threads", ["1", "5"])
def test_arrays(arrays, monkeypatch, threads):
    """Elementary functions differ from NumPy's in the last bit, but not from those of one thread."""
    monkeypatch.setenv("KEELBACK_NUM_THREADS", threads)
    python, one, several = arrays
    wrong = []
    for name, *args in python.CALLS:
        tolerance = 1e-12 if name in ("elementary", "sum_of_exp", "of_matrix", "sum_of_complex") else 0.0
        for other, allowed in ((python, tolerance), (one, 0.0)):
            why = difference(getattr(other, name), getattr(several, name), tuple(args), tolerance=allowed)
            if why is not None:
                wrong.append(f"{name} against {other.__name__}: {why}"[:300])
    assert not wrong, "\n".join(wrong)
