"""What kernels.py wrote as two pictures: the mean beside each peer, and every kernel with a mark for each peer; SVG, readable on light and dark ground.

    ./dev python benchmarks/plot.py [build/benchmarks/kernels.json] [-o docs/images]      means.svg, kernels.svg
"""

import argparse
import html
import json
import math
import pathlib
import statistics
import sys

from measure import ROOT

# key, title, the Keelback beside it, colour, shape. The colours keep apart on white and on black, and for most who see few colours, as the shapes do.
MARKS = [
    ("cpython", "CPython with NumPy", "keelback", "#8c8c8c", "bar"),
    ("numexpr", "numexpr", "keelback", "#b07d2b", "triangle"),
    ("numba", "Numba", "native", "#2f7fd1", "circle"),
    ("pythran", "Pythran -O3", "keelback", "#2a9d6f", "circle"),
    ("pythran_native", "Pythran xsimd, native", "native", "#2a9d6f", "ring"),
    ("cython", "Cython", "keelback", "#c2569b", "circle"),
    ("cython_unchecked", "Cython unchecked", "keelback", "#c2569b", "ring"),
    ("mypyc", "mypyc", "keelback", "#8a63d2", "square"),
    ("pyccel", "Pyccel", "keelback", "#d1682f", "triangle"),
    ("cpp", "C++ by hand", "keelback", "#d03b3b", "diamond"),
    ("cpp_native", "C++ by hand, native", "native", "#d03b3b", "hollow"),
]
STYLE = ("<style>text{font-family:sans-serif;font-size:12px;fill:#333}.grid{stroke:#888;stroke-opacity:.3}.one{stroke:#333}.title{font-size:14px}.small{font-size:10px}"
         "@media(prefers-color-scheme:dark){text{fill:#ccc}.one{stroke:#ccc}}</style>")


def escaped(text):
    return html.escape(str(text))


def mark(shape, x, y, colour):
    size = 4.2
    if shape == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size}" fill="{colour}"/>'
    if shape == "ring":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size - 0.6}" fill="none" stroke="{colour}" stroke-width="1.6"/>'
    if shape == "bar":
        return f'<path d="M{x:.1f} {y - size - 1:.1f}v{2 * size + 2}" stroke="{colour}" stroke-width="2.4"/>'
    points = {"triangle": [(0, -size), (size, size), (-size, size)], "square": [(-size, -size), (size, -size), (size, size), (-size, size)],
              "diamond": [(0, -size - 1), (size, 0), (0, size + 1), (-size, 0)]}
    corners = " ".join(f"{x + dx:.1f},{y + dy:.1f}" for dx, dy in points["diamond" if shape == "hollow" else shape])
    return f'<polygon points="{corners}" ' + (f'fill="none" stroke="{colour}" stroke-width="1.6"/>' if shape == "hollow" else f'fill="{colour}"/>')


class Axis:
    """A logarithmic axis; what lies outside is drawn at its end."""

    def __init__(self, low, high, left, width):
        self.low, self.high, self.left, self.width = math.log2(low), math.log2(high), left, width

    def place(self, ratio):
        at = min(max(math.log2(ratio), self.low), self.high)
        return self.left + (at - self.low) / (self.high - self.low) * self.width

    def drawn(self, top, bottom):
        for power in range(math.ceil(self.low), math.floor(self.high) + 1):
            x = self.place(2.0**power)
            yield f'<line x1="{x:.1f}" y1="{top}" x2="{x:.1f}" y2="{bottom}" class="{"one" if power == 0 else "grid"}"/>'
            yield f'<text x="{x:.1f}" y="{top - 4}" text-anchor="middle" class="small">{2.0**power:g}</text>'


def document(width, height, parts):
    return "\n".join([f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">', STYLE, *parts, "</svg>"]) + "\n"


def faster(row, key, beside):
    """How many times the other's time is ours."""
    return row[key] / row[beside]


def means(rows, machine):
    """A bar for each peer: the geometric mean over the kernels that it runs."""
    bars = []
    for key, title, beside, colour, _ in MARKS:
        if values := [faster(row, key, beside) for row in rows if key in row]:
            bars.append((title, statistics.geometric_mean(values), len(values), colour))
    axis, top, step = Axis(0.5, max(4.0, *(value for _, value, _, _ in bars)), 170, 430), 64, 22
    bottom = top + step * len(bars)
    out = [f'<text x="8" y="18" class="title">Time of each, Keelback\'s being 1: geometric mean over the kernels that it runs</text>',
           f'<text x="8" y="36" class="small">right of the line Keelback is faster; strict semantics, checks on, one thread; {escaped(machine["cpu"])}, {escaped(machine["date"])}</text>', *axis.drawn(top - 4, bottom)]
    for number, (title, value, count, colour) in enumerate(bars):
        y = top + step * number
        begin, end = sorted((axis.place(1.0), axis.place(value)))
        out += [f'<text x="162" y="{y + 14}" text-anchor="end">{escaped(title)}</text>', f'<rect x="{begin:.1f}" y="{y + 3}" width="{max(end - begin, 1):.1f}" height="{step - 8}" fill="{colour}"/>',
                f'<text x="608" y="{y + 14}">{value:.2f} <tspan class="small">({count})</tspan></text>']
    return document(680, bottom + 12, out)


def every_kernel(rows, machine):
    """A line for each kernel, a mark for each peer."""
    axis, step = Axis(0.25, 128.0, 250, 560), 17
    rows = [row for row in rows if row.get("keelback") and row.get("native")]
    shown = [each for each in MARKS if any(each[0] in row for row in rows)]
    top = 60 + 18 * math.ceil(len(shown) / 4)
    bottom = top + step * len(rows)
    out = ['<text x="8" y="18" class="title">Time of each, Keelback\'s being 1, kernel by kernel</text>',
           f'<text x="8" y="34" class="small">right of the line Keelback is faster; what lies outside stands at the edge; one thread; {escaped(machine["cpu"])}, {escaped(machine["date"])}</text>']
    for number, (_, title, _, colour, shape) in enumerate(shown):
        x, y = 16 + 205 * (number % 4), 50 + 18 * (number // 4)
        out += [mark(shape, x, y, colour), f'<text x="{x + 10}" y="{y + 4}">{escaped(title)}</text>']
    out += axis.drawn(top - 4, bottom)
    for number, row in enumerate(rows):
        y = top + step * number + step / 2
        out.append(f'<text x="242" y="{y + 4:.1f}" text-anchor="end">{escaped(row["kernel"])}</text>')
        out.append(f'<line x1="250" y1="{y:.1f}" x2="810" y2="{y:.1f}" class="grid"/>')
        out += [mark(shape, axis.place(faster(row, key, beside)), y, colour) for key, _, beside, colour, shape in shown if key in row]
    return document(830, bottom + 12, out)


def draw(result, folder):
    rows = result["tables"]["kernels"]
    if not any(key in row for row in rows for key, *_ in MARKS[1:]):
        sys.exit("no times of peers")
    folder.mkdir(parents=True, exist_ok=True)
    for name, picture in (("means", means), ("kernels", every_kernel)):
        (folder / f"{name}.svg").write_text(picture(rows, result["machine"]))


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("results", type=pathlib.Path, nargs="?", default=ROOT / "build/benchmarks/kernels.json")
    options.add_argument("-o", "--output", type=pathlib.Path, default=ROOT / "docs" / "images", metavar="FOLDER")
    options = options.parse_args()
    draw(json.loads(options.results.read_text()), options.output)


if __name__ == "__main__":
    sys.exit(main())
