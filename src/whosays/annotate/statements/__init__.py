"""Statements: who did what to whom, when and where, and what things are to one another, as the text says it.

A first reading by event words and small words (`lexicon/events.yaml`, `relations.yaml`), with no
parser: precise rather than complete. English only. What it leaves out is told in `docs/statements.md`.
"""

from __future__ import annotations

import msgspec

from whosays.annotate.statements import (
    dating,
    entries,
    event_words,
    listed,
    occurrences,
    offices,
    readings,
    stance,
)
from whosays.annotate.statements.dating import Layout, Setting
from whosays.annotate.statements.entries import Entries, Entry
from whosays.annotate.statements.found import Found
from whosays.annotate.statements.lines import content_round, line_of, trimmed
from whosays.annotate.statements.roles import Near
from whosays.annotate.statements.sentence import SentenceWords, Words, grammar
from whosays.plugins import annotator
from whosays.records import Document, Span, Statement

_LONGEST = 1_000  # words; what is longer is a table or a list run together, not a sentence
_AT_ITS_HEAD = 30  # characters from its beginning within which an event is what a denial is about
_AROUND = 3  # sentences before and after whose words count as context


@annotator(
    gives={"statements"},
    needs={"sentences", "tokens", "mentions", "entities", "times", "quantities", "attributions"},
)
def statements(document: Document) -> Document:
    """The document with its events and relations; none for a document that is not in English."""
    if document.language not in {None, "en"}:
        return document.having(statements=())
    return document.having(statements=_Reader(document).read())


