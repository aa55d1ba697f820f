"""What `compile` says of sources: a JSON list of texts, or of {"path": ...}, on standard input; for each null on standard output where it is accepted,
else [line, message]. Runs under Python 3.8 and later.
"""
import json
import sys
import warnings


def verdict(source):
    if isinstance(source, dict):
        with open(source["path"], "rb") as file:
            source = file.read()
    else:
        source = source.encode()
    try:
        compile(source, "source", "exec", dont_inherit=True)
    except (SyntaxError, ValueError) as error:
        return [getattr(error, "lineno", None), str(error)]


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    json.dump([verdict(source) for source in json.load(sys.stdin)], sys.stdout)
