"""An event: its versions side by side."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from whosays.views.chronology import entries
from whosays.views.claims import ClaimEntry, topic_of
from whosays.views.claims import shown as shown_claims
from whosays.views.conflicts import ConflictEntry
from whosays.views.conflicts import shown as shown_conflicts
from whosays.views.web.claimed import ClaimView, claim_views, names_of_values
from whosays.views.web.lines import Judged, LineView, judgements, shown
from whosays.views.web.page import Limit, Name, Offset, page
from whosays.views.web.room import Ask
from whosays.views.web.versions import WHOLE, Versions, versions_of
from whosays.views.why import Why, joined

READ = 200
"""Lines whose versions are set side by side, the first of the event."""
CLAIMS = 60
REPORTS = 80
"""Of its claim as a whole, in the picture."""
CONFLICTS = 20
SIDE = 1
"""Lines of a side of a conflict."""
WHY = 12
"""Parts, and verdicts on them."""


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """Which event."""

    id: Name
    versions: Annotated[int, Meta(ge=1, le=60, description="At most so many side by side.")] = 8
    limit: Limit = 30
    offset: Offset = 0


class EventPage(msgspec.Struct, frozen=True, kw_only=True):
    """An event, or a relation, as its reports tell it; some of its `total` statements."""

    id: str
    """Of the whole."""
    kind: str
    """event, relation."""
    type: str | None
    versions: Versions
    whole: ClaimEntry | None
    """The claim that it happened, or is so."""
    claims: tuple[ClaimView, ...]
    claims_total: int
    conflicts: tuple[ConflictEntry, ...]
    conflicts_total: int
    decided: tuple[Judged, ...]
    why: Why
    total: int
    offset: int
    limit: int
    lines: tuple[LineView, ...]
    statements: int
    """How many `lines` are made of."""


@page("/event/{id}", template="event.html", summary="An event: its versions side by side, claims, conflicts.")
def event_page(ask: Ask, wanted: Question) -> EventPage:
    """One event; the id of a part of it, of a line, claim or conflict leads to the whole."""
    reader = ask.reader
    topic = topic_of(reader, wanted.id)
    read = entries(reader, reader.weighed.lines_of_topic(topic, limit=READ))
    some = read[wanted.offset : wanted.offset + wanted.limit]
    if wanted.offset + wanted.limit > READ:
        lines = reader.weighed.lines_of_topic(topic, limit=wanted.limit, offset=wanted.offset)
        some = entries(reader, lines)
    rows = reader.worklists.claims_of_topic(topic)
    claims = reader.weighed.claims_by_id([row.id for row in rows[:READ]])
    conflicts = list(reader.weighed.conflicts(topics=[topic]))
    whole = [claim for claim in claims if claim.aspect in WHOLE]
    why = joined(reader, topic, WHY)
    judged = judgements(ask)
    known = {entry.id: entry for entry in read}
    names = names_of_values(ask, (claim.value for claim in claims))
    return EventPage(
        id=topic,
        kind=why.kind,
        type=read[0].type if read else None,
        versions=versions_of(read, claims, conflicts, names, most=wanted.versions),
        whole=next(iter(shown_claims(reader, whole[:1], most=REPORTS, known=known)), None),
        claims=claim_views(ask, rows[:CLAIMS], known, names),
        claims_total=len(rows),
        conflicts=shown_conflicts(reader, conflicts[:CONFLICTS], most=SIDE, known=known),
        conflicts_total=len(conflicts),
        decided=tuple(
            dict.fromkeys(
                one for id_ in (topic, *(part.id for part in why.parts)) for one in judged.get(id_, ())
            )
        ),
        why=why,
        total=reader.weighed.count_lines_of_topic(topic),
        offset=wanted.offset,
        limit=wanted.limit,
        lines=shown(ask, some),
        statements=len(some),
    )


PAGES = (event_page,)
