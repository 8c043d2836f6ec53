"""A unit typed after a tag is looked at: it may come twice, or be another than the value has."""

from __future__ import annotations

import pytest

from rapportgen.word.lint import check_template
from tests.word.docx import docx_with, para, run

SUM, DONE = "økonomi.sum.regnskap", "{% for ett in tiltak %}"


def hints(*runs: str) -> list[str]:
    found = [one.problem for one in check_template(docx_with(para(*runs)))]
    assert {(problem.alvor, problem.kode) for problem in found} <= {("advarsel", "enhet")}
    return [problem.forslag for problem in found]


@pytest.mark.parametrize(
    ("text", "proposed"),
    [
        (f"{{{{ {SUM}|kr }}}} kr", "Slett «kr» etter taggen."),
        (f"{{{{ {SUM}|mill(2) }}}}\u00a0millioner", "Slett «millioner» etter taggen."),
        (f"{{{{ {SUM}|absolutt|mill }}}} kr", "Slett «kr» etter taggen."),
        (f"{{{{ {SUM}|tusen }}}} kroner", f"Skriv {{{{ {SUM}|kr }}}}, og slett «kroner» etter taggen."),
        (f"{{{{ {SUM} }}}} kr.", f"Skriv {{{{ {SUM}|kr }}}}, og slett «kr» etter taggen."),
        (f"{{{{ {SUM}|tall(1) }}}},-", f"Skriv {{{{ {SUM}|kr }}}}, og slett «,-» etter taggen."),
        (f"{{{{ {SUM}|fortegn }}}} kr", f"Skriv {{{{ {SUM}|kr }}}}, og slett «kr» etter taggen."),
        (DONE + "{{ ett.ferdiggrad|prosent }} %{% endfor %}", "Slett «%» etter taggen."),
        (DONE + "{{ ett.ferdiggrad }}{% endfor %}", "Skriv {{ ett.ferdiggrad|prosent }}."),
        (
            DONE + '{{ ett.ferdiggrad|ellers("?") }} prosent{% endfor %}',
            'Skriv {{ ett.ferdiggrad|prosent|ellers("?") }}, og slett «prosent» etter taggen.',
        ),
        (
            '{% for ett in nøkkeltall %}{% if ett.enhet == "%" %}{{ ett.verdi|prosent }}{% endif %}{% endfor %}',
            "Skriv {{ ett.verdi|tall }}, og enheten etter.",
        ),
        (
            "{% for tallet in nøkkeltall %}{{ tallet.verdi|prosent }}{% endfor %}",
            "Skriv {{ tallet.verdi|tall }}, og enheten etter.",
        ),
    ],
)
def test_a_unit_that_would_be_wrong_is_told(text: str, proposed: str) -> None:
    assert hints(text) == [proposed]


def test_a_unit_in_a_run_of_its_own_is_seen() -> None:
    assert hints("{{ økonomi.sum.reg", "nskap|kr }}", run(" kr", "<w:b/>")) == ["Slett «kr» etter taggen."]


@pytest.mark.parametrize(
    "text",
    [
        f"{{{{ {SUM}|kr }}}} i kroneverdi",
        f"{{{{ {SUM}|mill }}}}, og {{{{ {SUM}|tusen }}}} i 1 000 kr",
        f"{{{{ {SUM} }}}} ({{{{ økonomi.enhet }}}})",
        "{{ økonomi.sum.forbruk_prosent|prosent(1) }} av budsjettet",
        DONE + "{{ ett.ferdiggrad|tall(2) }}{% endfor %}",
        "{% for gevinst in gevinster %}{{ gevinst.realisert|prosent }}{% endfor %}",
        "{% for tallet in nøkkeltall %}{{ tallet.verdi|tall(1) }} %{% endfor %}",
        '{% for ett in nøkkeltall %}{% if ett.enhet == "andel" %}{{ ett.verdi|prosent }}{% endif %}{% endfor %}',
        "{{ (økonomi.sum.regnskap / økonomi.sum.revidert_budsjett * 100)|tall }} %",
    ],
)
def test_a_unit_that_fits_is_not(text: str) -> None:
    assert hints(text) == []
