"""Locals with an annotation: what is assigned to them later; containers of other items that one name stands for are no copies."""

from typing import Any


def again(tokens: list[dict[str, Any]]) -> tuple[list[str], list[str]]:
    done: list[str] = []
    chunks: list[str] = []
    for token in tokens:
        if token["type"] == "text":
            raw = token["raw"]
            if chunks and chunks[-1] == raw:
                done.append("".join(chunks))
                chunks = []
            chunks.append(raw)
        else:
            done.append("".join(chunks))
            chunks = [token["raw"], "!"]
    return done, chunks


def tables(xs: list[Any], n: int) -> tuple[dict[str, int], set[int]]:
    counts: dict[str, int]
    seen: set[int] = set()
    counts = {}
    for i, x in enumerate(xs):
        counts[str(i)] = x
        if x == n:
            counts = {"n": x}
            seen = {x, n + 1}
    return counts, seen


def inferred(n: int) -> list[int | float]:
    xs = [1]
    ys = xs
    if n > 1:
        ys = [1.5]
    ys.append(2)
    return xs


TOKENS = [{"type": t, "raw": r} for t, r in [("text", "a"), ("text", "b"), ("text", "b"), ("end", "x"), ("text", "c")]]

CALLS = [
    ("again", TOKENS),
    ("again", []),
    ("again", TOKENS[3:]),
    ("tables", [1, 2, 3, 2, 5], 2),
    ("tables", [], 1),
    ("tables", [1], 5),
    ("inferred", 1),
    ("inferred", 2),
]
