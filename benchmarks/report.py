"""Puts what kernels.py measured into the documents: the pictures (plot.py), and the tables between the marks `<!-- kernels -->` and `<!-- /kernels -->` of README.md and benchmarks/README.md.

    ./dev python benchmarks/report.py [build/benchmarks/kernels.json]
"""

import argparse
import json
import pathlib
import re
import statistics

import plot
from measure import ROOT, text_of

COLUMNS = [("numexpr", "numexpr"), ("numba", "Numba"), ("numba_fastmath", "Numba fastmath"), ("pythran", "Pythran"), ("pythran_native", "Pythran xsimd"), ("cython", "Cython"),
           ("cython_unchecked", "Cython unchecked"), ("mypyc", "mypyc"), ("pyccel", "Pyccel"), ("cpp", "C++"), ("cpp_native", "C++ native")]


def ratio(value, limit=None):
    if value is None:
        return ""
    return f"**{value:.2f}**" if limit is not None and value > limit else f"{value:.2f}"


def figures(result):
    """What the project aims at, and what was reached."""
    yield "| figure | value | at most |"
    yield "|---|--:|--:|"
    for each in result["figures"]:
        missed = each["limit"] is not None and each["value"] > each["limit"]
        value = f"{each['value']:.3g}"
        yield f"| {each['figure']} | {f'**{value}**' if missed else value} | {'' if each['limit'] is None else format(each['limit'], '.3g')} |"


def times(result):
    shown = [(key, title) for key, title in COLUMNS if any(f"to_{key}" in row for row in result["tables"]["kernels"])]
    yield "| kernel | with | Keelback | native | NumPy / | " + " | ".join(f"/ {title}" for _, title in shown) + " | / best | checks |"
    yield "|---|---|" + "--:|" * (len(shown) + 5)
    for row in result["tables"]["kernels"]:
        others = " | ".join(ratio(row.get(f"to_{key}"), 1.25 if key in ("cpp", "cpp_native") else 1.0) for key, _ in shown)
        yield f"| {row['kernel']} | {row['with']} | {text_of(row['keelback'])} | {text_of(row['native'])} | {row['faster']:.3g} | {others} | {ratio(row.get('to_best'), 1.0)} | {ratio(row['checks'], 1.03)} |"


def compiling(result):
    rows = result["tables"]["compiling"]
    yield "| peer | files | CPU, s | Keelback's / its | peak MB | kB |"
    yield "|---|--:|--:|--:|--:|--:|"
    for key, title in (("keelback", "Keelback"), ("pythran", "Pythran"), ("pythran_native", "Pythran xsimd"), ("numba", "Numba, first calls"), ("cython", "Cython"), ("mypyc", "mypyc"), ("pyccel", "Pyccel")):
        if of := [row for row in rows if row.get(key)]:
            middle = lambda name, scale: f"{statistics.median(row[name] for row in of) / scale:.0f}" if all(row.get(name) for row in of) else ""   # noqa: E731
            share = "" if key == "keelback" else f"{statistics.geometric_mean(row['keelback'] / row[key] for row in of):.3f}"
            yield f"| {title} | {len(of)} | {statistics.median(row[key] for row in of):.2f} | {share} | {middle(f'{key}_peak', 1e6)} | {middle(f'{key}_size', 1e3)} |"


def refused(result):
    """Reasons of each peer, with the kernels; what was not written for it is left out."""
    for key, title in COLUMNS:
        reasons = {}
        for row in result["tables"]["kernels"]:
            why = row["refused"].get(key)
            if why and why not in ("not written", "no expression of arrays"):
                reasons.setdefault(why.replace(f"{ROOT}/", "").replace("|", "/").replace("<", "&lt;"), []).append(row["kernel"].split(",")[0])
        if reasons and not key.endswith(("_native", "_fastmath", "_unchecked")):
            yield f"- **{title}**: " + "; ".join(f"{', '.join(dict.fromkeys(kernels))} ({why})" for why, kernels in reasons.items()) + "."


def put(path, lines):
    text = path.read_text()
    new, count = re.subn(r"(<!-- kernels -->\n).*?(<!-- /kernels -->)", lambda match: match[1] + "\n".join(lines) + "\n" + match[2], text, flags=re.DOTALL)
    if count != 1:
        raise SystemExit(f"{path} has no place for the tables")
    path.write_text(new)


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("results", type=pathlib.Path, nargs="?", default=ROOT / "build/benchmarks/kernels.json")
    options = options.parse_args()
    result = json.loads(options.results.read_text())
    plot.draw(result, ROOT / "docs" / "images")
    machine = result["machine"]
    where = f"{machine['date']}, {machine['cpu']}, one thread, g++ {machine['g++']}, Python {machine['python']}, NumPy {machine['numpy']}."
    put(ROOT / "benchmarks" / "README.md", [where, "", *figures(result), "", "![kernel by kernel](../docs/images/kernels.svg)", "", *times(result), "", "Compiling a file (medians; ratios are geometric means):", "",
                                            *compiling(result), "", "Refused, or with another result than CPython's, and so not timed:", "", *refused(result)])
    put(ROOT / "README.md", [f"![the mean beside each peer](docs/images/means.svg)", "", f"{len(result['tables']['kernels'])} kernels, each beside every peer that runs it, results compared; {where} Kernel by kernel, and where we miss our aims: benchmarks/README.md."])


if __name__ == "__main__":
    main()
