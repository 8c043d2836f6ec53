"""Headings that mean the same on several sheets, in bokmål, nynorsk and English."""

OMRAADE_SYNONYMS = "Fokusområde, Satsingsområde, Hovedområde, Område, Tema, Delområde, Innsatsområdenr, Hovudområde, Area, Focus area, Workstream"
ANSVAR_SYNONYMS = (
    "Ansvarlig, Ansv., Ansvarlig person, Ansvar for oppfølging, Eier, Hvem, Ansvarleg, Ansvarleg person, Eigar, Kven, "
    "Owner, Responsible"
)
KVARTAL_SYNONYMS = "Kv, Kv., Tertial, Periode, Rapporteringsperiode, Termin, Quarter, Q, Period"
ID_SYNONYMS = "ID, Nr, Nr., #, Løpenr, Ref, No, Id"
KOMMENTAR_SYNONYMS = (
    "Kommentarer, Merknad, Merknader, Notat, Info, Anmerkning, Merknadar, Kommentarar, Comment, Note, Notes"
)
FRIST_SYNONYMS = (
    "Slutt, Sluttdato, Tidsfrist, Ferdig, Ferdigstilles, Ferdigstillast, Til, Når, Dato, Due, Deadline, End, Finish"
)
STATUS_SYNONYMS = "Tilstand, Fremdrift, Framdrift, Farge, Trafikklys, Status no, RAG"
GRAD_SYNONYMS = "Ferdig %; % ferdig; Fullført %; Fremdrift %; Framdrift %; Grad; Prosent ferdig; % complete; Progress"
