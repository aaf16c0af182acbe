"""`disclint` and `python -m disclint`."""

import gc
import sys


def main() -> int:
    """Runs the command line for this process's arguments and returns its exit code."""
    # Rules and texts are trees without cycles: at Python's own threshold a run of 0.1 s would be searched for garbage
    # a hundred times. Set before anything is imported.
    gc.set_threshold(50_000, 20, 100)
    from disclint.cli import main

    return main()


if __name__ == "__main__":
    sys.exit(main())
