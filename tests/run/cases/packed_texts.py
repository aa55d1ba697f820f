"""Short texts that Python code passes in by the list: kept between calls, the last of them made longer in place, beside others that come in later."""

from collections.abc import Callable

UNITS = ["a", "bc", "", "word", "caf\u00e9", "\u65e5\u672c", "x" * 47, "y" * 48, "z" * 49, "w" * 255]
WORDS = [UNITS[k % len(UNITS)] + str(k) * (k % 3) for k in range(120)]


class Words:
    def __init__(self) -> None:
        self.kept: list[str] = []
        self.last = ""

    def take(self, words: list[str], every: int) -> None:
        for place, word in enumerate(words):
            if place % every == 0:
                self.kept.append(word)
            self.last = word
        self.last += "."


def kept(words: list[str], every: int) -> tuple[list[str], str]:
    store = Words()
    store.take(words, every)
    return store.kept, store.last


def both_longer(words: list[str]) -> list[str]:
    """Two texts that begin as the same one."""
    out: list[str] = []
    for word in words:
        first = word
        second = word
        first += "!"
        second += "?"
        first += "+"
        out += [word, first, second]
    return out


def last_longer(words: list[str], more: str, times: int) -> tuple[str, str, list[str]]:
    last = words[-1]
    before = last + more
    for _ in range(times):
        last += more
    return last, before, words


def grown(text: str, more: str) -> str:
    text += more
    text += "."
    return text


def written(words: list[str]) -> None:
    for k in range(len(words)):
        words[k] += "-"
    words.append(words[0] + words[-1])


def counted(words: list[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return counts


def sliced(words: list[str]) -> list[str]:
    return [word[1:] + "|" + word[:-1] for word in words] + sorted(set(words))


def between(words: list[str], more: Callable[[int], list[str]]) -> tuple[list[str], str]:
    """Others come in while these grow."""
    last = words[-1]
    for k in range(40):
        given = more(k)
        words.append(given[0])
        last += given[-1]
        given[-1] += "~" + last[:3]
        words.append(given[-1])
    return words, last


CALLS = [
    *[("kept", WORDS, every) for every in (1, 3, 40)],
    *[(f, words) for f in ("both_longer", "counted", "sliced", "written") for words in (WORDS, WORDS[:1], ["ab"] * 200)],
    *[("last_longer", ["one", "two"], more, times) for more in ("", "x", "long" * 20, "\u00e9") for times in (0, 1, 300)],
    *[("grown", text, more) for text in ("", "a", "ab", "q" * 48, "q" * 49) for more in ("", "b", "m" * 250, "\u65e5")],
    ("counted", []),
    ("counted", ["one", "two", "one"]),
    ("between", ["one", "two"], lambda k: ["ab" * k, "c"]),
    ("between", ["one", "two"], lambda k: ["k", "caf\u00e9"[: k % 5], "d" * (k % 50)]),
    ("between", ["one", "two"], lambda k: ["e"] if k < 9 else []),
]
