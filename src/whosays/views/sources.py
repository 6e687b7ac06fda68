"""Sources: who brings the reports, how many of them, and how reliable people judged them to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from whosays.records.decisions import in_force

if TYPE_CHECKING:
    from whosays.casebook import Reader

LETTERS = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}
"""The Admiralty code (NATO STANAG 2511)."""


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Who brought out some of the documents."""

    name: str
    documents: int
    statements: int
    cautions: dict[str, int]
    """What careful readers flag in its documents, by kind."""
    first: str | None
    last: str | None
    """First possible days of its earliest and latest dated document."""
    letter: str | None = None
    """Its reliability as somebody decided it, A to F."""
    decided: str | None = None
    """By whom, when and why."""
    decision: str | None = None
    """Id of that decision."""


def sources(reader: Reader) -> tuple[Source, ...]:
    """All sources, those of most documents first; documents without a publisher count by their title."""
    letters = {}
    for decision in in_force(reader.weighed.decisions()):
        if decision.kind == "letter" and isinstance(decision.subjects[0], str):
            letters[decision.subjects[0].casefold()] = decision
    flagged = reader.weighed.cautions_by_source()
    found = []
    for name, documents, statements, first, last in reader.weighed.sources():
        letter = letters.get(name.casefold())
        told = None
        if letter is not None:
            told = f"{letter.made_by}, {letter.made_at[:10]}" + (f": {letter.why}" if letter.why else "")
        found.append(
            Source(
                name=name,
                documents=documents,
                statements=statements,
                cautions=flagged.get(name, {}),
                first=first,
                last=last,
                letter=letter.value if letter else None,
                decided=told,
                decision=letter.id if letter else None,
            )
        )
    return tuple(found)
