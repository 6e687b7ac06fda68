"""The casebook alone: `python -m benchmarks.casebook [N]` keeps N made-up documents and asks for them again.

Each has 30 sentences, 60 mentions of 24 entities and 15 statements. Prints the rate of keeping, the size of
the file, and the median time of what commands ask for, within the library.
"""

from __future__ import annotations

import random
import shutil
import statistics
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from benchmarks.articles import BODIES, FIRST, GROUPS, LAST, PLACES
from whosays.casebook import Reader, Writer
from whosays.casebook.filing import sha256
from whosays.casebook.rows import LineFilter
from whosays.records import Block, Document, Given, Mention, Token
from whosays.records.derived import (
    Derived,
    Known,
    Line,
    Party,
    Reading,
    Sighting,
    Voice,
    content_id,
    document_key,
)

WORDS = [
    *("the", "of", "a", "in", "was", "that", "had", "been"),
    *("road", "market", "police", "night", "bridge", "village", "hills", "nobody"),
    *("could", "say", "who", "owned", "papers", "before", "war", "station"),
    *("court", "prison", "report", "officials", "weeks", "closed", "snow", "bread"),
    *("oil", "prices", "men", "soldiers", "customs", "house", "post", "office"),
    *("railway", "barracks", "neighbour", "statement", "according", "camp", "base", "talks"),
    *("release", "arrested"),
]
SENTENCES, MENTIONS, ENTITIES, STATEMENTS = 30, 60, 24, 15