class _Reader:
    """Reads one document sentence by sentence."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._sentences = SentenceWords(document)
        self._layout = Layout(document)
        self._entries = Entries(document, self._sentences)
        self._statements: list[Statement] = []
        self._made_from: list[Found | None] = []

    def read(self) -> tuple[Statement, ...]:
        """All statements, in text order."""
        lowered = [self._sentences.lower(sentence) for sentence in self._document.sentences]
        context = [len(grammar().context.intersection(words)) for words in lowered]
        violence = [len(grammar().violence.intersection(words)) for words in lowered]
        triggers = event_words.phrases().keys() | offices.first_words()
        for index, sentence in enumerate(self._document.sentences):
            setting = self._layout.setting(sentence[0])
            if self._entries.lead(setting) is None and triggers.isdisjoint(lowered[index]):
                self._entries.pass_by(sentence, setting)
                continue
            around = (*range(max(0, index - _AROUND), index), *range(index + 1, index + _AROUND + 1))
            within = [i for i in around if i < len(context)]
            near = Near(sum(context[i] for i in within), sum(violence[i] for i in within))
            self._sentence(sentence, near, setting)
        return self._finished()

    def _sentence(self, sentence: Span, near: Near, setting: Setting) -> None:
        w = self._sentences.words(sentence)
        if not 0 < len(w) <= _LONGEST:
            return
        entry = self._entries.entry(w, setting)
        heading = setting.block is not None and setting.block.kind == "heading"
        anything = self._events(w, near, entry, setting)
        if heading:
            return
        self._offices(w)
        lead = self._entries.lead(setting)
        if entry is not None and entry.item is not None and lead is not None and not anything:
            statement = listed.statement(w, entry, lead)
            if statement is not None:
                self._append(statement, w, None, entry)

    def _events(self, w: Words, near: Near, entry: Entry | None, setting: Setting) -> bool:
        """Read the sentence's event words; a heading's introduce what stands under it and state nothing."""
        heading = setting.block is not None and setting.block.kind == "heading"
        previous: Found | None = None
        at, anything = 0, False
        while at < len(w):
            found = self._event_at(w, at, near, entry, previous)
            if found is None:
                at += 1
                continue
            introduces = self._entries.remember(w, found, setting)
            if not heading and not introduces:
                self._add(w, found, entry)
                anything = True
            previous = previous if found.sense.relation else found
            at = found.end
        return anything

    def _event_at(
        self, w: Words, at: int, near: Near, entry: Entry | None, previous: Found | None
    ) -> Found | None:
        if w.mention[at] >= 0 and self._document.mentions[w.mention[at]].kind == "name":
            return None
        for words, sense in event_words.phrases().get(w.lower[at], ()):
            if not w.matches(words, at):
                continue
            if sense.entry.entry_only and (entry is None or at - entry.body > 2 or at < entry.body):
                continue
            found = readings.read(w, at, at + len(words), sense, near, previous, entry)
            if found is not None:
                return found
        return None

    def _add(self, w: Words, found: Found, entry: Entry | None) -> None:
        trigger = (w.spans[found.at][0], w.spans[found.end - 1][1])
        attribution = stance.reported_by(self._document, trigger[0])
        content = content_round(self._document, attribution, trigger[0])
        time = self._time(w, found, entry, content)
        statement = Statement(
            id="",
            start=trigger[0],
            end=trigger[1],
            kind="relation" if found.sense.relation else "event",
            type=found.sense.entry.type,
            mode=found.sense.entry.mode,
            trigger=trigger,
            roles=found.roles.frozen(),
            quantities=tuple(found.quantities),
            time=time,
            edtf=None if time is None else self._document.times[time].edtf,
            polarity=found.polarity
            if _keeps_polarity(found, trigger, content)
            else stance.polarity_of(self._document, attribution, found.polarity),
            certainty=found.certainty,
            attribution=attribution,
        )
        self._append(statement, w, found, entry)

    def _time(self, w: Words, found: Found, entry: Entry | None, content: Span | None) -> int | None:
        time = dating.of_trigger(w, found.at, (found.low, found.high), sense=found.sense, content=content)
        if found.claimed:
            # The day of a claim, a denial or a charge stands before it; the event's own follows its noun.
            start = w.spans[max(0, found.at - 3)][0]
            return time if time is not None and self._document.times[time].start >= start else None
        return time if time is not None or entry is None else entry.time

    def _offices(self, w: Words) -> None:
        for at, word in enumerate(w.lower):
            held = offices.read(w, at) if word in offices.first_words() else None
            if held is None or stance.asserts_nothing(w, held.at):
                continue
            trigger = (w.spans[held.at][0], w.spans[held.end - 1][1])
            attribution = stance.reported_by(self._document, trigger[0])
            statement = Statement(
                id="",
                start=trigger[0],
                end=trigger[1],
                kind="relation",
                type=held.type,
                trigger=trigger,
                roles={"object": (held.body,), "subject": (held.person,)},
                polarity=stance.polarity_of(self._document, attribution, held.polarity),
                certainty=stance.of_clause(w, held.at),
                attribution=attribution,
            )
            self._append(statement, w, None, None)

    def _append(self, statement: Statement, w: Words, found: Found | None, entry: Entry | None) -> None:
        sentence = (w.start, w.end)
        if entry is not None and entry.item is not None and entry.dated:
            span = trimmed(self._document, entries.item_span(entry, sentence), statement.trigger)
        else:
            span = line_of(self._document, statement.attribution, statement.trigger, sentence)
            if span != sentence and not w.has_verb(*span):
                span = trimmed(self._document, sentence, statement.trigger)
        self._statements.append(msgspec.structs.replace(statement, start=span[0], end=span[1]))
        self._made_from.append(found)

    def _finished(self) -> tuple[Statement, ...]:
        order = sorted(range(len(self._statements)), key=lambda i: (self._statements[i].trigger, i))
        ordered = [self._statements[i] for i in order]
        keys = occurrences.keys(self._document, ordered, [self._made_from[i] for i in order])
        return tuple(
            msgspec.structs.replace(statement, id=f"s{number}", event=key)
            for number, (statement, key) in enumerate(zip(ordered, keys, strict=True), start=1)
        )


def _keeps_polarity(found: Found, trigger: Span, content: Span | None) -> bool:
    """Is it untouched by a denial of its source?

    "Denied any part in" is what ties its subject to the event, and counts once; "denied that the delay had to
    do with the arrest of two men" leaves the arrest alone, "denied the arrest" does not.
    """
    if found.claimed and found.polarity == "denied":
        return True
    return found.presupposed and content is not None and trigger[0] - content[0] > _AT_ITS_HEAD
