"""A view as a page: what it says in each state, whether anybody can read it, and that text stays text."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from rapportgen.problems import advarsel, feil, info
from rapportgen.vis.page import live_page, status_of, whole_page
from rapportgen.vis.view import Told, View
from rapportgen.word.office.pdf_images import PageImages
from tests.contrast import Pair
from tests.word.pdfs import pdf_with

A4, ACROSS = (595, 842), (842, 595)
FAULT = feil("ukjent-felt", "avsnitt 4", "Feltet komune finnes ikke.", "{{ komune }}", "Mente du {{ kommune }}?")
DONE = View("mal.docx", "bok.xlsx", of_template=(), of_workbook=(), is_working=False, made_at="10:32:05")


class Parsed(HTMLParser):
    """The elements of a page, and its text."""

    VOID = {"meta", "link", "img"}

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"style", "script"} & set(self.open):
            self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def one(self, identity: str) -> dict[str, str | None]:
        (found,) = [attributes for _, attributes in self.elements if attributes.get("id") == identity]
        return found

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def live(view: View, number: int = 1) -> str:
    return live_page(view, number).decode()


def whole(view: View) -> str:
    return whole_page(view).decode()


def images(*sizes: tuple[int, int]) -> PageImages:
    return PageImages(pdf_with([(size, "1 1 1") for size in sizes]))


@pytest.mark.parametrize(
    ("view", "line"),
    [
        (View("mal.docx", "bok.xlsx"), "Lager sidene …"),
        (DONE, "Ingen feil · kl. 10:32:05"),
        (DONE._replace(images=images(A4)), "Ingen feil · 1 side · kl. 10:32:05"),
        (DONE._replace(images=images(A4, A4)), "Ingen feil · 2 sider · kl. 10:32:05"),
        (DONE._replace(of_template=(Told(FAULT),), images=images(A4), are_old=True), "1 feil · kl. 10:32:05"),
    ],
)
def test_the_state_is_told_in_a_line(view: View, line: str) -> None:
    assert status_of(view) == line
    assert line in Parsed(live(view)).text


@pytest.mark.parametrize(
    ("findings", "title"),
    [((), "mal.docx"), ((FAULT, advarsel("a", "b", "c"), info("d", "e", "f")), "(2) mal.docx")],
)
def test_the_title_counts_what_there_is_to_mend(findings: tuple[object, ...], title: str) -> None:
    view = DONE._replace(of_template=tuple(map(Told, findings)))  # type: ignore[arg-type]
    assert f"<title>{title}</title>" in live(view)


def test_a_finding_has_its_place_message_suggestion_and_the_text_around() -> None:
    page = live(DONE._replace(of_template=(Told(FAULT, "Kommunen {{ komune }} i nord"),)))
    assert (
        "Malen 1 feilFeil avsnitt 4Feltet komune finnes ikke.Forslag: Mente du {{ kommune }}?"
        "i «Kommunen {{ komune }} i nord» Arbeidsboken ingen feil"
    ) in Parsed(page).text
    assert "Mente du <code>{{ kommune }}</code>?" in page


def test_what_is_only_good_to_know_can_be_opened() -> None:
    parsed = Parsed(live(DONE._replace(of_workbook=(Told(info("d", "Risiko!C7", "Lest som 3.")),))))
    assert len(parsed.all("details")) == 1
    assert "Arbeidsboken ingen feil1 opplysningOpplysning Risiko!C7Lest som 3." in parsed.text


@pytest.mark.parametrize(
    ("view", "message"),
    [
        (View("mal.docx", "bok.xlsx"), "Sidene kommer her når de er laget."),
        (DONE._replace(are_old=True), "Sidene kan ikke lages før feilene er rettet."),
        (DONE._replace(are_old=True, note="LibreOffice finnes ikke."), "LibreOffice finnes ikke."),
        (DONE._replace(are_old=True, images=images(A4)), "Sidene er fra før feilen."),
        (
            DONE._replace(are_old=True, images=images(A4), note="LibreOffice ble ikke ferdig."),
            "Sidene er fra før feilen. LibreOffice ble ikke ferdig.",
        ),
    ],
)
def test_it_says_why_the_pages_are_not_new(view: View, message: str) -> None:
    assert f'<p class="beskjed">{message}</p>' in live(view)


def test_pages_that_are_new_have_no_message_and_old_ones_stay_and_are_marked() -> None:
    view = DONE._replace(images=images(A4), edition=3)
    new, old = live(view), live(view._replace(are_old=True))
    assert "beskjed" not in Parsed(new).text
    assert [Parsed(page).one("sider")["class"] for page in (new, old)] == ["nye", "gamle"]
    assert [len(Parsed(page).all("img")) for page in (new, old)] == [1, 1]


def test_each_page_is_a_picture_with_a_name_a_size_and_an_address_of_its_edition() -> None:
    parsed = Parsed(live(DONE._replace(images=images(A4, ACROSS), edition=3), 7))
    first, second = parsed.all("img")
    assert (first["alt"], first["src"], first["loading"]) == ("Side 1", "side/3/1.png", "eager")
    assert (second["alt"], second["src"], second["loading"]) == ("Side 2", "side/3/2.png", "lazy")
    assert (second["width"], second["height"]) == ("1684", "1190")
    assert [link["href"] for link in parsed.all("a") if str(link["href"]).startswith("#side-")] == [
        "#side-1",
        "#side-2",
    ]
    assert "Side 2 av 2" in parsed.text
    assert parsed.one("innhold")["data-versjon"] == "7"


def test_changes_are_read_aloud_and_the_keyboard_reaches_everything() -> None:
    parsed = Parsed(live(DONE._replace(images=images(A4))))
    assert parsed.all("html")[0]["lang"] == "nb"
    assert (parsed.one("status")["role"], parsed.one("status")["aria-live"]) == ("status", "polite")
    targets = {str(link["href"]) for link in parsed.all("a")}
    known = {f"#{attributes['id']}" for _, attributes in parsed.elements if attributes.get("id")}
    assert {"#funn", "#sider"} <= targets <= known


HOSTILE = '</script><script>alert("x")</script>&amp;<img src=x onerror=alert(1)> ${tittel} $tittel'


def test_text_from_files_stays_text() -> None:
    problem = feil("kode", HOSTILE, HOSTILE, HOSTILE, f"{HOSTILE} {{{{ {HOSTILE} }}}}")
    view = View(HOSTILE, HOSTILE, (Told(problem, HOSTILE),), (), note=HOSTILE, is_working=False)
    calm = DONE._replace(of_template=(Told(FAULT),), note="x")
    parsed = Parsed(live(view))
    assert [len(parsed.all(tag)) for tag in ("script", "img")] == [1, 0]
    assert len(parsed.all("p")) == len(Parsed(live(calm)).all("p")) + 1  # the text around
    assert parsed.text.count(HOSTILE) >= 6


@given(st.text())
def test_no_text_can_add_an_element(text: str) -> None:
    problem = feil("kode", text, text, text)
    odd = View(text, text, (Told(problem, f"x{text}"),), note=f"x{text}")
    plain = View("x", "x", (Told(feil("kode", "x", "x", "x"), "x"),), note="x")
    found, expected = ([tag for tag, _ in Parsed(live(view)).elements if tag != "code"] for view in (odd, plain))
    assert found == expected


def test_a_file_name_with_bytes_that_are_no_text_is_shown_as_far_as_it_can_be() -> None:
    assert "<h1>mal?.docx</h1>" in live(DONE._replace(template="mal\udcff.docx"))


@pytest.mark.parametrize("page", [live(DONE), whole(DONE)])
def test_only_its_own_script_and_style_may_run(page: str) -> None:
    (policy,) = [
        tag["content"] for tag in Parsed(page).all("meta") if tag.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy is not None
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        for text in re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL):
            assert f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" in policy


def test_nothing_is_fetched_from_elsewhere() -> None:
    view = DONE._replace(of_template=(Told(FAULT),), images=images(A4))
    assert re.findall(r"(?:https?:)?//[a-z]", live(view)) == []


def test_a_page_in_one_file_holds_its_pictures_and_does_not_ask_for_more() -> None:
    parsed = Parsed(whole(DONE._replace(images=images(A4, ACROSS))))
    kind, _, data = str(parsed.all("img")[1]["src"]).partition(",")
    assert kind == "data:image/png;base64"
    assert Image.open(io.BytesIO(base64.b64decode(data))).size == (1684, 1190)
    assert (parsed.all("script"), parsed.all("noscript")) == ([], [])


def test_without_a_script_the_page_renews_itself() -> None:
    parsed = Parsed(live(DONE))
    assert [tag.get("content") for tag in parsed.all("meta") if tag.get("http-equiv") == "refresh"] == ["3"]


PAIRS = [
    *(("--tekst", back) for back in ("--bakgrunn", "--flate", "--taake")),
    *(("--dempet", back) for back in ("--bakgrunn", "--flate", "--taake")),
    *((mark, "--taake") for mark in ("--feil", "--advarsel", "--opplysning")),
    ("--lenke", "--bakgrunn"),
]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_colours_can_be_told_apart_by_day_and_by_night(scheme: int) -> None:
    light, dark = re.findall(r":root \{(.*?)\}", live(DONE), re.DOTALL)
    colours = [dict(re.findall(r"(--\w+): #(\w{6});", block)) for block in (light, light + dark)][scheme]
    poor = [(front, back) for front, back in PAIRS if Pair(colours[front], colours[back], front).contrast < 4.5]
    assert poor == []
