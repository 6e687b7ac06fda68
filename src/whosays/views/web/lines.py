"""Lines as pages show them: statements of the same words as one, with names, weights and what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from whosays.views.chronology import Entry, folded
from whosays.views.deciding import Kept, kept
from whosays.views.figures import measures
from whosays.views.web.room import Ask
from whosays.views.wording import aspect_words, conflict_words, date_words, origins_words, when_words


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """Who or what takes part."""

    role: str
    entity: str
    type: str
    name: str
    """As the casebook shows it; the line's own words may be others."""


class Behind(msgspec.Struct, frozen=True, kw_only=True):
    """A claim that a line makes, and how many beginnings stand behind it."""

    claim: str
    words: str
    """ "it happened", "9 dead", "who did it"."""
    origins: int
    documents: int | None
    """That assert it; told only of the line as a whole."""


class Against(msgspec.Struct, frozen=True, kw_only=True):
    """A conflict in which a line is on a side."""

    conflict: str
    words: str


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """A decision in force about a thing."""

    decision: str
    kind: str
    value: str | None
    by: str
    at: str
    """UTC, ISO 8601."""
    why: str | None


class LineView(msgspec.Struct, frozen=True, kw_only=True):
    """A line: the statements that the same words make, at the same time, in the same voice."""

    id: str
    """Of the first of them."""
    date: str
    """In words."""
    when: str | None
    """The words by which the text gives the time, quoted."""
    measures: str
    """Where and how many."""
    denied: bool
    hedged: bool
    rejected: bool
    """By somebody; and accepted by nobody since."""
    parties: tuple[Named, ...]
    behind: tuple[Behind, ...]
    against: tuple[Against, ...]
    decided: tuple[Judged, ...]
    statements: tuple[Entry, ...]
    """The first gives the words, the date and the voice of all."""

    @property
    def entry(self) -> Entry:
        """The first statement."""
        return self.statements[0]


def shown(ask: Ask, entries: Iterable[Entry]) -> tuple[LineView, ...]:
    """Statements as lines, in their order."""
    groups = list(folded(entries))
    ids = dict.fromkeys(party.entity for group in groups for one in group for party in one.parties)
    names = ask.reader.names_of(ids)
    wholes = ask.reader.weighed.wholes(ids)
    judged = judgements(ask)
    return tuple(_view(group, names, wholes, judged) for group in groups)


def _view(
    group: Sequence[Entry],
    names: dict[str, tuple[str, str]],
    wholes: dict[str, str],
    judged: dict[str, tuple[Judged, ...]],
) -> LineView:
    first = group[0]
    told = {
        (p.role, wholes[p.entity]): names[p.entity] for one in group for p in one.parties if p.entity in names
    }
    return LineView(
        id=first.id,
        date=date_words(first.date),
        when=when_words(first.when, of_document=first.of_document) if first.when else None,
        measures=measures(
            dict.fromkeys(place for one in group for place in one.where),
            dict.fromkeys(figure for one in group for figure in one.figures),
        ),
        denied=first.denied,
        hedged=first.hedged,
        rejected=_is_rejected(judged.get(first.id, ())),
        parties=tuple(
            Named(role=role, entity=entity, type=type_, name=name)
            for (role, entity), (type_, name) in told.items()
        ),
        behind=tuple(dict.fromkeys(each for one in group for each in _behind(one))),
        against=tuple(
            Against(conflict=id_, words=conflict_words(kind))
            for id_, kind in dict.fromkeys(c for one in group if one.weight for c in one.weight.conflicts)
        ),
        decided=tuple(dict.fromkeys(each for one in group for each in judged.get(one.id, ()))),
        statements=tuple(group),
    )


def _is_rejected(judged: Iterable[Judged]) -> bool:
    return (
        next((one.kind for one in reversed([*judged]) if one.kind in {"accept", "reject"}), None) == "reject"
    )


def _behind(one: Entry) -> Iterable[Behind]:
    weight = one.weight
    if weight is None:
        return
    what = "it happened" if weight.aspect == "occurrence" else "it is so"
    yield Behind(claim=weight.claim, words=what, origins=weight.origins, documents=weight.documents)
    for less in weight.less:
        yield Behind(claim=less.claim, words=aspect_words(less), origins=less.origins, documents=None)


def behind_words(behind: Behind) -> str:
    """ "it happened: 2 independent origins in 3 documents"."""
    documents = behind.documents
    where = f" in {documents} document{'' if documents == 1 else 's'}" if documents else ""
    return f"{behind.words}: {origins_words(behind.origins)}{where}"


def judgements(ask: Ask) -> dict[str, tuple[Judged, ...]]:
    """The decisions in force, by the id of what they are about here."""
    return ask.held.get("judgements", lambda: _judgements(decided(ask)))


def decided(ask: Ask) -> tuple[Kept, ...]:
    """All decisions, the oldest first."""
    return ask.held.get("decided", lambda: kept(ask.reader))


def just_decided(ask: Ask, id_: str | None) -> Kept | None:
    """The decision that a visitor comes back from, if there is one of this id."""
    return next((one for one in decided(ask) if one.id == id_), None) if id_ else None


def _judgements(every: Iterable[Kept]) -> dict[str, tuple[Judged, ...]]:
    found: dict[str, tuple[Judged, ...]] = {}
    for one in every:
        if one.withdrawn or one.overruled or one.decision.kind == "withdraw":
            continue
        for subject in one.about:
            found[subject] = (*found.get(subject, ()), _judged(one))
    return found


def _judged(one: Kept) -> Judged:
    decision = one.decision
    return Judged(
        decision=one.id,
        kind=decision.kind,
        value=decision.value,
        by=decision.made_by,
        at=decision.made_at,
        why=decision.why,
    )
