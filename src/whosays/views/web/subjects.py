"""What decisions are about, in words: kinds, names, passages with their documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from whosays.casebook import Reader
from whosays.records.decisions import Anchor, Decision, found_in
from whosays.views.sources import LETTERS
from whosays.views.wording import date_words, document_words

KINDS = {
    "same": "Decided to be one",
    "apart": "Kept apart",
    "accept": "Accepted",
    "reject": "Rejected",
    "correct": "Corrected",
    "letter": "Letter",
    "note": "Note",
    "withdraw": "Withdrawal",
}
"""As they stand in lists."""


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a decision is about."""

    id: str | None
    """Of an entity, event, line or decision, where it is here."""
    name: str | None
    """Of an entity, a source; of a decision what it says."""
    before: str = ""
    quote: str = ""
    """The exact words of its passage."""
    after: str = ""
    document: str | None = None
    start: int = 0
    stands: str = ""
    """The document in words."""


def sentence(decision: Decision) -> str:
    """What is decided, in words."""
    value = decision.value or ""
    what, _, new = value.partition(" ")
    kind = {"statement": "line"}.get(decision.of, decision.of)
    return {
        "same": f"These two {'entities' if kind == 'entity' else 'events'} are one.",
        "apart": f"These two {'entities' if kind == 'entity' else 'events'} are not one.",
        "accept": "This line says what its document says.",
        "reject": "This line does not say what its document says. It counts for no claim.",
        "correct": f"In this line, {what} is {date_words(new) if what == 'date' else new}.",
        "letter": f"Reports of this source are {value}: {LETTERS.get(value, '')}.",
        "note": f"A note on this {kind}: {value}",
        "withdraw": "This decision no longer holds.",
    }[decision.kind]


def subjects(reader: Reader, decision: Decision, about: Sequence[str]) -> tuple[Subject, ...]:
    """What a decision is about; `about`: the ids, where they are known."""
    if decision.kind == "withdraw":
        return tuple(_decisions(reader, decision.subjects))
    ids = [*about, *[None] * len(decision.subjects)]
    names = reader.names_of(id_ for id_ in about if id_.startswith("e-"))
    return tuple(
        Subject(id=None, name=subject)
        if isinstance(subject, str)
        else _passage(reader, subject, id_, names.get(id_ or "", (None, None))[1])
        for subject, id_ in zip(decision.subjects, ids, strict=False)
    )


def _decisions(reader: Reader, ids: Iterable[Anchor | str]) -> Iterable[Subject]:
    every = {decision.id: decision for decision in reader.weighed.decisions()}
    for id_ in map(str, ids):
        one = every.get(id_)
        words = f"{sentence(one)} ({one.made_by}, {one.made_at[:10]})" if one else id_
        anchor = next((s for s in one.subjects if isinstance(s, Anchor)), None) if one else None
        if anchor is None:
            named = ", ".join(map(str, one.subjects)) if one and one.kind == "letter" else ""
            yield Subject(id=id_, name=f"{named}: {words}" if named else words)
        else:
            yield _passage(reader, anchor, id_, words)


def _passage(reader: Reader, anchor: Anchor, id_: str | None, name: str | None) -> Subject:
    start, stands = anchor.start, "not in this casebook"
    key = next(iter(reader.readings(anchor.document)), None)
    if key is not None:
        row = reader.document_rows([key])[key]
        stands = document_words(row)
        if reader.words(key, (start, start + len(anchor.quote))) != anchor.quote:
            start = (found_in(anchor, reader.words(key, (0, row.characters))) or (start, 0))[0]
    return Subject(
        id=id_,
        name=name,
        before=anchor.before,
        quote=anchor.quote,
        after=anchor.after,
        document=key,
        start=start,
        stands=stands,
    )
