"""What is compared across documents: cards, the verdicts on pairs of them, and what comes of it.

A card is what one document (of an entity: all documents that use its name) gives to be compared. Cards are
made from one document at a time; a verdict looks at two cards and nothing else; clusters look at the cards
that verdicts join and nothing else. So what comes out does not hang on the order of reading.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import msgspec

from whosays.records.layers import Certainty, Polarity, Span
from whosays.records.parts import Figure, Stance, Voice, Where

CAP = 40
"""Of cards that share a key no more are all compared, whatever their kind (`resolve.linking.Kind.cap`)."""

CardKind = Literal["entity", "event", "passage"]
StaleKind = Literal[
    "entity",
    "event",
    "passage",
    "names",
    "line",
    "topic",
    "copies",
    "spelling",
    "pile",
    "decision",
    "document",
]
"""What may have to be looked at again."""
Sort = Literal["same", "weak", "apart"]


class Verdict(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """The judgement on two cards. `a < b`, both ids."""

    a: str
    b: str
    sort: Sort
    """same: one thing; weak: one thing if no other can be meant ("Sarov" where one Sarov is known); apart:
    two things, whatever else is said."""
    score: float
    """0 to 1, three digits: how sure."""
    reason: str
    """Why, in words a person can check: both names, both dates, what stands between them."""
    lone: str | None = None
    """Of a weak one: the card that is tied, `a` or `b`; it joins where it is tied to one cluster only."""
    decided: str | None = None
    """Id of the decision that says so; decided ones go before all others."""


class Touched(NamedTuple):
    """What is another than it was."""

    clusters: set[str]
    """Clusters, of before and of now, that hold other cards than before, or a card that has changed."""
    moved: set[str]
    """Cards whose cluster has another id than before."""


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What one document tells of an entity besides its names. Left out where it is empty."""

    entity: str
    offices: tuple[str, ...] = ()
    """Role words, lower case: "spokesman", "minister of defence"."""
    near: tuple[str, ...] = ()
    """Of a person: names that stand near its own, as `resolve.names.normal_name` has them."""
    apart: tuple[str, ...] = ()
    """Entities that stand beside it as another, though their names might be one's."""
    same: tuple[str, ...] = ()
    """Entities that the document says it is another name of."""
    born: tuple[str, ...] = ()
    """EDTF."""
    sexes: tuple[str, ...] = ()
    """he, she: as titles before its name tell it."""
    places: tuple[str, ...] = ()
    """Gazetteer ids under which it stands on the map."""


class EntityCard(msgspec.Struct, frozen=True, kw_only=True):
    """An entity as documents have it: one casebook id, every name under which it stands."""

    id: str
    type: str
    names: tuple[str, ...]
    """As written, sorted."""
    local: bool
    """Is its name one that anybody may bear, so that its id keeps to one document?"""
    offices: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    born: tuple[str, ...] = ()
    sexes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


class Taking(msgspec.Struct, frozen=True, kw_only=True):
    """Who takes part in an event of one document."""

    role: str
    entity: str
    type: str
    names: tuple[str, ...]
    """All names the document has for it; of one that is only described, its words."""
    named: bool = True


class EventCard(msgspec.Struct, frozen=True, kw_only=True):
    """An occurrence as one document tells of it, from all statements that share its event key."""

    id: str
    document: str
    type: str | None
    """PLOVER; `None`: a happening that the coder has no type for."""
    mode: str | None = None
    words: tuple[str, ...] = ()
    """Lemmas of the words that tell of it, sorted."""
    dates: tuple[tuple[str | None, str | None], ...] = ()
    """First and last possible day of each date given, ISO 8601."""
    published: str | None = None
    """EDTF of the document."""
    where: tuple[Where, ...] = ()
    takings: tuple[Taking, ...] = ()
    figures: tuple[Figure, ...] = ()
    context: tuple[str, ...] = ()
    """Lemmas of content words of its sentences, the most telling first; names with a capital."""
    about: tuple[str, ...] = ()
    """Lemmas that tell best what the whole document is about, these first; names with a capital."""
    people: tuple[str, ...] = ()
    """The persons whom the document names most, the first of all first."""
    lines: tuple[str, ...] = ()
    """Ids of the lines of the chronology that tell of it; none for a happening that is not coded."""
    triggers: tuple[Span, ...] = ()
    voice: tuple[str, ...] = ()
    """Of a happening that is not coded: through whom it is told (`resolve.voices.labels`)."""
    stance: Stance = "asserts"
    """And how the outermost of them means it."""
    polarity: Polarity = "asserted"
    certainty: Certainty = "fact"
    means: str | None = None
    """The card of the same document that it speaks of without saying when, where or to whom."""


