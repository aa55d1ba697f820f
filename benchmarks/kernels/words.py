"""Text: words counted in a dict, the commonest of them, a text put together piece by piece."""


def word_count(text: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for word in text.lower().split():
        word = word.strip(".,;:!?\"'()")
        if word:
            counts[word] = counts.get(word, 0) + 1
    return counts


def commonest(text: str, n: int) -> list[str]:
    counts = word_count(text)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [f"{word}={count}" for word, count in ranked[:n]]


def letters(text: str) -> str:
    out = ""
    for c in text:
        if c.isalpha():
            out += c
        elif c == " ":
            out += "_"
    return out


def distance(a: str, b: str) -> int:
    above = list(range(len(b) + 1))
    for i, x in enumerate(a):
        row = [i + 1]
        for j, y in enumerate(b):
            change = above[j] + (x != y)
            row.append(min(change, above[j + 1] + 1, row[j] + 1))
        above = row
    return above[-1]
