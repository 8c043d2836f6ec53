"""Pictures of one report: `{{ bilde(figur) }}` as an inline picture, fitted to where its tag stands."""

from __future__ import annotations

from decimal import Decimal
from hashlib import blake2b
from typing import TYPE_CHECKING

from rapportgen.errors import TemplateError
from rapportgen.model.henvisninger import without_references
from rapportgen.model.record import Record
from rapportgen.model.riktekst import RikTekst
from rapportgen.model.utelatt import Utelatt
from rapportgen.named import NamedTuple
from rapportgen.word.language.values import NOTHING, item_of
from rapportgen.word.ooxml import ns
from rapportgen.word.ooxml.text import escape_attribute

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from rapportgen.model.bilder import Picture
    from rapportgen.word.writing.additions import Additions

UNKNOWN_FIGURE = "ukjent-figur"
"""The code of a figure that the workbook does not have."""
EMPTY_KEY = "tom-noekkel"
"""The code of a key that is not filled in."""
EMU_PER_TWIP = 635
TWIPS_PER_CM = 1440 / 2.54
HIGHEST_CM = 100
EMU_PER_PIXEL = 9_525  # at 96 to the inch, the size that a screen shows
# Where the template does not say how much room there is: the text of an A4 page, (width, height) in twips.
USUAL_ROOM = (9_072, 12_000)

_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_INLINE = (
    f'<w:drawing><wp:inline xmlns:wp="{ns.WP}" distT="0" distB="0" distL="0" distR="0">'
    '<wp:extent cx="{cx}" cy="{cy}"/><wp:docPr id="{id}" name="{name}" descr="{alt}"/><wp:cNvGraphicFramePr>'
    f'<a:graphicFrameLocks xmlns:a="{_DRAWING}" noChangeAspect="1"/></wp:cNvGraphicFramePr>'
    f'<a:graphic xmlns:a="{_DRAWING}"><a:graphicData uri="{_PICTURE}"><pic:pic xmlns:pic="{_PICTURE}">'
    '<pic:nvPicPr><pic:cNvPr id="{id}" name="{name}" descr="{alt}"/><pic:cNvPicPr/></pic:nvPicPr>'
    f'<pic:blipFill><a:blip xmlns:r="{ns.R}" r:embed="{{rid}}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
    "</wp:inline></w:drawing>"
)


class Wanted(NamedTuple):
    """A picture asked for: a row of the figures, or the id of one; None for a figure the workbook does not have.

    `height` is how high it may be, in centimetres; without it as high as there is room for.
    """

    figure: object
    height: object = None


class Pictures:
    """The pictures of one report. `files` are those that could be read, by the name in the figure's row."""

    def __init__(
        self,
        files: Mapping[str, Picture],
        figures: object,
        additions: Additions,
        new_id: Callable[[str], str],
        tell: Callable[[str, str, str, int], None],
    ) -> None:
        self._files, self._figures, self._additions = files, figures, additions
        self._new_id, self._tell = new_id, tell
        self._parts: dict[bytes, str] = {}

    def draw(self, wanted: Wanted, room: tuple[int, ...], part: str, number: int) -> tuple[str, str]:
        """The drawing, in `room` (width and height in twips), for tag `number` in part `part`; or a text in its place.

        Both are empty for a figure that is not there: a template may ask for a cover that only some workbooks have.
        """
        figure = self._row(wanted.figure, number)
        if figure is None:
            return "", ""
        name, title = _said(figure, "fil"), without_references(_said(figure, "figurtekst") or _said(figure, "id"))
        picture = self._files.get(name)
        if picture is None:
            self._tell("figurfil", f"Figuren «{title or name}» har ikke noe bilde som kan brukes.", name[:80], number)
            return "", f"[Figuren «{title or name}» mangler]"
        width, height = fitted(picture.width, picture.height, _lower(room, wanted.height))
        alt = without_references(_said(figure, "alternativ_tekst")) or title or "Figur"
        drawing = _INLINE.format(
            cx=width,
            cy=height,
            id=self._new_id("bilde"),
            name=escape_attribute(f"bilde:{_said(figure, 'id') or name}"[:120]),
            alt=escape_attribute(alt),
            rid=self._additions.relate(part, _TYPE, self._part(picture)),
        )
        return drawing, ""

    def _row(self, figure: object, number: int) -> object:
        """The row of a figure; None, and a problem when an id was written, for one that does not exist."""
        if figure is None:
            return None
        if isinstance(figure, (Record, dict)) and not isinstance(figure, (list, tuple)):
            return figure
        if isinstance(figure, Utelatt) or (isinstance(figure, (str, RikTekst)) and not str(figure).strip()):
            self._tell(EMPTY_KEY, "Nøkkelen i bilde(…) er tom, så her er det ikke noe bilde.", "", number)
            return None
        if not isinstance(figure, (str, RikTekst)):
            raise TemplateError("bilde(…) trenger en figur: en rad fra arket «Figurer», eller dens Figur-ID.")
        row = item_of(self._figures, figure)
        if row is NOTHING or row is None:
            self._tell(UNKNOWN_FIGURE, f"Figuren «{figure}» finnes ikke i arket «Figurer».", str(figure)[:80], number)
            return None
        return row

    def _part(self, picture: Picture) -> str:
        """The part with this picture, which is written once however often it is shown."""
        key = blake2b(picture.data, digest_size=16).digest()
        if key not in self._parts:
            name = self._additions.name(f"word/media/bilde{{}}.{picture.kind}")
            self._additions.add(name, picture.data, f"image/{picture.kind}")
            self._parts[key] = name
        return self._parts[key]


def fitted(width: int, height: int, room: tuple[int, ...]) -> tuple[int, int]:
    """Width and height in EMU of so many pixels: as a screen shows them, smaller when there is less room."""
    wide, high = (twips * EMU_PER_TWIP for twips in room or USUAL_ROOM)
    scale = min(1, wide / (width * EMU_PER_PIXEL), high / (height * EMU_PER_PIXEL))
    return max(1, int(width * EMU_PER_PIXEL * scale)), max(1, int(height * EMU_PER_PIXEL * scale))


def _lower(room: tuple[int, ...], most: object) -> tuple[int, ...]:
    """The room, no higher than `most` centimetres. Raises TemplateError for a height that is none."""
    if most is None:
        return room
    if isinstance(most, bool) or not isinstance(most, (int, float, Decimal)) or not 0 < most <= HIGHEST_CM:
        raise TemplateError(f"bilde(…) trenger en høyde i centimeter mellom 0 og {HIGHEST_CM}, ikke «{most}».")
    width, height = room or USUAL_ROOM
    return width, max(1, min(height, round(float(most) * TWIPS_PER_CM)))


def _said(figure: object, field: str) -> str:
    value = item_of(figure, field)
    return "" if value is None or value is NOTHING else str(value).strip()
