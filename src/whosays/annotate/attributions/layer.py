"""The layer itself: all reports, all quotations that nobody says, and which stands in which."""

from __future__ import annotations

from collections.abc import Iterable

from whosays.annotate.attributions.drafts import Draft
from whosays.annotate.attributions.nesting import parents
from whosays.annotate.attributions.ruled import Ruled
from whosays.annotate.attributions.stances import stance_of
from whosays.records import Attribution


def layer(ruled: Ruled) -> tuple[Attribution, ...]:
    """All drafts and all quotations that nobody says, in text order, with their parents."""
    _continue(ruled)
    text = ruled.document.text
    drafts = sorted(ruled.drafts, key=Draft.place)
    contents = [sorted(set(draft.content)) for draft in drafts]
    above = parents([draft.cue or draft.content[0] for draft in drafts], contents)
    return tuple(
        Attribution(
            source=(draft.source,) if draft.source else (),
            cue=(draft.cue,) if draft.cue else (),
            content=tuple(content),
            speaker=draft.speaker,
            quoted=draft.quoted,
            parent=parent,
            stance=stance_of(text, [draft.cue] if draft.cue else [], content),
        )
        for draft, content, parent in zip(drafts, contents, above, strict=True)
    )


def _continue(ruled: Ruled) -> None:
    """Pieces of one quotation belong together; a quotation left over is a report without a source."""
    spoken = ruled.sentences.spoken
    for pieces in _groups(ruled):
        claims = [ruled.claimed.get(number) for number in pieces]
        draft = next((claim for claim in claims if claim is not None), None)
        if draft is None:
            if all(spoken[number] < 2 for number in pieces):
                continue
            draft = Draft(None, None, [], quoted=True)
            ruled.drafts.append(draft)
        for number, claim in zip(pieces, claims, strict=True):
            if claim is not None:
                draft = claim
            else:
                draft.content.append((ruled.quotations[number].start, ruled.quotations[number].end))


def _groups(ruled: Ruled) -> Iterable[list[int]]:
    """Indexes of the quotations that are speech, those that continue one another together."""
    groups: list[list[int]] = []
    last_outer: list[int] | None = None
    for number, quotation in enumerate(ruled.quotations):
        if not ruled.sentences.spoken[number]:
            continue
        if quotation.continues and last_outer is not None:
            last_outer.append(number)
            continue
        groups.append([number])
        if quotation.depth == 0:
            last_outer = groups[-1]
    return groups
