"""Documents with layers made by hand: times and counts by patterns, names from a list, trees by the model."""

from __future__ import annotations

import re

from whosays.annotate.language import language
from whosays.annotate.statements import statements
from whosays.annotate.statements.participants import participants
from whosays.records import (
    Attribution,
    Block,
    Document,
    Entity,
    Mention,
    Quantity,
    Stance,
    Statement,
    Time,
    Token,
)

NAMES = {
    "Mikal Dorn": "Person",
    "Jonas Rell": "Person",
    "Karl Ebers": "Person",
    "Edvin Maur": "Person",
    "Irina Sand": "Person",
    "Harbour League": "Organization",
    "Quay Faction": "Organization",
    "Party of the Quay": "Organization",
    "Northern Union": "PublicBody",
    "Harbour Relief Fund": "Organization",
    "Rovers": "Organization",
    "Ostel": "Place",
    "Ostrel": "Place",
    "Velm": "Place",
    "Lunesk": "Place",
    "Arvan": "Place",
    "Ostland": "Place",
}
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October"]
_NAMES = re.compile("|".join(sorted(NAMES, key=len, reverse=True)), re.IGNORECASE)
_TIMES = re.compile(rf"(?:(\d{{1,2}}) )?({'|'.join(MONTHS)}) (\d{{4}})|\b((?:19|20)\d\d)\b", re.IGNORECASE)
_WORDS = re.compile(r"\w+(?:[-’']\w+)*|[^\w\s]")
_COUNTS = re.compile(r"(?<![\w.])\d{1,3}(?![\w.:,]\d|\w)|\b(?:two|three|four|seven|forty)\b", re.IGNORECASE)


def document(text: str, *, blocks: list[tuple[str, str]] | None = None, **fields: object) -> Document:
    """A document of `text`, or of `blocks` (kind, text), with every layer that statements need."""
    laid: list[Block] = []
    if blocks is not None:
        text = "\n\n".join(part for _, part in blocks)
        at = 0
        for kind, part in blocks:
            laid.append(Block(start=at, end=at + len(part), kind=kind, level=1))  # type: ignore[arg-type]
            at += len(part) + 2
    times = tuple(_time(match) for match in _TIMES.finditer(text))
    canonical = {name.lower(): name for name in NAMES}
    found = [(m.start(), m.end(), canonical[m.group().lower()]) for m in _NAMES.finditer(text)]
    order = list(dict.fromkeys(name for _, _, name in found))
    mentions = tuple(
        Mention(start=a, end=b, type=NAMES[name], kind="name", entity=f"e{order.index(name) + 1}")
        for a, b, name in found
    )
    entities = tuple(Entity(id=f"e{i}", type=NAMES[n], name=n) for i, n in enumerate(order, start=1))
    taken = [(t.start, t.end) for t in times]
    counts = tuple(
        Quantity(
            start=m.start(), end=m.end(), kind="count", value=int(m.group()) if m.group().isdigit() else 2
        )
        for m in _COUNTS.finditer(text)
        if not any(a <= m.start() < b for a, b in taken)
    )
    made: dict[str, object] = {
        "id": "0" * 64,
        "source": "by-hand.txt",
        "format": "text/plain",
        "language": "en",
        "text": text,
        "blocks": tuple(laid),
        "sentences": tuple(_sentences(text)),
        "tokens": tuple(Token(m.start(), m.end()) for m in _WORDS.finditer(text)),
        "mentions": mentions,
        "entities": entities,
        "times": times,
        "quantities": counts,
    }
    told = Document(**{**made, **fields})  # type: ignore[arg-type]
    read = language(told)
    told = told.having(sentences=read.sentences, tokens=read.tokens, syntax=read.syntax)
    return participants(told)


def _time(match: re.Match[str]) -> Time:
    day, month, year, alone = match.groups()
    value = alone or f"{year}-{[m.lower() for m in MONTHS].index(month.lower()) + 1:02}"
    value += f"-{int(day):02}" if day else ""
    return Time(start=match.start(), end=match.end(), type="DATE", value=value, edtf=value)


def _sentences(text: str) -> list[tuple[int, int]]:
    return [(m.start(), m.end()) for m in re.finditer(r"\S(?:[^.?!\n]|[.](?=\d|[a-z]))*[.?!]?[\"”]?", text)]


def reported(text: str, content: str, cue: str, *, stance: Stance = "asserts") -> Attribution:
    """An attribution whose content and cue are these words of `text`."""
    start, at = text.index(content), text.index(cue)
    return Attribution(cue=((at, at + len(cue)),), content=((start, start + len(content)),), stance=stance)


def read(text: str = "", **fields: object) -> list[Statement]:
    """The events of a text."""
    found = statements(document(text, **fields)).statements  # type: ignore[arg-type]
    return [statement for statement in found if statement.kind == "event"]


def told(text: str, **fields: object) -> list[tuple[str | None, str, dict[str, list[str]]]]:
    """Type, trigger and roles in words, of each event."""
    doc = statements(document(text, **fields))  # type: ignore[arg-type]
    return [
        (
            s.type,
            doc.words(s.trigger),
            {
                role: [doc.words((doc.mentions[m].start, doc.mentions[m].end)) for m in ms]
                for role, ms in s.roles.items()
            },
        )
        for s in doc.statements
        if s.kind == "event"
    ]
