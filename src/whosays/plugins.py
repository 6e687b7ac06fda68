"""What a guest may bring: the protocols, and the loading of entry points.

Groups: `whosays.annotators` (an `Annotator`), `whosays.models` (what makes a `LanguageModel`),
`whosays.readers` (a tuple of `Reader`s), `whosays.exporters` (an `Exporter`). Ours come in through the same
doors.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any, BinaryIO, Literal, Protocol

import msgspec

from whosays.errors import BadPlugin, Refused
from whosays.records import Attribution, Document, Entity, Given, Mention, Span, Word

LAYERS = (
    "language",
    "sentences",
    "tokens",
    "syntax",
    "foreign",
    "mentions",
    "entities",
    "times",
    "quantities",
    "places",
    "attributions",
    "statements",
)
"""Fields of `Document` that an annotator may give."""


# ── annotators ────────────────────────────────────────────────────────────────────────────────────


class LexiconFile(msgspec.Struct, frozen=True):
    """Event words of the user's own (`--lexicon`), as they were when the run began."""

    name: str
    """Of the file, without its folder."""
    text: str


class Annotator(msgspec.Struct, frozen=True):
    """A pure function from a document to the same document with the layers it `gives`."""

    name: str
    gives: frozenset[str]
    needs: frozenset[str]
    run: Callable[..., Document]
    takes_lexicon: bool = False
    """It also takes event words of the user's own: `lexicon`, a tuple of `LexiconFile`s, empty by default."""

    def __call__(self, document: Document) -> Document:
        """The document with this annotator's layers."""
        return self.run(document)

    def with_lexicon(self, files: tuple[LexiconFile, ...]) -> Annotator:
        """The same, with these event words in force, if it takes any."""
        if not files or not self.takes_lexicon:
            return self
        return msgspec.structs.replace(self, run=partial(self.run, lexicon=files))


def annotator(
    *, gives: Iterable[str], needs: Iterable[str] = (), takes_lexicon: bool = False
) -> Callable[[Callable[..., Document]], Annotator]:
    """Declare a function to be an annotator: `@annotator(gives={"times"}, needs={"sentences"})`."""

    def declare(function: Callable[..., Document]) -> Annotator:
        return Annotator(
            name=function.__name__,
            gives=frozenset(gives),
            needs=frozenset(needs),
            run=function,
            takes_lexicon=takes_lexicon,
        )

    return declare


# ── language models ───────────────────────────────────────────────────────────────────────────────


class Analysis(msgspec.Struct, frozen=True, kw_only=True):
    """What a language model finds in a text: layers of a `Document`, each as `Document` has it.

    Mentions, entities and attributions are drafts, which the annotators of these layers go over; a model that
    does not look for them leaves them empty.
    """

    sentences: tuple[Span, ...] = ()
    syntax: tuple[Word, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    attributions: tuple[Attribution, ...] = ()


class LanguageModel(Protocol):
    """Reads English. The entry point names a function `(threads: int) -> LanguageModel`, called once."""

    def __call__(self, text: str, areas: Sequence[Span]) -> Analysis:
        """What stands in the areas of the text (in order, apart); no sentence runs over the end of one."""
        ...


# ── readers ───────────────────────────────────────────────────────────────────────────────────────


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What one document may cost. Sizes in bytes, times in seconds."""

    seconds: float = 60.0
    memory: int = 2 << 30
    file_bytes: int = 100 << 20
    """A single document of any kind."""
    markup_bytes: int = 20 << 20
    """HTML, XML inside office packages, RTF."""
    characters: int = 10_000_000
    """Text of one document once read."""
    pages: int = 10_000
    members: int = 10_000
    """Documents in one container."""
    unpacked_bytes: int = 4 << 30
    """All members of one container together."""
    nesting: int = 8
    """Containers in containers."""


class Raw(msgspec.Struct, frozen=True, kw_only=True):
    """Bytes with a name, on disk or in memory: what a reader is given."""

    source: str
    """As given or `container!/member`: what people see."""
    path: Path | None = None
    data: bytes | None = None
    media_type: str | None = None
    """What the carrier says it is (mail, web archive); `None`: by name and content."""
    given: Given = Given()
    depth: int = 0
    """How many containers it lies in."""

    def open(self) -> BinaryIO:
        """A seekable stream of the bytes."""
        if self.path is not None:
            return self.path.open("rb")
        return io.BytesIO(self.data or b"")

    def size(self) -> int:
        """Number of bytes."""
        return self.path.stat().st_size if self.path is not None else len(self.data or b"")

    def read(self, most: int) -> bytes:
        """All bytes; `Refused` where there are more than `most`."""
        with self.open() as stream:
            data = stream.read(most + 1)
        if len(data) > most:
            raise Refused(f"larger than the limit of {most >> 20} MiB for a document of this kind")
        return data

    def head(self, length: int = 4096) -> bytes:
        """The first bytes, to tell what it is."""
        with self.open() as stream:
            return stream.read(length)

    def sha256(self) -> str:
        """SHA-256 of the bytes in hex, read in pieces."""
        with self.open() as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]


class Reader(msgspec.Struct, frozen=True, kw_only=True):
    """Reads one format.

    `run` yields `Document`s (a leaf yields one), `Raw`s for what lies inside (members, attachments; they
    are read in turn, whatever they are), and `Refused` for a member that cannot be taken out. Raising
    `Refused` refuses the whole. A reader fills `text`, `blocks`, metadata and `notes`; it need not look at
    `raw.given`, which is laid over its result afterwards, nor set `id` (empty) and `source`.
    """

    name: str
    media_type: str
    suffixes: tuple[str, ...]
    """Lower case, with the dot; longest match wins."""
    sniff: Callable[[bytes], bool] = lambda head: False
    """Does a file that begins like this look like one of mine? Content beats the name."""
    run: Callable[[Raw, Limits], Iterator[Document | Raw | Refusal]]
    container: bool = False


class Refusal(msgspec.Struct, frozen=True):
    """Something that was not read, and why."""

    source: str
    reason: str
    kind: Literal["refused", "skipped"] = "refused"
    """`skipped`: not a report (a hidden file, an image, a style sheet); `refused`: could not be read."""


# ── exporters ─────────────────────────────────────────────────────────────────────────────────────


class Exporter(Protocol):
    """Writes a casebook in one format."""

    def __call__(self, casebook: Any, out: BinaryIO) -> None:
        """Write all of `casebook` (a `whosays.casebook.Reader`) to `out`."""


# ── entry points ──────────────────────────────────────────────────────────────────────────────────


@cache
def load(group: Literal["annotators", "models", "readers", "exporters"]) -> dict[str, Any]:
    """What the installed packages offer in `group`, by name, in the order of names."""
    from importlib.metadata import entry_points  # slow to import, and most commands need no plug-in

    found: dict[str, Any] = {}
    for entry in sorted(entry_points(group=f"whosays.{group}"), key=lambda e: (e.name, e.value)):
        if entry.name in found:
            raise BadPlugin(
                f"Two packages offer {entry.name!r} in whosays.{group}; {entry.value} is the second. "
                "Uninstall one of them."
            )
        try:
            found[entry.name] = entry.load()
        except Exception as error:
            raise BadPlugin(
                f"{entry.value} (whosays.{group}, {entry.name!r}) does not load: "
                f"{type(error).__name__}: {error}"
            ) from error
    return found
