"""`python -m rapportgen` does what `rapportgen` does."""

from rapportgen.cli import main

main()
