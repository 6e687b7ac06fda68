"""Reports by hand with the layers of an annotation, and what really follows from them: no model needed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from tests.factories import loose_words
from tests.views.by_hand import derived
from whosays.records import Attribution, Document, Entity, Mention, Quantity, Statement, Time
from whosays.records.derived import Reading

BODIES = {
    "Harbour League": "Organization",
    "Ostrel": "Place",
    "Karsk": "Place",
    "Coast Office": "Organization",
}


class Happened(NamedTuple):
    """A sentence of a report that tells of something: by which word, when, who took part in which role."""

    words: str
    trigger: str
    roles: Mapping[str, str]
    day: str | None = None
    said_by: str | None = None
    dead: int | None = None
    type: str = "ASSAULT"
    mode: str | None = None


def happened(
    words: str,
    trigger: str,
    day: str | None = None,
    *,
    said_by: str | None = None,
    dead: int | None = None,
    type: str = "ASSAULT",  # noqa: A002  (the field's name)
    mode: str | None = None,
    **roles: str,
) -> Happened:
    """`happened("The Harbour League killed Edvin Maur.", "killed", "1985-05-04", victim="Edvin Maur")`."""
    return Happened(words, trigger, roles, day, said_by, dead, type, mode)


def report(
    *sentences: Happened | str,
    source: str = "pile/a.txt",
    names: Mapping[str, str] | None = None,
    **metadata: object,
) -> Reading:
    """A reading of these sentences; `names`: what else is named in them, and its type."""
    told = [one if isinstance(one, Happened) else Happened(one, "", {}) for one in sentences]
    types = dict(names or {})
    for one in told:
        for name in (*one.roles.values(), *([one.said_by] if one.said_by else [])):
            types.setdefault(name, BODIES.get(name, "Person"))
    text = "\n".join(one.words for one in told)
    mentions = _mentions(text, types)
    times, quantities, attributions, statements = [], [], [], []
    at = 0
    for number, one in enumerate(told):
        span = (at, at + len(one.words))
        at = span[1] + 1
        if not one.trigger:
            continue
        trigger = _within(text, one.trigger, span)
        if one.day:
            times.append(Time(start=trigger[0], end=trigger[1], type="DATE", value=one.day, edtf=one.day))
        if one.dead is not None:
            where = _within(text, str(one.dead), span)
            quantities.append(
                Quantity(
                    start=where[0], end=where[1], kind="count", value=one.dead, unit="person", role="dead",
                    min=one.dead, max=one.dead,
                )
            )  # fmt: skip
        if one.said_by:
            speaker = _within(text, one.said_by, span)
            attributions.append(
                Attribution(
                    source=(speaker,), cue=(), content=((span[0], speaker[0]),), speaker=f"e {one.said_by}"
                )
            )
        roles = {
            role: tuple(
                n
                for n, mention in enumerate(mentions)
                if mention.entity == f"e {name}" and span[0] <= mention.start < span[1]
            )
            for role, name in one.roles.items()
        }
        statements.append(
            Statement(
                id=f"s{number}",
                start=span[0],
                end=span[1],
                kind="event",
                type=one.type,
                mode=one.mode,
                event=f"v{number}",
                trigger=trigger,
                roles=roles,
                time=len(times) - 1 if one.day else None,
                edtf=one.day,
                quantities=(len(quantities) - 1,) if one.dead is not None else (),
                attribution=len(attributions) - 1 if one.said_by else None,
            )
        )
    values: dict[str, object] = {
        "id": "",
        "source": source,
        "format": "text/plain",
        "language": "en",
        "text": text,
        "sentences": tuple(_lines(text)),
        "syntax": loose_words(text, {one.trigger for one in told}),
        "mentions": tuple(mentions),
        "entities": tuple(Entity(id=f"e {name}", type=kind, name=name) for name, kind in types.items()),
        "times": tuple(times),
        "quantities": tuple(quantities),
        "attributions": tuple(attributions),
        "statements": tuple(statements),
        **metadata,
    }
    return derived(Document(**values))  # type: ignore[arg-type]


def _mentions(text: str, types: Mapping[str, str]) -> list[Mention]:
    if not types:
        return []
    longest_first = sorted(types, key=lambda name: (-len(name), name))
    pattern = r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)"
    return [
        Mention(start=m.start(), end=m.end(), type=types[m[0]], kind="name", entity=f"e {m[0]}")
        for m in re.finditer(pattern, text)
    ]


def _within(text: str, words: str, span: tuple[int, int]) -> tuple[int, int]:
    start = text.index(words, span[0], span[1])
    return start, start + len(words)


def _lines(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"[^\n]+", text)]
