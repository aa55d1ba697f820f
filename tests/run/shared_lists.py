"""Lists and dicts in fields, which Python code and native code both hold and change in turn."""

from typing import Any, Callable


class Item:
    def __init__(self, n: int) -> None:
        self.n = n


class Plain:
    def __init__(self, x: float, name: str) -> None:
        self.x = x
        self.name = name

    def doubled(self) -> float:
        return self.x * 2.0


class Tables:
    """Dicts, and a parser's list of them."""

    counts: dict[str, int]
    texts: dict[str, str]
    items: dict[str, Item]
    numbers: dict[int, float]
    rows: dict[str, list[int]]
    anything: dict[str, Any]
    tokens: list[dict[str, Any]]

    def __init__(self, n: int) -> None:
        self.counts = {str(i): i for i in range(n)}
        self.texts = {str(i): "t" * i for i in range(n)}
        self.items = {str(i): Item(i) for i in range(n)}
        self.numbers = {i: i * 0.5 for i in range(n)}
        self.rows = {str(i): [i] for i in range(n)}
        self.anything = {str(i): (i, str(i)) for i in range(n)}
        self.tokens = [{"type": "text", "raw": str(i)} for i in range(n)]

    def state(self) -> list[Any]:
        return [sum(self.counts.values()), list(self.counts.items()), "".join(self.texts.values()), list(self.texts), [(k, item.n) for k, item in self.items.items()],
                list(self.numbers.items()), [(k, sum(row)) for k, row in self.rows.items()], [str(x) for x in self.anything.values()],
                [str(token["type"]) + str(token.get("raw")) for token in self.tokens]]

    def put(self, key: str, n: int) -> None:
        self.counts[key] = n
        self.texts[key] = "p" * (n % 5)
        self.items[key] = Item(n)
        self.numbers[n] = n * 1.5
        self.rows.setdefault(key, []).append(n)
        self.anything[key] = [n]
        self.tokens.append({"type": key, "raw": n})

    def change(self, key: str, n: int) -> None:
        if key in self.counts:
            self.counts[key] += n
        if key in self.texts:
            self.texts[key] += key
        if self.tokens:
            self.tokens[n % len(self.tokens)]["raw"] = n
            self.tokens[-1]["more"] = key

    def drop(self, key: str) -> None:
        self.counts.pop(key, None)
        self.texts.pop(key, None)
        self.items.pop(key, None)
        self.rows.pop(key, None)
        self.anything.pop(key, None)
        if self.tokens:
            self.tokens.pop(0)

    def around(self, f: Callable[[Any], Any], key: str, n: int) -> list[Any]:
        self.put(key, n)
        f(self)
        before = self.state()
        self.change(key, n)
        f(self)
        self.drop(key)
        return [before, self.state()]


class Box:
    items: list[Item]
    counts: list[int]
    names: list[str]
    rows: list[list[int]]
    label: str

    def __init__(self, n: int) -> None:
        self.items = [Item(i) for i in range(n)]
        self.counts = list(range(n))
        self.names = [str(i) for i in range(n)]
        self.rows = [[i] for i in range(n)]
        self.label = "box"

    def sums(self) -> tuple[int, int, str, list[int]]:
        return sum([i.n for i in self.items]), sum(self.counts), "".join(self.names), [sum(row) for row in self.rows]

    def add(self, n: int) -> None:
        self.items.append(Item(n))
        self.counts.append(n)
        self.names.append(str(n))
        self.rows.append([n, n])

    def change(self, i: int, n: int) -> None:
        self.items[i] = Item(n)
        self.counts[i] = n
        self.names[i] = str(n)
        self.rows[i].append(n)

    def drop(self) -> None:
        self.items.pop()
        self.counts.pop()
        self.names.pop()
        self.rows.pop(0)

    def label_of(self, extra: str) -> str:
        return self.label + extra

    def around(self, f: Callable[[Any], Any], n: int) -> tuple[int, int, int, int]:
        self.counts.append(n)
        f(self)
        before = len(self.items) + len(self.counts)
        self.items.append(Item(n))
        f(self)
        return before, len(self.items), len(self.counts), sum([len(row) for row in self.rows])


def total_of(xs: list[int]) -> int:
    return sum(xs)


def grown(xs: list[int], n: int) -> int:
    xs.append(n)
    return len(xs)


def through(xs: list[int], f: Callable[[Any], Any]) -> tuple[int, int, int]:
    xs.append(1)
    f(xs)
    before = len(xs)
    xs.append(2)
    f(xs)
    return before, len(xs), sum(xs)


def total(edges: Any, n: int) -> int:
    """Objects of which native code knows nothing."""
    s = 0
    for e in edges:
        if e.n == n or e.n > 3:
            s += int(e.n)
    return s
