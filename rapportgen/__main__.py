"""The program itself: what `rapportgen` and `python -m rapportgen` start."""

import sys


def main() -> None:
    """Run the command line and exit. Ctrl-C is answered from the first moment, also while the program is loaded."""
    try:
        from rapportgen.cli import main as command_line

        command_line()
    except KeyboardInterrupt:
        sys.stderr.write("Avbrutt.\n")
        sys.exit(1)


if __name__ == "__main__":
    main()
