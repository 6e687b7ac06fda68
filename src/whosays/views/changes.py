"""What a decision changes: the casebook before and after it, side by side, as far as they differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

import msgspec

from whosays.casebook.search import normal
from whosays.errors import NotFound
from whosays.records.across import Claim
from whosays.records.decisions import in_force
from whosays.records.derived import Line
from whosays.views.conflicts import ConflictEntry, shown, side_words
from whosays.views.wording import date_words
from whosays.weigh.judged import as_decided

if TYPE_CHECKING:
    from whosays.casebook import Reader

T = TypeVar("T")

MOST = 5_000
"""Of one kind of things that are compared; a decision that touches more is told by the first of them."""


class Touching(Protocol):
    """What knows what was written."""

    def touched(self, what: str) -> list[str]:
        """Ids of entities, events, lines, claims or conflicts, whether or not they are others now."""
        ...


class Thing(msgspec.Struct, frozen=True, kw_only=True):
    """An entity or event on one of the two sides."""

    id: str
    name: str
    """Under which it is shown; of an event the words of its first line."""
    kind: str
    """Type of an entity; date of an event, in words."""
    names: tuple[str, ...]
    """All of an entity."""
    documents: int
    parts: tuple[str, ...]


class Regrouped(msgspec.Struct, frozen=True, kw_only=True):
    """Things that become one, or several."""

    before: tuple[Thing, ...]
    after: tuple[Thing, ...]


class LineChange(msgspec.Struct, frozen=True, kw_only=True):
    """A line that counts no longer, or again, or with another date."""

    id: str
    words: str
    document: str
    start: int
    counts_before: bool
    counts_after: bool
    date_before: str
    date_after: str


class Weighed(msgspec.Struct, frozen=True, kw_only=True):
    """A claim on one of the two sides."""

    id: str
    origins: int
    reports: int


class ClaimChange(msgspec.Struct, frozen=True, kw_only=True):
    """A claim behind which other origins or reports stand."""

    text: str
    before: tuple[Weighed, ...]
    """Several: they become one. None: nobody says so before."""
    after: tuple[Weighed, ...]

    @property
    def origins(self) -> tuple[int, int]:
        """Independent ones in all, before and after."""
        return sum(one.origins for one in self.before), sum(one.origins for one in self.after)


class Opposed(msgspec.Struct, frozen=True, kw_only=True):
    """A side of a conflict."""

    words: str
    origins: int
    lines: int


class ConflictChange(msgspec.Struct, frozen=True, kw_only=True):
    """A conflict that appears (it has no sides before), goes (it has none after), or has other sides."""

    id: str
    kind: str
    aspect: str | None
    before: tuple[Opposed, ...]
    after: tuple[Opposed, ...]


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """All that would be other than it is."""

    entities: tuple[Regrouped, ...] = ()
    events: tuple[Regrouped, ...] = ()
    lines: tuple[LineChange, ...] = ()
    claims: tuple[ClaimChange, ...] = ()
    """Those first whose origins change most."""
    conflicts: tuple[ConflictChange, ...] = ()

    @property
    def nothing(self) -> bool:
        """Is everything as before?"""
        return not (self.entities or self.events or self.lines or self.claims or self.conflicts)


def changes(before: Reader, after: Reader, trial: Touching) -> Changes:
    """What is other in `after`, of what was touched."""
    return Changes(
        entities=_regrouped(before, after, "entity", trial.touched("entity")[:MOST], _entities),
        events=_regrouped(before, after, "event", trial.touched("event")[:MOST], _events),
        lines=_lines(before, after, trial.touched("line")[:MOST]),
        claims=_claims(before, after, trial.touched("claim")[:MOST]),
        conflicts=_conflicts(before, after, trial.touched("conflict")[:MOST]),
    )


# ── entities and events ───────────────────────────────────────────────────────────────────────────

Clusters = Mapping[str, tuple[str, ...]]


def _regrouped(
    before: Reader,
    after: Reader,
    kind: Literal["entity", "event"],
    ids: Sequence[str],
    look: Callable[[Reader, Clusters], Iterable[Thing]],
) -> tuple[Regrouped, ...]:
    """What is not grouped as it was."""
    near = {*ids}
    for reader in (before, after):  # with all that stands, or will stand, together with what was touched
        near.update(card for cards in reader.weighed.clusters_of(kind, ids).values() for card in cards)
    was = list(look(before, before.weighed.clusters_of(kind, sorted(near))))
    now = list(look(after, after.weighed.clusters_of(kind, sorted(near))))
    same = {*map(_grouped, was)} & {*map(_grouped, now)}
    old = [thing for thing in was if _grouped(thing) not in same]
    new = [thing for thing in now if _grouped(thing) not in same]
    return tuple(
        Regrouped(
            before=tuple(thing for thing in old if thing in some),
            after=tuple(thing for thing in new if thing in some),
        )
        for some in _hanging([*old, *new])
    )


def _entities(reader: Reader, clusters: Clusters) -> Iterable[Thing]:
    for whole in clusters:
        try:
            row = reader.entity(whole)
        except NotFound:  # it is there on the other side only
            continue
        yield Thing(
            id=row.id,
            name=row.name,
            kind=row.type,
            names=tuple(name.name for name in row.names),
            documents=row.documents,
            parts=row.parts,
        )


def _events(reader: Reader, clusters: Clusters) -> Iterable[Thing]:
    for whole, cards in clusters.items():
        event = reader.weighed.event(whole)
        lines = reader.weighed.lines(event.statements[:1])
        if lines:  # what is not coded is no line of anything
            yield Thing(
                id=whole,
                name=lines[0].summary,
                kind=date_words(lines[0].edtf),
                names=(),
                documents=len({card.document for card in event.cards}),
                parts=cards,
            )


def _grouped(thing: Thing) -> Hashable:
    return thing.parts, thing.documents


def _marks(thing: Thing) -> Iterable[Hashable]:
    """By what it is known again on the other side: parts; and its name, if it was split in two."""
    yield from thing.parts
    if thing.names:
        yield thing.kind, normal(thing.name)


def _hanging(things: Iterable[Thing]) -> list[list[Thing]]:
    """Those that share marks, together, in the order of their first."""
    groups: list[tuple[set[Hashable], list[Thing]]] = []
    for thing in things:
        marks, some = {*_marks(thing)}, [thing]
        for group in [group for group in groups if group[0] & marks]:
            groups.remove(group)
            marks |= group[0]
            some = [*group[1], *some]
        groups.append((marks, some))
    return [some for _, some in groups]


# ── lines ─────────────────────────────────────────────────────────────────────────────────────────


def _lines(before: Reader, after: Reader, ids: Sequence[str]) -> tuple[LineChange, ...]:
    was, now = before.weighed.lines_by_id(ids), after.weighed.lines_by_id(ids)
    counted, counts = before.weighed.that_count(ids), after.weighed.that_count(ids)
    corrected, corrects = _corrected(before), _corrected(after)
    found = []
    for id_ in ids:
        if id_ in was and id_ in now:
            line = was[id_]
            change = LineChange(
                id=id_,
                words=line.summary,
                document=line.document,
                start=line.start,
                counts_before=id_ in counted,
                counts_after=id_ in counts,
                date_before=_date(line, corrected.get(id_, ())),
                date_after=_date(now[id_], corrects.get(id_, ())),
            )
            if (change.counts_before, change.date_before) != (change.counts_after, change.date_after):
                found.append(change)
    return tuple(found)


def _corrected(reader: Reader) -> Mapping[str, Sequence[tuple[str, str | None]]]:
    found: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    about = reader.weighed.decided()
    for decision in in_force(reader.weighed.decisions()):
        if decision.kind == "correct":
            for line in about.get(decision.id, ()):
                found[line].append((decision.kind, decision.value))
    return found


def _date(line: Line, corrections: Sequence[tuple[str, str | None]]) -> str:
    return date_words((as_decided(line, corrections) or line).edtf)


# ── claims and conflicts ──────────────────────────────────────────────────────────────────────────


def _claims(before: Reader, after: Reader, ids: Sequence[str]) -> tuple[ClaimChange, ...]:
    old, new = before.weighed.claims_by_id(ids), after.weighed.claims_by_id(ids)
    wholes = after.weighed.wholes(_entities_in([*old, *new]))
    joined = before.weighed.wholes(wholes.values())  # so that undoing a merge is told like the merge
    wholes = {id_: joined[whole] for id_, whole in wholes.items()}
    same = {_said(claim, wholes) for claim in old} & {_said(claim, wholes) for claim in new}
    old = [claim for claim in old if _said(claim, wholes) not in same]
    new = [claim for claim in new if _said(claim, wholes) not in same]
    names = {id_: name for id_, (_, name) in before.names_of(_entities_in(old)).items()}
    names |= {id_: name for id_, (_, name) in after.names_of(_entities_in(new)).items()}
    by_line: dict[Hashable, dict[str, Claim]] = defaultdict(dict)
    for claim in old:
        for line, _ in claim.reports:
            by_line[_what(claim, wholes), line][claim.id] = claim
    found = []
    taken: set[str] = set()
    for claim in new:
        mine: dict[str, Claim] = {}
        for line, _ in claim.reports:
            mine |= by_line[_what(claim, wholes), line]
        found.append(_change(claim, names, [mine[id_] for id_ in mine if id_ not in taken], [claim]))
        taken.update(mine)
    found += [_change(claim, names, [claim], []) for claim in old if claim.id not in taken]
    return tuple(sorted(found, key=_by_how_much))


def _entities_in(claims: Iterable[Claim]) -> list[str]:
    return sorted({value for value in (str(claim.value) for claim in claims) if value.startswith("e-")})


def _what(claim: Claim, wholes: Mapping[str, str]) -> Hashable:
    """What it says: an entity is the same whichever of its parts has given it its id."""
    return claim.aspect, wholes.get(str(claim.value), claim.value), claim.unit


def _said(claim: Claim, wholes: Mapping[str, str]) -> Hashable:
    """What has to be another for a claim to have changed: not its id, which goes with that of its event."""
    return _what(claim, wholes), claim.reports, tuple(origin.reports for origin in claim.origins)


def _change(
    claim: Claim, names: Mapping[str, str], before: Iterable[Claim], after: Iterable[Claim]
) -> ClaimChange:
    name = names.get(str(claim.value))
    return ClaimChange(
        text=f"{claim.text}: {name}" if name and name not in claim.text else claim.text,
        before=tuple(map(_weighed, before)),
        after=tuple(map(_weighed, after)),
    )


def _weighed(claim: Claim) -> Weighed:
    return Weighed(id=claim.id, origins=len(claim.origins), reports=len(claim.reports))


def _by_how_much(change: ClaimChange) -> tuple[bool, int, str]:
    before, after = change.origins
    return before == after, -abs(after - before), change.text


def _conflicts(before: Reader, after: Reader, ids: Sequence[str]) -> tuple[ConflictChange, ...]:
    was, now = _there(before, ids), _there(after, ids)
    found = []
    for one in now:
        then = next((each for each in was if each.id == one.id), None) or next(
            (each for each in was if each.kind == one.kind and _lines_in(each) & _lines_in(one)), None
        )
        if then is not None:
            was.remove(then)
        if then is None or _sides(then) != _sides(one):
            found.append(_opposing(one, _sides(then) if then else (), _sides(one)))
    return (*found, *(_opposing(one, _sides(one), ()) for one in was))


def _there(reader: Reader, ids: Iterable[str]) -> list[ConflictEntry]:
    there = (reader.weighed.conflict(id_) for id_ in ids)
    return [*shown(reader, [conflict for conflict in there if conflict is not None])]


def _opposing(one: ConflictEntry, before: tuple[Opposed, ...], after: tuple[Opposed, ...]) -> ConflictChange:
    return ConflictChange(id=one.id, kind=one.kind, aspect=one.aspect, before=before, after=after)


def _lines_in(one: ConflictEntry) -> set[str]:
    return {line.id for side in one.sides for line in side.lines}


def _sides(one: ConflictEntry) -> tuple[Opposed, ...]:
    return tuple(
        Opposed(words=side_words(side), origins=side.origins, lines=len(side.lines)) for side in one.sides
    )


# ── in words ──────────────────────────────────────────────────────────────────────────────────────


def told(found: Changes) -> tuple[str, ...]:
    """What changes, counted."""
    weighed = _many(found.claims, lambda claim: claim.origins[0] != claim.origins[1])
    counts = (
        (
            "line",
            "left out of account",
            _many(found.lines, lambda line: line.counts_before > line.counts_after),
        ),
        (
            "line",
            "taken into account again",
            _many(found.lines, lambda line: line.counts_before < line.counts_after),
        ),
        ("line", "with another date", _many(found.lines, lambda line: line.date_before != line.date_after)),
        ("claim", "with another number of origins", weighed),
        ("claim", "resting on other lines", len(found.claims) - weighed),
        ("conflict", "more", _many(found.conflicts, lambda conflict: not conflict.before)),
        ("conflict", "fewer", _many(found.conflicts, lambda conflict: not conflict.after)),
        ("conflict", "with other sides", _many(found.conflicts, lambda one: bool(one.before and one.after))),
    )
    return (
        *_become(found.entities, "entity", "entities"),
        *_become(found.events, "event", "events"),
        *(f"{number:,} {noun}{'' if number == 1 else 's'} {what}" for noun, what, number in counts if number),
    )


def _become(groups: Sequence[Regrouped], one: str, many: str) -> Iterable[str]:
    before = sum(len(group.before) for group in groups)
    after = sum(len(group.after) for group in groups)
    if groups:
        yield f"{before:,} {one if before == 1 else many} become{'s' if before == 1 else ''} {after:,}"


def _many(some: Iterable[T], which: Callable[[T], bool]) -> int:
    return sum(1 for each in some if which(each))
