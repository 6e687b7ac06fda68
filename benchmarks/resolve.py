"""What comparing and weighing cost: `python -m benchmarks.resolve [SHARED] [DOCUMENTS ...]`.

Real reports (MUC-4 dev), repeated with other names, dates and wording: five documents in a row speak of the
same people and days in other words, the next five of others. Measured is what comes after a document was put
in: cards, verdicts, clusters, topics, claims. At each doubling one more document is added.
"""

from __future__ import annotations

import hashlib
import pickle
import resource
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

import msgspec

from whosays.casebook import Writer
from whosays.engines.comparing import bring_up_to_date
from whosays.engines.deriving import derive
from whosays.engines.local import run
from whosays.engines.messages import Read
from whosays.plugins import Raw
from whosays.records import Document
from whosays.records.across import Passage, PassageCard
from whosays.records.derived import Derived, Reading, content_id
from whosays.resolve.names import is_safe, normal_name

BASES = 200
TOGETHER = 5
"""Documents in a row that speak of the same."""
TOGETHER_READ = 2_000
"""Documents put in before the casebook is brought up to date."""
CACHE = Path(".bench/resolve.pkl")


def bases(shared: Path) -> list[Document]:
    """Annotated reports, kept for the next time."""
    if CACHE.exists():
        return list(pickle.loads(CACHE.read_bytes()))
    with (shared / "data/muc4/dev.jsonl").open("rb") as lines:
        rows = [msgspec.json.decode(line) for line in lines][:BASES]
    raws = [Raw(source=f"{row['id']}.txt", data=row["text"].encode()) for row in rows]
    found = [o.reading.document for o in run(raws, ordered=True) if isinstance(o, Read) and o.reading]
    CACHE.parent.mkdir(exist_ok=True)
    CACHE.write_bytes(pickle.dumps(found))
    return found


@lru_cache(maxsize=200_000)
def other(word: str, world: int) -> str:
    """Another word in another world: as long, as capital, and always the same there."""
    if not word.isalpha() or len(word) < 3:
        return word
    digest = hashlib.blake2b(f"{world} {word.casefold()}".encode(), digest_size=16).digest()
    told = "".join("bdfgklmnprstvz"[b % 14] if n % 2 == 0 else "aeiou"[b % 5] for n, b in enumerate(digest))
    told = told[: len(word)]
    return told.upper() if word.isupper() else told.capitalize() if word[0].isupper() else told


def renamed(name: str, world: int) -> str:
    """A name in another world."""
    return " ".join(other(word, world) for word in name.split(" "))


def variant(document: Document, base: Derived, number: int) -> Reading:
    """The same report of other people on other days; `number`: of the copy."""
    world = number // TOGETHER
    key = content_id("d", number)
    ids: dict[str, str] = {}
    for place, known in enumerate(base.entities):
        name = renamed(known.name, world)
        normal = normal_name(name, known.type)
        safe = is_safe(normal, known.type)
        ids[known.id] = content_id("e", known.type, normal, *(() if safe else (key, place)))
    text = msgspec.json.encode(msgspec.structs.replace(base, passages=())).decode()
    for old, new in ids.items():
        text = text.replace(old, new)
    for old in {*(line.id for line in base.lines), *(card.id for card in base.events)}:
        text = text.replace(old, content_id(old[:1], key, old))
    derived = msgspec.json.decode(
        text.replace(base.lines[0].document if base.lines else "\0", key), type=Derived
    )
    days = timedelta(days=world * 11 % 7_000)
    replaced = msgspec.structs.replace
    return Reading(
        key=key,
        document=document.having(id=hashlib.sha256(key.encode()).hexdigest(), source=f"{number}.txt"),
        packed=zlib.compress(key.encode()),
        size=len(key),
        derived=replaced(
            derived,
            about=derived.about and replaced(derived.about, key=key),
            cautions=tuple(replaced(c, document=key) for c in derived.cautions),
            entities=tuple(
                replaced(k, name=renamed(k.name, world), aliases=tuple(renamed(a, world) for a in k.aliases))
                for k in derived.entities
            ),
            lines=tuple(
                replaced(
                    line,
                    document=key,
                    edtf=moved(line.edtf, days),
                    earliest=moved(line.earliest, days),
                    latest=moved(line.latest, days),
                )
                for line in derived.lines
            ),
            events=tuple(
                replaced(
                    card,
                    document=key,
                    dates=tuple((moved(a, days), moved(b, days)) for a, b in card.dates),
                    takings=tuple(
                        replaced(t, names=tuple(renamed(name, world) for name in t.names)) if t.named else t
                        for t in card.takings
                    ),
                    about=tuple(other(word, world) for word in card.about),
                    # Some of the words are others in each copy.
                    context=tuple(w if (hash_of(w) + number) % 4 else other(w, number) for w in card.context),
                )
                for card in derived.events
            ),
            passages=tuple(passage(each, world, number) for each in base.passages),
        ),
    )


