"""The parts of values, and the filters, in short: what each does, a tag to paste, and an example.

The example of a filter is what it makes of a value: «1250000|kr gir 1 250 000 kr».
"""

from __future__ import annotations

from rapportgen.word.language.words_of_blocks import Entry

PARTS = (
    Entry(
        "år, måned, dag", "Delene av en dato.", "{{ rapport.dato.år }}-{{ rapport.dato.måned }}-{{ rapport.dato.dag }}"
    ),
    Entry("periode.år", "Året til et kvartal eller tertial.", "{{ rapport.kvartal.år }}"),
    Entry("periode.nummer", "Nummeret i året.", "{{ rapport.kvartal.nummer }}"),
    Entry("periode.slag", "Hva slags periode det er: «kvartal» eller «tertial».", "{{ rapport.kvartal.slag }}"),
    Entry("periode.start", "Den første dagen.", "{{ rapport.kvartal.start|langdato }}"),
    Entry("periode.slutt", "Den siste dagen.", "{{ rapport.kvartal.slutt|langdato }}"),
    Entry("periode.forrige", "Perioden før.", "{{ rapport.kvartal.forrige }}"),
    Entry("periode.neste", "Perioden etter.", "{{ rapport.kvartal.neste }}"),
    Entry("periode.i_fjor", "Samme periode året før.", "{{ rapport.kvartal.i_fjor }}"),
    Entry("periode.data_form", "Kort skrivemåte: 2024K2.", "{{ rapport.kvartal.data_form }}"),
    Entry("periode.utskrift_periode", "Første og siste dag, skrevet ut.", "{{ rapport.kvartal.utskrift_periode }}"),
    Entry(
        "tidspunkt.slag",
        "Hva slags tidspunkt det er: dato, måned, kvartal …",
        "{{ milepæl.gjeldende.slag }}",
        "",
        "{% for milepæl in milepæler %}",
    ),
    Entry(
        "tidspunkt.original",
        "Tidspunktet slik det står i arket.",
        "{{ milepæl.gjeldende.original }}",
        "",
        "{% for milepæl in milepæler %}",
    ),
    Entry(
        "tidspunkt.start", "Den første dagen.", "{{ milepæl.gjeldende.start }}", "", "{% for milepæl in milepæler %}"
    ),
    Entry("tidspunkt.slutt", "Den siste dagen.", "{{ milepæl.gjeldende.slutt }}", "", "{% for milepæl in milepæler %}"),
    Entry(
        "tidspunkt.periode",
        "Perioden, når tidspunktet er en.",
        "{{ milepæl.gjeldende.periode }}",
        "",
        "{% for milepæl in milepæler %}",
    ),
    Entry(
        "tidspunkt.varighet",
        "Varigheten, når arket oppgir den.",
        "{{ milepæl.gjeldende.varighet }}",
        "",
        "{% for milepæl in milepæler %}",
    ),
    Entry(
        "tidspunkt.kvartal",
        "Kvartalet tidspunktet er i.",
        "{{ milepæl.gjeldende.kvartal }}",
        "",
        "{% for milepæl in milepæler %}",
    ),
    Entry(
        "tidspunkt.langtekst",
        "Tidspunktet med måneden som ord.",
        "{{ milepæl.gjeldende.langtekst }}",
        "",
        "{% for milepæl in milepæler %}",
    ),
    Entry("beløp.kroner", "Beløpet i hele kroner, til regning.", "{{ økonomi.sum.regnskap.kroner }}"),
    Entry("beløp.enhet", "Enheten beløpet er skrevet i.", "{{ økonomi.sum.regnskap.enhet }}"),
    Entry(
        "beløp.tekst",
        "Det cellen sier når tallet har et forbehold: «ca. 19,4 mill».",
        "{{ økonomi.sum.regnskap.tekst }}",
    ),
    Entry("lys.fyll", "Fargen bak ordet, som RRGGBB.", "{{ lys.samlet.fyll }}"),
    Entry("lys.skrift", "Fargen på ordet, som RRGGBB.", "{{ lys.samlet.skrift }}"),
    Entry("lys.betydning", "Hva fargen betyr.", "{{ lys.samlet.betydning }}"),
    Entry("lys.alvor", "Fargen som tall: høyere er verre.", "{{ lys.samlet.alvor }}"),
    Entry(
        "utvikling.navn",
        "Bedre, Uendret eller Dårligere.",
        "{{ delen.utvikling.navn }}",
        "",
        "{% for delen in samlet_status %}",
    ),
    Entry("utvikling.pil", "Pilen alene.", "{{ delen.utvikling.pil }}", "", "{% for delen in samlet_status %}"),
    Entry("nivå.verdi", "Nivået som tall.", "{{ risiko.s.verdi }}", "", "{% for risiko in risikoer %}"),
    Entry("nivå.kode", "Nivået som kode: H.", "{{ risiko.s.kode }}", "", "{% for risiko in risikoer %}"),
    Entry("nivå.navn", "Nivået med ord: Høy.", "{{ risiko.s.navn }}", "", "{% for risiko in risikoer %}"),
    Entry("navn.samisk", "Den samiske formen fra kolonnen «Verdi (samisk)».", "{{ prosjekt.kommune.samisk }}"),
    Entry("ord.bokmål", "Ordet på bokmål, uansett rapportens målform.", "{{ ord.kommune.bokmål }}"),
    Entry("ord.nynorsk", "Ordet på nynorsk, uansett rapportens målform.", "{{ ord.kommune.nynorsk }}"),
    Entry("graf.tittel", "Tittelen på grafen.", "{{ grafer.økonomi.tittel }}"),
    Entry("graf.enhet", "Enheten til tallene i grafen.", "{{ grafer.økonomi.enhet }}"),
    Entry("graf.beskrivelse", "Hva grafen viser, med ord.", "{{ grafer.økonomi.beskrivelse }}"),
    Entry("graf.kategorier", "Navnene langs aksen.", "{{ grafer.økonomi.kategorier|liste }}"),
)

