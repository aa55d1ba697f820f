"""What typed packages write: NewType, NoReturn, cast, recursive aliases, names under TYPE_CHECKING, tuples of an open length, flags that may be texts, objects that are raised."""

from __future__ import annotations
from typing import Final, Iterable, NamedTuple, NewType, NoReturn, TYPE_CHECKING, Any, Literal, List, Union, cast
import collections
import re
if TYPE_CHECKING:
    import datetime as dt
    import types

UserId = NewType("UserId", int)
Name = NewType("Name", str)
Tree = List[Union["Tree", int]]

class State(NamedTuple):
    fg: tuple[int, ...] | None
    bold: bool

def text_of(c: tuple[int, ...]) -> str:
    return ";".join(str(x) for x in c)

def named_narrow(s: State) -> list[str]:
    out = [code for on, code in [(s.bold, "1")] if on]
    if s.fg is not None:
        out.append(text_of(s.fg))
    return out

def call_named(n: int) -> list[str]:
    return named_narrow(State(None if n == 0 else (n, 5), n > 1))

def parse(x: str) -> State | None:
    return State((1,), True) if x.startswith("a") else None

def walrus(x: str) -> str:
    if s := parse(x):
        return "".join(named_narrow(s))
    return "none"

def loop_narrow(text: str, flag: bool) -> list[str]:
    cur: State | None = State((3,), False) if flag else None
    out: list[str] = []
    r = re.compile("[a-z]")
    for ch in text:
        m = r.match(ch)
        if not m:
            continue
        if m.group() is not None and flag and cur is not None:
            cur = State((len(named_narrow(cur)),), True)
            if cur.bold and len(out) < 5:
                out.append(m.group())
            continue
        out.append(ch.upper())
    return out

def user(x: int) -> UserId:
    return UserId(x + 1)

def greet(n: Name) -> str:
    return "hi " + n

def use_new(x: str) -> str:
    return greet(Name(x)) + str(user(3))

def fail(msg: str) -> NoReturn:
    raise ValueError(msg)

def must(x: int | None) -> int:
    if x is None:
        fail("no x")
    return x + 1

def must2(x: int) -> int:
    if x > 3:
        return x
    else:
        fail("small")

def when(d: dt.timedelta | None) -> float:
    return 0.0 if d is None else d.total_seconds()

def depth(t: Tree) -> int:
    n = 0
    for x in t:
        if isinstance(x, list):
            n = max(n, depth(x))
    return n + 1

def sign(x: Literal[-1, 0, 1]) -> int:
    return -x

def variadic(xs: list[int]) -> tuple[int, ...]:
    return (*xs[:-1], xs[-1] + 1)

def variadic2(xs: tuple[int, ...], s: str) -> tuple[int, ...]:
    return (0, *xs, *xs, len(s))

def casted(x: Any) -> str:
    return cast(str, x).upper()

def flag(x: bool | str) -> str:
    if x is False:
        return "off"
    if x is True:
        return "on"
    return "s" + x

def opt_flag(x: bool | None) -> int:
    if x is not True:
        return 0
    return 1

def reraise(e: Any) -> None:
    raise e

def reraise_from(e: Any, c: Any) -> None:
    raise e from c

class Base:
    x: int
    def __init__(self, x: int) -> None:
        self.x = x
    def __repr__(self) -> str:
        return f"<{self.__class__.__name__}({self.x!r})>"
class Derived(Base):
    pass

def names() -> list[str]:
    xs: list[Base] = [Base(1), Derived(2)]
    return [repr(b) for b in xs]

def add_all(n: int) -> list[dict[str, Any]]:
    res: list[dict[str, Any]] = []
    for i in range(n):
        res.append({"type": "text", "raw": "".join(["a", "b"])})
    return res

def nested(keys: list[str]) -> dict[str, Any]:
    cont: dict[str, Any] = {}
    for k in keys:
        if k not in cont:
            cont[k] = {"flags": set(), "recursive": set(), "nested": {}}
        cont = cont[k]["nested"]
    return cont

def three(a: int, b: int, c: int = 7) -> int:
    return a * 100 + b * 10 + c

def make(n: int) -> list[int]:
    return list(range(n))

def starcall(n: int) -> int:
    return three(*make(n))

big = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
def bigsum(i: int) -> int:
    return sum(big) + big[i]


def lookups(key: Any) -> list[Any]:
    known: dict[str, int] = {"a": 1}
    return [known.get(key), known.get("a"), known.get(key, 5)]


LIMITS: dict[int, int] = collections.defaultdict(lambda: 50)
EMPTY: dict[str, list[int]] = {}


