"""Plain classes: fields, methods, construction, identity, lists and dicts of objects, None, unset attributes, narrowing."""

import math
from typing import Final


class Point:
    """A point."""

    x: float
    y: float

    def __init__(self, x: float, y: float = 2.0) -> None:
        self.x = x
        self.y = y

    def norm(self) -> float:
        return math.sqrt(self.x * self.x + self.y * self.y)

    def scale(self, by: float) -> "Point":
        self.x *= by
        self.y *= by
        return self

    def moved(self, *, dx: float = 0.0, dy: float = 0.0) -> "Point":
        return Point(self.x + dx, self.y + dy)


class Node:
    limit = 3
    names = ("a", "b")

    def __init__(self, value: int, next: "Node | None" = None):
        self.value = value
        self.next = next
        self.tags: list[str] = []
        self.by_name: dict[str, int] = {}

    def add(self, tag: str) -> int:
        self.tags.append(tag)
        self.by_name[tag] = len(self.tags)
        return len(self.tags)

    def last(self) -> "Node":
        node = self
        while node.next is not None:
            node = node.next
        return node


class Counter:
    """Its fields' types are what `__init__` stores."""

    def __init__(self, start: int, name: str = "c"):
        self.count = start
        self.name = name
        self.ratio = start / 4
        self.seen = [start]
        self.pair = (start, name)

    def step(self) -> None:
        self.count += 1
        self.seen += [self.count]


class Defaults:
    size: int = 3
    label: str = "none"
    other: "Defaults | None" = None
    ratio: float = 0.5


class Lazy:
    value: int

    def __init__(self, known: bool) -> None:
        if known:
            self.value = 7

    def read(self) -> int:
        return self.value

    def drop(self) -> None:
        del self.value


class Tree:
    def __init__(self, key: int) -> None:
        self.key = key
        self.left: Tree | None = None
        self.right: Tree | None = None

    def insert(self, key: int) -> None:
        if key < self.key:
            if self.left is None:
                self.left = Tree(key)
            else:
                self.left.insert(key)
        else:
            if self.right is None:
                self.right = Tree(key)
            else:
                self.right.insert(key)

    def depth(self) -> int:
        left = depth_of(self.left) if self.left is not None else 0
        right = depth_of(self.right) if self.right else 0
        return 1 + max(left, right)


class Item:
    SIZE: Final = 4
    KIND: Final[str] = "item"

    def __init__(self, children: "list[Item] | None" = None) -> None:
        self.children = children if children is not None else []

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Item) and self.children == other.children

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.children})"

    def size(self) -> int:
        return self.SIZE + len(self.__class__.__name__)


def depth_of(tree: Tree) -> int:
    return tree.depth()


def make_list(n: int) -> Node:
    head = Node(0)
    for i in range(1, n):
        head = Node(i, head)
    return head


def total(node: Node | None) -> int:
    s = 0
    while node is not None:
        s += node.value
        node = node.next
    return s


def fields(x: float) -> tuple[float, float, float]:
    p = Point(x)
    p.y = p.x + 1
    return (p.x, p.y, p.norm())


def keywords(x: float) -> tuple[float, float, float, float]:
    p = Point(y=x, x=1.0)
    q = p.moved(dy=2.0)
    return (p.x, p.y, q.x, q.y)


def chained(x: float) -> float:
    p = Point(x, 1.0)
    p.scale(2.0).x += 1.0
    return p.x + p.scale(3.0).scale(0.5).y


def aliases(x: float) -> tuple[bool, bool, bool, float]:
    p = Point(x)
    q = p
    q.x = 9.0
    return (p is q, p is Point(x), p is not q, p.x)


def linked(n: int) -> tuple[int, int, bool]:
    head = make_list(n)
    last = head.last()
    return (total(head), last.value, last.next is None)


def lists_of_objects(n: int) -> tuple[float, float, int, bool, int]:
    points = [Point(float(i)) for i in range(n)]
    s = 0.0
    for p in points:
        s += p.norm()
        p.x = -1.0
    return (s, points[n - 1].x, points.index(points[2]), points[1] in points, points.count(points[0]))


def dicts_of_objects(n: int) -> tuple[int, int, bool]:
    by_key = {i: Node(i * i) for i in range(n)}
    by_node = {by_key[1]: 5, by_key[2]: 6}
    return (sum([node.value for node in by_key.values()]), by_node[by_key[2]], Node(1) in by_node)


def containers_in_objects(tags: list[str]) -> tuple[list[str], dict[str, int], int]:
    node = Node(1)
    for tag in tags:
        node.add(tag)
    alias = node.tags
    alias.append("more")
    return (node.tags, node.by_name, len(node.tags))


def holds_argument(tags: list[str]) -> bool:
    node = Node(1)
    node.tags = tags
    node.add("x")
    return node.tags is tags


def inferred(start: int) -> tuple[int, str, float, list[int], tuple[int, str]]:
    c = Counter(start)
    c.step()
    c.step()
    return (c.count, c.name, c.ratio, c.seen, c.pair)


