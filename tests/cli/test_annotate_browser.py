"""The page of `keelback annotate` in a headless Chromium: with a keyboard, light and dark, on a narrow screen.

Runs where Chromium is installed; `./dev test --all` installs it.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KEELBACK = os.environ.get("KEELBACK", str(ROOT / "build" / "bin" / "keelback"))
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None and os.environ.get("KEELBACK_ALL") != "1", reason="no Chromium")

OTHER = """\
def clipped(x: float) -> float:
    if x < 0:
        return 0.0
    return x
"""
SOURCE = """\
import re
import numpy as np
from other import clipped


def total(a: np.ndarray[tuple[int], np.dtype[np.float64]], at: list[int]) -> float:
    s = 0.0
    for k in at:
        s += clipped(a[k])
    return s


def words(text: str) -> list[str]:
    class Local: pass
    return re.findall(r"\\\\w+", text)
"""


class Browser:
    """One page, spoken to in the DevTools protocol over a pair of pipes."""

    def __init__(self, folder):
        ours, theirs = os.pipe(), os.pipe()  # what we read, what it reads
        command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", "--no-first-run", f"--user-data-dir={folder}", "about:blank"]

        def descriptors():
            # Those that Chromium reads and writes are 3 and 4; the others' numbers may be just these.
            read, written = os.dup(theirs[0]), os.dup(ours[1])
            high = [os.dup2(read, 103), os.dup2(written, 104)]
            os.dup2(high[0], 3)
            os.dup2(high[1], 4)

        self.process = subprocess.Popen(command, preexec_fn=descriptors, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(theirs[0])
        os.close(ours[1])
        self.input, self.output = os.fdopen(ours[0], "rb"), os.fdopen(theirs[1], "wb")
        self.number, self.session, self.events, self.rest = 0, None, [], b""
        (page,) = [target for target in self("Target.getTargets")["targetInfos"] if target["type"] == "page"]
        self.session = self("Target.attachToTarget", targetId=page["targetId"], flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self(f"{domain}.enable")

    def __call__(self, method, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters, **({"sessionId": self.session} if self.session else {})}
        self.output.write(json.dumps(message).encode() + b"\0")
        self.output.flush()
        while True:
            answer = self.next()
            if answer.get("id") == self.number:
                assert "error" not in answer, answer
                return answer["result"]
            self.events.append(answer)

    def next(self):
        while b"\0" not in self.rest:
            read = os.read(self.input.fileno(), 65536)
            assert read, "Chromium has ended"
            self.rest += read
        message, _, self.rest = self.rest.partition(b"\0")
        return json.loads(message)

    def open(self, path):
        self.events.clear()
        self("Page.navigate", url=path.as_uri())
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self.next())

    def value(self, script):
        answer = self("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def press(self, key, text=None):
        code = {"Tab": 9, "Enter": 13, " ": 32}[key]
        for kind in ("keyDown", "keyUp"):
            self("Input.dispatchKeyEvent", type=kind, key=key, code=key if key != " " else "Space", windowsVirtualKeyCode=code, **({"text": text} if text and kind == "keyDown" else {}))

    def close(self):
        self("Browser.close")
        self.process.wait(timeout=30)
        self.input.close()
        self.output.close()


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    assert CHROMIUM, "install Chromium (Debian: apt install chromium)"
    folder = tmp_path_factory.mktemp("annotate")
    (folder / "other.py").write_text(OTHER)
    (folder / "m.py").write_text(SOURCE)
    subprocess.run([KEELBACK, "annotate", "m.py", "-o", "m.html"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return folder / "m.html"


@pytest.fixture(scope="module")
def browser(page, tmp_path_factory):
    opened = Browser(tmp_path_factory.mktemp("profile"))
    yield opened
    opened.close()


@pytest.fixture
def fresh(browser, page):
    browser.open(page)
    return browser


def test_nothing_to_complain_about(fresh):
    fresh.value("document.body.offsetHeight")
    told = [event for event in fresh.events if event.get("method") in ("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded")]
    assert told == []
    assert fresh.value("document.compatMode") == "CSS1Compat" and fresh.value("document.documentElement.lang") == "en"


def test_keyboard(fresh):
    """Tab goes through the functions and the lines that can be opened, in their order; Enter and the space bar open and close."""
    stops = fresh.value("document.querySelectorAll('a, summary').length")
    seen = []
    for _ in range(stops):
        fresh.press("Tab")
        seen.append(fresh.value("(e => e.tagName + (e.closest('li')?.id ?? ''))(document.activeElement)"))
    assert seen == [*["A"] * 2, *(f"SUMMARYL{line}" for line in (6, 7, 8, 9, 10, 13))]
    opened = "document.activeElement.parentElement.open"
    assert fresh.value(opened) is False
    fresh.press("Enter", "\r")
    assert fresh.value(opened) is True and "Stayed Python" in fresh.value("document.activeElement.nextElementSibling.innerText")
    fresh.press(" ", " ")
    assert fresh.value(opened) is False
    # What has the focus shows it.
    assert fresh.value("(e => e.matches(':focus-visible') && getComputedStyle(e).outlineStyle)(document.activeElement)") not in (False, "none")


def test_link_of_a_function(fresh):
    fresh.press("Tab")
    fresh.press("Enter", "\r")
    assert fresh.value("location.hash") == "#L6" and fresh.value("document.querySelector(':target').id") == "L6"


def test_hover_and_what_is_behind(fresh):
    line = "document.querySelector('#L9 .source')"
    assert "a: float64[:]" in fresh.value(f"{line}.title") and "k: int" in fresh.value(f"{line}.title")
    fresh.value(f"{line}.scrollIntoView({{block: 'center'}})")
    box = fresh.value(f"(r => [r.x + 5, r.y + 5])({line}.getBoundingClientRect())")
    fresh("Input.dispatchMouseEvent", type="mouseMoved", x=box[0], y=box[1])
    assert fresh.value("document.querySelector('#L9 summary').matches(':hover')")
    fresh("Input.dispatchMouseEvent", type="mousePressed", x=box[0], y=box[1], button="left", clickCount=1)
    fresh("Input.dispatchMouseEvent", type="mouseReleased", x=box[0], y=box[1], button="left", clickCount=1)
    assert fresh.value("document.querySelector('#L9 details').open")
    text = fresh.value("document.querySelector('#L9 .behind').innerText")
    assert "is checked when it runs, in a loop" in text and "a.at(k, 9)" in text
    # What is behind lines of the module that is called is no part of this page.
    assert fresh.value("document.querySelectorAll('#L1 details, #L2 details, #L3 details').length") == 0


CONTRAST = """
(() => {
  const parse = text => text.match(/[\\d.]+/g).map(Number);
  const light = c => { const [r, g, b] = c.slice(0, 3).map(v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
  const over = (top, below) => top.length < 4 ? top : top.slice(0, 3).map((v, i) => v * top[3] + below[i] * (1 - top[3]));
  const back = e => { const below = e.parentElement ? back(e.parentElement) : [255, 255, 255]; const own = parse(getComputedStyle(e).backgroundColor); return over(own, below); };
  let worst = 21;
  for (const e of document.querySelectorAll('body *')) {
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())) continue;
    const [a, b] = [light(over(parse(getComputedStyle(e).color), back(e))), light(back(e))].sort((x, y) => y - x);
    worst = Math.min(worst, (a + .05) / (b + .05));
  }
  return [worst, light(back(document.body))];
})()
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours(fresh, scheme):
    """All texts, opened lines too, have the contrast that WCAG asks for (4.5)."""
    fresh("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    fresh.value("document.querySelectorAll('details').forEach(e => { e.open = true; })")
    worst, background = fresh.value(CONTRAST)
    assert worst >= 4.5 and (background > 0.9 if scheme == "light" else background < 0.1)


def test_narrow_screen(fresh):
    """Nothing but C++ scrolls to the side."""
    fresh("Emulation.setDeviceMetricsOverride", width=360, height=700, deviceScaleFactor=1, mobile=False)
    fresh.value("document.querySelectorAll('details').forEach(e => { e.open = true; })")
    assert fresh.value("document.documentElement.scrollWidth") <= 360
    fresh("Emulation.clearDeviceMetricsOverride")
