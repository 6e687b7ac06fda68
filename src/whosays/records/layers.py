"""What annotators find in a document: the layers of the annotation contract.

Offsets are code points in `Document.text`, `start` inclusive, `end` exclusive. Indexes (`roles`, `time`,
`parent` …) point into the layer of that name of the same document.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Span = tuple[int, int]

MentionKind = Literal["name", "nominal", "pronoun"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
QuantityKind = Literal["money", "count", "length", "duration", "percent", "other"]
QuantityRole = Literal[
    "dead",
    "wounded",
    "arrested",
    "abducted",
    "released",
    "missing",
    "displaced",
    "executed",
    "surrendered",
    "seized",
    "destroyed",
    "age",
]
TOLL: frozenset[QuantityRole | None] = frozenset({"dead", "wounded"})
"""What befalls people in an incident."""
PlaceKind = Literal["name", "relative", "site"]
StatementKind = Literal["event", "relation", "state"]
Polarity = Literal["asserted", "denied"]
Stance = Literal[
    "asserts", "denies", "doubts", "confirms", "retracts", "demands", "promises", "warns", "asks"
]
"""What a source does with what it says."""
Certainty = Literal["fact", "probable", "possible", "planned", "hypothetical"]

ENTITY_TYPES = frozenset(
    {
        "Person",
        "Organization",
        "PublicBody",
        "Company",
        "Place",
        "Nationality",
        "Event",
        "Document",
        "Vehicle",
        "Weapon",
        "Thing",
    }
)
"""FollowTheMoney schema names, and the few whosays adds."""


class Token(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A word, number or mark."""

    start: int
    end: int


class Foreign(msgspec.Struct, frozen=True, gc=False):
    """A stretch in another language than its document's; what is not read there is not guessed at."""

    start: int
    end: int
    language: str
    """ISO 639-1."""


class Word(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A syntactic word (Universal Dependencies)."""

    start: int
    end: int
    upos: str
    """Universal part of speech."""
    lemma: str
    head: int
    """Index in `Document.syntax`; -1: the root of its sentence."""
    deprel: str
    """Relation to the head, with its subtype (`nsubj:pass`)."""
    glued: bool = False
    """A later part of a multiword token ("do|n't")."""
    event: str | None = None
    """What the word tells of, if it tells of something that happens: occurrence, reporting or state."""
    part: str | None = None
    """Of what it names in a violent incident: perpetrator, organisation, target, victim or instrument."""


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """A passage that names or describes a thing."""

    start: int
    end: int
    type: str
    kind: MentionKind
    entity: str
    """Id of an `Entity` of the same document."""


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """A thing in one document, with all the names that the document uses for it."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    """Of a place: the country it lies in (ISO 3166-1 alpha-2)."""


class Time(msgspec.Struct, frozen=True, kw_only=True):
    """A passage about time, normalised (TIMEX3, ISO 24617-1; EDTF, ISO 8601-2)."""

    start: int
    end: int
    type: TimeType
    value: str
    edtf: str | None = None


class Quantity(msgspec.Struct, frozen=True, kw_only=True):
    """A number with its unit (ISO 4217, UCUM) or the thing counted (singular, lower case)."""

    start: int
    end: int
    kind: QuantityKind
    value: int | float
    unit: str | None = None
    approximate: bool = False
    bound: Literal["min", "max"] | None = None
    """`min`: "at least", "more than"; `max`: "up to", "no more than"; `min` of a range."""
    min: int | float | None = None
    """The least that the words allow, where they set a limit: 40 of "between 40 and 50"."""
    max: int | float | None = None
    role: QuantityRole | None = None
    """What is said to have befallen the things counted, or that it is an age."""
    period: str | None = None
    """Money: for each of what time (UCUM): `mo` of "$400 a month"."""


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A passage that says where, and where on the map that is."""

    start: int
    end: int
    kind: PlaceKind
    """name: a place of the gazetteer; relative: so far from, or a part of one ("60 kilometres west of X");
    site: a named thing that the gazetteer lacks, placed by what the text says of it."""
    name: str
    """As the gazetteer writes it; of anything else its words in the text."""
    gazetteer: str | None = None
    """`geonames:1138336`, `iso3166-2:AF-KAN`; `None` for what is no place of its own there."""
    country: str | None = None
    """ISO 3166-1 alpha-2; `None` where it is open."""
    lat: float
    lon: float
    """WGS 84, degrees."""
    radius_km: float
    """It lies within this distance of the point, if the text is right."""
    entity: str | None = None
    """Id of the `Entity` that this is the place of."""


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """One report of speech, thought or record: who (source), by which words (cue), says what (content)."""

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()
    speaker: str | None = None
    """Id of an `Entity`; `None` where the text leaves it open."""
    quoted: bool = False
    parent: int | None = None
    """Index of the attribution whose content this one stands in."""
    stance: Stance = "asserts"

    @property
    def denies(self) -> bool:
        """Does the source deny the content ("denied that …")?"""
        return self.stance == "denies"


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """One event (PLOVER), relation (FollowTheMoney) or state said to be so."""

    id: str
    start: int
    end: int
    kind: StatementKind
    type: str | None
    mode: str | None = None
    event: str | None = None
    trigger: Span
    roles: dict[str, tuple[int, ...]] = {}
    """Role name to indexes into `Document.mentions`."""
    quantities: tuple[int, ...] = ()
    time: int | None = None
    edtf: str | None = None
    polarity: Polarity = "asserted"
    certainty: Certainty = "fact"
    attribution: int | None = None
    """Index of the innermost attribution; `None`: the document's own voice."""
    code: str | None = None
    """What made it: the name of the entry of the lexicon, or of the rule.

    An entry of a file of the user's own has the file's name before its own: `pollution.yaml:spill`.
    """
    apart: tuple[Span, ...] = ()
    """Words of its pattern that stand apart from the trigger: "rockets" of "fired two rockets"."""
