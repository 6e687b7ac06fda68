"""What comparing and weighing cost: `python -m benchmarks.resolve [SHARED] [DOCUMENTS ...]`.

Real reports (MUC-4 dev), repeated with other names, dates and wording: five documents in a row speak of the
same people and days in other words, the next five of others. Measured is what comes after a document was put
in: cards, verdicts, clusters, topics, claims. Then one more document is added.
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
from datetime import date, timedelta
from functools import lru_cache
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


def readings(shared: Path, first: int, many: int) -> Iterator[Reading]:
    """Copies of the reports, from number `first` on."""
    documents = bases(shared)
    derived = [derive(document, content_id("d", "base", n)) for n, document in enumerate(documents)]
    for number in range(first, first + many):
        base = number // TOGETHER % len(documents)
        yield variant(documents[base], derived[base], number)


def measure(shared: Path, many: int) -> None:
    """Put in so many documents, bring the casebook up to date, then add one more."""
    with tempfile.TemporaryDirectory(dir=".bench") as folder:
        case = f"{folder}/case.db"
        putting = deriving = worked = 0.0
        with Writer.open(case) as writer:
            for start in range(0, many, 2_000):
                some = list(readings(shared, start, min(2_000, many - start)))
                began = time.perf_counter()
                for reading in some:
                    writer.put(reading.document.source, reading, "print")
                writer.commit()
                putting += time.perf_counter() - began
                began, busy = time.perf_counter(), time.process_time()
                bring_up_to_date(writer)
                deriving += time.perf_counter() - began
                worked += time.process_time() - busy
        one = next(readings(shared, many, 1))
        with Writer.open(case) as writer:
            began = time.perf_counter()
            writer.put(one.document.source, one, "print")
            bring_up_to_date(writer)
            adding = time.perf_counter() - began
        size = Path(case).stat().st_size
    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{many:,} documents: derive {deriving / many * 1000:.2f} ms a document "
        f"({worked / many * 1000:.2f} of the processor), "
        f"put {putting / many * 1000:.2f} ms; one more {adding * 1000:.0f} ms; "
        f"{size / 2**20:,.0f} MiB on disk; {resident:,} MiB resident",
        flush=True,
    )


def main() -> None:
    """All sizes that were asked for."""
    arguments = sys.argv[1:]
    shared = Path(arguments.pop(0)) if arguments and not arguments[0].isdigit() else Path("../shared")
    for many in map(int, arguments or ["1000", "10000"]):
        measure(shared, many)


if __name__ == "__main__":
    main()
