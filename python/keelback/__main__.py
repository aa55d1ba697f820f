"""The command ``keelback``, also as ``python -m keelback``."""

import os
import sys

from ._command import command


def main() -> None:
    try:
        program = command()
    except FileNotFoundError as error:
        sys.exit(str(error))
    arguments = sys.argv[1:]
    # This Python is the one that a build is for, unless the user names another.
    if arguments[:1] in (["build"], ["runtime"]) and not any(word.split("=")[0] == "--interpreter" for word in arguments):
        arguments += ["--interpreter", sys.executable]
    os.execv(program, [program, *arguments])


if __name__ == "__main__":
    main()
