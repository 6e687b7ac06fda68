"""Items that are only a date and a name, under words that say what befell those listed."""

from __future__ import annotations

from whosays.annotate.statements import roles, stance
from whosays.annotate.statements.entries import Entry, Lead
from whosays.annotate.statements.sentence import Words
from whosays.records import Statement


def statement(w: Words, entry: Entry, lead: Lead) -> Statement | None:
    """ "4 May 1985: a consul" under "The group was behind these killings:"; the trigger is who is listed."""
    end = entry.body
    while end < len(w) and not w.is_mark(end):
        end += 1
    if end == entry.body or entry.time is None:
        return None
    found = lead.found
    lent = roles.Roles(w.document)
    lent.add("actor", found.roles.filled.get("actor", []))
    first = w.mention[entry.body]
    if first >= 0 and w.run(entry.body)[1] == end:
        lent.add(found.sense.entry.object, [first])
    lent.add("place", roles.places(w, entry.body, entry.body, entry.body, len(w)))
    trigger = (w.spans[entry.body][0], w.spans[end - 1][1])
    attribution = stance.reported_by(w.document, trigger[0])
    return Statement(
        id="",
        start=trigger[0],
        end=trigger[1],
        kind="event",
        type=found.sense.entry.type,
        mode=found.sense.entry.mode,
        trigger=trigger,
        roles=lent.frozen(),
        quantities=tuple(dict.fromkeys(q for q in w.quantity[entry.body :] if q >= 0)),
        time=entry.time,
        edtf=w.document.times[entry.time].edtf,
        polarity=found.polarity,
        certainty=found.certainty,
        attribution=attribution if attribution is not None else lead.attribution,
    )
