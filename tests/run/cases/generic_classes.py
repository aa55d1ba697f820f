"""Generic classes: native at each set of type arguments, one class in Python."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, Iterator, Optional, TypeVar

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")


class Stack(Generic[T]):
    """A stack."""

    limit = 3

    def __init__(self) -> None:
        self.items: list[T] = []

    def push(self, item: T) -> None:
        self.items.append(item)

    def pop(self) -> T:
        if not self.items:
            raise IndexError("pop from an empty stack")
        return self.items.pop()

    def peek(self, default: Optional[T] = None) -> Optional[T]:
        return self.items[-1] if self.items else default

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[T]:
        for item in self.items:
            yield item

    def __contains__(self, item: T) -> bool:
        return item in self.items

    @property
    def is_empty(self) -> bool:
        return not self.items


@dataclass
class Pair(Generic[K, V]):
    key: K
    value: V

    def swapped(self) -> Pair[V, K]:
        return Pair(self.value, self.key)


class Node(Generic[T]):
    def __init__(self, value: T, next: Node[T] | None = None) -> None:
        self.value = value
        self.next = next


class Chain(Generic[T]):
    def __init__(self) -> None:
        self.head: Node[T] | None = None
        self.size = 0

    def add(self, value: T) -> Chain[T]:
        self.head = Node(value, self.head)
        self.size += 1
        return self

    def values(self) -> list[T]:
        found: list[T] = []
        node = self.head
        while node is not None:
            found.append(node.value)
            node = node.next
        return found


class Counted(Stack[T]):
    """Derives from a generic class."""

    def __init__(self) -> None:
        super().__init__()
        self.pushed = 0

    def push(self, item: T) -> None:
        super().push(item)
        self.pushed += 1


class Words(Stack[str]):
    def joined(self) -> str:
        return " ".join(self.items)


def use_ints(n: int) -> tuple[int, int, bool, int | None]:
    stack: Stack[int] = Stack()
    for i in range(n):
        stack.push(i * i)
    total = 0
    while len(stack) > 1:
        total += stack.pop()
    return total, len(stack), 0 in stack, stack.peek()


def use_floats(x: float) -> float:
    stack = Stack[float]()
    stack.push(x)
    stack.push(x / 2)
    return sum([item for item in stack])


def use_strings(text: str) -> list[str]:
    stack = Stack[str]()
    for word in text.split():
        stack.push(word)
    return [stack.pop().upper() for _ in range(len(stack))]


def pop_empty() -> int:
    return Stack[int]().pop()


def pairs(n: int) -> tuple[str, bool, list[int]]:
    pair = Pair("a", n)
    other = pair.swapped()
    return repr(pair), other == Pair(n, "a"), [other.key]


def chains() -> tuple[list[int], list[str], int]:
    ints = Chain[int]()
    ints.add(1).add(2).add(3)
    words = Chain[str]()
    words.add("x").add("y")
    return ints.values(), words.values(), ints.size + words.size


def counted(n: int) -> tuple[int, int]:
    one: Counted[int] = Counted()
    for i in range(n):
        one.push(i)
    plain: Stack[int] = one
    plain.push(7)
    return one.pushed, plain.pop()


def words(text: str) -> str:
    all = Words()
    for word in text.split():
        all.push(word)
    return all.joined() + str(len(all)) + str(all.limit)


def first_of(stack: Stack[T]) -> T:
    for item in stack:
        return item
    raise ValueError("nothing")


def firsts() -> tuple[int, str]:
    ints = Stack[int]()
    ints.push(4)
    texts = Stack[str]()
    texts.push("four")
    return first_of(ints), first_of(texts)


def nested() -> list[int]:
    outer = Stack[Stack[int]]()
    for i in range(3):
        inner = Stack[int]()
        inner.push(i)
        outer.push(inner)
    return [outer.pop().pop() for _ in range(len(outer))]


def is_stack(n: int) -> tuple[bool, str]:
    stack = Stack[int]()
    stack.push(n)
    return isinstance(stack, Stack), type(Pair(n, n)).__name__


def first_ints(stack: Stack[int]) -> int:
    return first_of(stack)


def first_texts(stack: Stack[str]) -> str:
    return first_of(stack)


def make_ints(n: int) -> Stack[int]:
    stack = Stack[int]()
    for i in range(n):
        stack.push(i)
    return stack


def count_nodes(node: Node[int]) -> int:
    count = 1
    other = node.next
    while other is not None and other is not node:
        count += 1
        other = other.next
    return count


def of_either(stack: Stack[int] | Stack[str]) -> str:
    return str(stack.pop()) + "."


def of_any(stack: Stack[Any]) -> object:
    return stack.pop()


def anything(n: int) -> tuple[object, object]:
    stack = Stack[object]()
    stack.push(n)
    stack.push("text")
    return of_any(stack), stack.pop()


CALLS = [("anything", 3),
    ("use_ints", 5), ("use_ints", 1), ("use_floats", 3.0), ("use_strings", "a bc def"), ("pop_empty",), ("pairs", 3), ("chains",), ("counted", 4), ("words", "x y z"), ("firsts",), ("nested",),
    ("is_stack", 2),
]
CALLED = ["first_of", "first_ints", "first_texts", "make_ints", "count_nodes", "of_either", "of_any"]
