"""Modules of a package that import each other: classes of the others are Python's, their aliases are read; what stands under `if TYPE_CHECKING` says types and is nothing else."""

import os
import subprocess
import sys

from building import ROOT

KEELBACK = os.environ.get("KEELBACK", ROOT / "build/bin/keelback")

KINDS = '''\
"""Aliases and classes that the others import."""
from typing import Any, Callable, Tuple

Key = Tuple[str, ...]
Pos = int
Parse = Callable[[str], Any]


class Item:
    def __init__(self, name: str, at: int) -> None:
        self.name = name
        self.at = at

    def moved(self, by: int) -> "Item":
        return Item(self.name, self.at + by)
'''

AGAIN = "from .kinds import Item, Key, Pos\n"

USE = '''\
from __future__ import annotations

import sys

from .again import Item

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any, Final

    from .again import Key, Pos
    from .kinds import Parse

if sys.version_info >= (3, 10):
    from typing import Optional
else:
    from typing_extensions import Optional

LIMIT: Final = 3
WHITE: Final = frozenset(" \\t")


def skip(src: str, pos: Pos, chars: Iterable[str]) -> Pos:
    try:
        while src[pos] in chars:
            pos += 1
    except IndexError:
        pass
    return pos


def key(src: str, pos: Pos) -> tuple[Pos, Key]:
    parts: Key = tuple(src[pos:].split("."))
    return skip(src, pos, WHITE), parts


def parsed(text: str, parse: Parse) -> Any:
    return parse(text) if len(text) < LIMIT else {}


def first(items: list[Item]) -> Optional[Item]:
    return items[0].moved(2) if items else None


def total(items: Iterable[Item]) -> int:
    n: int = 0
    for item in items:
        n += item.at
    return n


def made(name: str) -> Item:
    return Item(name, len(name))


def names(items: list[Item]) -> Iterator[str]:
    for item in items:
        yield item.name


class Flags:
    FROZEN: Final = 0
    NEST: Final = 1

    def __init__(self) -> None:
        self._flags: dict[str, dict[Any, Any]] = {}
        self._pending: set[tuple[Key, int]] = set()

    def add(self, key: Key, flag: int) -> None:
        self._pending.add((key, flag))

    def count(self, flag: int) -> int:
        return len([1 for k, f in self._pending if f == flag])


def uses_missing() -> object:
    return Iterable
'''

CALLS = '''\
from pk import kinds, use

Item = kinds.Item


def told(name, *args):
    try:
        result = getattr(use, name)(*args)
        print(name, list(result) if hasattr(result, "__next__") else getattr(result, "at", result))
    except Exception as error:
        print(name, type(error).__name__, error)


for chars in (use.WHITE, " ", ["x", " "], []):
    for text in ("   a", "  ", ""):
        told("skip", text, 0, chars)
told("key", " a.b", 1)
told("parsed", "12", int)
told("parsed", "1234", int)
told("parsed", "x", int)
told("first", [])
told("first", [Item("a", 3)])
told("total", [Item("a", 3), Item("b", 4)])
told("total", iter(()))
told("made", "abc")
told("names", [Item("q", 1)])
told("uses_missing")
flags = use.Flags()
flags.add(("a",), use.Flags.NEST)
print(flags.count(1), flags.count(0))
'''


def same_said(tmp_path, modules, calls, expected):
    """The script says the same beside the sources and beside the extensions."""
    source, built = tmp_path / "pk", tmp_path / "built"
    source.mkdir()
    for name, text in {"__init__": "", **modules}.items():
        (source / (name + ".py")).write_text(text)
    (tmp_path / "calls.py").write_text(calls)
    command = [KEELBACK, "build", "--interpreter", sys.executable, "-o", built, source]
    done = subprocess.run([*map(str, command)], capture_output=True, text=True)
    assert done.returncode == 0 and expected in done.stdout + done.stderr, done.stdout + done.stderr
    said = []
    for extensions in ([], built.glob("pk/*.so")):
        for extension in extensions:
            extension.rename(source / extension.name)
        ran = subprocess.run([sys.executable, str(tmp_path / "calls.py")], capture_output=True, text=True, cwd=tmp_path)
        assert ran.returncode == 0, ran.stderr
        said.append(ran.stdout)
    assert said[0] == said[1]


