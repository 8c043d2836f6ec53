"""The pictures of the sample workbooks: two landscapes and two charts of an organisation, drawn with a few shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PIL import Image, ImageChops, ImageDraw, ImageFont, ImageStat

if TYPE_CHECKING:
    from pathlib import Path

# The colours of the house, from dark to light.
FJORD, SEA, SKY, MIST, WHITE = "#1F3864", "#2E75B6", "#BDD7EE", "#EAF1F8", "#FFFFFF"
STONE, GRASS, WALL, ROOF, LIGHT = "#5B7A99", "#8FB08C", "#F6F1E7", "#8C3B2E", "#FFE9A8"

SCENE = (1600, 800)
FINE = 2  # everything is drawn twice as large and reduced, which makes the edges smooth


class Box(NamedTuple):
    """A box of a chart: its centre and size in pixels, its lines of text, and whether it stands out."""

    x: int
    y: int
    width: int
    height: int
    text: str
    strong: bool = False


def draw_figures(folder: Path) -> list[Path]:
    """Draw all pictures in `folder`, and give their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures = {
        "moskenes-forside": fjord(),
        "moskenes-prosjektorganisering": chart(PROJECT, (1600, 640)),
        "moskenes-organisering": chart(SERVICES, (1600, 485)),
        "hoylandet-forside": valley(),
    }
    paths = []
    for name, picture in pictures.items():
        paths.append(folder / f"{name}.png")
        picture.quantize(64, dither=Image.Dither.NONE).save(paths[-1], optimize=True)
    return paths


def looks_like(path: Path, other: Path) -> bool:
    """Whether two pictures show the same; letters may differ by a hair from one version of Pillow to the next."""
    if not other.is_file():
        return False
    with Image.open(path) as a, Image.open(other) as b:
        if a.size != b.size:
            return False
        small = [picture.convert("RGB").resize((200, 100), Image.Resampling.BOX) for picture in (a, b)]
    return max(ImageStat.Stat(ImageChops.difference(*small)).mean) < 1


def fjord() -> Image.Image:
    """A nursing home by a fjord, under steep mountains."""
    picture, draw = _canvas(SCENE, SKY)
    _shape(draw, STONE, (0, 470), (180, 210), (290, 330), (430, 90), (590, 320), (700, 230), (860, 470))
    _shape(
        draw, FJORD, (560, 490), (760, 250), (900, 370), (1110, 60), (1290, 300), (1400, 220), (1600, 420), (1600, 490)
    )
    _shape(draw, WHITE, (430, 90), (380, 165), (425, 150), (455, 172), (485, 166))
    _shape(draw, WHITE, (1110, 60), (1046, 155), (1100, 138), (1135, 160), (1180, 152))
    _shape(draw, SEA, (0, 470), (1600, 470), (1600, 660), (0, 660))
    for y, left, right in ((505, 120, 420), (540, 620, 1010), (585, 240, 560), (610, 1000, 1440)):
        _shape(draw, SKY, (left, y), (right, y), (right, y + 5), (left, y + 5))
    _shape(draw, GRASS, (0, 640), (520, 610), (1100, 630), (1600, 600), (1600, 800), (0, 800))
    _house(draw, 560, 520, 480, 150)
    _house(draw, 1040, 560, 220, 110)
    return _reduced(picture)


def valley() -> Image.Image:
    """Houses in a valley with woods and low hills."""
    picture, draw = _canvas(SCENE, MIST)
    _shape(draw, SKY, (0, 360), (260, 250), (620, 330), (980, 210), (1320, 320), (1600, 240), (1600, 520), (0, 520))
    _shape(draw, STONE, (0, 450), (340, 360), (760, 430), (1180, 340), (1600, 430), (1600, 560), (0, 560))
    _shape(draw, GRASS, (0, 540), (700, 500), (1600, 560), (1600, 800), (0, 800))
    for x, foot, height in ((90, 560, 150), (170, 580, 190), (270, 555, 130), (1330, 580, 180), (1430, 570, 140),
                            (1520, 590, 200)):  # fmt: skip
        _shape(draw, FJORD, (x - height // 4, foot), (x, foot - height), (x + height // 4, foot))
    for left, top, width, height in ((430, 520, 240, 120), (760, 500, 300, 140), (1120, 540, 160, 90)):
        _house(draw, left, top, width, height)
    return _reduced(picture)


PROJECT = (
    Box(800, 90, 520, 110, "Styringsgruppe", strong=True),
    Box(800, 310, 520, 110, "Hovedprosjekt", strong=True),
    Box(480, 550, 520, 110, "Delprosjekt\nInterkommunalt samarbeid"),
    Box(1120, 550, 520, 110, "Delprosjekt\nHelse og omsorg"),
)
SERVICES = (
    Box(800, 85, 560, 120, "Helse- og omsorgssjef", strong=True),
    *(
        Box(150 + 260 * number, 365, 240, 190, text)
        for number, text in enumerate(
            (
                "21\nPsykiatri og PU",
                "22\nHjemmebaserte\ntjenester",
                "23\nSykehjem",
                "24\nHelsestasjon",
                "25\nLegetjeneste",
                "30\nSosiale tjenester/\nNAV",
            )
        )
    ),
)


def chart(boxes: tuple[Box, ...], size: tuple[int, int]) -> Image.Image:
    """Boxes with a line from each to the one above it that stands out."""
    picture, draw = _canvas(size, WHITE)
    strong = [box for box in boxes if box.strong]
    for box in boxes:
        above = [other for other in strong if other.y < box.y]
        if above:
            _line_between(draw, above[-1], box)
    font = ImageFont.load_default(28 * FINE)  # Pillow's own font, which has no æ and ø
    for box in boxes:
        corners = (box.x - box.width // 2, box.y - box.height // 2, box.x + box.width // 2, box.y + box.height // 2)
        draw.rectangle([FINE * value for value in corners], FJORD if box.strong else MIST, FJORD, 2 * FINE)
        ink = WHITE if box.strong else FJORD
        draw.multiline_text((box.x * FINE, box.y * FINE), box.text, ink, font, "mm", 10 * FINE, "center")
    return _reduced(picture)


def _line_between(draw: ImageDraw.ImageDraw, upper: Box, lower: Box) -> None:
    middle = (upper.y + upper.height // 2 + lower.y - lower.height // 2) // 2
    points = ((upper.x, upper.y), (upper.x, middle), (lower.x, middle), (lower.x, lower.y))
    draw.line([(x * FINE, y * FINE) for x, y in points], FJORD, 3 * FINE)


def _house(draw: ImageDraw.ImageDraw, left: int, top: int, width: int, height: int) -> None:
    """A long white house with a red roof and lighted windows."""
    right, foot = left + width, top + height
    _shape(draw, WALL, (left, top), (right, top), (right, foot), (left, foot))
    _shape(draw, ROOF, (left - 14, top), (left + 30, top - 60), (right - 30, top - 60), (right + 14, top))
    for x in range(left + 24, right - 40, 52):
        for y in range(top + 22, foot - 30, 52):
            _shape(draw, LIGHT, (x, y), (x + 26, y), (x + 26, y + 28), (x, y + 28))


def _canvas(size: tuple[int, int], colour: str) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = Image.new("RGB", (size[0] * FINE, size[1] * FINE), colour)
    return picture, ImageDraw.Draw(picture)


def _shape(draw: ImageDraw.ImageDraw, colour: str, *points: tuple[int, int]) -> None:
    draw.polygon([(x * FINE, y * FINE) for x, y in points], colour)


def _reduced(picture: Image.Image) -> Image.Image:
    return picture.reduce(FINE)
