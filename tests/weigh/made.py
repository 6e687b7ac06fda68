"""Reports by hand in one line: who brings it, what is said, by whom, with which values."""

from __future__ import annotations

from collections.abc import Sequence

from whosays.records.across import Claim, Conflict, DocumentFacts, Report, Topic, Value
from whosays.records.derived import Known, Stance, Voice, content_id
from whosays.weigh.background import Background
from whosays.weigh.topics import topics_of
from whosays.weigh.weighing import weigh

Given = dict[str, str | int | float | Value]


def page(
    key: str, publisher: str | None = None, published: str | None = None, *, compiled: bool = False
) -> DocumentFacts:
    """A document, by its key ("herald-1"); its publisher is the word before the number, if not given."""
    return DocumentFacts(
        key=key,
        title=None,
        publisher=publisher or key.rpartition("-")[0].title(),
        byline=(),
        published=published,
        url=None,
        republished_from=None,
        compiled=compiled,
    )


def voice(label: str) -> Voice:
    """`body:Harbour Office`, `agency:KLN`, `unnamed:a clerk`, `publisher:Herald`, or a speaker's name."""
    kind, colon, name = label.partition(":")
    if not colon:
        return Voice(kind="speaker", name=label, span=(0, 1), cue=(0, 1))
    return Voice(kind=kind, name=name, span=(0, 1), cue=(0, 1))  # type: ignore[arg-type]


def report(
    document: DocumentFacts,
    words: str,
    *by: str,
    stance: Stance = "asserts",
    at: int = 0,
    of: str | None = "ASSAULT",
    mode: str | None = None,
    kind: str = "event",
    passages: Sequence[str] = (),
    pages: Sequence[str] = (),
    parties: Sequence[tuple[str, str]] = (),
    **given: str | int | float | Value,
) -> Report:
    """`report(page("herald-1"), "Nine people died", "body:Harbour Office", dead=9)`."""
    values = tuple(
        value if isinstance(value, Value) else Value(kind=name, value=value) for name, value in given.items()
    )
    return Report(
        line=content_id("s", document.key, at, words, *by, stance, *map(str, values)),
        document=document,
        kind=kind,
        type=of,
        mode=mode,
        start=at,
        end=at + len(words),
        words=words,
        stance=stance,
        polarity="asserted",
        certainty="fact",
        edtf=str(given["date"]) if "date" in given else None,
        voice=(Voice(kind="document", name=document.publisher or ""), *map(voice, by)),
        parties=(*parties, *((v.kind, str(v.value)) for v in values if v.kind in {"actor", "victim"})),
        where=(),
        figures=(),
        values=values,
        passages=tuple(passages),
        pages=tuple(pages),
    )


def event(*reports: Report) -> Topic:
    """One event of which these tell."""
    (topic,) = topics_of(reports, {report.line: "v-1" for report in reports})
    return topic


def known(**names: str) -> dict[str, Known]:
    """Named bodies by their ids: `known(lamp="League of the Lamp")`; a person's id begins with `p_`."""
    return {
        id_: Known(id=id_, type="Person" if id_.startswith("p_") else "Organization", name=name)
        for id_, name in names.items()
    }


def claims(topic: Topic, names: dict[str, Known] | None = None) -> dict[tuple[str, object], Claim]:
    """Its claims by aspect and value."""
    return {(claim.aspect, claim.value): claim for claim in weigh(topic, Background(known=names or {}))[0]}


def conflicts(topic: Topic, names: dict[str, Known] | None = None) -> list[Conflict]:
    """Its conflicts."""
    return list(weigh(topic, Background(known=names or {}))[1])


def groups(claim: Claim) -> list[list[int]]:
    """The origins of a claim by the numbers of their reports."""
    return [list(origin.reports) for origin in claim.origins]
