"""What Python and native code do in turn to lists and dicts that both hold (shared_lists.py): the same script under CPython and compiled."""

import gc
import pathlib
import random
import weakref

import pytest

from building import build, enter

SOURCE = pathlib.Path(__file__).parent / "shared_lists.py"


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    python = enter("shared_lists", SOURCE)
    return python, enter("shared_lists", build(SOURCE, tmp_path_factory.mktemp("shared"), "--strict")[0])


def state(box):
    return [i.n for i in box.items], list(box.counts), list(box.names), [list(row) for row in box.rows], box.sums()


def in_turn(m):
    box = m.Box(4)
    items, counts, names, rows = box.items, box.counts, box.names, box.rows
    yield state(box)
    items.append(m.Item(10)), counts.append(10), names.append("10"), rows.append([10])
    yield box.label, state(box)
    items[0], counts[0], names[0], rows[0] = m.Item(7), 1000, "seven", [7, 7]
    yield box.label_of("!"), m.Plain(1.5, "p").doubled(), state(box)
    box.add(5)
    yield [i.n for i in items], counts, names, rows
    box.change(1, 70)
    yield [i.n for i in items], counts, names, rows, items[1] is box.items[1], rows[1] is box.rows[1]
    rows[1][0] = -1
    counts[:] = [c * 1000 + 1 for c in counts]  # new objects, perhaps at the old ones' addresses
    counts[:] = [c - 1 for c in counts]
    yield state(box)
    box.drop()
    del counts[0], items[-1], names[1:3], rows[0]
    yield state(box), len(items), counts, names, rows
    items.reverse(), counts.reverse(), names.sort(), rows.reverse()
    yield state(box)
    same = [box.items is items, box.counts is counts, box.items is box.items]
    box.items = box.items[:1]
    yield same, len(items), state(box)
    items.append(m.Item(99))
    yield len(box.items), len(items)


def while_it_runs(m):
    box = m.Box(3)
    kept = []

    def change(b):
        kept.append((list(b.counts), [i.n for i in b.items], b.label))
        b.counts.append(-1)
        b.items.pop(0)
        b.rows.append([1, 2, 3])
        b.rows[0].append(4)

    yield box.around(change, 5), kept, state(box)
    counts = box.counts
    yield box.around(change, 6), kept, state(box), counts is box.counts, counts


def nested_calls(m):
    """Python code in the middle of a call changes lists of the object, and calls methods of it that look at them, and change them."""
    box = m.Box(3)
    items, counts, rows = box.items, box.counts, box.rows
    seen = []

    def change(b):
        b.counts.append(100)
        counts[0] -= 1
        rows[1].append(7)
        seen.append(state(b))
        b.add(8)
        seen.append((list(counts), list(b.counts), len(items), rows, state(b)))
        items.pop(0)
        b.change(0, 20)
        seen.append((list(counts), [i.n for i in items], rows, state(b)))
        b.names = ["x"] + b.names
        b.counts = counts
        seen.append((b.counts is counts, b.items is items, state(b)))

    yield box.around(change, 5), seen, state(box), counts, [i.n for i in items], rows, box.counts is counts
    counts.append(3)

    def deeper(b):
        counts.append(len(counts))
        if len(counts) < 20:
            seen.append(b.around(deeper, len(b.counts)))
        counts.pop(0)
        if b.items and b.names and b.rows:
            b.drop()

    yield box.around(deeper, 9), seen, state(box), counts, [i.n for i in items], rows


def lists_as_arguments(m):
    box = m.Box(2)
    mine = [4, 5]
    seen = []

    def use(xs):
        seen.append((list(xs), xs is mine))
        xs.append(len(xs))
        seen.append((m.total_of(xs), m.grown(xs, 50), list(xs)))
        box.counts = xs
        xs.append(-9)
        seen.append((box.sums(), box.counts is xs))

    yield m.through(mine, use), seen, mine, state(box), box.counts is mine
    mine.append(77)
    yield m.through(mine, use), seen, mine, state(box), box.counts is mine


def unknown_objects(m):
    box = m.Box(6)
    items = box.items
    yield m.total(items, 2), m.total(box.items, 2), m.total(tuple(items), 0), m.total([], 1)
    items[2].n = 30
    yield m.total(items, 2), m.total(iter(items), 2), box.sums()

    class Odd:
        def __init__(self, box):
            self.box = box

        @property
        def n(self):
            self.box.items.append(m.Item(1))
            self.box.counts.append(2)
            return len(self.box.counts)

    yield m.total([Odd(box), items[0], Odd(box)], 1), state(box)


