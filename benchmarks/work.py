"""The work that both sides do: the same workbook, quarter and report, in a folder of their own."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

SAMPLE = Path(__file__).resolve().parent.parent / "samples" / "moskenes.xlsx"
QUARTER = "2Q 2024"


@dataclass(frozen=True)
class Work:
    """A folder with the workbooks, the plain template, and the reports of both sides."""

    folder: Path

    @property
    def plain_template(self) -> Path:
        """The template of the plain script."""
        return self.folder / "plain.docx"

    @property
    def cache(self) -> Path:
        """Where compiled templates are kept during the measurements, away from the user's own."""
        return self.folder / "cache"

    @property
    def bytecode(self) -> Path:
        """Where Python keeps the bytecode of both sides."""
        return self.folder / "bytecode"

    @property
    def varied(self) -> Path:
        """The folder with workbooks that differ from one another."""
        return self.folder / "arbeidsboker"

    @property
    def long_template(self) -> Path:
        """The template with the long table, for both sides."""
        return self.folder / "lang.docx"

    def long_workbook(self, rows: int) -> Path:
        """The workbook with a table of so many rows."""
        return self.folder / f"lang-{rows}.xlsx"

    def long_report(self, rows: int) -> Path:
        """Our report with a table of so many rows."""
        return self.folder / f"lang-{rows}.docx"

    def workbook(self, number: int) -> Path:
        """One of the workbooks, which differ from one another."""
        path = self.varied / f"prosjekt-{number:03}.xlsx"
        if not path.exists():
            raise FileNotFoundError(path)
        return path

    def report(self, side: str, number: int) -> Path:
        """Where a side writes report `number`; a new file each time."""
        return self.folder / side / f"rapport-{number:03}.docx"

    def prepare(self) -> None:
        """Make the plain template and the folders."""
        from benchmarks.plain_template import build

        for side in ("ours", "plain"):
            (self.folder / side).mkdir()
        build(self.plain_template)


if __name__ == "__main__":
    Work(Path(sys.argv[1])).prepare()