class PassageCard(msgspec.Struct, frozen=True, kw_only=True):
    """Words that may have been copied: a sentence, a run of short ones, or a quotation.

    It has no place: documents that have the same words share one card, however many they are.
    """

    id: str
    """Of its words alone."""
    words: tuple[str, ...]
    """Those that tell something, in their order, in lower case and cut to their first letters."""
    quoted: bool = False
    """A quotation: somebody's words, which two who heard him have both."""


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """Where a document has the words of a card."""

    start: int
    end: int
    card: PassageCard


class Cite(msgspec.Struct, frozen=True, kw_only=True):
    """Where a document names another: one it draws on, or one it takes back."""

    name: str
    """The outlet or work, as it words it; the title or number of what it takes back."""
    start: int
    end: int
    work: bool = False
    """Is it a work of reference, or one cited by number?"""


class DocumentFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What weighing wants to know of a document besides its lines."""

    key: str
    title: str | None
    publisher: str | None
    byline: tuple[str, ...]
    published: str | None
    url: str | None
    republished_from: str | None
    is_correction: bool = False
    cites: tuple[str, ...] = ()
    """Outlets, works and titles that it says it draws on, as it words them."""
    compiled: bool = False
    """Does it name its sources only in general ("compiled from press reports")?"""
    cited: tuple[Cite, ...] = ()
    """Where it names the outlets and works that it draws on."""
    withdraws: tuple[Cite, ...] = ()
    """Reports of its own outlet that it takes back."""


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """A value that a report gives, of the kinds of the casebook contract."""

    kind: str
    value: str | int | float | None
    """`None`: a sum of which only the currency is told."""
    unit: str | None = None
    min: float | None = None
    max: float | None = None


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One place where a document speaks of a topic: a line, as weighing sees it."""

    line: str
    document: DocumentFacts
    kind: str
    type: str | None
    mode: str | None
    start: int
    end: int
    words: str
    """`text[start:end]`."""
    stance: Stance
    polarity: Polarity
    certainty: Certainty
    edtf: str | None
    voice: tuple[Voice, ...]
    """Entities in it are ids of the resolved ones."""
    parties: tuple[tuple[str, str], ...]
    """(role, resolved entity)."""
    where: tuple[Where, ...]
    figures: tuple[Figure, ...]
    values: tuple[Value, ...]
    passages: tuple[str, ...] = ()
    """Clusters of passages (near-identical text) that it stands in."""
    pages: tuple[str, ...] = ()
    """Sets of documents that share several passages, its own among them (`weigh.reports.pages_of`)."""


class Topic(msgspec.Struct, frozen=True, kw_only=True):
    """What claims are about: an event of the casebook, or a relation or state between resolved entities."""

    id: str
    kind: Literal["event", "relation", "state"]
    type: str | None
    about: tuple[str, ...]
    """Resolved entities that are its parties."""
    reports: tuple[Report, ...]
    """In order: date of the document, document, place in it."""


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Asserting reports of a claim that go back to one beginning."""

    id: str
    reports: tuple[int, ...]
    """Indexes into the claim's reports, the earliest first."""
    why: str
    """Begins with copy, same-speech, same-voice, same-record, cites or own; then in words."""
    links: tuple[tuple[int, int, str], ...] = ()
    """The picture of the chain: (from, to, why), each report to the one it goes back to; indexes as above."""


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """What can be so or not so: one aspect of a topic with one value (or none: that it happened)."""

    id: str
    topic: str
    aspect: str
    """occurrence, relation, date, place, actor, victim, recipient, cause, dead, injured … money, sentence."""
    value: str | int | float | None
    unit: str | None
    text: str
    """In the words of its first report where it can be; never more than the reports say."""
    reports: tuple[tuple[str, Stance], ...]
    """(line, stance on this claim), in the order of the topic's reports."""
    origins: tuple[Origin, ...]


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One side of a conflict."""

    value: str | int | float | None
    lines: tuple[str, ...]
    origins: int
    claim: str | None = None


class Conflict(msgspec.Struct, frozen=True, kw_only=True):
    """Claims on one topic that can't all be right."""

    id: str
    kind: Literal["date", "count", "actor", "target", "place", "status", "denial", "retraction", "identity"]
    topic: str
    about: str
    sides: tuple[Side, ...]
    note: str | None = None


class Caution(msgspec.Struct, frozen=True, kw_only=True):
    """Something a careful reader would flag in a document."""

    document: str
    kind: str
    start: int | None
    end: int | None
    note: str