def hash_of(word: str) -> int:
    """A number that is the same in each run."""
    return zlib.crc32(word.encode())


def moved(day: str | None, days: timedelta) -> str | None:
    """A day so much later; anything else stays."""
    try:
        return (date.fromisoformat(day) + days).isoformat() if day and len(day) == 10 else day
    except (ValueError, OverflowError):
        return day


def passage(each: Passage, world: int, number: int) -> Passage:
    """The same words in another world, some of them changed in each copy."""
    told = (other(word, world) if word.isalpha() else word for word in each.card.words)
    words = tuple(w if (hash_of(w) + number) % 9 else other(w, number) for w in told)
    card = PassageCard(id=content_id("p", each.card.quoted, *words), words=words, quoted=each.card.quoted)
    return msgspec.structs.replace(each, card=card)


@cache
def derived_bases(shared: Path) -> list[tuple[Document, Derived]]:
    """The reports, each with what is derived from it."""
    found = bases(shared)
    return [(document, derive(document, content_id("d", "base", n))) for n, document in enumerate(found)]


def readings(shared: Path, first: int, many: int) -> Iterator[Reading]:
    """Copies of the reports, from number `first` on."""
    documents = derived_bases(shared)
    for number in range(first, first + many):
        base = number // TOGETHER % len(documents)
        yield variant(*documents[base], number)


class Spent:
    """Seconds of the clock and of the processor, and how many documents they were spent on."""

    def __init__(self) -> None:
        self.clock = self.worked = 0.0
        self.documents = 0

    @contextmanager
    def on(self, documents: int) -> Iterator[None]:
        """What is done within is of so many documents."""
        clock, worked = time.perf_counter(), time.process_time()
        yield
        self.clock += time.perf_counter() - clock
        self.worked += time.process_time() - worked
        self.documents += documents

    def __str__(self) -> str:
        """Of the processor, and of the clock."""
        each = 1000 / max(1, self.documents)
        return f"{self.worked * each:.2f} ms ({self.clock * each:.2f} by the clock)"


def measure(shared: Path, many: int) -> None:
    """Put in so many documents, bringing the casebook up to date now and then; a line at each doubling."""
    with tempfile.TemporaryDirectory(dir=".bench") as folder, Writer.open(f"{folder}/case.db") as writer:
        putting, deriving = Spent(), Spent()
        for start, stop in pairwise(stages(many)):
            stretch = Spent()
            for first in range(start, stop, TOGETHER_READ):
                some = min(TOGETHER_READ, stop - first)
                for reading in readings(shared, first, some):
                    with putting.on(1):
                        writer.put(reading.document.source, reading, "print")
                writer.commit()
                with stretch.on(some), deriving.on(some):
                    bring_up_to_date(writer)
            one, adding = next(readings(shared, many + stop, 1)), Spent()
            with adding.on(1):
                writer.put(one.document.source, one, "print")
                bring_up_to_date(writer)
            resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(
                f"{stop:,} documents: derive {stretch} a document since the line before, {deriving} of all; "
                f"put {putting}; one more {adding}; "
                f"{Path(folder, 'case.db').stat().st_size / 2**20:,.0f} MiB on disk; "
                f"{resident:,} MiB resident",
                flush=True,
            )


def stages(many: int) -> list[int]:
    """0, 1,000, 2,000, 4,000 …, and `many`."""
    found, at = [0], 1_000
    while at < many:
        found.append(at)
        at *= 2
    return [*found, many]


def main() -> None:
    """All sizes that were asked for."""
    arguments = sys.argv[1:]
    shared = Path(arguments.pop(0)) if arguments and not arguments[0].isdigit() else Path("../shared")
    for many in map(int, arguments or ["1000", "10000"]):
        measure(shared, many)


if __name__ == "__main__":
    main()
