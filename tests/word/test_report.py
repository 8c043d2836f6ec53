"""The finished file: its properties, its bytes, its seal; the cache of compiled templates."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from datetime import date
from importlib.machinery import ModuleSpec
from pathlib import Path

import docx
import pytest
from docxtpl import DocxTemplate
from jinja2 import Environment
from lxml import etree

from rapportgen.errors import TemplateError
from rapportgen.resources import shipped_templates
from rapportgen.word import cache, compile_template, render_template, verify_document
from rapportgen.word.cache import cache_folder
from rapportgen.word.ooxml.seal import is_untouched
from rapportgen.word.settings import Egenskaper, Visning
from tests.needs import need_posix
from tests.word.docx import EGENSKAPER, cell, docx_with, packed, para, parts_of, render, row, run, table

TEMPLATE = docx_with(para("{{ x }}") + table(row("a"), row("{%tr for r in rader %}{{ r }}{%tr endfor %}")) + para(""))
VALUES = {"x": "Økonomi & <drift>", "rader": ["a", "b"]}


def test_the_same_report_is_the_same_bytes() -> None:
    made = [
        render_template(compile_template(TEMPLATE, cache=False), VALUES, Visning(), EGENSKAPER).data for _ in range(2)
    ]
    assert made[0] == made[1]


@pytest.mark.parametrize(
    "values",
    [
        {"x": "Økonomi & <drift>", "rader": ["a", "æ – →", "🙂"]},
        {"x": "[se: sist]", "rader": ["a", "b [fotnote: ny]"]},  # known only when the whole report is written
    ],
)
def test_the_bytes_do_not_depend_on_how_much_is_put_together_at_a_time(
    values: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    body = para("{{ x }}") + table(row("a"), row("{%tr for r in rader %}{{ r }}{%tr endfor %}"))
    heading = para("Til sist {{ anker('sist') }}", style="Overskrift1")
    compiled = compile_template(docx_with(body + heading), cache=False)
    whole = render_template(compiled, values, Visning(), EGENSKAPER)
    for pieces in (1, 3):
        monkeypatch.setattr("rapportgen.word.writing.parttext._PIECES", pieces)
        assert render_template(compiled, values, Visning(), EGENSKAPER) == whole


def test_what_comes_after_many_empty_values_is_not_lost() -> None:
    loop = para("{%p for r in rader %}") + para("{{p r.tom }}") + para("{%p endfor %}")
    made = render(para("først") + loop + para("sist"), rader=[{"tom": None}] * 5000)
    assert made.text.split() == ["først", "sist"]


def test_the_bytes_do_not_depend_on_the_hash_seed() -> None:
    program = (
        "import hashlib; from tests.word.test_report import *;"
        "made = render_template(compile_template(TEMPLATE, cache=False), VALUES, Visning(), EGENSKAPER);"
        "print(hashlib.sha256(made.data).hexdigest())"
    )
    root = Path(__file__).parents[2]
    answers = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1


def test_properties_are_written_by_us() -> None:
    properties = Egenskaper(
        tittel="A & B", emne="<emne>", forfatter="Moskenes kommune", noekkelord="2024, 2Q", kategori="Kvartalsrapport",
        beskrivelse='"x"', spraak="nn-NO", versjon="1.00", dato=date(2024, 7, 1),
    )  # fmt: skip
    data = render_template(compile_template(TEMPLATE, cache=False), VALUES, Visning(), properties).data
    core = docx.Document(io.BytesIO(data)).core_properties
    assert (core.title, core.subject, core.author, core.keywords) == ("A & B", "<emne>", "Moskenes kommune", "2024, 2Q")
    assert (core.category, core.comments, core.language, core.version) == ("Kvartalsrapport", '"x"', "nn-NO", "1.00")
    assert core.created == core.modified
    assert str(core.created).startswith("2024-07-01 00:00:00")


def test_the_document_says_that_it_is_norwegian() -> None:
    report = render(TEMPLATE, **VALUES)
    assert report.values("w:lang", part="styles") == ["nb-NO"]


def test_a_report_is_sealed_until_somebody_saves_it(tmp_path: Path) -> None:
    file = tmp_path / "rapport.docx"
    file.write_bytes(render(TEMPLATE, **VALUES).data)
    assert is_untouched(file)
    docx.Document(str(file)).save(str(file))
    assert not is_untouched(file)


@pytest.mark.parametrize("content", [b"", b"noe annet", packed(parts_of(para("x")))])
def test_other_files_have_no_seal(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "x.docx"
    file.write_bytes(content)
    assert not is_untouched(file)


def test_a_changed_member_breaks_the_seal(tmp_path: Path) -> None:
    data = render(TEMPLATE, **VALUES).data
    file = tmp_path / "x.docx"
    for at in (60, len(data) // 2, len(data) - 200):
        file.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        assert not is_untouched(file)


# --- the oracle: what plain docxtpl makes of the same template, where that is right ---

PLAIN_TEMPLATES = {
    "line": para("Hei {{ navn }}, {{ tekst }}!"),
    "formatted": para(run("Hei "), run("{{ navn }}", "<w:b/>"), run(" slutt", "<w:i/>")),
    "paragraphs": para("{%p for r in rader %}") + para("{{ r.navn }}", style="Overskrift1") + para("{%p endfor %}"),
    "branches": para("{%p if nei %}") + para("a") + para("{%p else %}") + para("b") + para("{%p endif %}"),
    "rows": table(
        row("A", "B").replace("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>"),
        row("{%tr for r in rader %}", ""),
        row("{{ r.navn }}", "{{ r.sum }}"),
        row("{%tr endfor %}", ""),
    )
    + para(""),
}  # fmt: skip


@pytest.mark.parametrize("name", PLAIN_TEMPLATES)
def test_simple_templates_come_out_as_from_docxtpl(name: str) -> None:
    template = docx_with(PLAIN_TEMPLATES[name])
    values = {
        "navn": "Åse & <co>",
        "tekst": "x",
        "nei": False,
        "rader": [{"navn": "A", "sum": "1"}, {"navn": "B", "sum": "2"}],
    }
    plain = DocxTemplate(io.BytesIO(template))
    plain.render(values, Environment(autoescape=True))
    out = io.BytesIO()
    plain.save(out)
    with zipfile.ZipFile(out) as archive:
        theirs = etree.fromstring(archive.read("word/document.xml"))
    ours = render(template, **values).root()
    assert etree.tostring(ours[0], method="c14n", exclusive=True) == etree.tostring(
        theirs[0], method="c14n", exclusive=True
    )


# --- verify ---


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<w:p>", "dokument-xml"),
        ("<w:tbl><w:tr><w:tc><w:tcPr/></w:tc></w:tr></w:tbl>", "dokument-celle"),
        ("<w:tbl><w:tr><w:tc/></w:tr></w:tbl>", "dokument-celle"),
        ("<w:tbl><w:tr></w:tr></w:tbl>", "dokument-tabell"),
        ("<w:tbl><w:tblPr/></w:tbl>", "dokument-tabell"),
        ('<w:bookmarkStart w:id="1" w:name="a"/>', "dokument-bokmerke"),
        ('<w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/>' * 2, "dokument-bokmerke"),
        ('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>', "dokument-felt"),
        ('<w:p><w:hyperlink r:id="rId99"/></w:p>', "dokument-relasjon"),
        ('<w:p><w:r><wp:docPr id="1" name="a"/></w:r></w:p>' * 2, "dokument-id"),
        ("<w:p><w:r><w:t>\ufdd0</w:t></w:r></w:p>", "dokument-tagg"),
    ],
)
def test_verify_finds_what_word_would_stumble_over(body: str, code: str) -> None:
    assert code in [problem.kode for problem in verify_document(docx_with(body))]


def test_verify_sees_through_controls() -> None:
    inner = f"<w:sdt><w:sdtPr/><w:sdtContent>{para('x')}</w:sdtContent></w:sdt>"
    wrapped = f"<w:sdt><w:sdtPr/><w:sdtContent>{row(cell(para('x')))}</w:sdtContent></w:sdt>"
    body = f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl><w:tbl>{wrapped}</w:tbl>"
    assert verify_document(docx_with(body)) == []


def test_verify_tells_of_a_file_that_is_not_whole() -> None:
    assert [problem.kode for problem in verify_document(b"PK")] == ["dokument-zip"]


# --- cache ---


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RAPPORTGEN_CACHE", str(tmp_path / "lager"))
    return tmp_path / "lager"


def test_a_template_is_compiled_once(folder: Path) -> None:
    first = compile_template(TEMPLATE)
    (kept,) = folder.iterdir()
    before = kept.stat().st_mtime_ns
    cache._REMEMBERED.clear()
    second = compile_template(TEMPLATE)
    assert kept.stat().st_mtime_ns == before
    assert render_template(first, VALUES, Visning(), EGENSKAPER) == render_template(
        second, VALUES, Visning(), EGENSKAPER
    )
    assert second.parts[0].lines == first.parts[0].lines


@pytest.mark.parametrize("name", shipped_templates())
def test_every_shipped_template_is_the_same_from_the_cache(folder: Path, name: str) -> None:
    made = compile_template(shipped_templates()[name])
    cache._REMEMBERED.clear()
    kept = compile_template(shipped_templates()[name])
    assert len(list(folder.iterdir())) == 1
    assert made == kept


def test_a_kept_template_needs_neither_docxtpl_nor_lxml(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "mal.docx"
    file.write_bytes(TEMPLATE)
    compile_template(file)
    program = (
        "import sys; from rapportgen.word import *; from rapportgen.word.settings import *;"
        "from pathlib import Path; c = compile_template(Path(sys.argv[1]));"
        "r = render_template(c, {'x': 1, 'rader': []}, Visning(), Egenskaper()); verify_document(r.data);"
        "print([m for m in ('docxtpl', 'docx', 'lxml', 'openpyxl') if m in sys.modules], c.name)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program, str(file)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert answer.stdout.strip() == "[] mal.docx"


def test_a_template_that_is_saved_while_it_is_read_is_not_kept_as_another(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mal.docx"
    file.write_bytes(docx_with(para("Gammel")))

    def read_before_it_is_saved(path: Path) -> bytes:
        data = read_file(path)
        file.write_bytes(docx_with(para("Ny")))
        return data

    read_file = cache.read_file
    monkeypatch.setattr(cache, "read_file", read_before_it_is_saved)
    compile_template(file)
    kept = compile_template(docx_with(para("Gammel")))
    report = docx.Document(io.BytesIO(render_template(kept, {}, Visning(), EGENSKAPER).data))
    assert [paragraph.text for paragraph in report.paragraphs] == ["Gammel"]


@pytest.mark.parametrize("library", ["jinja2", "docxtpl", "docx", "lxml", "babel"])
def test_another_version_of_a_library_makes_another_compiler(
    library: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "__init__.py"
    other.write_text("__version__ = '99'")
    found = cache.find_spec
    before = cache._program.__wrapped__()
    assert before == cache._program.__wrapped__()
    changed = {library: ModuleSpec(library, None, origin=str(other))}
    monkeypatch.setattr(cache, "find_spec", lambda name: changed.get(name) or found(name))
    assert before != cache._program.__wrapped__()


def test_a_damaged_cache_is_as_good_as_none(folder: Path) -> None:
    compile_template(TEMPLATE)
    (kept,) = folder.iterdir()
    for content in (b"", kept.read_bytes()[:-5], b"x" * 500):
        kept.write_bytes(content)
        cache._REMEMBERED.clear()
        assert compile_template(TEMPLATE).parts


def test_a_template_is_read_from_the_folder_once_in_a_process(folder: Path) -> None:
    first = compile_template(TEMPLATE)
    (kept,) = folder.iterdir()
    kept.unlink()
    assert compile_template(TEMPLATE) == first
    assert list(folder.iterdir()) == []


def test_few_templates_are_kept_in_memory(folder: Path) -> None:
    for number in range(2 * cache.KEPT_IN_MEMORY):
        compile_template(docx_with(para(f"Mal {number}")))
    assert len(cache._REMEMBERED) == cache.KEPT_IN_MEMORY


def test_a_folder_that_others_may_write_in_is_not_used(folder: Path) -> None:
    need_posix()
    folder.mkdir()
    folder.chmod(0o777)
    assert cache_folder() is None
    assert compile_template(TEMPLATE).parts


def test_a_folder_that_somebody_else_owns_is_not_used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    need_posix()
    assert cache_folder() == folder
    owner = folder.stat().st_uid
    monkeypatch.setattr(os, "getuid", lambda: owner + 1)
    assert cache_folder() is None


def test_where_owners_cannot_be_told_only_the_users_own_folders_are_used(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "getuid", raising=False)
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "hjemme")
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    assert cache_folder() is None
    monkeypatch.setenv("RAPPORTGEN_CACHE", str(tmp_path / "hjemme" / "lager"))
    assert cache_folder() == tmp_path / "hjemme" / "lager"
    monkeypatch.setenv("RAPPORTGEN_CACHE", str(tmp_path / "hjemme" / ".." / "delt"))
    assert cache_folder() is None


def test_the_cache_can_be_turned_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAPPORTGEN_CACHE", "0")
    assert cache_folder() is None
    assert compile_template(TEMPLATE).parts


def test_a_cache_that_cannot_be_written_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fil").write_text("x")
    monkeypatch.setenv("RAPPORTGEN_CACHE", str(tmp_path / "fil" / "lager"))
    assert compile_template(TEMPLATE).parts


# --- places of faults that arise when the report is made ---


def test_a_fault_is_placed_at_its_own_tag_among_many() -> None:
    body = (
        para("1 Innledning", style="Overskrift1") + para("{{ a }} og {{ b }}") + para("{%p for r in rader %}")
        + table(row("{{ r.navn }}", "{% if r.feil %}x{% endif %}")) + para("{%p endfor %}")
    )  # fmt: skip
    with pytest.raises(TemplateError) as refused:
        render(docx_with(body), a=1, b=2, rader=[{"navn": "A"}])
    assert [(p.sted, p.kode) for p in refused.value.problems] == [("tabell 1, rad 1, kolonne 2", "ukjent-felt")]
    with pytest.raises(TemplateError) as refused:
        render(docx_with(body), a=1, rader=[])
    assert refused.value.problems[0].sted == "avsnitt 1 under «1 Innledning»"
