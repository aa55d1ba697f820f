"""Generic classes seen from Python: one type, objects without type arguments, what becomes of them when native code takes them."""

import copy
import gc
import pickle

import pytest

from building import built_case


@pytest.fixture(scope="module")
def m(tmp_path_factory):
    return built_case("generic_classes", tmp_path_factory.mktemp("generic"))


def test_python_makes_objects_of_any_arguments(m):
    stack = m.Stack()
    assert type(stack) is m.Stack and stack.is_empty and m.Stack.__doc__ == "A stack." and m.Stack.limit == 3
    for item in (1, "two", [3]):
        stack.push(item)
    assert len(stack) == 3 and stack.pop() == [3] and "two" in stack and list(stack) == [1, "two"] and stack.items == [1, "two"]
    assert m.Stack[int]().peek(5) == 5
    with pytest.raises(IndexError, match="pop from an empty stack"):
        m.Stack().pop()


def test_native_code_says_the_arguments(m):
    stack = m.Stack()
    stack.push(4)
    stack.push(5)
    assert m.first_ints(stack) == 4 and type(stack) is m.Stack
    items = stack.items
    assert items == [4, 5] and stack.pop() == 5 and len(stack) == 1 and items == [4]
    stack.push(9)
    assert list(stack) == [4, 9] and m.first_ints(stack) == 4
    with pytest.raises(TypeError):
        stack.push("text")
    with pytest.raises(TypeError):
        m.first_texts(stack)
    with pytest.raises(TypeError):
        stack.items = ["a"]
    assert list(stack) == [4, 9]


def test_what_does_not_convert_stays_open(m):
    stack = m.Stack()
    stack.push("a")
    with pytest.raises(TypeError, match=r"first_ints\(\): argument 'stack' must be Stack\[int\], not Stack"):
        m.first_ints(stack)
    stack.push(2)
    assert list(stack) == ["a", 2]


def test_which_arguments_an_object_fits(m):
    for item, shown in ((1, "1."), ("a", "a.")):
        stack = m.Stack()
        stack.push(item)
        stack.push(item)
        assert m.of_either(stack) == shown and m.of_any(stack) == item
    mixed = m.Stack()
    mixed.push(1)
    mixed.push("a")
    with pytest.raises(TypeError):
        m.of_either(mixed)
    assert m.of_any(mixed) == "a"


def test_circles_and_chains(m):
    a = m.Node(1)
    b = m.Node(2, a)
    a.next = b
    assert m.count_nodes(a) == 2 and a.next is b and b.next is a and b.value == 2
    c, d = m.Node(1), m.Node("x")
    c.next, d.next = d, c
    with pytest.raises(TypeError):
        m.count_nodes(c)
    assert d.next is c and c.next is d and d.value == "x"
    d.value = 5
    assert m.count_nodes(c) == 2
    head = None
    for i in range(100_000):
        head = m.Node(i, head)
    with pytest.raises(RecursionError):
        m.count_nodes(head)
    assert head.value == 99_999
    while head is not None:
        head.next, head = None, head.next


def test_derived_and_results(m):
    counted = m.Counted()
    counted.push(1)
    counted.push(2)
    assert counted.pushed == 2 and m.first_ints(counted) == 1 and type(counted) is m.Counted
    counted.push(3)
    assert counted.pushed == 3 and list(counted) == [1, 2, 3]
    words = m.Words()
    words.push("x")
    assert words.joined() == "x" and isinstance(words, m.Stack) and m.first_texts(words) == "x"
    with pytest.raises(TypeError):
        words.push(1)
    made = m.make_ints(3)
    assert type(made) is m.Stack and made.pop() == 2 and repr(m.Pair("a", 1)) == "Pair(key='a', value=1)"


def test_copies_and_pickles(m):
    for stack in (m.make_ints(3), m.Stack()):
        again = pickle.loads(pickle.dumps(stack))
        assert type(again) is m.Stack and list(again) == list(stack) and list(copy.deepcopy(stack)) == list(stack)
    assert m.first_ints(copy.copy(m.make_ints(2))) == 0


def test_nothing_is_kept(m):
    gc.collect()
    before = len(gc.get_objects())
    for _ in range(300):
        a = m.Node(1)
        a.next = m.Node(2, a)
        m.count_nodes(a)
        stack = m.Stack()
        stack.push(1)
        m.first_ints(stack)
        bad = m.Node(1)
        bad.next = m.Node("x", bad)
        with pytest.raises(TypeError):
            m.count_nodes(bad)
    del a, stack, bad
    gc.collect()
    assert len(gc.get_objects()) - before < 100
