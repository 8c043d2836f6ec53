"""Sheets about services and people: Tjenesteområder, Samarbeid, Grupper, Deltakere and what they meet about."""

from __future__ import annotations

from typing import Any

from rapportgen.model.declare import Row, column, computed, joined, sheet
from rapportgen.model.kinds import IDENTIFIER, LONG_TEXT, MOMENT, NUMBER, SHOWN, TEXT, offered
from rapportgen.model.sheets.felles import deadline, quarter, responsible


@sheet(
    "Tjenesteområder",
    samling="tjenesteomraader",
    help="Tjenestene i dag: volum, ansatte og organisering. Én linje for hver undertjeneste.",
    synonyms="Tjenesteområde, Tjenester, Tenesteområde, Tenester, Services",
)
class Tjenesteomraade(Row):
    """One line of one service area."""

    __slots__ = ()

    kontogruppe: Any = column(
        "Kontogruppe",
        IDENTIFIER,
        fill_down=True,
        synonyms="Ansvar, Gruppe, Account group",
        help="Kontogruppen.",
        example="22",
    )
    navn: Any = column(
        "Tjenesteområde",
        TEXT,
        fill_down=True,
        synonyms="Tjenesteområde med kontogruppe, Tjeneste, Navn, Tenesteområde, Tenesteområde med kontogruppe, Teneste, Namn, Service area",
        help="Navnet på området.",
        example="Hjemmebaserte tjenester",
    )
    linje: Any = column(
        "Linje", NUMBER, synonyms="Line, Rekkefølge, Rekkjefølgje", help="Rekkefølgen i området.", example="1"
    )
    undertjeneste: Any = column(
        "Undertjeneste",
        TEXT,
        synonyms="Deltjeneste, Underteneste, Delteneste",
        help="Undertjenesten.",
        example="Hjemmesykepleie",
    )
    volum: Any = column(
        "Volum",
        TEXT,
        counts=("volum",),
        synonyms="Volum tjenester, Antall brukere, Omfang, Volum tenester, Tal brukarar, Volume",
        help="Hvor mange brukere eller plasser.",
        example="43 brukere over 67 år",
    )
    ansatte: Any = column(
        "Antall ansatte",
        NUMBER,
        synonyms="Ansatte, Årsverk, Stillinger, Stillingshjemler, Bemanning, Tal tilsette, Tilsette, Stillingar, Stillingsheimlar, FTE, Staff",
        help="Årsverk.",
        example="5,34",
    )
    organisering: Any = column(
        "Organisering og samarbeid",
        TEXT,
        synonyms="Organisering, Organisering tilbud og samarbeid, Organisering tilbod og samarbeid, Lokalisering, Organisation",
        help="Hvor og hvordan tjenesten gis.",
        example="Lokalisert ved Reine sykehjem",
    )
    omraadenr: Any = joined("Område nr.", "Områdets plass i tabellen: det samme på alle linjene i området.")
    organiseringsnr: Any = joined(
        "Organisering nr.",
        "Det samme på linjen med en tekst om organisering og de tomme linjene under, i samme område.",
    )

    @computed("Tjenesteområde med kontogruppe", help="Kontogruppen og navnet: «22 Hjemmebaserte tjenester».")
    def med_kontogruppe(self) -> Any:
        return " ".join(str(part) for part in (self.kontogruppe, self.navn) if part) or None


@sheet(
    "Samarbeid",
    samling="samarbeid",
    help="Samarbeid med andre kommuner og aktører. «Gruppe» sier hvilken spalte linjen står i.",
    synonyms="Interkommunalt samarbeid, Samarbeidsavtaler, Samarbeidsavtalar, Samarbeidspartnere, Cooperation",
)
class Samarbeid(Row):
    """One agreement or other form of co-operation."""

    __slots__ = ()

    navn: Any = column(
        "Navn",
        TEXT,
        required=True,
        synonyms="Samarbeid, Tiltak, Ordning, Avtale, Namn, Name, Agreement",
        help="Hva det samarbeides om.",
        example="Legevakt",
    )
    samarbeidsform: Any = column(
        "Samarbeidsform",
        TEXT,
        synonyms="Form, Organisering, Type, Selskapsform",
        help="Hvordan samarbeidet er organisert.",
        example="vertskommune",
    )
    partnere: Any = column(
        "Partnere",
        TEXT,
        synonyms="Kommuner, Parter, Samarbeidspartner, Kommunar, Partar, Partnarar, Partners",
        help="Hvem det samarbeides med.",
        example="Flakstad og Vestvågøy",
    )
    gruppe: Any = column(
        "Gruppe (kolonne)",
        IDENTIFIER,
        synonyms="Gruppe, Kolonne, Spalte, Group, Column",
        help="Spalten linjen står i: 1 eller 2. Tom deler listen på midten.",
        example="1",
    )


