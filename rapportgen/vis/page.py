"""A view as an HTML page: Norwegian words, findings beside pages, readable without a script and by a screen reader."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from rapportgen.patterns import pattern
from rapportgen.problems import ADVARSEL, FEIL, INFO, summary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rapportgen.vis.view import Group, Told, View
    from rapportgen.word.office.pdf_images import Size

_TAG = pattern(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_LABELS = {FEIL: "Feil", ADVARSEL: "Advarsel", INFO: "Opplysning"}
_WITHOUT_SCRIPT = '<noscript><meta http-equiv="refresh" content="3"></noscript>'
_OLD = "Sidene er fra før feilen."
_SOON = "Sidene kommer her når de er laget."


def live_page(view: View, number: int) -> bytes:
    """The page that renews itself; `number` is that of the view. Pictures are fetched from «side/»."""
    script = _resource("page.js")
    rules = f"script-src '{_digest(script)}'; img-src 'self' data:; connect-src 'self'"
    return _page(
        view,
        lambda page: f"side/{view.edition}/{page + 1}.png",
        versjon=str(number),
        uten_skript=_WITHOUT_SCRIPT,
        skript=f"<script>{script}</script>",
        sikkerhet=_policy(rules),
    )


def whole_page(view: View) -> bytes:
    """The page as one file that needs nothing else: the pictures stand in it."""

    def picture(page: int) -> str:
        assert view.images is not None
        return f"data:image/png;base64,{base64.b64encode(view.images.png(page)).decode()}"

    return _page(view, picture, versjon="", uten_skript="", skript="", sikkerhet=_policy("img-src data:"))


def status_of(view: View) -> str:
    """The state in a line: what is going on, or how much there is to mend and see, and when it was made."""
    if view.is_working:
        return "Lager sidene …"
    parts = [summary(view.problems).capitalize()]
    if view.images is not None and not view.are_old:
        parts.append(f"{len(view.images)} {'side' if len(view.images) == 1 else 'sider'}")
    return " · ".join([*parts, f"kl. {view.made_at}"])


def _page(view: View, address: Callable[[int], str], **parts: str) -> bytes:
    to_mend = view.to_mend
    page = Template(_resource("page.html")).substitute(
        parts,
        tittel=escape(f"({to_mend}) {view.template}" if to_mend else view.template),
        stil=_resource("page.css"),
        mal=escape(view.template),
        arbeidsbok=escape(view.workbook),
        status=escape(status_of(view)),
        funn="\n".join(_group(group, number) for number, group in enumerate(view.groups)) or "<h2>Funn</h2>",
        slag="gamle" if view.are_old else "nye",
        sider="\n".join(_pages(view, address)),
    )
    return page.encode("utf-8", "replace")  # a file name may hold bytes that are no text


def _group(group: Group, number: int) -> str:
    shown = [told for told in group.findings if told.problem.alvor != INFO]
    infos = [told for told in group.findings if told.problem.alvor == INFO]
    words = summary([told.problem for told in shown])
    parts = [f"<h2>{escape(group.title)} <span>{escape(words)}</span></h2>", _list(shown)]
    if infos:
        count = f"{len(infos)} {'opplysning' if len(infos) == 1 else 'opplysninger'}"
        parts.append(f'<details id="mer-{number}"><summary>{count}</summary>{_list(infos)}</details>')
    return "".join(parts)


def _list(findings: Iterable[Told]) -> str:
    items = "".join(_finding(told) for told in findings)
    return f"<ul>{items}</ul>" if items else ""


def _finding(told: Told) -> str:
    problem = told.problem
    lines = [f"<b>{_LABELS[problem.alvor]}</b> {escape(problem.sted)}", f"<p>{escape(problem.melding)}</p>"]
    if problem.forslag and problem.forslag not in problem.melding:
        lines.append(f"<p>Forslag: {_with_tags(problem.forslag)}</p>")
    if told.around:
        lines.append(f'<p class="rundt">i «{_with_tags(told.around)}»</p>')
    return f'<li class="{problem.alvor}">{"".join(lines)}</li>'


def _with_tags(text: str) -> str:
    """The text with its tags set apart, so that a click takes a whole one."""
    return _TAG.sub(r"<code>\g<0></code>", escape(text))


def _pages(view: View, address: Callable[[int], str]) -> Iterable[str]:
    old = view.are_old and view.images is not None
    message = " ".join(text for text in (_OLD if old else "", view.note) if text)
    if view.images is None and not message:
        message = _SOON if view.is_working else "Sidene kan ikke lages før feilene er rettet."
    if message:
        yield f'<p class="beskjed">{escape(message)}</p>'
    if view.images is None:
        return
    total = len(view.images)
    if total > 1:
        links = "".join(f'<li><a id="til-{n}" href="#side-{n}">{n}</a></li>' for n in range(1, total + 1))
        yield f'<nav aria-label="Gå til side">Side <ol>{links}</ol></nav>'
    for page, size in enumerate(view.images.sizes):
        yield _figure(page, total, size, address(page))


def _figure(page: int, total: int, size: Size, address: str) -> str:
    kind = ' class="liggende"' if size.width > size.height else ""
    loading = "eager" if page == 0 else "lazy"
    return (
        f'<figure id="side-{page + 1}"{kind}><img id="bilde-{page + 1}" src="{escape(address)}" '
        f'alt="Side {page + 1}" width="{size.width}" height="{size.height}" loading="{loading}">'
        f"<figcaption>Side {page + 1} av {total}</figcaption></figure>"
    )


def _policy(rules: str) -> str:
    """What the page may do: nothing but what is in it, and what the rules name."""
    style = _digest(_resource("page.css"))
    return f"default-src 'none'; base-uri 'none'; form-action 'none'; style-src '{style}'; {rules}"


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@cache
def _resource(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="utf-8")
