"""Holds what an annotator gave against the text: what does not stand there is left out, and counted.

A refused finding takes along whatever would mean something else without it: a statement whose attribution is
refused goes too, since it must never turn into the document's own voice, and so does an attribution whose
parent is refused. A statement that loses a participant, a quantity or its time goes on without it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import msgspec

from whosays.records import (
    Attribution,
    Document,
    Entity,
    Foreign,
    Mention,
    Place,
    Quantity,
    Span,
    Statement,
    Time,
    Token,
    Word,
)
from whosays.records.edtf import is_edtf
from whosays.records.layers import ENTITY_TYPES

EVENT_TYPES = frozenset(
    {
        *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST"),
        *("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
    }
)
"""PLOVER."""
RELATION_TYPES = frozenset(
    {
        *("Membership", "Directorship", "Employment", "Ownership", "Representation", "Family", "Associate"),
        *("Sanction", "Payment", "Succession", "UnknownLink", "Alias", "Founding", "Subsidiary", "Location"),
    }
)
"""FollowTheMoney interests, and the few whosays adds."""
ROLES = frozenset(["actor", "recipient", "victim", "target", "instrument", "place", "subject", "object"])

UPOS = frozenset(
    {
        *("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN"),
        *("PUNCT", "SCONJ", "SYM", "VERB", "X"),
    }
)
"""Universal parts of speech."""

_LANGUAGE = re.compile(r"[a-z]{2,3}")
_WORD = re.compile(r"[^\W_]+")
_HALF_ROUND = 20040
"""Kilometres to the other side of the globe."""
_NOWHERE = "passage not in the text"
_MALFORMED = "not of the form of its layer"
_DANGLING = "refers to a finding that is not there"

R = TypeVar("R", bound=msgspec.Struct)
Kept = dict[int, int]
"""Index in the layer as given -> index in the layer as kept."""


def checked(
    document: Document, gives: frozenset[str], *, name: str, event_types: frozenset[str] = frozenset()
) -> Document:
    """`document` without the findings of the layers `gives` that do not hold, and without findings of other
    layers that referred to these. `notes` gains "NAME: 2 findings refused: why", in the order of reasons.
    `event_types`: of the user's own, beside PLOVER's.
    """
    check = _Check(document, EVENT_TYPES | event_types)
    for layer, verify in (
        ("language", check.language),
        ("sentences", check.sentences),
        ("tokens", check.tokens),
        ("syntax", check.syntax),
        ("foreign", check.foreign),
        ("times", check.times),
        ("quantities", check.quantities),
    ):
        if layer in gives:
            verify()
    things = frozenset({"mentions", "entities"})
    if gives & things:
        check.things()
    if gives & (things | {"places"}):
        check.places()
    if gives & (things | {"attributions"}):
        check.attributions()
    if gives & (things | {"times", "quantities", "attributions", "statements"}):
        check.statements()
    notes = tuple(
        f"{name}: {count} finding{'s' if count > 1 else ''} refused: {reason}"
        for reason, count in sorted(check.refused.items())
    )
    fresh = tuple(note for note in notes if note not in document.notes)
    return document.having(**check.layers, notes=(*document.notes, *fresh))


class _Check:
    """The layers of one document on their way through."""

    def __init__(self, document: Document, event_types: frozenset[str]) -> None:
        self.document = document
        self.event_types = event_types
        self.size = len(document.text)
        self.refused: Counter[str] = Counter()
        self.layers: dict[str, Any] = {}
        self._kept: dict[str, Kept] = {}

    # ── layers that refer to nothing ──────────────────────────────────────────────────────────

    def language(self) -> None:
        """Two or three letters of ISO 639, or not known."""
        language: Any = self.document.language
        if language is not None and not (isinstance(language, str) and _LANGUAGE.fullmatch(language)):
            self.refused["not a language code of ISO 639"] += 1
            self.layers["language"] = None

    def sentences(self) -> None:
        """In text order, none over another."""
        spans: list[Span] = []
        for item in self._listed("sentences"):
            if self._is_span(item):
                spans.append((item[0], item[1]))
            else:
                self.refused[_NOWHERE] += 1
        self.layers["sentences"] = tuple(self._apart(spans))

    def tokens(self) -> None:
        """In text order, none over another."""
        spans: list[Span] = []
        for item in self._listed("tokens"):
            if type(item) is Token and self._is_span((item.start, item.end)):
                spans.append((item.start, item.end))
            else:
                self.refused[_NOWHERE if type(item) is Token else _MALFORMED] += 1
        apart = self._apart(spans)
        given = self.document.tokens
        same = type(given) is tuple and [(t.start, t.end) for t in given if type(t) is Token] == apart
        same = same and len(given) == len(apart)
        self.layers["tokens"] = given if same else tuple(Token(*span) for span in apart)

    def syntax(self) -> None:
        """In text order, with heads that are there: one word amiss, and no index would mean what it meant."""
        given = self._formed("syntax", Word)
        whole = len(given) == self._size("syntax")
        last = 0
        for _, word in given:
            inside = self._is_span((word.start, word.end)) and word.start >= last
            whole = whole and inside and -1 <= word.head < len(given) and word.upos in UPOS
            last = word.start
        if not whole:
            self.refused["words and trees that do not hold together"] += 1
        self.layers["syntax"] = tuple(word for _, word in given) if whole else ()

    def foreign(self) -> None:
        """Stretches of the text, with a code of ISO 639."""
        self._in_text_order(
            "foreign",
            Foreign,
            lambda f: None if _LANGUAGE.fullmatch(f.language) else "not a language code of ISO 639",
        )

    def _apart(self, spans: list[Span]) -> list[Span]:
        kept: list[Span] = []
        reached = 0
        for span in sorted(spans):
            if span[0] < reached:
                self.refused["lies over another of its layer"] += 1
            else:
                kept.append(span)
                reached = span[1]
        return kept

    def times(self) -> None:
        """A normalised value, and EDTF where there is one."""
        self._in_text_order(
            "times", Time, lambda time: None if _is_time(time) else "not a date that the calendar has"
        )

    def quantities(self) -> None:
        """Finite numbers."""
        self._in_text_order("quantities", Quantity, lambda q: None if math.isfinite(q.value) else _MALFORMED)

    # ── mentions and their entities ───────────────────────────────────────────────────────────

    def things(self) -> None:
        """Mentions of entities that are there, entities that are mentioned, types of the contract."""
        words = {word.casefold() for word in _WORD.findall(self.document.text)}
        entities: dict[str, Entity] = {}
        for _, entity in self._formed("entities", Entity):
            reason = _why_not_entity(entity, words)
            if reason is None and entity.id in entities:
                reason = "an id that another has"
            if reason is None:
                entities[entity.id] = _with_aliases_of(entity, words)
            else:
                self.refused[reason] += 1
        seen: set[tuple[int, int, str]] = set()

        def fault(mention: Mention) -> str | None:
            if mention.type not in ENTITY_TYPES:
                return "a type that the contract does not have"
            if mention.entity not in entities:
                return _DANGLING
            key = (mention.start, mention.end, mention.entity)
            if key in seen:
                return "given twice"
            seen.add(key)
            return None

        self._in_text_order("mentions", Mention, fault)
        mentioned = {mention.entity for mention in self.layers["mentions"]}
        unseen = [id_ for id_ in entities if id_ not in mentioned]
        self._count("an entity without a mention", len(unseen))
        self.layers["entities"] = tuple(e for e in entities.values() if e.id in mentioned)

    def places(self) -> None:
        """Points on the globe, of entities that are there."""
        known = {entity.id for entity in self._now("entities")}

        def fault(place: Place) -> str | None:
            on_earth = abs(place.lat) <= 90 and abs(place.lon) <= 180 and 0 <= place.radius_km < _HALF_ROUND
            if not on_earth or not place.name:
                return "no point on the globe"
            return _DANGLING if place.entity is not None and place.entity not in known else None

        self._in_text_order("places", Place, fault)

    # ── who says so ───────────────────────────────────────────────────────────────────────────

    def attributions(self) -> None:
        """Spans in the text, parents that are there and lead outwards, speakers that are known."""
        given = self._formed("attributions", Attribution)
        sound = {i: a for i, a in given if self._count(self._fault_of_attribution(a), 1) is None}
        ends_well: dict[int, bool] = {}
        for start in sound:
            path: list[int] = []
            on_path: set[int] = set()
            at: int | None = start
            while at is not None and at in sound and at not in ends_well and at not in on_path:
                path.append(at)
                on_path.add(at)
                at = sound[at].parent
            good = at is None or ends_well.get(at, False)
            ends_well.update(dict.fromkeys(path, good))
        good_ones = [i for i in sound if ends_well[i]]
        self._count(_DANGLING, len(sound) - len(good_ones))
        kept = {old: new for new, old in enumerate(good_ones)}
        self._kept["attributions"] = kept
        known = {entity.id for entity in self._now("entities")}
        self.layers["attributions"] = tuple(self._attribution(sound[i], kept, known) for i in good_ones)

    def _fault_of_attribution(self, attribution: Attribution) -> str | None:
        spans = (*attribution.source, *attribution.cue, *attribution.content)
        if not all(self._is_span(span) for span in spans):
            return _NOWHERE
        return None if attribution.content or attribution.cue else "neither cue nor content"

    def _attribution(self, attribution: Attribution, kept: Kept, known: set[str]) -> Attribution:
        changes: dict[str, Any] = {}
        if attribution.parent is not None and kept[attribution.parent] != attribution.parent:
            changes["parent"] = kept[attribution.parent]
        if attribution.speaker is not None and attribution.speaker not in known:
            self.refused["a speaker that is not there"] += 1
            changes["speaker"] = None
        return msgspec.structs.replace(attribution, **changes) if changes else attribution

    # ── what is said ──────────────────────────────────────────────────────────────────────────

    def statements(self) -> None:
        """Types and roles of the contract, and indexes that lead somewhere."""
        ids: set[str] = set()
        kept: list[Statement] = []
        for _, statement in self._formed("statements", Statement):
            reason = self._fault_of_statement(statement)
            if reason is None and statement.id in ids:
                reason = "an id that another has"
            if reason is None:
                ids.add(statement.id)
                kept.append(self._statement(statement))
            else:
                self.refused[reason] += 1
        self.layers["statements"] = tuple(kept)

    def _fault_of_statement(self, statement: Statement) -> str | None:
        spans = ((statement.start, statement.end), statement.trigger, *statement.apart)
        if not all(map(self._is_span, spans)):
            return _NOWHERE
        types = {"event": self.event_types, "relation": RELATION_TYPES}.get(statement.kind)
        if not statement.id or (statement.type not in types if types else statement.type is not None):
            return "a type that the contract does not have"
        if not ROLES.issuperset(statement.roles):
            return "a role that the contract does not have"
        if statement.edtf is not None and not is_edtf(statement.edtf):
            return "not a date that the calendar has"
        attributions = self._kept.get("attributions", range(self._size("attributions")))
        mentions, quantities, times = map(self._size, ("mentions", "quantities", "times"))
        if (
            not all(0 <= i < mentions for role in statement.roles.values() for i in role)
            or not all(0 <= i < quantities for i in statement.quantities)
            or not (statement.time is None or 0 <= statement.time < times)
            or not (statement.attribution is None or statement.attribution in attributions)
        ):
            return _DANGLING
        return None

    def _statement(self, statement: Statement) -> Statement:
        """With its indexes as the layers are now."""
        mentions, quantities, times = (self._kept.get(x) for x in ("mentions", "quantities", "times"))
        changes: dict[str, Any] = {}
        if mentions is not None:
            changes["roles"] = {
                role: tuple(mentions[i] for i in indexes if i in mentions)
                for role, indexes in statement.roles.items()
            }
        if quantities is not None:
            changes["quantities"] = tuple(quantities[i] for i in statement.quantities if i in quantities)
        if times is not None and statement.time is not None:
            changes["time"] = times.get(statement.time)
            if changes["time"] is None:
                changes["edtf"] = None  # it was worked out from a time that is refused
        if statement.attribution is not None and "attributions" in self._kept:
            changes["attribution"] = self._kept["attributions"][statement.attribution]
        return msgspec.structs.replace(statement, **changes)

    # ── tools ─────────────────────────────────────────────────────────────────────────────────

    def _count(self, reason: str | None, count: int) -> str | None:
        if reason is not None and count:
            self.refused[reason] += count
        return reason

    def _is_span(self, span: Any) -> bool:
        """A pair of whole numbers with at least one character of the text between them."""
        if type(span) is not tuple or len(span) != 2:
            return False
        start, end = span
        return type(start) is int and type(end) is int and 0 <= start < end <= self.size

    def _now(self, layer: str) -> Sequence[Any]:
        """A layer as it is kept, so far."""
        kept: Sequence[Any] = self.layers.get(layer, getattr(self.document, layer))
        return kept

    def _size(self, layer: str) -> int:
        """How many findings a layer has as given."""
        given: Any = getattr(self.document, layer)
        return len(given) if isinstance(given, (tuple, list)) else 0

    def _listed(self, layer: str) -> Sequence[Any]:
        given: Any = getattr(self.document, layer)
        if isinstance(given, (tuple, list)):
            return given
        self.refused[_MALFORMED] += 1
        return ()

    def _formed(self, layer: str, form: type[R]) -> list[tuple[int, R]]:
        """The findings that are of the declared form, every field of it, with their indexes."""
        given = self._listed(layer)
        try:
            return list(enumerate(_copied(list(given), list[form])))  # type: ignore[valid-type]
        except _NO_FORM:
            formed: list[tuple[int, R]] = []
        for index, item in enumerate(given):
            try:
                formed.append((index, _copied(item, form)))
            except _NO_FORM:
                self.refused[_MALFORMED] += 1
        return formed

    def _in_text_order(self, layer: str, form: type[Any], fault: Callable[[Any], str | None]) -> None:
        """Keep what stands in the text and has no fault, sorted; remember where each went."""
        sound: list[tuple[int, Any]] = []
        for index, item in self._formed(layer, form):
            reason = fault(item) if self._is_span((item.start, item.end)) else _NOWHERE
            if self._count(reason, 1) is None:
                sound.append((index, item))
        sound.sort(key=lambda pair: (pair[1].start, pair[1].end))
        self._kept[layer] = {old: new for new, (old, _) in enumerate(sound)}
        self.layers[layer] = tuple(item for _, item in sound)


_NO_FORM = (
    msgspec.ValidationError,
    msgspec.DecodeError,
    TypeError,
    ValueError,
    OverflowError,
    NotImplementedError,
    AttributeError,
)


def _copied(item: Any, form: Any) -> Any:
    """`item` again, if each of its fields is of its declared type: records do not check that themselves."""
    return msgspec.msgpack.decode(msgspec.msgpack.encode(item), type=form)


def _is_time(time: Time) -> bool:
    return bool(time.value) and (time.edtf is None or is_edtf(time.edtf))


def _why_not_entity(entity: Entity, words: set[str]) -> str | None:
    if entity.type not in ENTITY_TYPES:
        return "a type that the contract does not have"
    if not entity.id or not _stands(entity.name, words):
        return "a name that the text does not have"
    place = [x for x in (entity.lat, entity.lon) if x is not None]
    return None if all(math.isfinite(x) for x in place) else _MALFORMED


def _with_aliases_of(entity: Entity, words: set[str]) -> Entity:
    """Without the aliases that the text does not have."""
    aliases = tuple(alias for alias in entity.aliases if _stands(alias, words))
    return msgspec.structs.replace(entity, aliases=aliases) if aliases != entity.aliases else entity


def _stands(name: str, words: set[str]) -> bool:
    """Are all words of a name words of the text? A name of marks alone is none."""
    parts = [word.casefold() for word in _WORD.findall(name)]
    return bool(parts) and words.issuperset(parts)