def test_package(tmp_path):
    same_said(tmp_path, {"kinds": KINDS, "again": AGAIN, "use": USE}, CALLS, "pk.use: 11 native ->")


OWN = '''\
"""Functions that ask Python for what their own module has."""
import re
from enum import Enum
from typing import NamedTuple

SPACES = re.compile("[ ]+")
LIMITS = {"a": 1}
LIMITS["b"] = 2
calls = 0


class Plain:
    def __init__(self, n):
        self.n = n


class Colour(Enum):
    RED = 1


class Pair(NamedTuple):
    a: int
    b: int


def squeezed(text: str) -> str:
    return str(SPACES.sub(" ", text))


def is_plain(x: object) -> bool:
    return isinstance(x, Plain)


def count(by: int) -> int:
    global calls
    calls += by
    return int(calls)


def doubled(x: int) -> int:
    return 2 * x


def handed(f: object, xs: list[int]) -> object:
    return list(map(doubled, xs))


def limit(key: str) -> object:
    return LIMITS[key]


def named() -> list[object]:
    return [Colour.RED.name, Pair(1, 2).b, Plain]
'''

OTHER = '''\
from .own import count, handed, is_plain, limit, named, squeezed

SPACES = "another"
calls = 1000
LIMITS: dict[str, int] = {}


class Plain:
    pass


def all_of(text: str, x: object) -> list[object]:
    return [squeezed(text), is_plain(x), count(1), handed(None, [1, 2]), limit("b"), named(), count(2)]
'''

OTHER_CALLS = '''\
from pk import other, own

for x in (own.Plain(1), other.Plain(), 3):
    print(other.all_of("a   b  c", x), own.calls, other.calls)
print(own.count(5), own.calls, other.calls)
'''


def test_functions_of_another_module(tmp_path):
    same_said(tmp_path, {"own": OWN, "other": OTHER}, OTHER_CALLS, "pk.other: 1 native ->")


LARGE = '''\
powers = [10**x for x in (3, 21)]


class Scale:
    def __init__(self, n: int) -> None:
        self.n = n

    def power(self) -> int:
        return powers[self.n]


class Double(Scale):
    pass


def power(i: int) -> int:
    return powers[i]
'''

LARGE_CALLS = '''\
import warnings

with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    from pk import large
assert [w.category for w in told if "runs as Python" in str(w.message)] == ([] if large.__file__.endswith(".py") else [RuntimeWarning])
print(large.power(1), large.Double(0).power(), large.Scale(1).power())
'''


def test_constants_that_native_code_cannot_compute(tmp_path):
    same_said(tmp_path, {"large": LARGE}, LARGE_CALLS, "pk.large: 3 native ->")


# The package has another module under the name of its own submodule.
HIDDEN = {"__init__": "from .util import *\n", "warnings": "class OwnWarning(UserWarning):\n    pass\n\n\nlimit = [7]\n", "util": '''\
import warnings
from .warnings import OwnWarning, limit


def warned(n: int) -> int:
    warnings.warn("own", OwnWarning, stacklevel=2)
    return n + int(limit[0])
'''}


def test_hidden_submodule(tmp_path):
    calls = "import warnings\nfrom pk import util\nwith warnings.catch_warnings(record=True) as told:\n    warnings.simplefilter('always')\n    print(util.warned(1))\nprint([(w.category.__name__, w.lineno) for w in told])\n"
    same_said(tmp_path, HIDDEN, calls, "pk.util: 1 native ->")