@sheet(
    "Grupper",
    samling="grupper",
    help="Styringsgruppe, prosjektgruppe og andre grupper.",
    synonyms="Gruppe, Organisering, Prosjektorganisering, Organisasjon, Groups",
)
class Gruppe(Row):
    """One group, with its members joined."""

    __slots__ = ()

    navn: Any = column(
        "Gruppe",
        TEXT,
        required=True,
        synonyms="Navn, Gruppenavn, Namn, Gruppenamn, Group",
        help="Navnet på gruppen.",
        example="Styringsgruppe",
    )
    type: Any = column("Gruppetype", TEXT, synonyms="Type, Slag", help="Hva slags gruppe.", example="styringsgruppe")
    mandat: Any = column(
        "Mandat",
        LONG_TEXT,
        synonyms="Ansvar, Oppgave, Oppgåve, Mandate",
        help="Hva gruppen skal gjøre.",
        example="Styrer hovedprosjektet",
    )
    oppgaver: Any = column(
        "Oppgaver",
        LONG_TEXT,
        synonyms="Arbeidsoppgaver, Oppgåver, Arbeidsoppgåver, Tasks",
        help="Oppgavene til gruppen, én på hver linje.",
        example="- Behandle kvartalsrapporten",
    )
    myndighet: Any = column(
        "Myndighet",
        LONG_TEXT,
        synonyms="Fullmakt, Fullmakter, Myndigheit, Authority",
        help="Hva gruppen kan avgjøre selv.",
        example="Kan flytte midler mellom tiltak",
    )
    rapporterer_til: Any = column(
        "Rapporterer til",
        TEXT,
        synonyms="Rapporterer, Rapporterar til, Reports to",
        help="Den gruppen rapporterer til.",
        example="Kommunestyret",
    )
    moetefrekvens: Any = column(
        "Møtefrekvens",
        TEXT,
        synonyms="Møter, Hyppighet, Møtefrekvens/møter, Møte, Kor ofte, Meetings",
        help="Hvor ofte gruppen møtes.",
        example="Fast månedlig",
    )
    deltakere: Any = joined("Deltakere", "Medlemmene i gruppen, i rekkefølge.")


@sheet(
    "Deltakere",
    samling="deltakere",
    help="Medlemmene i gruppene.",
    synonyms="Deltaker, Medlemmer, Arbeidsgruppe, Prosjektgruppe, Kontaktliste, Deltakarar, Medlemer, Members, Team",
)
class Deltaker(Row):
    """One member of one group. `visning` is the name, or the role where the name is not to be shown."""

    __slots__ = ()

    gruppe: Any = column(
        "Gruppe",
        TEXT,
        fill_down=True,
        synonyms="Gruppenavn, Gruppenamn, Group",
        refers_to="Grupper.navn",
        help="Gruppen, skrevet som i arket «Grupper».",
        example="Arbeidsgruppe",
    )
    rekkefoelge: Any = column(
        "Rekkefølge",
        NUMBER,
        synonyms="Nr, Nr., Rekkefølgje, Rekkjefølgje, Order",
        help="Rekkefølgen i listen.",
        example="1",
    )
    navn: Any = column("Navn", TEXT, synonyms="Person, Namn, Name", help="Navnet på personen.", example="Kari Eksempel")
    rolle: Any = column(
        "Rolle i gruppen",
        TEXT,
        synonyms="Rolle, Funksjon, Rolle i gruppa, Role",
        help="Rollen i gruppen.",
        example="leder",
    )
    stilling: Any = column(
        "Stilling", TEXT, synonyms="Tittel, Stillingstittel, Title", help="Stillingen.", example="avdelingsleder"
    )
    representerer: Any = column(
        "Representerer",
        TEXT,
        synonyms="Representant for, Representerar, Represents",
        help="Hvem personen representerer.",
        example="ansatte",
    )
    enhet: Any = column(
        "Enhet",
        TEXT,
        synonyms="Avdeling, Arbeidssted, Eining, Arbeidsstad, Unit",
        help="Enheten personen arbeider i.",
        example="Hjemmesykepleien",
    )
    vises: Any = column(
        "Vises i rapport",
        SHOWN,
        synonyms="Vises, Vises i rapporten, Kan vises i rapporten, Vis navn, Vis navn?, Navn vises, Navn i rapport, Publiseres, Kan publiseres, Visast i rapport, Visast, Vis namn, Show",
        help="Nei gir rollen i stedet for navnet.",
        example="ja",
    )
    visning: Any = joined("Visning", "Navnet, eller rollen når navnet ikke skal vises.")


