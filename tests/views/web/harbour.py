"""An attack of which three reports tell: two have it from one voice, and the third counts more dead."""

from __future__ import annotations

from tests.engines.reports import happened, report
from whosays.records.derived import Reading

ROLES = {"actor": "Harbour League", "victim": "Edvin Maur", "place": "Ostrel"}
NINE = "The Harbour League killed Edvin Maur and 9 guards in Ostrel on 4 May 1985, Coast Office said."
ELEVEN = "Besides Edvin Maur, 11 of his men were killed by the Harbour League that Saturday in Ostrel."


def _told(words: str, dead: int, published: str, publisher: str, said_by: str | None = None) -> Reading:
    told = happened(words, "killed", "1985-05-04", dead=dead, said_by=said_by, **ROLES)
    source = f"pile/{publisher.split()[-1].lower()}.txt"
    return report(told, source=source, publisher=publisher, published=published)


HERALD = _told(NINE, 9, "1985-05-05", "Ostrel Herald", "Coast Office")
WIRE = _told(NINE, 9, "1985-05-06", "Orvel Wire", "Coast Office")
WATCH = _told(ELEVEN, 11, "1985-05-07", "Karsk Watch")
HARBOUR = (HERALD, WIRE, WATCH)
