"""./dev lint: rules that no tool knows. Prints what breaks them; the exit code says whether something does."""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
LONGEST = 800  # lines of one file
problems = []


def cpp_files(*folders):
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in (".cpp", ".hpp"))


# Every diagnostic is declared once, has a page, and a test names its code.
declared = {}
for path in cpp_files("compiler"):
    text = re.sub(r"^\s*//.*", "", path.read_text(), flags=re.MULTILINE)
    for code in re.findall(r'Diag<[^;{]*>\s*\w+\s*\{\s*"(KB\d{4})"', text):
        if code in declared:
            problems.append(f"{path.relative_to(ROOT)}: {code} is declared in {declared[code]} too")
        declared[code] = path.relative_to(ROOT)
pages = {path.stem for path in (ROOT / "docs" / "diagnostics").glob("KB*.md")}
tests = "\n".join(path.read_text(errors="replace") for path in (ROOT / "tests").rglob("*") if path.suffix in (".py", ".cpp", ".txt", ".md") and path.is_file())
for code in sorted(declared):
    if code not in pages:
        problems.append(f"{declared[code]}: {code} has no page docs/diagnostics/{code}.md")
    if code not in tests and "--tests" in sys.argv:
        problems.append(f"{declared[code]}: no test names {code}")
for page in sorted(pages - declared.keys()):
    problems.append(f"docs/diagnostics/{page}.md: no diagnostic has that code")

# Layers: the compiler knows the runtime by the text it writes only.
for path in cpp_files("compiler"):
    if re.search(r"^#include [<\"]keelback/", path.read_text(), re.MULTILINE):
        problems.append(f"{path.relative_to(ROOT)}: includes a runtime header")

# The runtime as one file has all of the runtime.
whole = (ROOT / "include" / "keelback" / "whole_runtime.hpp").read_text()
for path in (ROOT / "runtime").glob("*.cpp"):
    if not re.search(r"_v\d$", path.stem) and f"runtime/{path.name}" not in whole:
        problems.append(f"runtime/{path.name}: is not in include/keelback/whole_runtime.hpp")

for path in cpp_files("compiler", "include", "runtime"):
    if (lines := path.read_text().count("\n")) > LONGEST:
        problems.append(f"{path.relative_to(ROOT)}: {lines} lines; {LONGEST} is where a file should be split")

print("\n".join(problems) if problems else "nothing to complain about")
sys.exit(bool(problems))
