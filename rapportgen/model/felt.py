"""One entry of the list of what a template may use."""

from __future__ import annotations

from rapportgen.named import NamedTuple


class Field(NamedTuple):
    """One thing that a template may use: a field, a list, a filter, a function, a chart.

    `felt` is its name as typed in a template, `ark` and `kolonne` where its value comes from; `tagg` is the tag ready
    to paste, several lines when it is several paragraphs. A tag with a `loekke` stands inside that loop. `enhet` is the
    unit of a number, `verdi` what a given workbook has there, as it prints; both are «» when there is none.
    `synonymer` are other words for the same, for searching.
    """

    felt: str
    slag: str
    ark: str
    kolonne: str
    hjelp: str
    eksempel: str
    gruppe: str = ""
    enhet: str = ""
    tagg: str = ""
    loekke: str = ""
    verdi: str = ""
    synonymer: str = ""

    def shown(self, with_values: bool) -> str:
        """What there is to see of it: its example, or the value that a workbook has."""
        return self.verdi if with_values and self.ark else self.eksempel


class Group(NamedTuple):
    """A group of entries: its name, its heading, what it is about.

    Where the group is about rows, `loekke` begins the loop over them, and `tabell` has the columns of a table of them:
    heading and tag. `skrives` is whether the name is typed in templates.
    """

    navn: str
    tittel: str
    hjelp: str
    loekke: str = ""
    tabell: tuple[tuple[str, str], ...] = ()
    skrives: bool = True

    @property
    def overskrift(self) -> str:
        """The heading, with the name that is typed where that is another: «Risiko: risikoer»."""
        same = not self.skrives or self.tittel.casefold() == self.navn
        return self.tittel if same else f"{self.tittel}: {self.navn}"

    @property
    def tabellrad(self) -> tuple[str, ...]:
        """The cells of one row of the table: the tags, and first and last those that repeat the row."""
        if not self.tabell:
            return ()
        tags = [tag for _, tag in self.tabell]
        tags[0] = self.loekke.replace("{% for", "{%tr for", 1) + tags[0]
        tags[-1] += "{%tr endfor %}"
        return tuple(tags)


def each(one: str, many: str, content: str) -> str:
    """A loop on one line: `{% for one in many %}content{% endfor %}`."""
    return f"{{% for {one} in {many} %}}{content}{{% endfor %}}"


def paragraphs(one: str, many: str, content: str) -> str:
    """A loop with a paragraph for each turn: the tags in paragraphs of their own."""
    return f"{{%p for {one} in {many} %}}\n{content}\n{{%p endfor %}}"


def plain(help: str) -> str:
    """An explanation without the marks around names, for where they cannot be seen as code."""
    return help.replace("`", "")