def limits(n: int) -> list[int]:
    LIMITS[n] = n
    EMPTY.setdefault("x", []).append(n)
    return [LIMITS[n], LIMITS[n + 1], len(EMPTY["x"])]


class Box:
    def __init__(self, size: int) -> None:
        self.size = size
        self.items = []
        self.next = None

    def put(self, x: object) -> int:
        self.items.append(x)
        self.next = Box(self.size - 1) if self.size > 0 else None
        return len(self.items)


def boxes(n: int) -> list[object]:
    b = Box(n)
    b.put("a")
    b.put(n)
    return [b.items, b.next is None, b.next.size if b.next is not None else -1]


class Cached:
    def __init__(self, n: int) -> None:
        self.n = n
        self._hash: int | None = None

    def __hash__(self) -> int:
        cached = self._hash
        if cached is None:
            cached = self._hash = self.n * 7
        return cached


def hashes(n: int) -> tuple[int, int]:
    c = Cached(n)
    return hash(c), hash(c)


def release(xs: tuple[Any, ...]) -> tuple[int | str, ...]:
    return tuple(x for x in xs if x is not None)


def chosen(wide: bool) -> list[int]:
    import operator
    f = operator.neg if wide else lambda c: c * 2
    return [f(3), f(4)]


def timed(n: int) -> float:
    import datetime
    return when(datetime.timedelta(seconds=n))


class Failure(ValueError):
    pass


def raised(n: int) -> None:
    if n == 0:
        reraise(ValueError("v"))
    if n == 1:
        reraise(KeyError)
    if n == 2:
        reraise(3)
    if n == 3:
        reraise_from(ValueError("v"), KeyError("k"))
    if n == 4:
        reraise_from(ValueError("v"), None)
    if n == 5:
        reraise_from(ValueError("v"), 4)
    try:
        reraise(Failure("f"))
    except ValueError as e:
        reraise_from(KeyError(str(e)), Failure)


def opened(x: Any, known: dict[str, tuple[str, ...]], key: str) -> list[Any]:
    xs = []
    xs.extend(x)
    return [(*x, 1), xs, (*known.get(key, ()), "end"), Cached.__module__]


class Parser:
    def __init__(self, text: str) -> None:
        self.text = text

    def fail(self) -> None:
        raise ValueError(self.text)


def parsed(p: Any, text: str) -> int:
    if text.isdigit():
        return int(text)
    elif text == "one":
        return 1
    else:
        p.fail()


def parsed_by(text: str) -> int:
    return parsed(Parser("not a number: " + text), text)


def returned() -> tuple[object, object]:
    def three():
        yield 1
        return 3

    g = three()
    next(g)
    first: object = None
    try:
        next(g)
    except StopIteration as stop:
        first = stop.value
    try:
        raise SystemExit(4)
    except SystemExit as leaving:
        return first, leaving.code


class Problem(Exception):
    def __init__(self, where, *rest):
        super().__init__(where)
        self.where = where
        self.rest = rest

    def said(self):
        return [self.where, len(self.rest)]


def problem(n: int) -> list[Any]:
    try:
        raise Problem(n, 1, 2)
    except Problem as p:
        return [p.where, p.rest, p.said()]


def hash_of(xs: tuple[Any, ...], n: int | None) -> list[int]:
    return [hash(xs), hash((n, "a", None)), hash(b"x"), hash((Cached(3), n))]


class Money:
    def __init__(self, cents: int) -> None:
        self.cents = cents

    def __neg__(self) -> Money:
        return Money(-self.cents)

    def __str__(self) -> str:
        return f"${self.cents / 100:.2f}"

    def __len__(self) -> int:
        return self.cents


def texts_of_objects(n: int) -> list[object]:
    m: Money | None = Money(n) if n > 1 else None
    return [str(-Money(n)), len(Money(n) if n > 1 else Money(2)), str(m), str(m or Money(7)), str(kept := Money(n + 1)), str(kept)]


class Suppressing:
    def __init__(self, log: list[str]) -> None:
        self.log = log

    def __enter__(self) -> Suppressing:
        return self

    def __exit__(self, t: Any, v: Any, tb: Any) -> bool:
        self.log.append("well" if t is None else t.__name__)
        return t is not None and issubclass(t, KeyError)


class Loud(Suppressing):
    def __exit__(self, t: Any, v: Any, tb: Any) -> bool:
        self.log.append(str(t) + str(v))
        return True


class Telling:
    def __init__(self, log: list[str]) -> None:
        self.log = log

    def __enter__(self) -> Telling:
        return self

    def __exit__(self, *what: Any) -> bool:
        self.log.append(str(what[0]) + str(what[1]))
        return True


