"""Long texts and bytes of each width that Python code passes in again and again: taken whole, in parts, kept, made longer."""

from collections.abc import Iterator

WIDTHS = ["x", "caf\u00e9 ", "\u65e5\u672c", "a\U0001f600", "\ud800 "]
TEXTS = [(unit * 400)[:size] for unit in WIDTHS for size in (255, 256, 257, 300)] + ["y" * 299 + "\u00e9", "z" * 1000]


class Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.seen: dict[str, int] = {}

    def take(self, start: int, stop: int) -> str:
        return self.text[start:stop]

    def add(self, more: str) -> str:
        self.text += more
        self.seen[self.text] = len(self.text)
        return self.text


def given_back(text: str) -> str:
    return text


def facts(text: str) -> tuple[int, str, str, bool, int, str]:
    return len(text), text[0], text[-1], text == text[:] and text[1:] != text[:-1] + "!", text.find("e"), text[::-7]


def parts(text: str) -> list[str]:
    return [text[:], text[1:], text[:-1], text[:256], text[-256:], text[10:20]]


def longer(text: str, more: str) -> list[str]:
    first = text + more
    second = text + more + more
    return [first, second, text, first + text, first[len(more) :], first[: len(text)]]


def pieces(text: str) -> Iterator[str]:
    for k in range(0, len(text), 100):
        yield text[k:]


def listed_pieces(text: str) -> list[str]:
    return list(pieces(text))


def grown(n: int, unit: str) -> list[str]:
    text, out = "", []
    for k in range(n):
        text += unit
        if k % 100 == 0:
            out.append(text)
    return [*out, text]


def encoded(text: str) -> tuple[bytes, str]:
    raw = text.encode("utf-8", "surrogatepass")
    return raw, raw.decode("utf-8", "surrogatepass")


def ascii_both(text: str) -> tuple[bytes, str, bytes, str]:
    raw = text.encode()
    return raw, raw.decode(), raw[:-1], text


def raw_parts(raw: bytes) -> tuple[bytes, bytes, bytes, int]:
    return raw, raw[1:], raw + b"!", len(raw)


def read(text: str) -> list[str]:
    reader = Reader(text)
    out = [reader.take(k, k + 7) for k in range(0, len(text), 90)]
    for more in ("", "+", "\u00e9", "longer" * 60):
        out += [reader.add(more), reader.text]
    return [*out, *reader.seen]


def counted(texts: list[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for text in texts:
        counts[text] = counts.get(text, 0) + 1
    return counts


class Subclass(str):
    pass


CALLS = [
    *[(f, text) for f in ("facts", "parts", "read", "encoded", "given_back", "listed_pieces") for text in TEXTS for _ in range(2)],
    *[("longer", text, more) for text in TEXTS for more in ("", "!", "\u65e5", "-" * 300)],
    *[("grown", 1000, unit) for unit in WIDTHS],
    *[("ascii_both", "q" * n) for n in (255, 256, 300)],
    *[("raw_parts", b"r\xff" * n) for n in (100, 128, 200)],
    ("counted", [*TEXTS, *[text[:-1] + text[-1] for text in TEXTS]]),
    ("facts", Subclass("s" * 300)),
]
CALLED = ["pieces"]  # by listed_pieces
