# An item and a walk down a list are borrowed; what a store or a call may take out of its place meanwhile is counted.
from __future__ import annotations

from typing import Optional


class Node:
    def __init__(self, value: int, link: Optional[Node]) -> None:
        self.value = value
        self.link = link


def first(nodes: list[Node]) -> int:
    node = nodes[0]
    value = node.value
    nodes.clear()
    return value


def kept(nodes: list[Node]) -> int:
    node = nodes[0]
    nodes.clear()
    return node.value


def total(head: Node) -> int:
    sum = head.value
    at = head.link
    while at is not None:
        sum += at.value
        at = at.link
    return sum


def cut(head: Node) -> int:
    rest = head.link
    head.link = None
    return 0 if rest is None else rest.value


# RUN: ir --after borrow --only first
# EXPECT:
# func first(nodes: list[Node]) -> int {
#   borrow node: Node = get_item(nodes, 0)
#   value: int = node.value
#   evaluate clear(nodes)
#   return value
# }

# RUN: ir --after borrow --only kept
# EXPECT:
# func kept(nodes: list[Node]) -> int {
#   node: Node = get_item(nodes, 0)
#   evaluate clear(nodes)
#   return node.value
# }

# RUN: ir --after borrow --only total
# EXPECT:
# func total(head: Node) -> int {
#   sum: int = head.value
#   borrow at.2: None | Node = head.link
#   while not is_member[0](at.2):
#     sum: int = add(sum, convert[Node](at.2).value)
#     borrow at.2: None | Node = convert[Node](at.2).link
#   return sum
# }

# RUN: ir --after borrow --only cut
# EXPECT:
# func cut(head: Node) -> int {
#   rest: None | Node = head.link
#   head.link = convert[None | Node](None)
#   return (convert[int](0) if is_member[0](rest) else convert[Node](rest).value)
# }
