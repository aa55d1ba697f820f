"""What an attribute was given is what it holds, where nothing else is wanted; lists that hold nothing on one of the paths; lists of objects joined with others."""

import json
from typing import Any, List, Optional, Sequence, Tuple, Union


class Info:
    def __init__(self, value: Any) -> None:
        self.value = value
        self._text: Optional[str] = None
        self._n: Union[int, str, None] = None

    def log(self) -> str:
        return str(self.value)

    def text(self) -> str:
        if self._text is None:
            self._text = ""
            exc = self.log()
            if exc == "a":
                self._text = "A: "
        return self._text

    def number(self) -> int:
        self._n = 5
        self.log()
        return self._n

    def reset(self) -> None:
        self._n = None

    def gone(self) -> Union[int, str, None]:
        self._n = 7
        self.reset()
        return self._n

    def looped(self, n: int) -> int:
        self._n = 0
        for i in range(n):
            if isinstance(self._n, int):
                self._n = self._n + i
        self._n = n
        m: int = self._n
        return m


def texts(values: List[str]) -> List[str]:
    return [Info(v).text() + Info(v).text() for v in values]


def numbers(v: int) -> Tuple[int, Any, int]:
    i = Info(v)
    return i.number(), i.gone(), i.looped(v)


def merge(a: Optional[Sequence[Tuple[bytes, bytes]]] = None, b: Optional[Sequence[Tuple[bytes, bytes]]] = None) -> List[Tuple[bytes, bytes]]:
    a = [] if a is None else list(a)
    b = [] if b is None else list(b)
    has = set(key.lower() for key, _value in b)
    a = [(key, value) for key, value in a if key.lower() not in has]
    return a + b


def joined(text: str, own: List[str], n: Tuple[int, ...]) -> Tuple[List[Any], List[Any], Tuple[Any, ...], Tuple[Any, ...]]:
    items = [x for x in json.loads(text)]
    t = tuple(items)
    return items + own, own + items, n + t, t + n


CALLED = ["Info"]
CALLS = [
    ("texts", ["a", "b"]), ("numbers", 3), ("merge", [(b"a", b"1")], [(b"A", b"2")]), ("merge",), ("merge", None, ((b"x", b"y"),)), ("joined", "[1, 2, null]", ["a"], (1, 2)),
]