FILTERS = (
    Entry(
        "kr",
        "Beløpet i kroner. Antall desimaler kan stå i parentes.",
        "{{ økonomi.sum.årsprognose|kr }}",
        "1250000|kr gir 1 250 000 kr",
    ),
    Entry(
        "tusen",
        "Beløpet i 1 000 kr, uten enheten, som står i overskriften.",
        "{{ økonomi.sum.årsprognose|tusen }}",
        "1250000|tusen gir 1 250",
    ),
    Entry("mill", "Beløpet i millioner kroner.", "{{ økonomi.sum.årsprognose|mill }}", "1250000|mill gir 1,3 mill. kr"),
    Entry(
        "prosent",
        "En andel i prosent: 0,45 er 45 %.",
        "{{ økonomi.sum.forbruk_prosent|prosent(1) }}",
        "0.45|prosent gir 45 %",
    ),
    Entry(
        "tall",
        "Et tall med så mange desimaler, eller dem det har. Et beløp står i sin egen enhet.",
        "{{ økonomi.sum.regnskap|tall(1) }}",
        "19.44|tall(1) gir 19,4",
    ),
    Entry(
        "fortegn",
        "Et tall med + eller − foran. Kan stå etter et annet filter.",
        "{{ økonomi.sum.prognoseavvik|tusen|fortegn }}",
        "1570|fortegn gir +1 570",
    ),
    Entry(
        "ord",
        "Hva fortegnet på et avvik betyr: merforbruk, mindreforbruk eller i balanse.",
        "{{ økonomi.sum.prognoseavvik|ord }}",
        "-1570|ord gir merforbruk",
    ),
    Entry(
        "absolutt",
        "Tallet uten fortegn, til en setning som sier det med ord.",
        "{{ økonomi.sum.prognoseavvik|absolutt|mill }}",
        "-5|absolutt gir 5",
    ),
    Entry(
        "avrund",
        "Tallet avrundet, til videre regning. Et beløp avrundes i sin egen enhet.",
        "{{ økonomi.sum.regnskap|avrund }}",
        "2.5|avrund gir 3",
    ),
    Entry("dato", "En dato med tall.", "{{ rapport.dato|dato }}", ""),
    Entry("langdato", "En dato med måneden som ord.", "{{ rapport.dato|langdato }}", ""),
    Entry(
        "kvartal",
        "Kvartalet en dato er i, eller en periode, slik arbeidsboken skriver kvartaler.",
        "{{ rapport.dato|kvartal }}",
        "",
    ),
    Entry(
        "liste",
        "En liste som setning, med «og» til slutt; et annet ord kan stå i parentes.",
        "{{ grafer.økonomi.kategorier|liste }}",
        '["a", "b", "c"]|liste gir a, b og c',
    ),
    Entry(
        "join",
        "En liste med et skilletegn mellom; også ett felt i hver rad.",
        '{{ tiltak|join(", ", attribute="navn") }}',
        '["a", "b"]|join("/") gir a/b',
    ),
    Entry("nn", "En ledetekst på nynorsk når rapporten er på nynorsk.", '{{ "Milepæler"|nn }}', ""),
    Entry(
        "storforbokstav",
        "Teksten med stor forbokstav.",
        "{{ rapport.perioden|storforbokstav }}",
        '"kvartalet"|storforbokstav gir Kvartalet',
    ),
    Entry(
        "litenforbokstav",
        "Teksten med liten forbokstav, til bruk inne i en setning.",
        "{{ lys.samlet|litenforbokstav }}",
        '"Gul"|litenforbokstav gir gul',
    ),
    Entry("upper", "Teksten med store bokstaver.", "{{ prosjekt.kommune|upper }}", '"nord"|upper gir NORD'),
    Entry("lower", "Teksten med små bokstaver.", "{{ prosjekt.kommune|lower }}", '"NORD"|lower gir nord'),
    Entry("trim", "Teksten uten mellomrom først og sist.", "{{ prosjekt.kommune|trim }}", '" nord "|trim gir nord'),
    Entry(
        "erstatt",
        "Teksten med noe byttet ut.",
        '{{ rapport.tittel|erstatt("rapport", "brev") }}',
        '"før"|erstatt("f", "d") gir dør',
    ),
    Entry(
        "kutt",
        "Begynnelsen av en lang tekst, kuttet mellom ord.",
        "{{ prosjekt.hovedprosjekt|kutt(40) }}",
        '"en lang tekst"|kutt(10) gir en lang…',
    ),
    Entry(
        "ellers",
        "En annen verdi når denne mangler.",
        '{{ prosjekt.verifisert|ellers("ikke verifisert") }}',
        'none|ellers("ukjent") gir ukjent',
    ),
    Entry("tekst", "Verdien slik den skrives.", "{{ rapport.kvartal|tekst }}", "5|tekst gir 5"),
    Entry(
        "antall",
        "Hvor mange rader en liste har, eller tegn en tekst har.",
        "{{ risikoer|antall }}",
        '["a", "b"]|antall gir 2',
    ),
    Entry("første", "Den første i en liste.", "{{ (risikoer|første).risikofaktor }}", '["a", "b"]|første gir a'),
    Entry("siste", "Den siste i en liste.", "{{ (versjoner|siste).versjon }}", '["a", "b"]|siste gir b'),
    Entry(
        "sum",
        "Summen av tall eller beløp, eller av ett felt i hver rad.",
        '{{ økonomi|sum(attribute="regnskap") }}',
        "[1, 2]|sum gir 3",
    ),
    Entry(
        "sorter",
        "Listen i rekkefølge, gjerne etter et felt. Det som mangler, kommer sist.",
        '{% for tiltaket in tiltak|sorter("navn") %}{{ tiltaket.navn }} {% endfor %}',
        '[2, 1]|sorter|join(" ") gir 1 2',
    ),
    Entry(
        "velg",
        "Radene der et felt har en verdi; uten verdi de der det er fylt ut.",
        '{% for tiltaket in tiltak|velg("status", "Forsinket") %}{{ tiltaket.navn }} {% endfor %}',
        "",
    ),
    Entry(
        "velgbort",
        "Radene som velg lar være.",
        '{% for tiltaket in tiltak|velgbort("status", "Fullført") %}{{ tiltaket.navn }} {% endfor %}',
        "",
    ),
    Entry(
        "slå_sammen",
        "I en tabellcelle: cellen blir én med cellene over så lenge verdien er den samme.",
        "{%tr for linje in tjenesteområder %}{{ linje.kontogruppe|slå_sammen }}\t{{ linje.navn }}{%tr endfor %}",
    ),
    Entry(
        "omvendt",
        "Listen eller teksten bakfra.",
        "{% for versjon in versjoner|omvendt %}{{ versjon.versjon }} {% endfor %}",
        '"abc"|omvendt gir cba',
    ),
)