@sheet(
    "Beslutninger",
    samling="beslutninger",
    period="kvartal",
    help="Saker som skal avgjøres.",
    synonyms="Beslutning, Beslutningspunkter, Saker til beslutning, Beslutningar, Avgjerder, Vedtak, Decisions",
)
class Beslutning(Row):
    """One matter for decision."""

    __slots__ = ()

    kvartal: Any = quarter("Kvartalet saken legges fram.")
    nr: Any = column("Nr", IDENTIFIER, synonyms="Nr., Saksnr, ID, #, No", help="Nummeret i kvartalet.", example="1")
    sak: Any = column(
        "Sak",
        TEXT,
        required=True,
        synonyms="Tema, Saken, Matter",
        help="Det som skal avgjøres.",
        example="Ny dato for samlokalisering",
    )
    anbefaling: Any = column(
        "Anbefaling",
        TEXT,
        synonyms="Tilråding, Forslag, Innstilling, Framlegg, Recommendation",
        help="Det prosjektet anbefaler.",
        example="Godkjenne 1Q 2025",
    )
    beslutningstaker: Any = column(
        "Beslutningstaker",
        TEXT,
        synonyms="Avgjøres av, Hvem, Vedtakstaker, Avgjerast av, Avgjerdstakar, Kven, Decision maker",
        help="Den som avgjør.",
        example="Styringsgruppen",
    )
    frist: Any = deadline("Når det må avgjøres.", "30.08.2024")
    vedtak: Any = column(
        "Vedtak",
        TEXT,
        synonyms="Beslutning, Avgjørelse, Avgjerd, Decision",
        help="Det som ble vedtatt.",
        example="Godkjent",
    )


@sheet(
    "Medvirkning",
    samling="medvirkning",
    help="Møter og informasjon: medvirkning fra ansatte, tillitsvalgte, brukere og innbyggere.",
    synonyms="Medvirkning og kommunikasjon, Kommunikasjon, Møter, Medverknad, Involvering, Participation",
)
class Medvirkning(Row):
    """One meeting or other occasion of participation."""

    __slots__ = ()

    dato: Any = column(
        "Dato",
        MOMENT,
        required=True,
        synonyms="Når, Tidspunkt, Møtedato, Date",
        help="Når det var.",
        example="14.05.2024",
    )
    arena: Any = column(
        "Arena",
        TEXT,
        required=True,
        synonyms="Møte, Forum, Arrangement, Hva, Kva",
        help="Møtet eller kanalen.",
        example="Innbyggermøte",
    )
    deltakere: Any = column(
        "Deltakere",
        TEXT,
        synonyms="Hvem, Antall, Deltakarar, Kven, Tal, Participants",
        help="Hvem som var med.",
        example="48 innbyggere",
    )
    tema: Any = column(
        "Tema",
        TEXT,
        synonyms="Sak, Innhold, Saker, Innhald, Topic",
        help="Hva det handlet om.",
        example="Aktiv aldring",
    )


@sheet(
    "Interessenter",
    samling="interessenter",
    help="Hvem prosjektet berører, og hvordan de får informasjon.",
    synonyms="Interessent, Interessentanalyse, Interessentar, Kommunikasjonsplan, Stakeholders",
)
class Interessent(Row):
    """One stakeholder."""

    __slots__ = ()

    navn: Any = column(
        "Interessent",
        TEXT,
        required=True,
        synonyms="Navn, Målgruppe, Hvem, Namn, Kven, Stakeholder",
        help="Personen eller gruppen.",
        example="Innbyggerne",
    )
    interesse: Any = column(
        "Interesse",
        TEXT,
        synonyms="Behov, Forventning, Interest",
        help="Hva de er opptatt av.",
        example="Trygge tjenester nær hjemmet",
    )
    innflytelse: Any = column(
        "Innflytelse",
        offered("Lav", "Middels", "Høy"),
        synonyms="Påvirkning, Makt, Innverknad, Påverknad, Influence",
        help="Hvor stor innflytelse de har.",
        example="Høy",
    )
    tiltak: Any = column(
        "Tiltak",
        TEXT,
        synonyms="Håndtering, Oppfølging, Handtering, Budskap, Action",
        help="Hva prosjektet gjør.",
        example="Innbyggermøte",
    )
    kanal: Any = column(
        "Kanal", TEXT, synonyms="Arena, Medium, Channel", help="Hvor de får informasjonen.", example="nettsiden"
    )
    hyppighet: Any = column(
        "Hyppighet",
        TEXT,
        synonyms="Hvor ofte, Frekvens, Når, Kor ofte, Frequency",
        help="Hvor ofte.",
        example="hvert kvartal",
    )
    ansvar: Any = responsible("Den som informerer.", "Kommunedirektør")
