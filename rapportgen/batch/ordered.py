"""The reports that a manifest orders: each row made a job, or told why it cannot be."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Any

from rapportgen.batch.addresses import is_address
from rapportgen.batch.jobs import Job
from rapportgen.errors import (
    FileRefusedError,
    RapportgenError,
    is_file,
    is_folder,
    os_reason,
    shortened,
    without_file,
)
from rapportgen.model.bestilling import Bestilling
from rapportgen.model.perioder import Aar
from rapportgen.names import suggest
from rapportgen.naming import UNSEEN, is_overview_name, is_reserved
from rapportgen.patterns import pattern
from rapportgen.problems import FEIL, Problem, advarsel, feil
from rapportgen.resources import named, template_like, template_path, templates_with
from rapportgen.settings_file import settings_beside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Find = Callable[[Path, str], Path]

NO_WORKBOOK = "(uten arbeidsbok)"
"""What stands for the workbook of a row that names none."""
_BETWEEN_TEMPLATES = pattern(r"[;\n]")
_NOT_IN_NAMES = pattern(r'[<>:"|?*\ud800-\udfff]')
_OF_FILES = (".docx", ".pdf", ".xlsx")
_MOST_IN_NAME = 200  # bytes, as for other names of reports


def beside(folder: Path, text: str) -> Path:
    """The file that a row names, seen from the folder of the manifest.

    A name with æ, ø or å may be written in two ways that look alike (NFC and NFD), and a disk may have the other one.
    Raises FileRefusedError for an address, which is not looked up for a list that is a path.
    """
    if is_address(text):
        raise FileRefusedError(
            f"«{shortened(text)}» er en adresse. Adresser i listen virker når listen eller mappen for rapportene også "
            "er skrevet som en adresse, for eksempel med file:// foran."
        )
    written = folder / text
    forms = (written, *(folder / unicodedata.normalize(form, text) for form in ("NFC", "NFD")))
    return next((path for path in forms if os.path.exists(path)), written)  # noqa: PTH110 - never raises


def jobs_of_manifest(
    path: Path, usual: tuple[str, ...], quarter: str, find: Find = beside
) -> tuple[list[Job], list[Problem]]:
    """The jobs of the rows, in order, and what there is to say of the manifest itself.

    `usual` are the templates, and `quarter` the period, of rows that say no other; `find` says where the files are that
    rows name. Rows that order the same report twice make it once. Raises FileRefusedError when the manifest cannot be
    read.
    """
    from rapportgen.excel.manifest import SHEET, read_manifest

    read = read_manifest(path)
    by_place: dict[str, list[Problem]] = {}
    for problem in read.problems:
        by_place.setdefault(problem.sted, []).append(problem)
    jobs: dict[str, tuple[Job, str]] = {}
    repeated = []
    for row in read.rows(SHEET):
        told = [problem for place in row.addresses.values() for problem in by_place.pop(place, ())]
        for job in _Row(row, path, told, find).jobs(usual, quarter):
            place = row.address("arbeidsbok")
            first = jobs.setdefault(job.key(""), (job, place))[1]
            if first != place:
                message = f"Linjen bestiller den samme rapporten som {first}. Den lages bare én gang."
                repeated.append(advarsel("lik-bestilling", place, message))
    return [job for job, _ in jobs.values()], [*(p for told in by_place.values() for p in told), *repeated]


class _Row:
    """One row of a manifest on its way to jobs. `faults` are what keeps it from being made."""

    def __init__(self, row: Any, manifest: Path, told: list[Problem], find: Find) -> None:
        self.row, self.folder, self.find = row, manifest.resolve().parent, find
        self.where = f"{manifest.name}, rad {row.number}"
        self.faults = [problem for problem in told if problem.alvor == FEIL]
        self.notes = [problem for problem in told if problem.alvor != FEIL]

    def jobs(self, usual: tuple[str, ...], quarter: str) -> Iterator[Job]:
        """One job for each template of the row."""
        workbook, target = self._workbook(), self._target()
        templates = self._templates(_own_templates(Path(workbook))) or usual
        quarter = self._quarter() or quarter
        for template in templates:
            yield Job(
                workbook,
                template,
                quarter,
                target,
                project=self._text("prosjekt"),
                order=self._order(),
                faults=tuple(self.faults),
                notes=tuple(self.notes),
            )

    def _text(self, name: str) -> str:
        return " ".join(str(self.row.felt(name) or "").split())

    def _name(self, name: str) -> str:
        """The name of a file, which may have several spaces in a row."""
        return str(self.row.felt(name) or "").strip()

    def _refuse(self, code: str, name: str, message: str, hint: str = "") -> None:
        self.faults.append(feil(code, self.row.address(name), message, self._text(name), hint))

    def _order(self) -> Bestilling:
        words = {name: self._text(name) for name in Bestilling._fields if name != "sted"}
        return Bestilling(**words, sted=self.where)

    def _workbook(self) -> str:
        text = self._name("arbeidsbok")
        if not text:
            return str(self.folder / NO_WORKBOOK)  # told by whoever read the row
        name = text.replace("\\", "/").rstrip("/")
        try:
            path = self.find(self.folder, name if PurePosixPath(name).suffix else f"{name}.xlsx")
        except FileRefusedError as error:
            self._refuse("mangler-arbeidsbok", "arbeidsbok", str(error))
            return str(self.folder / PurePosixPath(name).name)
        if why := _why_no_workbook(path):
            self._refuse("mangler-arbeidsbok", "arbeidsbok", f"«{shortened(text)}» {why}.", _near(path))
        return str(path)

    def _templates(self, own: Path | None) -> tuple[str, ...]:
        """The templates that the row names: own or shipped ones, or files seen from the manifest's folder."""
        wanted = [text.strip() for text in _BETWEEN_TEMPLATES.split(str(self.row.mal or "")) if text.strip()]
        found = []
        for text in wanted:
            shipped = named(text, templates_with(own))
            file = self.folder / text
            try:
                file = file if shipped else self.find(self.folder, text.replace("\\", "/"))
                path = shipped or template_path(file)
            except FileRefusedError as error:
                near = template_like(file, templates_with(own))
                unknown = f"Malen «{shortened(text)}» finnes ikke. {near}".rstrip()
                reason = without_file(str(error) if Path(text).suffix else unknown, file)
                self._refuse("ukjent-mal", "mal", reason.replace(f"{self.folder}{os.sep}", ""))
                found.append(text)
                continue
            found.append(path.stem if shipped else str(path.resolve()))
        return tuple(dict.fromkeys(found))

    def _quarter(self) -> str:
        period = self.row.kvartal
        if isinstance(period, Aar):
            message = f"«{period}» er et år, men skal være et kvartal. Skriv for eksempel 2Q {period.aar}."
            self._refuse("ugyldig-kvartal", "kvartal", message)
        return str(period or "")

    def _target(self) -> str:
        """The file that the row names, within the folder of reports; empty when it names none."""
        text = self._name("utfil").replace("\\", "/")
        if not text:
            return ""
        path = PurePosixPath(text)
        if path.is_absolute() or ".." in path.parts or PureWindowsPath(text).drive:
            self._refuse("ugyldig-utfil", "utfil", f"«{shortened(text)}» ligger utenfor mappen med rapporter.")
        elif not path.name or text.endswith("/") or any(map(_is_impossible, path.parts)):
            self._refuse("ugyldig-utfil", "utfil", f"«{shortened(text)}» kan ikke være navnet på en fil.")
        elif any(part.lower().endswith(_OF_FILES) for part in path.parts[:-1]):
            self._refuse("ugyldig-utfil", "utfil", f"«{shortened(text)}» er i en mappe med navn som en fil.")
        elif any(len(os.fsencode(part)) > _MOST_IN_NAME for part in path.parts):
            self._refuse("ugyldig-utfil", "utfil", f"«{shortened(text)}» er for langt til å være navnet på en fil.")
        elif path.suffix.lower() != ".docx":
            path = path.with_name(f"{path.name}.docx")
        if is_overview_name(str(path)):
            self._refuse("ugyldig-utfil", "utfil", f"«{path}» er navnet på oversikten. Velg et annet navn.")
        return str(path)


