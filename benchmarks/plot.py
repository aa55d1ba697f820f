"""The kernels' run times as a picture: a bar for each, its length Keelback's time over Pythran's or CPython's, from what kernels.py wrote.

    ./dev python benchmarks/plot.py [build/benchmarks/kernels.json] [-o kernels.svg] [--beside pythran|cpython|numba]
"""

import argparse
import html
import json
import math
import pathlib
import statistics
import sys

from measure import ROOT

ROW, LEFT, WIDTH, TOP = 18, 230, 480, 44   # pixels
COLOURS = {"faster": "#2a7f62", "slower": "#b5532a"}
NAMES = {"pythran": "Pythran -O3", "cpython": "CPython with NumPy", "numba": "Numba"}


def ratios(rows, beside):
    """(kernel, ratio) pairs, the best first. Numba compiles for the processor at hand: it is compared with what Keelback makes for that."""
    ours = "native" if beside == "numba" else "keelback"
    return sorted(((row["kernel"], row[ours] / row[beside]) for row in rows if row.get(beside) and row.get(ours)), key=lambda pair: pair[1])


def picture(pairs, title):
    """SVG: a logarithmic axis, 1 in the middle of the picture or where it falls."""
    low = math.log2(min(0.5, *(ratio for _, ratio in pairs)))
    high = math.log2(max(2.0, *(ratio for _, ratio in pairs)))
    place = lambda ratio: LEFT + (math.log2(ratio) - low) / (high - low) * WIDTH   # noqa: E731
    height = TOP + ROW * len(pairs) + 16
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{LEFT + WIDTH + 60}" height="{height}" font-family="sans-serif" font-size="12" fill="#888">',
           f'<text x="8" y="16" font-size="14">{html.escape(title)}</text>']
    for power in range(math.ceil(low), math.floor(high) + 1):
        x = place(2.0**power)
        out.append(f'<line x1="{x:.1f}" y1="{TOP - 6}" x2="{x:.1f}" y2="{height - 12}" stroke="#888" stroke-opacity="{0.8 if power == 0 else 0.25}"/>')
        out.append(f'<text x="{x:.1f}" y="{TOP - 10}" text-anchor="middle">{2.0**power:g}</text>')
    for number, (name, ratio) in enumerate(pairs):
        y = TOP + ROW * number
        begin, end = sorted((place(1.0), place(ratio)))
        colour = COLOURS["faster" if ratio <= 1 else "slower"]
        out.append(f'<text x="{LEFT - 8}" y="{y + 12}" text-anchor="end">{html.escape(name)}</text>')
        out.append(f'<rect x="{begin:.1f}" y="{y + 2}" width="{max(end - begin, 1):.1f}" height="{ROW - 5}" fill="{colour}"/>')
        out.append(f'<text x="{LEFT + WIDTH + 8}" y="{y + 12}">{ratio:.2f}</text>')
    return "\n".join([*out, "</svg>"]) + "\n"


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("results", type=pathlib.Path, nargs="?", default=ROOT / "build/benchmarks/kernels.json")
    options.add_argument("-o", "--output", type=pathlib.Path, default=pathlib.Path("kernels.svg"))
    options.add_argument("--beside", choices=NAMES, default="pythran")
    options = options.parse_args()
    result = json.loads(options.results.read_text())
    pairs = ratios(result["tables"]["kernels"], options.beside)
    if not pairs:
        sys.exit(f"{options.results} has no times of {NAMES[options.beside]}")
    mean = statistics.geometric_mean(ratio for _, ratio in pairs)
    options.output.write_text(picture(pairs, f"Keelback's run time / that of {NAMES[options.beside]}: {len(pairs)} kernels, mean {mean:.2f} ({result['machine']['cpu']})"))


if __name__ == "__main__":
    sys.exit(main())
