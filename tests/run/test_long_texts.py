"""Long texts share the characters of Python's: no copy for each call, and every reference is given back."""

import pathlib
import sys

import pytest
from building import build, load

SOURCE = pathlib.Path(__file__).parent / "cases" / "long_texts.py"


@pytest.fixture(scope="module")
def native(tmp_path_factory):
    module = load("long_texts", build(SOURCE, tmp_path_factory.mktemp("long_texts"), "--strict")[0])
    sys.modules["long_texts"] = module
    yield module
    del sys.modules["long_texts"]


WIDTHS = ["x", "\u00e9", "\u65e5", "\U0001f600"]


@pytest.mark.parametrize("unit", WIDTHS)
def test_the_same_object_comes_back(native, unit):
    text = unit * 1000
    assert native.given_back(text) is text
    reader = native.Reader(text)
    assert reader.text is text and reader.take(0, 1000) is text
    assert native.raw_parts(raw := text.encode())[0] is raw
    made = reader.add("!")
    assert made == text + "!" and reader.text is made


@pytest.mark.parametrize("unit", WIDTHS)
def test_references_are_given_back(native, unit):
    texts = [unit * 1000 + str(k) for k in range(40)]
    raw = b"r" * 1000
    before = [sys.getrefcount(text) for text in texts], sys.getrefcount(raw)
    for _ in range(20):
        for text in texts:
            native.parts(text), native.longer(text, "!"), native.facts(text), list(native.pieces(text)), native.given_back(text)
            native.Reader(text).add("!")
            native.raw_parts(raw)
    del text
    # The texts that were widened last are kept, with their objects.
    kept = [now - then for now, then in zip([sys.getrefcount(text) for text in texts], before[0])]
    assert sum(kept) <= (8 if unit in WIDTHS[1:3] else 0) and max(kept) <= 1
    assert sys.getrefcount(raw) == before[1]


def test_parts_outlive_their_text(native):
    text = "".join(["part"] * 500)
    generator = native.pieces(text)
    first = next(generator)
    part = native.Reader(text).take(1, 1200)
    del text
    assert [first, *generator] == [("part" * 500)[k:] for k in range(0, 2000, 100)] and part == ("part" * 500)[1:1200]


def test_subclass_is_not_shared(native):
    class Text(str):
        pass

    text = Text("s" * 1000)
    before = sys.getrefcount(text)
    reader = native.Reader(text)
    assert sys.getrefcount(text) == before and type(reader.text) is str and reader.text == text