def _why_no_workbook(path: Path) -> str:
    """Why there is no file to read at the path; «» when there is one."""
    try:
        if is_file(path):
            return ""
        if is_folder(path):
            return "er en mappe, ikke en arbeidsbok"
        return "er en lenke som ikke fører til noen fil" if path.is_symlink() else "finnes ikke"
    except OSError as error:
        return f"kan ikke leses: {os_reason(error)}"


def _own_templates(workbook: Path) -> Path | None:
    """The kommune's own folder of templates; what is wrong with its settings is told with the report."""
    try:
        return settings_beside(workbook).malmappe
    except RapportgenError:
        return None


def _is_impossible(part: str) -> bool:
    """Whether Windows cannot have a file or folder of this name, the system uses it for something of its own, or there
    is something in it that is not seen."""
    is_kept = is_reserved(part) or part.startswith((".", "~$")) or part.endswith((".", " "))
    return is_kept or bool(_NOT_IN_NAMES.search(part) or UNSEEN.search(part))


def _near(path: Path) -> str:
    """A guess at the workbook that was meant, among those in the same folder."""
    try:
        beside = (file for file in path.parent.iterdir() if file.suffix.lower() in (".xlsx", ".xlsm"))
        there = [file.name for file in beside if os.path.exists(file)]  # noqa: PTH110 - never raises
    except PermissionError:
        return ""
    except OSError:
        return "Mappen finnes heller ikke. Mappen regnes fra der listen ligger."
    near = suggest(path.name, sorted(name for name in there if not name.startswith("~$")))
    return f"Mente du «{near}»?" if near else ""