def let_go(m):
    """Python code changes lists through the attribute, and holds them no longer."""
    choose = random.Random(3)
    boxes = [m.Box(2) for _ in range(5)]
    for step in range(1500):
        box, what = choose.choice(boxes), choose.randrange(7)
        if what == 0:
            box.items, box.counts, box.names, box.rows = [], [], [], []
        elif what == 1:
            boxes[choose.randrange(5)] = m.Box(step % 3)
        elif what == 2:
            del box.items[1:], box.counts[1:], box.names[1:], box.rows[1:]
        elif what == 3:
            box.items = [item for item in box.items]
            box.rows = [row for row in box.rows]
        else:
            box.items.append(m.Item(step)), box.counts.append(step), box.names.append(str(step)), box.rows.append([step])
            box.rows[0].append(step)
        yield [([i.n for i in b.items], list(b.counts), list(b.names), [list(row) for row in b.rows]) for b in boxes]
    yield [state(b) for b in boxes]


def tables_in_turn(m):
    choose = random.Random(5)
    tables = m.Tables(4)
    held = tables.counts, tables.texts, tables.items, tables.numbers, tables.rows, tables.anything, tables.tokens
    counts, texts, items, numbers, rows, anything, tokens = held

    def change(t=None):
        key, n = str(choose.randrange(6)), choose.randrange(10**6)
        match choose.randrange(9):
            case 0:
                counts[key], texts[key], items[key], numbers[n], rows[key], anything[key] = n, str(n), m.Item(n), float(n), [n], {n}
            case 1:
                counts.pop(key, None), texts.pop(key, None), items.pop(key, None), rows.pop(key, None), anything.pop(key, None)
            case 2:  # in another order, of the same length
                for one in (counts, texts, items, rows, anything):
                    if key in one:
                        one[key] = one.pop(key)
            case 3:  # new objects of the same size, perhaps where the old ones were
                for one in list(counts):
                    counts[one] = counts[one] + 1
                for one in list(texts):
                    texts[one] = chr(97 + n % 26) * len(texts[one])
            case 4:
                if tokens:
                    tokens[n % len(tokens)]["raw"] = n
            case 5:
                tokens.insert(n % 3, {"type": "new", "raw": None})
            case 6:
                if tokens:
                    tokens[n % len(tokens)] = {"type": "other", "raw": key}
                    del tokens[n % len(tokens) :]
            case 7:
                if rows:
                    next(iter(rows.values())).append(n)
            case 8:
                anything.clear()
                anything[key] = anything_else

    anything_else = [1]
    for step in range(300):
        key = str(choose.randrange(6))
        [change, lambda: tables.put(key, step), lambda: tables.change(key, step), lambda: tables.drop(key), lambda: tables.around(change, key, step)][choose.randrange(5)]()
        if step % 3 == 0:
            yield tables.state(), [[token.copy() for token in tokens], list(counts.items()), list(texts.items()), [(k, v.n) for k, v in items.items()], list(numbers.items()), list(rows.items()), list(anything.items())]
    yield all(a is b for a, b in zip(held, (tables.counts, tables.texts, tables.items, tables.numbers, tables.rows, tables.anything, tables.tokens)))


@pytest.mark.parametrize("script", [in_turn, while_it_runs, nested_calls, lists_as_arguments, unknown_objects, let_go, tables_in_turn])
def test_same(both, script):
    python, compiled = (list(map(repr, script(m))) for m in both)
    assert compiled == python


def test_lifetimes(both):
    """What one side alone has goes with it."""
    for m in both:
        box = m.Box(2)
        item = weakref.ref(box.items[0]) if hasattr(type(box.items[0]), "__weakref__") else None
        for _ in range(50):
            box.items, box.counts, box.rows  # looked at and let go
        box.items.clear()
        assert box.sums()[0] == 0
        gc.collect()
        assert item is None or item() is None


def test_many_boxes_looked_at(both):
    for m in both:
        boxes = [m.Box(3) for _ in range(2000)]
        assert sum(len(box.items) + box.counts[1] for box in boxes) == 8000
        held = [box.counts for box in boxes[:300]]
        assert sum(len(box.items) for box in boxes) == 6000
        held[7].append(4)
        assert boxes[7].sums()[1] == 7