def reading(number: int) -> Reading:
    """A made-up document, annotated; always the same one for the same number."""
    rng = random.Random(number)
    cast = [_known(rng, rank) for rank in range(ENTITIES)]
    pieces: list[str] = []
    blocks: list[Block] = []
    sentences: list[tuple[int, int]] = []
    sightings: list[Sighting] = []
    at = 0
    for place in range(SENTENCES):
        begin = at
        for _ in range(MENTIONS // SENTENCES):
            known = rng.choice(cast)
            sightings.append(Sighting(entity=known.id, start=at, end=at + len(known.name), kind="name"))
            piece = known.name + " " + " ".join(rng.choices(WORDS, k=9)) + " "
            pieces.append(piece)
            at += len(piece)
        sentences.append((begin, at - 1))
        if place % 3 == 2:
            blocks.append(Block(start=sentences[place - 2][0], end=at - 1, kind="paragraph"))
    text = "".join(pieces)
    data = text.encode()
    published = (date(1980, 1, 1) + timedelta(days=rng.randrange(14000))).isoformat()
    document = Document(
        id=sha256(data),
        source=f"pile/{number:07}.txt",
        format="text/plain",
        title=f"Report {number}",
        publisher="The Melsk Herald",
        published=published,
        language="en",
        text=text,
        blocks=tuple(blocks),
        sentences=tuple(sentences),
        tokens=tuple(_tokens(text)),
        mentions=tuple(
            Mention(start=s.start, end=s.end, type="Person", kind="name", entity=s.entity) for s in sightings
        ),
    )
    key = document_key(document.id, document.format, Given())
    lines = tuple(_line(rng, key, document, sightings, place) for place in range(STATEMENTS))
    derived = Derived(lines=lines, entities=tuple(dict.fromkeys(cast)), sightings=tuple(sightings))
    return Reading(key=key, document=document, packed=zlib.compress(data, 6), size=len(data), derived=derived)


def _tokens(text: str) -> Iterator[Token]:
    at = 0
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        yield Token(start, at)


def _known(rng: random.Random, rank: int) -> Known:
    if rank < 5:
        name = rng.choice([GROUPS, BODIES, PLACES][rank % 3])
    else:
        name = f"{rng.choice(FIRST)} {rng.choice(LAST)}{rng.randrange(400) or ''}"
    return Known(id=content_id("e", name), type="Person", name=name, aliases=(name.split()[-1],))


def _line(rng: random.Random, key: str, document: Document, sightings: list[Sighting], place: int) -> Line:
    start, end = document.sentences[place * 2]
    here = [s for s in sightings if start <= s.start < end]
    day = (
        (date(1975, 1, 1) + timedelta(days=rng.randrange(16000))).isoformat() if rng.random() < 0.7 else None
    )
    speaker = rng.choice(sightings)
    return Line(
        id=content_id("s", key, start, end),
        document=key,
        kind="event",
        type=rng.choice(["ASSAULT", "COERCE", "CONSULT", "PROTEST"]),
        mode=None,
        event=content_id("v", key, place),
        start=start,
        end=end,
        summary=document.text[start:end],
        when=None,
        edtf=day,
        earliest=day,
        latest=day,
        polarity="asserted" if rng.random() < 0.9 else "denied",
        certainty="fact",
        voice=(
            Voice(kind="document", name="The Melsk Herald"),
            Voice(
                kind="speaker",
                name=document.text[speaker.start : speaker.end],
                span=(speaker.start, speaker.end),
                entity=speaker.entity,
            ),
        ),
        parties=tuple(
            Party(role=role, entity=s.entity, start=s.start, end=s.end)
            for role, s in zip(("actor", "recipient"), here, strict=False)
        ),
    )


def main(number: int = 10_000) -> None:
    scratch = Path(tempfile.mkdtemp(prefix="whosays-bench-"))
    try:
        case = str(scratch / "case.db")
        spent = 0.0
        with Writer.open(case) as writer:
            for n in range(number):
                made = reading(n)
                began = time.perf_counter()
                writer.put(f"/pile/{n:07}.txt", made, "benchmark")
                spent += time.perf_counter() - began
            began = time.perf_counter()
        spent += time.perf_counter() - began
        size = Path(case).stat().st_size / 2**20
        print(f"casebook: {number} documents kept in {spent:.1f} s: {number / spent:.0f} a second;")
        print(f"  {size:.0f} MiB, {size * 1024 / number:.1f} KiB a document")
        ask(case)
    finally:
        shutil.rmtree(scratch)


def ask(case: str) -> None:
    """Median time of each question, casebook opened anew."""
    with Reader.open(case) as casebook:
        common = casebook.find_entities(GROUPS[0])[0].id
        rare = casebook.find_entities("Mira Orlan7")[0].id
        some = casebook.lines(limit=200)[77].id
        last = casebook.count_lines() - 200
    questions: dict[str, Callable[[Reader], object]] = {
        "open": lambda casebook: casebook.count_lines(LineFilter(documents=("d-0",))),
        "timeline, first 200": lambda casebook: casebook.lines(limit=200),
        "timeline, last 200": lambda casebook: casebook.lines(limit=200, offset=last),
        "timeline from 2010 to 2012": lambda casebook: casebook.lines(
            LineFilter(earliest="2010", latest="2012"), limit=200
        ),
        "timeline, denied assaults": lambda casebook: casebook.lines(
            LineFilter(type="ASSAULT", polarity="denied"), limit=200
        ),
        "timeline, undated": lambda casebook: casebook.lines(LineFilter(undated=True), limit=200),
        "timeline, words": lambda casebook: casebook.lines(LineFilter(text="bridge prison"), limit=200),
        "timeline of a common entity": lambda casebook: casebook.lines_of(common),
        "timeline of a common entity, denied": lambda casebook: casebook.lines(
            LineFilter(entities=(common,), polarity="denied")
        ),
        "timeline of a rare entity": lambda casebook: casebook.lines_of(rare),
        "said by a common entity": lambda casebook: casebook.lines_said_by(common),
        "count": lambda casebook: casebook.count_lines(),
        "count from 2010 to 2012": lambda casebook: casebook.count_lines(
            LineFilter(earliest="2010", latest="2012")
        ),
        "count of a common entity": lambda casebook: casebook.count_lines(LineFilter(entities=(common,))),
        "who": lambda casebook: (
            casebook.find_entities(GROUPS[0]),
            casebook.sightings(common, 20),
            casebook.lines_of(common, limit=50),
            casebook.lines_said_by(common, limit=50),
        ),
        "show": lambda casebook: casebook.document(casebook.line(some).document),
        "search": lambda casebook: casebook.search("bridge prison"),
        "info, digest": lambda casebook: casebook.info(),
    }
    for name, question in questions.items():
        times = []
        for _ in range(7):
            began = time.perf_counter()
            with Reader.open(case) as casebook:
                question(casebook)
            times.append(time.perf_counter() - began)
        print(f"  {name}: {statistics.median(times) * 1000:.1f} ms (worst of 7 {max(times) * 1000:.1f})")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
