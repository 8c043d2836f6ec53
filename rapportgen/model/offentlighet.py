"""Whether a report is open to the public, from what sheet Prosjekt says in a kommune's own words."""

from __future__ import annotations

import re
from typing import Any

from rapportgen.patterns import pattern

_RESTRICTED = pattern(
    r"(?:unn?ta|unnate|u\.?\s*off|ikke\s+offentl|ikkje\s+offentl|begrens|avgrens|fortroli|fortrule|strengt|gradert|skjerm|intern)",
    re.IGNORECASE,
)
_OPEN = pattern(r"(?:offentli|offentle|åpen|open|ugradert|public)", re.IGNORECASE)


def is_restricted(prosjekt: Any) -> bool:
    """Whether `Tilgang` says that the report is exempt from public access: «Unntatt offentlighet», «U.off.» …"""
    return bool(_RESTRICTED.match(_access(prosjekt)))


def is_understood(prosjekt: Any) -> bool:
    """Whether `Tilgang` is empty, or says one or the other in words that are known."""
    access = _access(prosjekt)
    return not access or bool(_RESTRICTED.match(access) or _OPEN.match(access))


def marking(prosjekt: Any) -> str | None:
    """«Unntatt offentlighet, jf. offl. § 14 første ledd» when access is restricted, else None."""
    if not is_restricted(prosjekt):
        return None
    return f"Unntatt offentlighet, jf. {prosjekt.hjemmel}" if prosjekt.hjemmel else "Unntatt offentlighet"


def _access(prosjekt: Any) -> str:
    return " ".join(str(prosjekt.tilgang or "").split())