def class_values() -> tuple[int, str, bool, float, int, str]:
    d = Defaults()
    e = Defaults()
    e.size = 4
    e.other = d
    return (d.size, d.label, e.other is d, e.ratio, Node.limit + Node(1).limit, Node.names[1])


def unset(known: bool) -> int:
    return Lazy(known).read()


def unset_again(known: bool) -> int:
    lazy = Lazy(known)
    lazy.drop()
    lazy.value = 3
    return lazy.value


def caught(known: bool) -> str:
    try:
        return str(Lazy(known).value)
    except AttributeError as error:
        return str(error)


def none_where_object(n: int) -> int:
    head = make_list(n)
    return head.next.value


def none_assigned(n: int) -> int:
    head = make_list(n)
    head.next.value = 5
    return total(head)


def trees(keys: list[int]) -> int:
    tree = Tree(keys[0])
    for key in keys[1:]:
        tree.insert(key)
    return tree.depth()


def swapped(n: int) -> tuple[int, int]:
    a, b = Node(n), Node(n + 1)
    a, b = b, a
    a.next, b.next = b, None
    return (a.value, total(a))


def optional(flag: bool) -> float:
    p = Point(1.0) if flag else None
    if p is None:
        return -1.0
    return p.norm()


def order(log: list[int]) -> int:
    def noted(n: int) -> int:
        log.append(n)
        return n

    nodes = [Node(0), Node(1)]
    nodes[noted(1)].value = noted(2)
    nodes[noted(0)].value += noted(5)
    return Node(noted(3), Node(noted(4))).value + nodes[0].value


def deep(n: int) -> int:
    def down(node: Node) -> int:
        return node.value + down(Node(n))

    return down(Node(n))


def million() -> int:
    return total(make_list(1000000))


def nested(n: int) -> tuple[bool, bool, str, int, str]:
    a, b = Item(), Item()
    for _ in range(n):
        a, b = Item([a, Item()]), Item([b, Item()])
    return (a == b, a == Item(), str(a), a.size(), Item.KIND)


def too_deep(n: int) -> bool:
    a, b = Item(), Item()
    for _ in range(n):
        a, b = Item([a]), Item([b])
    return a == b


def replaced_while_called(n: int) -> int:
    head = make_list(n)
    return cut(head, head.next)


def dropped_while_called(n: int) -> int:
    nodes = [Node(n)]
    return emptied(nodes[0], nodes)


def emptied(node: Node, nodes: list[Node]) -> int:
    nodes.clear()
    return node.value


def cut(head: Node, rest: Node | None) -> int:
    head.next = None
    return total(rest)


class SetTogether:
    """Fields that chains and tuples of targets set."""

    def __init__(self, x: float, parts: tuple[int, int]) -> None:
        self.a = self.b = x
        self.c, (self.d, self.e) = x + 1, parts
        [self.f, self.g] = self.d, self.e
        first = self.h = self.a + self.c
        self.i = first

    def total(self) -> float:
        return self.a + self.b + self.c + self.d + self.e + self.f + self.g + self.h + self.i


class ReadTooEarly:
    a: int
    b: int
    c: int
    d: int

    def __init__(self, x: int) -> None:
        self.a, self.b = x, self.seen()
        self.c = self.d = 1

    def seen(self) -> int:
        try:
            return self.c
        except AttributeError:
            return -1


def set_together(x: float) -> list[float]:
    one = SetTogether(x, (2, 3))
    one.a, one.b = one.b * 2, one.a
    return [one.total(), one.a, one.b, one.i]


def read_too_early(x: int) -> tuple[int, int, int, int]:
    one = ReadTooEarly(x)
    return one.a, one.b, one.c, one.d


CALLS = [
    ("fields", 3.0),
    ("keywords", 4.0),
    ("chained", 1.5),
    ("aliases", 1.0),
    ("linked", 5),
    ("lists_of_objects", 5),
    ("lists_of_objects", 2),
    ("dicts_of_objects", 4),
    ("containers_in_objects", ["a", "b", "a"]),
    ("holds_argument", ["a"]),
    ("inferred", 3),
    ("class_values",),
    ("set_together", 1.5),
    ("read_too_early", 4),
    ("unset", True),
    ("unset", False),
    ("unset_again", True),
    ("unset_again", False),
    ("caught", True),
    ("caught", False),
    ("none_where_object", 3),
    ("none_where_object", 1),
    ("none_assigned", 3),
    ("none_assigned", 1),
    ("trees", [5, 3, 8, 1, 4, 9, 10]),
    ("swapped", 3),
    ("optional", True),
    ("optional", False),
    ("order", []),
    ("deep", 1),
    ("million",),
    ("nested", 3),
    ("too_deep", 100000),
    ("replaced_while_called", 4),
    ("dropped_while_called", 4),
    ("total", None),
]
# Called with objects by the others: those of one module are no arguments for the other.
CALLED = ["depth_of", "make_list", "cut", "emptied"]
