"""Two versions of Keelback side by side: run time, compile CPU and size of each kernel, as ratios of the new one to the old one.

    ./dev python benchmarks/versions.py OLD [NEW] [--quick] [--json FILE] [--kernel NAME]...

OLD and NEW are `keelback` commands of two working trees (build/bin/keelback); NEW is this one's unless told. Both compile the kernels of this tree.
"""

import pathlib
import statistics
import sys
import warnings

from inputs import CALLS, files
from measure import KEELBACK, Outcome, Table, builder, figure, finish, interleaved, load, parser, stripped_size, text_of, unwritten


def main():
    options = parser(__doc__)
    options.add_argument("old", type=pathlib.Path)
    options.add_argument("new", type=pathlib.Path, nargs="?", default=pathlib.Path(KEELBACK))
    options.add_argument("--kernel", action="append", metavar="NAME", help="a file of kernels/; may be repeated; all unless told")
    options = options.parse_args()
    rounds = 10 if options.quick else 40
    warnings.simplefilter("ignore")
    table = Table(("kernel", "", 31, ""), ("old", "old", 10, text_of), ("new", "new", 10, text_of), ("ratio", "ratio", 8, ".2f"), ("compiling", "CPU", 7, ".2f"), ("size", "size", 7, ".2f"))
    different = []
    with builder(command=options.old.resolve()) as old, builder(command=options.new.resolve()) as new:
        for name in options.kernel or files():
            calls = [call for call in CALLS if call.file == name]
            source = calls[0].source
            costs, paths = zip(*(build.build(source) for build in (old, new)))
            modules = [load(path, source.stem) for path in paths]
            shared = {"compiling": costs[1].user / costs[0].user, "size": stripped_size(paths[1]) / stripped_size(paths[0])}
            for call in calls:
                functions = [getattr(module, call.function) for module in modules]
                outcomes = [Outcome.of(function, call.make) for function in functions]
                if not outcomes[0].agrees(outcomes[1]):
                    different.append(call.name)
                times = interleaved(functions, unwritten(outcomes[0], call.make), rounds)
                table.row(kernel=call.name, **{"with": call.label}, old=times[0], new=times[1], ratio=times[1] / times[0], **shared)
    means = {"run time": "ratio", "compile CPU": "compiling", "size": "size"}
    finish(options, {"versions": table}, [figure(f"versions: {what}, new / old, mean of {len(table.rows)}", statistics.geometric_mean(row[key] for row in table.rows)) for what, key in means.items()])
    if different:
        print("results differ: " + ", ".join(different))
    return bool(different)


if __name__ == "__main__":
    sys.exit(main())
