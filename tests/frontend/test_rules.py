"""What CPython's compiler rejects of the sources that its parser accepts (compiler/parse/rules.hpp), against `compile` of each interpreter.

KEELBACK_ALL=1 compares whole standard libraries.
"""
import glob
import json
import os
import subprocess
import sys
import sysconfig

import pytest

import python_in_wasm
from test_frontend import ALL, EXECUTABLE, ROOT, dump, interpreters

HERE = os.path.dirname(os.path.abspath(__file__))


def compiled(interpreter, sources):
    done = subprocess.run([interpreter, os.path.join(HERE, "compiled.py")], input=json.dumps(sources).encode(), stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def checked(minor, paths):
    """For each file the lines of what is wrong with it."""
    done = subprocess.run([EXECUTABLE, "--batch", "--json", "--quiet", "--rules", "--python", "3.%d" % minor], input="".join(path + "\n" for path in paths).encode(),
                          stdout=subprocess.PIPE, check=True)
    out, at, found = done.stdout, 0, []
    while at < len(out):
        line = out.index(b"\n", at) + 1
        status, size = out[at:line].split()
        at = line + int(size)
        found.append([] if status == b"ok" else [(error["line"], error["code"], error["message"]) for error in json.loads(out[line:at].decode("utf-8", "surrogatepass"))])
    assert len(found) == len(paths)
    return found


def written(tmp_path, sources):
    for number, source in enumerate(sources):
        (tmp_path / ("%d.py" % number)).write_text(source, encoding="utf-8")
    return [str(tmp_path / ("%d.py" % number)) for number in range(len(sources))]


# CPython before 3.10 gives the line of what is around: of the function for `import *` and parameters, of the call for keywords, none for blocks and
# comprehensions.
def line_is_exact(minor, line):
    return minor >= 10 and line not in (None, 0, -1)


def differences(minor, sources, theirs, ours):
    found = []
    for source, verdict, errors in zip(sources, theirs, ours):
        if (verdict is None) != (errors == []):
            found.append("%r: CPython: %s; ours: %s" % (source, verdict, errors))
        elif verdict is not None and line_is_exact(minor, verdict[0]) and any(code >= "KB2080" for _, code, _ in errors) and verdict[0] not in [line for line, *_ in errors]:
            found.append("%r: CPython: line %s, %s; ours: %s" % (source, *verdict, errors))
    return found


# --- small sources ---------------------------------------------------------------------------------------------------


def nested(count, head="while a:", inner="pass", around=""):
    """Blocks in one another."""
    lines = around.splitlines()
    return "".join(line + "\n" for line in lines) + "".join(" " * (len(lines) + depth) + line + "\n" for depth, line in enumerate([head] * count + [inner]))


def in_all_versions(bodies, *contexts):
    return [context.replace("@", body) for body in bodies for context in contexts]


CONTEXTS = ["@\n", "def f():\n @\n", "async def f():\n @\n", "class C:\n @\n", "def f():\n class C:\n  @\n", "async def f():\n class C:\n  @\n", "async def f():\n def g():\n  @\n",
            "def f():\n async def g():\n  @\n"]
OUTSIDE = in_all_versions(
    ["return", "return 1", "yield", "x = yield 1", "yield from a", "await a", "x: (yield) = 1", "x: (await a) = 1", "async for x in a: pass", "async with a: pass",
     "[x async for x in a]", "{x for x in a async for y in x}", "{x: y async for x in a}", "(x async for x in a)", "[await x for x in a]", "[x for x in await a]",
     "(await x for x in a)", "[[x async for x in a] for a in b]", "[[x async for x in a] async for a in b]", "[[await x for x in a] for a in b if await b]",
     "([x async for x in a] for a in b)",
     "lambda: (yield)", "lambda: await a", "lambda: [x async for x in a]", "lambda x=(yield): x", "def g(x=(yield)): pass", "def g(x: (yield)): pass"],
    *CONTEXTS)
OUTSIDE += [
    "async def f():\n yield\n return\n", "async def f():\n yield\n return 1\n", "async def f():\n return 1\n yield\n", "async def f():\n return 1\n def g(): yield\n",
    "def f():\n yield\n return 1\n", "async def f():\n return 1\n x = lambda: (yield)\n", "async def f():\n return (yield)\n", "def f(): return [(yield x) for x in a]\n",
    "def f(): return {(yield x) for x in a}\n", "def f(): return {(yield x): 1 for x in a}\n", "def f(): return ((yield x) for x in a)\n",
    "def f(): return [x for x in (yield)]\n", "def f(): return [x for x in a for y in (yield)]\n", "def f(): return [x for x in a if (yield)]\n",
    "def f(): return [(yield from x) for x in a]\n", "def f(): return [lambda: (yield) for x in a]\n",
]
LOOPS = in_all_versions(["break", "continue"], "@\n", "if a: @\n", "while a: @\n", "for x in a: @\n", "for x in a: pass\nelse: @\n", "while a: pass\nelse: @\n",
                        "while a:\n def f(): @\n", "while a:\n class C: @\n", "while a:\n for x in a: pass\n else: @\n", "while a:\n with a: @\n", "try: @\nfinally: pass\n",
                        "while a:\n try: pass\n finally: @\n", "while a:\n try: @\n except: @\n else: @\n finally: @\n", "while a:\n try: pass\n except* a: @\n",
                        "try: pass\nexcept* a:\n while a: @\n", "try: pass\nexcept* a: @\n", "while a:\n try: pass\n except* a:\n  try: @\n  finally: pass\n",
                        "while a:\n try: pass\n except* a: pass\n else: @\n finally: @\n",
                        "while a:\n try: @\n except* a: pass\n")
LOOPS += ["def f():\n try: pass\n except* a: return\n", "def f():\n try: pass\n except* a:\n  def g(): return\n", "def f():\n try: pass\n except* a:\n  while a: return\n",
          "def f():\n try: return\n except* a: pass\n else: return\n finally: return\n", "try: pass\nexcept: pass\nexcept a: pass\n",
          "try: pass\nexcept a: pass\nexcept: pass\n",
          "try: pass\nexcept: pass\nexcept: pass\n"]
FUTURES = [
    "from __future__ import annotations\n", "'doc'\nfrom __future__ import division, generators\nfrom __future__ import annotations\n",
    "'doc'\n'more'\nfrom __future__ import division\n", "import a\nfrom __future__ import division\n", "import a; from __future__ import division\n",
    "from __future__ import division; import a; from __future__ import annotations\n", "b'doc'\nfrom __future__ import division\n", "f'doc'\nfrom __future__ import division\n",
    "if a: from __future__ import division\n", "def f():\n from __future__ import division\n", "from __future__ import nothing\n", "from __future__ import division, nothing\n",
    "from __future__ import braces\n", "from __future__ import *\n", "import a\nfrom __future__ import nothing\n", "from .__future__ import nothing\n",
    "import a\nfrom .__future__ import nothing\n", "from . import __future__\n", "import __future__\n", "from __future__ import division as d\n",
]
IMPORTS = ["from a import *\n", "def f():\n from a import *\n", "class C:\n from a import *\n", "if a:\n from a import *\n", "from . import *\n"]
DECLARATIONS = [context.replace("@", kind) for kind in ("global", "nonlocal") for context in (
    "@ x\n", "x = 1\n@ x\n", "x\n@ x\n", "x: int\n@ x\n", "import x\n@ x\n", "def f():\n @ x\n", "def f(x):\n @ x\n", "def f(*x):\n @ x\n", "def f(*, x):\n @ x\n",
    "def f(**x):\n @ x\n", "def f():\n x = 1\n @ x\n", "def f():\n x\n @ x\n", "def f():\n x: int\n @ x\n", "def f():\n x: int = 1\n @ x\n", "def f():\n (x): int\n @ x\n",
    "def f():\n (x): int = 1\n @ x\n", "def f():\n x += 1\n @ x\n", "def f():\n del x\n @ x\n", "def f():\n import x\n @ x\n", "def f():\n import x.y\n @ x\n",
    "def f():\n for x in a: pass\n @ x\n", "def f():\n try: pass\n except a as x: pass\n @ x\n", "def f():\n with a as x: pass\n @ x\n", "def f():\n def x(): pass\n @ x\n",
    "def f():\n class x: pass\n @ x\n", "def f():\n (x := 1)\n @ x\n", "def f():\n [x := 1 for y in a]\n @ x\n", "def f():\n [x for x in a]\n @ x\n",
    "def f():\n [y for y in x]\n @ x\n", "def f():\n lambda x: x\n @ x\n", "def f():\n lambda y=x: y\n @ x\n", "def f():\n def g(y=x): pass\n @ x\n",
    "def f():\n def g(y: x): pass\n @ x\n", "def f():\n def g(): x\n @ x\n", "def f():\n class C(x): pass\n @ x\n", "def f():\n y: x = 1\n @ x\n",
    "def f():\n @ x\n x = 1\n del x\n", "def f():\n @ x\n @ x\n", "def f():\n @ x, x\n", "def f():\n @ x\n x: int\n", "def f():\n @ x\n (x): int = 1\n",
    "def f():\n @ x\n x.y: int = 1\n", "@ x\nx: int\n", "class C:\n @ x\n x: int\n", "class C:\n x\n @ x\n", "class C:\n @ x\n x = 1\n",
    "def f():\n try: x = 1\n except a: pass\n else: @ x\n", "def f():\n try: pass\n except a: x\n else: @ x\n", "def f():\n try: pass\n except a: @ x\n else: x\n",
    "def f():\n match x:\n  case 1: pass\n @ x\n", "def f():\n match a:\n  case x: pass\n @ x\n", "def f():\n super()\n @ __class__\n", "def f():\n @ super\n super()\n",
    "class C:\n def f(self):\n  @ __class__\n  super()\n", "def f():\n f'{x}'\n @ x\n", "def f():\n x.y = 1\n @ x\n", "class C:\n __x = 1\n @ _C__x\n",
    "def f(x):\n def g():\n  @ x\n", "lambda: 0\n@ x\n", "def f[T]():\n @ T\n", "class C[T]:\n @ T\n", "class C[T]:\n @ __type_params__\n",
    "def f():\n type x = int\n @ x\n", "def f():\n @ x\n type x = int\n", "def f():\n x = 1\n def g():\n  @ x\n  x: int\n")]
DECLARATIONS += [
    "def f():\n global x\n nonlocal x\n", "def f():\n nonlocal x\n global x\n", "def f():\n x = 1\n def g():\n  nonlocal x\n  global x\n", "global x\nnonlocal x\n",
    "nonlocal x\nglobal x\n", "def f():\n x = 1\n def g(): nonlocal x\n", "def f(x):\n def g(): nonlocal x\n", "def f():\n def g(): nonlocal x\n x = 1\n",
    "def f():\n x = 1\n def g():\n  def h(): nonlocal x\n", "def f():\n x = 1\n def g():\n  nonlocal x\n  def h(): nonlocal x\n",
    "def f():\n x = 1\n def g():\n  global x\n  def h(): nonlocal x\n", "def f():\n global x\n x = 1\n def g(): nonlocal x\n",
    "def f():\n x = 1\n class C:\n  nonlocal x\n  x = 2\n", "def f():\n class C:\n  x = 1\n  def g(self): nonlocal x\n",
    "def f():\n x = 1\n class C:\n  x = 2\n  def g(self): nonlocal x\n", "def f():\n x = 1\n class C:\n  global x\n  def g(self): nonlocal x\n", "x = 1\ndef f(): nonlocal x\n",
    "class C:\n x = 1\n def f(self): nonlocal x\n", "class C: nonlocal x\n", "def f():\n import x\n def g(): nonlocal x\n",
    "def f():\n from a import b as x\n def g(): nonlocal x\n", "def f():\n for x in a: pass\n def g(): nonlocal x\n", "def f():\n del x\n def g(): nonlocal x\n",
    "def f():\n with a as (x, y): pass\n def g(): nonlocal x\n", "def f():\n try: pass\n except a as x: pass\n def g(): nonlocal x\n",
    "def f():\n x: int\n def g(): nonlocal x\n", "def f():\n (x): int\n def g(): nonlocal x\n", "def f():\n x\n def g(): nonlocal x\n",
    "def f():\n [x for x in a]\n def g(): nonlocal x\n", "def f():\n [x := 1 for y in a]\n def g(): nonlocal x\n", "def f():\n (x := 1)\n def g(): nonlocal x\n",
    "def f():\n def x(): nonlocal x\n", "def f():\n class x:\n  def g(self): nonlocal x\n", "def f(y=(x := 1)):\n def g(): nonlocal x\n",
    "def f():\n lambda x: 1\n def g(): nonlocal x\n", "def f():\n match a:\n  case [x, *y]: pass\n def g(): nonlocal x, y\n",
    "def f():\n match a:\n  case {1: x, **y}: pass\n def g(): nonlocal x, y\n", "def f():\n def g(): nonlocal x, y\n x = 1\n", "class C:\n def f(self): nonlocal __class__\n",
    "class C:\n def f(self): nonlocal __classdict__\n", "class C:\n x: int\n def f(self): nonlocal __conditional_annotations__\n",
    "class C:\n def f(self):\n  __x = 1\n  def g(): nonlocal __x\n", "class C:\n def f(self):\n  __x = 1\n  def g(): nonlocal _C__x\n", "def f[T]():\n nonlocal T\n",
    "def f[T]():\n T = 1\n def g(): nonlocal T\n", "class C[T]:\n def f(self): nonlocal T\n", "class C[T]:\n T = 1\n def f(self): nonlocal T\n",
    "def f():\n T = 1\n def g[U](): nonlocal T\n", "def f():\n T = 1\n def g[T](): nonlocal T\n", "def f[T]():\n global T\n",
    "async def f():\n x = 1\n async def g(): nonlocal x\n",
]
PARAMETERS = ["def f(%s): pass\n" % names for names in ("x, x", "x, *x", "x, **x", "*x, **x", "*, x, x", "x, *, x", "x, /, x", "x=1, y=2, x=3", "x, y, z, *a, **b",
              "x: x, y: x", "__x, _C__x")]
PARAMETERS += ["(lambda %s: 1)\n" % names for names in ("x, x", "x, *x", "x, **x", "*, x, x", "x, y, *a, **b")]
PARAMETERS += ["class C:\n def f(__x, _C__x): pass\n", "class _C:\n def f(__x, _C__x): pass\n", "class _:\n def f(__x, ___x): pass\n", "class C:\n lambda __x, _C__x: 1\n",
               "f(a=1, a=2)\n", "f(a=1, **b, a=2)\n", "f(**a, **a)\n", "class C(a=1, a=2): pass\n", "f(a=1, b=g(a=1))\n",
               "f(%s, k3=0)\n" % ", ".join("k%d=0" % i for i in range(12)),
               "f(%s)\n" % ", ".join("k%d=0" % i for i in range(12)), "def f():\n x: g(a=1, a=2)\n", "from __future__ import annotations\nx: g(a=1, a=2)\n", "x: g(a=1, a=2)\n"]
NAMED = [
    "[x := 1 for x in a]\n", "[(x := 1) for y in a for x in b]\n", "[[x := 1 for y in a] for x in b]\n", "[x for x in a if (x := 1)]\n", "[x := 1 for x, y in a]\n",
    "[x := 1 for *x, y in a]\n", "[x := 1 for y in a]\n", "[x := 1 for y in (x := a)]\n", "[y for y in a for z in (x := b)]\n", "[y for y in [x for x in (z := a)]]\n",
    "[y for y in (lambda: (x := 1))]\n", "[(lambda: (x := 1)) for x in a]\n", "[x for x in a if [y for y in b if (z := y)]]\n", "[[x for x in a] for y in b if (x := 1)]\n",
    "[y for y in a if (x := 1) for x in b]\n", "[y for x[i] in a if (i := 1)]\n", "[(i := 0) for x[i] in a]\n", "[y for x[(i := 0)] in a]\n", "class C: [x := 1 for y in a]\n",
    "class C: (x := 1)\n", "class C: [(lambda: (x := 1)) for y in a]\n", "class C:\n def f(self): [x := 1 for y in a]\n", "class C: [y for y in (x := a)]\n",
    "def f():\n global x\n [x := 1 for y in a]\n", "def f():\n x = 1\n def g():\n  nonlocal x\n  [x := 1 for y in a]\n", "lambda: [x := 1 for y in a]\n",
    "def f(x=[y := 1 for z in a]): pass\n", "{x := 1 for x in a}\n", "{x: (x := 1) for x in a}\n", "((x := 1) for x in a)\n",
    "class C:\n def f(self): [[(__x := 2) for _ in a] for __x in b]\n", "(x := 1)\n", "def f(): return (x := 1)\n", "f(x := 1)\n",
]
DEBUG = ["%s\n" % text for text in (
    "__debug__", "x.__debug__", "global __debug__", "__debug__ = 1", "__debug__ += 1", "__debug__: int", "__debug__: int = 1", "(__debug__): int", "(__debug__): int = 1",
    "(__debug__ := 1)", "del __debug__", "del x.__debug__", "x.__debug__ = 1", "x.__debug__ += 1", "x.__debug__: int", "import __debug__", "import a.__debug__",
    "import __debug__.a", "import a as __debug__", "from a import __debug__", "from a import b as __debug__", "from __debug__ import a", "def __debug__(): pass",
    "class __debug__: pass", "def f(__debug__): pass", "def f(*__debug__): pass", "def f(*, __debug__): pass", "lambda __debug__: 1", "f(__debug__=1)",
    "class C(__debug__=1): pass", "for __debug__ in a: pass", "[x for __debug__ in a]", "with a as __debug__: pass", "try: pass\nexcept a as __debug__: pass",
    "match a:\n case __debug__: pass", "match a:\n case [*__debug__]: pass", "match a:\n case {**__debug__}: pass", "match a:\n case A(__debug__=1): pass",
    "match a:\n case 1 as __debug__: pass", "type __debug__ = int", "def f[__debug__](): pass", "class C[__debug__]: pass", "type X[__debug__] = int",
    "def f():\n x: (__debug__ := 1)", "def f():\n x: g(__debug__=1)", "from __future__ import annotations\nx: g(__debug__=1)", "class C:\n __debug__ = 1", "[__debug__, x] = a",
    "def f():\n global __debug__\n __debug__")]
STARS = ["%s\n" % text for text in (
    "*a", "*a,", "x = *a", "x = *a,", "x = (*a)", "f((*a))", "return_ = [*a]", "*a = b", "*a, = b", "[*a] = b", "*a, *b = c", "[*a, x, *b] = c", "(*a, (*b, c)) = d",
    "(*a, (*b, *c)) = d", "for *x in a: pass", "for *x, y in a: pass", "for *x, *y in a: pass", "[x for *x in a]", "[x for *x, y in a]", "with a as *x: pass",
    "with a as (*x, y): pass", "x += *a", "x: int = *a", "x: int = *a, b", "f'{*a}'", "f'{*a,}'", "for x in *a: pass", "for x in *a, b: pass", "def f(): return *a",
    "def f(): return *a, b", "def f(): yield *a", "def f(): yield *a,", "print(*a)", "class C(*a): pass", "x[*a]", "x[*a, 1] = b", "def f(*args: *Ts): pass",
    "def f():\n x: [a for *a, *b in c]", "x: [a for *a, *b in c]", "from __future__ import annotations\nx: [a for *a, *b in c]", "a.b: [a for *a, *b in c]",
    "from __future__ import annotations\na.b: [a for *a, *b in c]", ", ".join(["x"] * 255) + ", *y = a", ", ".join(["x"] * 256) + ", *y = a",
    "*y, " + ", ".join(["x"] * 300) + " = a")]
AROUND = ["", "def f():", "def f():\n yield", "async def f():", "class C:", "if a:", "with a:", "with a, b:", "for x in a: pass\nelse:", "try: pass\nexcept a:",
          "try: pass\nexcept a as b:", "try: pass\nexcept a: pass\nelse:", "try: pass\nexcept* a:"]
BLOCKS = [nested(count, around=around) for count in (19, 20, 21, 22) for around in AROUND]
BLOCKS += [nested(count, around="try: pass\nfinally:") for count in (19, 20)]  # deeper ones: CPython compiles the block twice, and tells a line further down
BLOCKS += [nested(count, "try:", "pass")[:-1] + "".join("\n" + " " * depth + "finally: pass" for depth in reversed(range(count))) + "\n" for count in (20, 21, 22)]
BLOCKS += [nested(count, inner="[x async for x in a]", around="async def f():") for count in (19, 20)]
BLOCKS += ["async def f(): return %sx %s%s\n" % (brackets[0], "async for x in a " * count, brackets[1]) for count in (20, 21, 22) for brackets in ("[]", "()")]
BLOCKS += ["def f(): return [x %s]\n" % ("for x in a " * 30), nested(15) + nested(15), nested(30, "if a:")]
PATTERNS = ["match a:\n case %s: pass\n" % pattern for pattern in (
    "x", "[x, x]", "[x, *x]", "{1: x, **x}", "C(x, y=x)", "x as x", "[x as x]", "(x | x)", "[x] | [x]", "[x] | [y]", "[x, y] | [y, x]", "[x] | [x, y]", "1 | x", "x | 1",
    "_ | 1", "1 | _", "[1 | _, 2]", "[_ | 1]", "[x, [y] | [z]]", "[x, [x] | 1]", "[x, ([x] | {1: x})]", "[*x, *y]", "[*_, *_]", "[x, *_, y]", "[*x]", "C(a=1, a=2)",
    "C(a=1, b=1)", "C(a=x, a=y)", "{1: x, 1: y}", "{1: x, 1.0: y}", "{1: x, True: y}", "{0: x, -0.0: y}", "{-1: x, -1: y}", "{1: x, -1: y}", "{1+2j: x, 1+2j: y}",
    "{1+2j: x, 1-2j: y}", "{1+0j: x, 1: y}", "{'a': x, 'a': y}", "{'a': x, b'a': y}", "{'a' 'b': x, 'ab': y}", "{None: x, None: y}", "{True: x, False: y}", "{a.b: x, a.b: y}",
    "{0x10: x, 16: y}", "{100000000000000000000: x, 1e20: y}", "{}", "{**x}", "f'a'", "f'{a}'", "{f'a': x}", "'a' 'b'", "a.b", "-1", "1+2j", "C()", "C(x, C(x))",
    "[" + ", ".join(["_"] * 300 + ["*_"]) + "]", "[" + ", ".join(["_"] * 300 + ["*x"]) + "]")]
PATTERNS += ["match a:\n case %s: pass\n case %s: pass\n" % pair for pair in (("x", "y"), ("_", "1"), ("1", "_"), ("x if x", "y"), ("_ if a", "_"), ("(x)", "1"), ("(1 as x)",
             "1"), ("(x as y)", "1"), ("[x]", "y"),
                                                                              ("1 | x", "1"), ("1 | x if a", "1"), ("1 | (2 | _)", "1"), ("*_, x", "y"), ("_", "_"))]
TYPES = ["%s\n" % text for text in (
    "def f[T](): pass", "def f[T, T](): pass", "class C[T, *T]: pass", "type X[T, **T] = int", "class C:\n def f[__T, _C__T](self): pass", "def f[T](T): pass",
    "def f[T](x: T) -> T: T = 1", "def f[T: (yield)](): pass", "def f[T: (x := 1)](): pass", "async def g():\n def f[T: (await a)](): pass", "def f[T: (a, (yield))](): pass",
    "def f[T = (yield)](): pass", "def f[*T = (x := 1)](): pass", "def f[**T = (x := 1)](): pass", "def f[*T = *a](): pass", "def f[T](x=(yield)): pass",
    "def g():\n def f[T](x=(yield)): pass", "def f[T](x: (yield)): pass", "def f[T](x) -> (y := 1): pass", "class C[T]((yield)): pass", "class C[T](x=(y := 1)): pass",
    "@(x := 1)\ndef f[T](): pass", "type X = (yield)", "type X = (x := 1)", "type X[T: (x := 1)] = int", "async def f():\n type X = await a", "type X = [x := 1 for y in a]",
    "type X = [x for x in a]", "type X = lambda: (yield)", "type X = [x for x in (y := a)]", "class C[T]([x := 1 for y in a]): pass", "def f[T: [x := 1 for y in a]](): pass",
    "class C:\n type X = [x for x in a]", "class C:\n type X = lambda: x", "class C:\n def f[T](self, x: [y for y in a]): pass",
    "class C:\n def f[T: [y for y in a]](self): pass", "class C:\n def f(self):\n  type X = [x for x in a]", "class C:\n type X = [1, 2]",
    "async def f():\n type X = [x async for x in a]", "async def f():\n type X = (x async for x in a)", "def f[T = int, U](): pass", "def f[T = int, *U](): pass",
    "def f[T = int, U = int](): pass", "def f[T, U = int](): pass", "class C[__classdict__]: pass",
    "class C[__class__]: pass", "type X[T] = T")]
ANNOTATIONS = [future + text + "\n" for future in ("", "from __future__ import annotations\n") for text in (
    "x: (yield)", "x: (y := 1)", "x: [y := 1 for z in a]", "def f():\n x: (yield)", "def f():\n x: (yield)\n return 1", "def f():\n x: (y := 1)",
    "async def f():\n x: (await a)", "def f():\n x: (await a)", "async def f():\n x: (yield)\n return 1", "def f(x: (yield)): pass", "def f(x: (y := 1)): pass",
    "def f() -> (y := 1): pass", "def g():\n def f(x: (yield)): pass", "async def g():\n def f(x: (await a)): pass", "class C:\n x: (yield)", "a.b: (yield)", "(x): (yield)",
    "a[0]: (await b)", "def f():\n a.b: (yield)", "def f(x: [y := 1 for z in a]): pass", "class C:\n def f(self, x: [y := 1 for z in a]): pass", "x: (lambda: (yield))",
    "x: [y async for y in a]", "async def f():\n x: [y async for y in a]", "async def f():\n def g(x: [y async for y in a]): pass", "def f():\n x: y\n global y",
    "def f():\n def g(x: y): pass\n global y",
    "x: f'{y}'", "def f(*args: a): pass")]
SOURCES = sorted({*OUTSIDE, *LOOPS, *FUTURES, *IMPORTS, *DECLARATIONS, *PARAMETERS, *NAMED, *DEBUG, *STARS, *BLOCKS, *PATTERNS, *TYPES, *ANNOTATIONS})


@pytest.mark.parametrize("minor,interpreter", interpreters())
def test_small_sources(minor, interpreter, tmp_path):
    theirs = compiled(interpreter, SOURCES)
    found = differences(minor, SOURCES, theirs, checked(minor, written(tmp_path, SOURCES)))
    assert not found, "\n".join(found[:20])
    assert 250 < theirs.count(None) < len(SOURCES) - 250


def test_small_sources_of_3_14(tmp_path):
    folder = os.path.join(ROOT, "build", "python-3.14")
    done = subprocess.run([python_in_wasm.environment(folder), os.path.join(HERE, "python_in_wasm.py"), folder, "--compile"], input=json.dumps(SOURCES).encode(),
                          stdout=subprocess.PIPE, check=True)
    found = differences(14, SOURCES, json.loads(done.stdout), checked(14, written(tmp_path, SOURCES)))
    assert not found, "\n".join(found[:20])


# --- files -----------------------------------------------------------------------------------------------------------

SAMPLE = ["asyncio", "dataclasses.py", "typing.py", "enum.py", "test/badsyntax_*.py", "test/test_future_stmt/*.py", "test/tokenizedata/*.py", "test/test_scope.py",
          "test/test_grammar.py", "test/test_patma.py",
          "test/test_named_expressions.py", "test/test_type_params.py", "test/test_coroutines.py", "test/test_asyncgen.py", "test/test_unpack_ex.py", "test/test_except_star.py"]


def python_files(places):
    for place in places:
        for path in sorted(glob.glob(place)):
            yield from [path] if path.endswith(".py") else sorted(glob.glob(path + "/**/*.py", recursive=True))


@pytest.mark.parametrize("minor,interpreter", [pair for pair in interpreters() if ALL or pair[1] == sys.executable])
def test_libraries(minor, interpreter):
    query = "import sysconfig; print(sysconfig.get_path('stdlib'))"
    library = subprocess.run([interpreter, "-c", query], stdout=subprocess.PIPE, check=True).stdout.decode().strip()
    places = [library] if ALL else [os.path.join(library, name) for name in SAMPLE]
    if ALL and interpreter == sys.executable:
        places.append(sysconfig.get_path("purelib"))
    paths = list(python_files(places))
    assert len(paths) > 20
    found = differences(minor, paths, compiled(interpreter, [{"path": path} for path in paths]), checked(minor, paths))
    assert not found, "\n".join(found[:20])


# --- where -----------------------------------------------------------------------------------------------------------

DIAGNOSTICS = [
    ("class C:\n    return 1\n", "KB2080", 2, 5),
    ("def f():\n    x = await a\n", "KB2081", 2, 9),
    ("async def f():\n    yield\n    return 1\n", "KB2082", 3, 5),
    ("if a: break\n", "KB2083", 1, 7),
    ("while a:\n    try: pass\n    except* a: continue\n", "KB2084", 3, 16),
    ("def f(): return [(yield) for x in a]\n", "KB2085", 1, 19),
    ("import a\nfrom __future__ import division\n", "KB2086", 2, 1),
    ("def f(): from a import *\n", "KB2087", 1, 24),
    ("try: pass\nexcept: pass\nexcept a: pass\n", "KB2088", 2, 1),
    (nested(22), "KB2089", 22, 22),
    ("def f(x):\n    global y, x\n", "KB2090", 2, 15),
    ("def f():\n    x = 1\n    def g(): nonlocal x, y\n", "KB2091", 3, 26),
    ("def f(x, *, y, x: int = 1): pass\n", "KB2092", 1, 16),
    ("[x for y in a if (y := 1)]\n", "KB2093", 1, 19),
    ("import a.b as __debug__\n", "KB2094", 1, 8),
    ("a, *b, c, *d = e\n", "KB2095", 1, 11),
    ("match a:\n    case [x, *x]: pass\n", "KB2096", 2, 15),
    ("match a:\n    case _ | 1: pass\n", "KB2097", 2, 10),
    ("match a:\n    case C(x=1, y=2, x=3): pass\n", "KB2098", 2, 22),
    ("match a:\n    case [1, f'{b}']: pass\n", "KB2099", 2, 14),
    ("def f(x: (yield)): pass\n", "KB2100", 1, 11),
    ("type X[T = int, *U] = int\n", "KB2101", 1, 18),
    ("f(a=1, a=2)\n", "KB2034", 1, 8),
    ("x = *a\n", "KB2040", 1, 5),
]


@pytest.mark.parametrize("source,code,line,column", DIAGNOSTICS, ids=[case[1] for case in DIAGNOSTICS])
def test_diagnostic(tmp_path, source, code, line, column):
    assert dump(tmp_path, source)[0] == 0, "the parser takes it"
    status, text = dump(tmp_path, source, "--rules", "--json")
    assert status == 1
    [found] = json.loads(text)
    assert (found["code"], found["line"], found["column"]) == (code, line, column), found["message"]


def test_all_errors_are_told_in_order(tmp_path):
    _, text = dump(tmp_path, "def f():\n    def g(): nonlocal x\n    global g\nreturn\nbreak\n", "--rules", "--json")
    assert [(found["code"], found["line"]) for found in json.loads(text)] == [("KB2091", 2), ("KB2090", 3), ("KB2080", 4), ("KB2083", 5)]


# --- extreme sources -------------------------------------------------------------------------------------------------

N = 100000
EXTREME = {
    "unary": "-" * 2900 + "a", "sum": "a" + "+a" * 2900, "elif": "if a: pass\n" + "elif a: pass\n" * 2900, "lambda": "lambda:" * 900 + "a",
    "comprehensions": "[" * 90 + "a" + " for a in a]" * 90,
    "names": "def f():\n" + "".join(" x%d = 1\n" % i for i in range(N)) + " global x0\n", "nonlocal": "def f():\n x = 1\n" + " def g():\n  nonlocal x\n" * N,
    "missing": "def f():\n" + " def g():\n  nonlocal x\n" * 20000, "keywords": "f(" + "".join("a%d=1, " % i for i in range(N)) + "a0=1)",
    "parameters": "def f(" + "".join("a%d, " % i for i in range(N)) + "a0): pass",
    "captures": "match a:\n case [" + "".join("x%d, " % i for i in range(N)) + "x0]: pass", "keys": "match a:\n case {" + "".join("%d: _, " % i for i in range(N)) + "0: _}: pass",
    "methods": "class C:\n" + " def f(self): return self\n" * N, "walrus": "def f(a):\n" + " [(x := b) for b in a]\n" * N, "clauses": "[a " + "for a in b " * 1000 + "]",
}


@pytest.mark.parametrize("name", EXTREME)
def test_extreme_source_ends_soon(tmp_path, name):
    dump(tmp_path, EXTREME[name], "--quiet", "--rules")
