"""Files of event words against their own sentences: is each read as its entry says?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Literal

import msgspec

from whosays import lexicon
from whosays.annotate.model.lemmas import lemma
from whosays.annotate.pipeline import Pipeline, default_pipeline
from whosays.annotate.statements import own, senses
from whosays.annotate.statements.senses import Entry
from whosays.annotate.statements.tree import Tree
from whosays.plugins import LexiconFile
from whosays.records import Document, Statement

_PARTS = {"verbs": "VERB", "nouns": "NOUN", "adjectives": "ADJ"}


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence of an entry that is not read as the entry says."""

    under: Literal["examples", "others"]
    text: str
    found: tuple[str, ...]
    """What was read instead, or what should not have been: "ASSAULT, by killing"."""
    why: str


class Trial(msgspec.Struct, frozen=True, kw_only=True):
    """What came of the sentences of one entry."""

    file: str
    entry: str
    type: str
    mode: str | None
    replaces: str | None
    """The file of whosays with the entry of the same name, which it stands in for."""
    examples: int
    read: int
    """Examples that are read as an event of its type and mode."""
    others: int
    left: int
    """Sentences under `others` that are not read as an event of its type."""
    wrong: tuple[Reading, ...]
    hints: tuple[str, ...]

    @property
    def passes(self) -> bool:
        """Is every sentence read as the entry says?"""
        return not self.wrong


def trials(files: tuple[LexiconFile, ...]) -> Iterator[Trial]:
    """Each entry of the files, all files in force; each of its sentences is a document of its own."""
    pipeline = default_pipeline(files)
    for code, entry in own.entries(files).items():
        yield _trial(pipeline, files, code, entry)


def _trial(pipeline: Pipeline, files: tuple[LexiconFile, ...], code: str, entry: Entry) -> Trial:
    wrong = []
    for text in entry.examples:
        document = _read(pipeline, text)
        if not any((s.type, s.mode) == (entry.type, entry.mode) for s in _events(document)):
            found = tuple(_told(statement) for statement in document.statements)
            why = _why_not(document, files, code, entry)
            wrong.append(Reading(under="examples", text=text, found=found, why=why))
    for text in entry.others:
        bad = [s for s in _events(_read(pipeline, text)) if s.type == entry.type]
        if bad:
            why = "add what tells the two apart: kinds, requires, context, unless"
            wrong.append(Reading(under="others", text=text, found=tuple(map(_told, bad)), why=why))
    file, _, name = code.rpartition(":")
    missed = sum(reading.under == "examples" for reading in wrong)
    return Trial(
        file=file,
        entry=name,
        type=entry.type,
        mode=entry.mode,
        replaces=lexicon.place_of(name) if name in senses.entries() else None,
        examples=len(entry.examples),
        read=len(entry.examples) - missed,
        others=len(entry.others),
        left=len(entry.others) - (len(wrong) - missed),
        wrong=tuple(wrong),
        hints=tuple(_hints(entry)) if missed else (),
    )


def _read(pipeline: Pipeline, text: str) -> Document:
    key = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return pipeline.annotate(
        Document(id=key, source="lexicon", format="text/plain", text=text, language="en")
    )


def _events(document: Document) -> list[Statement]:
    return [statement for statement in document.statements if statement.kind == "event"]


def _told(statement: Statement) -> str:
    """ "ASSAULT, explosives, by bombing"."""
    parts = [
        statement.type or statement.kind,
        statement.mode,
        f"by {statement.code}" if statement.code else None,
    ]
    return ", ".join(part for part in parts if part)


def _why_not(document: Document, files: tuple[LexiconFile, ...], code: str, entry: Entry) -> str:
    """What kept an entry from reading its example."""
    if any(statement.code == code for statement in document.statements):
        return "its words are read, but not with this type and mode"
    mine = senses.candidates(Tree(document), senses.indexed({code: entry}))
    if not mine:
        return "none of its words is there in its basic form and word class, or 'unless' forbids it"
    read = senses.candidates(Tree(document), own.index(files))
    others = {sense.name for i in mine for sense in read.get(i, ()) if sense.name != code}
    if others & {statement.code for statement in document.statements}:
        return "its words are there, but another entry is tried first (more words, or earlier)"
    return (
        "its words are there, but 'kinds', 'requires' or 'context' forbid it, or it is not told as an event"
    )


def _hints(entry: Entry) -> Iterator[str]:
    """Words that look like another form than the basic one, in which the words of a text are looked up."""
    for key, upos in _PARTS.items():
        for pattern in getattr(entry, key):
            for word in pattern.replace("|", " ").split():
                basic = lemma(word, upos)
                if not word.startswith(("@", "_")) and basic != word and word == pattern.split()[0]:
                    yield f"under {key}, {word!r} may be a form of {basic!r}: write the basic form"
