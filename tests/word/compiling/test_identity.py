"""Numbers and names that loops repeat, and that must be unique all the same."""

from __future__ import annotations

from tests.word.docx import docx_with, para, render, run

_VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
_V = "{urn:schemas-microsoft-com:vml}"
_TYPE = '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"/>'
_ROWS = ["A", "B"]


def _box(inner: str, shape_type: str = "") -> str:
    shape = '<v:shape id="Boks_1" o:spid="_x0000_s1026" type="#_x0000_t202" style="width:72pt;height:72pt">'
    return (
        f"<w:r><w:pict {_VML}>{shape_type}{shape}<v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox>"
        "</v:shape></w:pict></w:r>"
    )


def _ids(data: bytes, name: str, attribute: str = "id") -> list[str]:
    root = render(data, rader=_ROWS).root()
    return [element.get(attribute, "") for element in root.iter(f"{_V}{name}")]


def _looped(content: str, after: str = "") -> bytes:
    return docx_with(para("{% for r in rader %}") + para(content) + para("{% endfor %}") + para(after or "slutt"))


def test_a_text_box_in_a_loop_has_an_id_of_its_own_in_each_turn() -> None:
    data = _looped(_box(para("{{ r }}"), _TYPE))
    assert len(set(_ids(data, "shape"))) == len(set(_ids(data, "shapetype"))) == 2
    assert _ids(data, "shape", "type") == [f"#{one}" for one in _ids(data, "shapetype")]
    assert _ids(data, "shape", "{urn:schemas-microsoft-com:office:office}spid") == ["", ""]


def test_a_text_box_after_a_loop_keeps_its_type_when_the_loop_is_empty() -> None:
    data = _looped(_box(para("{{ r }}"), _TYPE), run("x") + _box(para("etter")))
    root = render(data, rader=[]).root()
    assert [element.get("id") for element in root.iter(f"{_V}shapetype")] == ["_x0000_t202"]


def test_a_text_box_outside_of_loops_is_left_as_it_is() -> None:
    data = docx_with(para(run("{{ rader | antall }}"), _box(para("a"), _TYPE)))
    assert (_ids(data, "shape"), _ids(data, "shape", "type")) == (["Boks_1"], ["#_x0000_t202"])


def test_bookmarks_of_one_name_are_told_apart_by_a_number() -> None:
    marks = "".join(f'<w:bookmarkStart w:id="{n}" w:name="Merke"/><w:bookmarkEnd w:id="{n}"/>' for n in range(4))
    report = render(docx_with(para(run("{{ rader | antall }}"), marks)), rader=_ROWS)
    assert report.values("w:bookmarkStart", "name") == ["Merke", "Merke_2", "Merke_3", "Merke_4"]


def test_ranges_that_may_be_edited_are_numbered_anew_in_each_turn() -> None:
    content = f'<w:permStart w:id="5" w:edGrp="everyone"/>{run("{{ r }}")}<w:permEnd w:id="5"/>'
    report = render(_looped(content), rader=_ROWS)
    assert len(set(report.values("w:permStart", "id"))) == 2
    assert report.values("w:permStart", "id") == report.values("w:permEnd", "id")