def suppressed(n: int, telling: bool) -> list[str]:
    log: list[str] = []
    context: Suppressing = Loud(log) if telling else Suppressing(log)
    with context:
        if n == 1:
            raise KeyError("k")
        if n == 2:
            log.append(str([][n]))
        if n == 3:
            return ["left", *log]
    return log


def only_told(n: int) -> list[str]:
    log: list[str] = []
    with Telling(log) as t:
        t.log.append(str(1 // n))
    return log


def plain(n: int) -> list[object]:
    s = State((n,), True)
    return [tuple(s), s[:], s[0:1], s + (n,), list(s), s._replace(bold=False)]


def inner_call(n: int) -> Any:
    def inner(a):
        return a

    return inner(*range(n))


def named_in_place(n: int) -> list[int]:
    return [(kept := Money(n)).cents, kept.cents, len(other := Money(n + 1)), other.cents]



def want_bytes(s: str | bytes) -> bytes:
    return s.encode() if isinstance(s, str) else s


def keys(secret: str | bytes | Iterable[str] | Iterable[bytes]) -> list[bytes]:
    if isinstance(secret, (str, bytes)):
        return [want_bytes(secret)]
    return [want_bytes(s) for s in secret]


def count_texts(items: Iterable[int] | Iterable[str] | None) -> int:
    return -1 if items is None else sum(1 for item in items if isinstance(item, str))


class Hook:
    def __init__(self, name: str, calls: list[int]) -> None:
        self.name: Final = name
        self.calls: Final[list[int]] = calls
        self.count: Final = len(calls)

    def __call__(self, *args: object) -> int:
        self.calls.append(len(args))
        return len(self.calls)

    def __contains__(self, item: object) -> bool:
        return item in (self.name, self.count)


def hooked(name: str, n: int) -> tuple[int, list[int], str, bool, bool]:
    hook = Hook(name, [n])
    return hook(1, "a", None) + hook(), hook.calls, hook.name, "x" in hook, 1 in hook


CALLED = ["text_of", "named_narrow", "parse", "reraise", "reraise_from", "three", "make", "parsed", "Money", "Suppressing", "Loud", "Telling", "Parser", "Problem", "State", "Base", "Derived", "Box", "Cached", "Failure", "want_bytes", "Hook"]
CALLS = [("call_named", 0), ("call_named", 2), ("walrus", "ab"), ("walrus", "b"), ("loop_narrow", "abXc", True), ("loop_narrow", "abXc", False), ("user", 3), ("greet", "x"), ("use_new", "x"), ("fail", "m"), ("must", 3),
         ("must", None), ("must2", 4), ("must2", 1), ("when", None), ("timed", 5), ("depth", [1, [2, [3]], []]), ("depth", []), ("sign", -1), ("variadic", [1, 2, 3]), ("variadic", []), ("variadic2", (1, 2), "abc"), ("casted", "x"),
         ("flag", False), ("flag", True), ("flag", "x"), ("opt_flag", None), ("opt_flag", True), ("opt_flag", False), *[("raised", i) for i in range(7)], ("names",), ("add_all", 2), ("nested", ["a", "b"]),
         ("starcall", 2), ("starcall", 3), ("starcall", 4), ("bigsum", 69), ("bigsum", 70), ("lookups", "a"), ("lookups", "b"), ("lookups", 3), ("lookups", []), ("limits", 3), ("boxes", 2), ("boxes", 0), ("hashes", 3),
         ("release", (1, None, "a")), ("opened", [1, 2], {"a": ("b",)}, "a"), ("opened", "xy", {}, "a"), ("opened", 3, {}, "a"), ("parsed_by", "12"), ("parsed_by", "one"), ("parsed_by", "x"),
         ("hash_of", (1, "b"), None), ("hash_of", (), 3), ("hash_of", ([],), 3), *[("suppressed", n, telling) for n in range(4) for telling in (False, True)], ("only_told", 1), ("only_told", 0), ("plain", 3), ("texts_of_objects", 1), ("texts_of_objects", 3), ("inner_call", 0), ("inner_call", 1), ("inner_call", 2), ("named_in_place", 3), ("returned",), ("problem", 3), ("chosen", True), ("chosen", False), ("keys", "a"), ("keys", b"a"), ("keys", ["a", "b"]), ("keys", (b"a",)), ("keys", ["a", b"b"]), ("count_texts", None), ("count_texts", [1, 2]), ("count_texts", "ab"),
         ("count_texts", ["a", 3]), ("hooked", "x", 4), ("hooked", "y", 4)]
