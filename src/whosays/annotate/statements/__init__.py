"""Statements: who did what to whom, when and where, and what things are to one another, as the text says it.

Events are read off the syntax tree by the words of `lexicon/events`, relations and states by those of their
own lexicons. English only. What it leaves out is told in `docs/statements.md`.
"""

from __future__ import annotations

import msgspec

from whosays.annotate.statements import (
    background,
    carried,
    deaths,
    disowned,
    incidents,
    listed,
    occurrences,
    own,
    polarity,
    scene,
    signed,
    sited,
    voices,
)
from whosays.annotate.statements.entries import Entries, item_span
from whosays.annotate.statements.events import SPOKEN, read_events
from whosays.annotate.statements.found import Found
from whosays.annotate.statements.layout import Layout
from whosays.annotate.statements.lines import shown, trimmed
from whosays.annotate.statements.relations import relations
from whosays.annotate.statements.senses import Index
from whosays.annotate.statements.tree import Tree
from whosays.plugins import LexiconFile, annotator
from whosays.records import Document, Span, Statement
from whosays.records.layers import Certainty

_AT_ITS_HEAD = 30  # characters from its beginning within which an event noun is what a denial is about


@annotator(
    gives={"statements"},
    needs={"sentences", "syntax", "mentions", "entities", "times", "quantities", "places", "attributions"},
    takes_lexicon=True,
)
def statements(document: Document, lexicon: tuple[LexiconFile, ...] = ()) -> Document:
    """The document with its events, relations and states; none for a document that is not in English.

    `lexicon`: event words of the user's own, laid over ours.
    """
    if document.language not in {None, "en"} or not document.syntax:
        return document.having(statements=())
    return document.having(statements=tuple(_read(document, own.index(lexicon))))


def _read(document: Document, known: Index) -> list[Statement]:
    """All statements, in text order."""
    tree = Tree(document)
    layout = Layout(document)
    entries = Entries(tree, layout)
    found = read_events(tree, known, layout, entries)
    found += _listed(tree, layout, entries, {tree.sentence[event.at] for event in found})
    found.sort(key=lambda event: (tree.words[event.at].start, event.at))
    incidents.attach(tree, found)
    found = deaths.without(tree, background.without(tree, found))
    numbers = occurrences.joined(tree, found)
    occurrences.share(tree, found, numbers)
    carried.carry(tree, found)
    scene.place_events(tree, found)
    told = [
        _statement(tree, layout, entries, event, f"v{number + 1}")
        for event, number in zip(found, numbers, strict=True)
    ]
    keys = {id(event): f"v{number + 1}" for event, number in zip(found, numbers, strict=True)}
    told += [
        _statement(tree, layout, entries, event, keys[id(act)])
        for reader in (disowned, signed, sited)
        for event, act in reader.read(tree, found, layout)
    ]
    told += relations(tree, layout, entries, found)
    told.sort(key=lambda statement: (statement.trigger, statement.type or ""))
    return [
        msgspec.structs.replace(statement, id=f"s{number}") for number, statement in enumerate(told, start=1)
    ]


def _listed(tree: Tree, layout: Layout, entries: Entries, told: set[int]) -> list[Found]:
    """Events of bare items under words that say what befell those listed."""
    found = []
    for sentence, (first, end) in enumerate(tree.bounds):
        if sentence in told or first >= end:
            continue
        setting = layout.setting(tree.words[first].start)
        lead = entries.lead(setting)
        entry = entries.entry(sentence, setting)
        if lead is not None and entry is not None and entry.item is not None:
            event = listed.event(tree, sentence, entry, lead)
            if event is not None:
                found.append(event)
    return found


def _statement(tree: Tree, layout: Layout, entries: Entries, event: Found, key: str) -> Statement:
    document = tree.document
    trigger = _trigger(tree, event)
    start, end = _line(tree, layout, entries, event, trigger)
    return Statement(
        id="",
        start=start,
        end=end,
        kind="event",
        type=event.sense.entry.type,
        mode=event.sense.entry.mode,
        event=key,
        trigger=trigger,
        roles=event.filled.frozen(),
        quantities=tuple(event.filled.quantities),
        time=event.time,
        edtf=_edtf(document, event),
        polarity=event.polarity
        if _keeps_polarity(document, event, trigger)
        else voices.polarity_of(document, event.attribution, event.polarity),
        certainty=polarity.weakest(event.certainty, _left_by_source(document, event)),
        attribution=event.attribution,
        code=event.sense.name,
        apart=tuple(tree.span(i, i + 1) for i in event.sense.words if not _within(tree, i, trigger)),
    )


def _edtf(document: Document, event: Found) -> str | None:
    edtf = None if event.time is None else document.times[event.time].edtf
    return f"{edtf[:10]}?" if edtf is not None and event.carried else edtf


def _left_by_source(document: Document, event: Found) -> Certainty:
    """What the source's stance leaves; a demand is one, whatever becomes of what is demanded."""
    if event.sense.entry.type in SPOKEN or _is_taken_for_granted(document, event):
        return "fact"
    return voices.certainty_of(document, event.attribution)


def _is_taken_for_granted(document: Document, event: Found) -> bool:
    """ "Ordered a judge to investigate the murder of X": the murder was, whatever becomes of the order."""
    if event.attribution is None or document.attributions[event.attribution].stance != "demands":
        return False
    trigger = document.syntax[event.at].start
    content = voices.content_round(document, event.attribution, trigger)
    return event.sense.part == "noun" and content is not None and trigger - content[0] > _AT_ITS_HEAD


def _keeps_polarity(document: Document, event: Found, trigger: Span) -> bool:
    """Is it untouched by a denial of its source?

    "Denied any part in" is what ties its subject to the event, and counts once; "denied that the delay had to
    do with the arrest of two men" leaves the arrest alone, "denied the arrest" does not.
    """
    if event.claimed:
        return True
    content = voices.content_round(document, event.attribution, trigger[0])
    return event.sense.part == "noun" and content is not None and trigger[0] - content[0] > _AT_ITS_HEAD


def _trigger(tree: Tree, event: Found) -> Span:
    """The event word with the words of its pattern that stand next to it."""
    first = last = event.at
    words = set(event.sense.words)
    if event.at in tree.hyphened:  # "cease-fire" is one word
        words |= {event.at - 1, event.at - 2}
    while first - 1 in words:
        first -= 1
    while last + 1 in words:
        last += 1
    return tree.span(first, last + 1)


def _within(tree: Tree, i: int, span: Span) -> bool:
    return span[0] <= tree.words[i].start and tree.words[i].end <= span[1]


def _line(tree: Tree, layout: Layout, entries: Entries, event: Found, trigger: Span) -> Span:
    """The words that are shown: what the source says, else the sentence; a dated item as a whole."""
    document = tree.document
    number = tree.sentence[event.at]
    sentence = document.sentences[number]
    entry = entries.entry(number, layout.setting(tree.words[event.at].start))
    if entry is not None and entry.item is not None and entry.dated:
        return trimmed(document, item_span(entry, sentence), trigger)
    return shown(tree, event.attribution, trigger, event.at)
