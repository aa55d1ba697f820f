from __future__ import annotations
from typing import Optional, TYPE_CHECKING
from .points import Point
if TYPE_CHECKING:
    from .walk import Visitor

class Node:
    def __init__(self, at: Point, left: Optional[Node] = None, right: Optional[Node] = None) -> None:
        self.at = at
        self.left = left
        self.right = right
        self.seen = 0
    def accept(self, v: Visitor) -> None:
        v.visit(self)
        if self.left is not None:
            self.left.accept(v)
        if self.right is not None:
            self.right.accept(v)

def build(depth: int) -> Node:
    if depth == 0:
        return Node(Point(1.0, 2.0))
    return Node(Point(float(depth), 0.5), build(depth - 1), build(depth - 1))

def run_visitor(n: Node, v: Visitor) -> float:
    n.accept(v)
    return v.total
