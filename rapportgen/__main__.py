"""The program itself: what `rapportgen` and `python -m rapportgen` start."""

import gc
import sys

_OBJECTS_BETWEEN_COLLECTIONS = 200_000
"""So many objects may come before the cycle collector looks for cycles: what a command imports and reads makes next to
none, and Python's own 700 would have all of it looked through many times over."""


def main() -> None:
    """Run the command line and exit. Ctrl-C is answered from the first moment, also while the program is loaded."""
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    try:
        from rapportgen.cli import main as command_line

        command_line()
    except KeyboardInterrupt:
        sys.stderr.write("Avbrutt.\n")
        sys.exit(1)
    except MemoryError:
        sys.stderr.write("Maskinen har for lite minne. Lukk andre programmer, og prøv igjen.\n")
        sys.exit(1)
    finally:
        _keep_the_exit_status()


def _keep_the_exit_status() -> None:
    """Make Python forget an interrupt that has been answered.

    One that came while text was run as code (`exec`, as a class of named fields does when its module is loaded) is
    remembered, though it was caught, and a program started by `python -m` then ends as killed by the signal, whatever
    status it asked for. Each text that is run begins by forgetting (CPython, `run_eval_code_obj`).
    """
    exec("")


if __name__ == "__main__":
    main()
