"""The `generators` benchmark of pyperformance: a binary tree whose nodes give their values in order by generators that call themselves."""

from __future__ import annotations

from typing import Iterator, Optional


class Tree:
    def __init__(self, left: Optional[Tree], value: int, right: Optional[Tree]) -> None:
        self.left = left
        self.value = value
        self.right = right

    def __iter__(self) -> Iterator[int]:
        if self.left is not None:
            yield from self.left
        yield self.value
        if self.right is not None:
            yield from self.right


def tree(first: int, last: int) -> Optional[Tree]:
    if first == last:
        return None
    middle = (first + last) // 2
    return Tree(tree(first, middle), middle, tree(middle + 1, last))


def run(n: int) -> int:
    root = tree(0, n)
    assert root is not None
    total = 0
    for place, value in enumerate(root):
        total += place ^ value
    for value in root:
        total += value
    return total
