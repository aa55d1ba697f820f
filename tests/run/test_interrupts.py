"""Ctrl-C ends a compiled loop of whatever kind (docs/design/interrupts.md)."""

import os
import pathlib
import subprocess
import sys
import textwrap

import pytest

from building import build

SOURCE = pathlib.Path(__file__).parent / "interrupts.py"
LOOPS = ["by_while", "by_range", "by_generator", "by_chain", "by_expression", "by_filter", "by_itertools", "by_object", "by_calls"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return build(SOURCE, tmp_path_factory.mktemp("interrupts"), "--strict")[0].parent


@pytest.mark.parametrize("loop", LOOPS)
def test_interrupt(folder, loop):
    script = f"""
        import signal
        import interrupts

        def interrupt(*_):
            raise KeyboardInterrupt

        assert type(interrupts.{loop}).__name__ == "native_function"
        signal.signal(signal.SIGALRM, interrupt)
        signal.setitimer(signal.ITIMER_REAL, 0.2)
        try:
            interrupts.{loop}(3)
        except KeyboardInterrupt:
            print("interrupted")
    """
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], env=environment, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (0, "interrupted\n"), done.stderr
