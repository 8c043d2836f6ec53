"""Curves as an SVG picture: both axes logarithmic, one panel for time and one for memory."""

from __future__ import annotations

from math import ceil, floor, log10
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.long_table import Curves
    from benchmarks.measured import Cost

WIDTH, HEIGHT, TOP, BOTTOM = 980, 460, 70, 110
PANEL = 380
LEFTS = (80, 570)
COLOURS = ("#1F4E79", "#2E9E6B", "#B3261E", "#D98200", "#666666")  # told apart also by the dashes
DASHES = ("", "7 3", "", "7 3", "2 3")


class _Scale(NamedTuple):
    """A logarithmic axis from one power of ten to another, laid over pixels."""

    low: int
    high: int
    start: float
    end: float

    def at(self, value: float) -> float:
        share = (log10(value) - self.low) / max(1, self.high - self.low)
        return self.start + share * (self.end - self.start)

    def ticks(self) -> list[float]:
        return [10.0**power for power in range(self.low, self.high + 1)]


def draw(title: str, curves: Curves) -> str:
    """The picture as text."""
    label = f'role="img" aria-label="{escape(title)}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" {label} '
        'font-family="sans-serif" font-size="12" fill="#222">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        f'<text x="{LEFTS[0]}" y="28" font-size="17" font-weight="bold">{escape(title)}</text>',
        *_panel(LEFTS[0], "Prosessortid, sekunder", curves, lambda cost: cost.processor),
        *_panel(LEFTS[1], "Mest minne i prosessen, MB", curves, lambda cost: cost.peak),
        *_legend(curves),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _panel(left: float, title: str, curves: Curves, value: Callable[[Cost], float]) -> Iterator[str]:
    sizes = sorted({rows for curve in curves.values() for rows in curve})
    across = _scale([float(rows) for rows in sizes], left, left + PANEL)
    up = _scale([value(cost) for curve in curves.values() for cost in curve.values()], HEIGHT - BOTTOM, TOP)
    yield f'<text x="{left}" y="{TOP - 14}" font-weight="bold">{escape(title)}</text>'
    for tick in up.ticks():
        yield f'<path d="M{left} {up.at(tick):.1f}h{PANEL}" stroke="#ddd"/>'
        yield f'<text x="{left - 8}" y="{up.at(tick) + 4:.1f}" text-anchor="end">{_shown(tick)}</text>'
    for rows in sizes:
        yield f'<path d="M{across.at(rows):.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#eee"/>'
        yield f'<text x="{across.at(rows):.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{_shown(rows)}</text>'
    yield f'<text x="{left + PANEL / 2}" y="{HEIGHT - BOTTOM + 36}" text-anchor="middle">rader i tabellen</text>'
    for curve, colour, dash in zip(curves.values(), COLOURS, DASHES, strict=True):
        points = [(across.at(rows), up.at(value(cost))) for rows, cost in sorted(curve.items())]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"/>'
        yield from (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points)


def _legend(curves: Curves) -> Iterator[str]:
    for index, (name, colour, dash) in enumerate(zip(curves, COLOURS, DASHES, strict=True)):
        x, y = LEFTS[0] + index % 3 * 300, HEIGHT - 46 + index // 3 * 22
        yield f'<path d="M{x} {y}h32" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"/>'
        yield f'<text x="{x + 40}" y="{y + 4}">{escape(name)}</text>'


def _scale(values: list[float], start: float, end: float) -> _Scale:
    low = floor(log10(min(values)) + 1e-9)
    return _Scale(low, max(low + 1, ceil(log10(max(values)) - 1e-9)), start, end)


def _shown(value: float) -> str:
    return f"{value:,.0f}".replace(",", "\u00a0") if value >= 1 else f"{value:g}".replace(".", ",")
