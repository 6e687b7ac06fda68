"""The corpora as examples: words with whatever labels each of them has.

Everything is read from a folder of the shared data, each set with its README (origin, licence). Documents
marked non-commercial (re3d's of the BBC) are left out here, and GUM's `*-nc` files are never opened.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from training import keys
from whosays.annotate.model.features import CLUES, NO_CASE, clues, in_capitals, shapes
from whosays.annotate.model.labels import EVENTS, KINDS, PARTS, ROLES, TYPES, UPOS, bio
from whosays.annotate.model.parts import CLASSES
from whosays.annotate.model.pieces import Pieces
from whosays.annotate.model.spans import tagged_spans
from whosays.annotate.model.windows import cuts, sizes
from whosays.annotate.model.words import words

Span = tuple[int, int]

RE3D = {
    "Person": "Person",
    "Organisation": "Organization",
    "Location": "Place",
    "Coordinate": "Place",
    "Nationality": "Nationality",
    "Weapon": "Weapon",
    "Vehicle": "Vehicle",
    "MilitaryPlatform": "Vehicle Weapon",
    "DocumentReference": "Document",
    "CommsIdentifier": "Thing",
    "Temporal": "time",
    "Quantity": "quantity",
    "Money": "money",
    "Frequency": "quantity time",
}
"""What a type of re3d may be in ours."""
GUM = {
    "person": "Person",
    "organization": "Organization",
    "place": "Place",
    "event": "Event",
    "time": "time",
    "animal": "Thing",
    "plant": "Thing",
}
"""Likewise of GUM; objects, substances and abstract things are told apart by the lexicon."""

EVENT_TAGS, PART_TAGS, ROLE_TAGS = bio(EVENTS), bio(PARTS), bio(ROLES)
_PART_TAG = [tag.replace("described", "victim") for tag in bio(CLASSES)]
"""The network knows victims alone, by whatever they are called."""
UNKNOWN = -100
"""A label that is not known: no loss."""


@dataclass
class Marked:
    """A mention: first and last word, the types it may have (bits of `TYPES`), kind or -1, entity or None."""

    first: int
    last: int
    types: int
    kind: int
    entity: Any


@dataclass
class Example:
    """A document's words, and labels where its corpus has them."""

    name: str
    text: str
    spans: list[Span]
    shape: list[int] = field(default_factory=list)
    printed: list[int] | None = None
    """Of a text in capitals: what `shape` would be in ordinary print, as far as one can tell."""
    clue: list[int] = field(default_factory=list)
    pieces: list[tuple[int, ...]] = field(default_factory=list)
    size: list[int] = field(default_factory=list)
    cuts: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    upos: list[int] | None = None
    heads: list[int] | None = None
    """Number of the head word, -1 for a root."""
    rels: list[str] | None = None
    starts: list[int] | None = None
    mentions: list[Marked] | None = None
    style: int | None = None
    """Number in `STYLES`; `None`: mentions are not complete, only their types count."""
    attribution: list[int] | None = None
    cue_of: dict[int, int] = field(default_factory=dict)
    """First word of a content: first word of its cue."""
    source_of: dict[int, int | None] = field(default_factory=dict)
    """First word of a cue: first word of its source, None where there is none."""
    event: list[int] | None = None
    part: list[int] | None = None
    every: tuple[Span, ...] | None = None
    """Ranges of words that are worth training on; `None`: all."""

    def ready(self, pieces: Pieces) -> Example:
        """With what the encoder is given."""
        self.words = [self.text[s:e].lower() for s, e in self.spans]
        self.shape = shapes(self.text, self.spans)
        self.clue = clues([self.text[s:e] for s, e in self.spans])
        self.pieces = [pieces.of(word) for word in self.words]
        self.size = sizes(self.pieces)
        begins = [k for k, b in enumerate(self.starts) if b] if self.starts else []
        self.cuts = begins or cuts(self.text, self.spans)
        return self

    def cover(self, start: int, end: int) -> tuple[int, int]:
        """Words [i, j) that a stretch of characters touches."""
        ends, begins = [e for _, e in self.spans], [s for s, _ in self.spans]
        return bisect_right(ends, start), bisect_left(begins, end)


def print_capitals(examples: Sequence[Example]) -> None:
    """Gives texts in capitals the case that most of their words have elsewhere; unknown words are names."""
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    for example in examples:
        if not in_capitals(example.text):
            begins = set(example.cuts)
            for k, (word, shape) in enumerate(zip(example.words, example.shape, strict=True)):
                if k not in begins:
                    counts[word][shape // 4] += 1
    usual = {word: count.most_common(1)[0][0] for word, count in counts.items()}
    for example in examples:
        if in_capitals(example.text):
            begins = set(example.cuts)
            example.printed = [
                (1 if k in begins else usual.get(word, 1)) * 4 + shape % 4 if shape // 4 == NO_CASE else shape
                for k, (word, shape) in enumerate(zip(example.words, example.shape, strict=True))
            ]


def treebank(path: Path) -> Iterator[Example]:
    """Universal Dependencies, as CoNLL-U: parts of speech, trees, sentences."""
    export = _exporter(path.parent.parent)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for name, text, sentences in export.conllu_documents(lines):
            listed = [w for s in sentences for w in s["words"]]
            heads: list[int] = []
            starts: list[int] = []
            for s in sentences:
                base = len(heads)
                starts += [int(k == 0) for k in range(len(s["words"]))]
                heads += [base + w["head"] - 1 if w["head"] else -1 for w in s["words"]]
            yield Example(
                name=name,
                text=text,
                spans=[(w["start"], w["end"]) for w in listed],
                upos=[UPOS.index(w["upos"]) if w["upos"] in UPOS else UNKNOWN for w in listed],
                heads=heads,
                rels=[w["deprel"] for w in listed],
                starts=starts,
            )


def gum(folder: Path, split: str) -> Iterator[Example]:
    """GUM: a treebank with every noun phrase marked, and what is one thing."""
    marks = {
        d["id"]: d for d in _rows(folder / (f"{split}.jsonl.gz" if split == "train" else f"{split}.jsonl"))
    }
    for example in treebank(folder / f"{split}.conllu.gz"):
        told = marks[example.name]
        if told["text"] != example.text:
            raise ValueError(f"{folder}: the two files of {example.name} differ in their text")
        example.style, example.mentions = 1, []
        known = clues([example.text[s:e] for s, e in example.spans])
        for m in told["mentions"]:
            i, j = example.cover(m["start"], m["end"])
            if i < j:
                k, _ = example.cover(*(m.get("head") or (m["start"], m["end"])))
                types = _gum_types(m["etype"], known[k], m["kind"])
                example.mentions.append(Marked(i, j - 1, types, KINDS.index(m["kind"]), m["entity"]))
        example.mentions.sort(key=lambda m: (m.first, -m.last))
        yield example


def re3d(path: Path) -> Iterator[Example]:
    """re3d: the outermost mentions in reports on Iraq and Syria, those of the BBC left out."""
    for told in _rows(path):
        if "NC" in told["licence"]:
            continue
        example = _raw(told)
        example.style, example.mentions = 0, []
        for e in told["entities"]:
            i, j = example.cover(e["start"], e["end"])
            if i < j:
                kind = KINDS.index(e["kind"]) if e["kind"] else -1
                example.mentions.append(Marked(i, j - 1, _bits(RE3D[e["type"]]), kind, None))
        example.mentions.sort(key=lambda m: (m.first, -m.last))
        yield example


def polnear(path: Path) -> Iterator[Example]:
    """PolNeAR: source, cue and content of attributions, and which belong together."""
    for told in _rows(path):
        example = _raw(told)
        tags = [0] * len(example.spans)
        for a in told["attributions"]:
            cue = example.cover(*a["cue"][0])[0] if a["cue"] else None
            for role in ROLES:
                for start, end in a[role]:
                    i, j = example.cover(start, end)
                    if i >= j:
                        continue
                    first = ROLE_TAGS.index(f"B-{role}")
                    tags[i:j] = [first, *[first + 1] * (j - i - 1)]
                    if cue is not None and role == "content":
                        example.cue_of[i] = cue
                    if cue is not None and role == "source":
                        example.source_of.setdefault(cue, i)
            if cue is not None:
                example.source_of.setdefault(cue, None)
        example.attribution = tags
        yield example


_PART_TYPES = {
    "perpetrator": "Person",
    "organisation": "Organization",
    "victim": "Person",
    "described": "Person",
    "instrument": "Weapon",
}
"""What a string in these slots is: bodies have a slot of their own, so "guerrillas" who did it are people."""


def muc4(path: Path) -> Iterator[Example]:
    """MUC-4: who and what takes part in violent incidents, at all places where the key's strings stand.

    A report without any stands for "nobody"; what the key leaves open, or names by a word that may mean
    somebody else further down, is not known.
    """
    for told in _rows(path):
        example = _raw(told)
        low = [example.text[s:e].lower() for s, e in example.spans]
        made, weight = keys.tags(low, keys.key(told))
        example.part = [
            PART_TAGS.index(_PART_TAG[tag]) if counts == 1 else UNKNOWN
            for tag, counts in zip(made.tolist(), weight.tolist(), strict=True)
        ]
        spans = tagged_spans(made.tolist(), CLASSES)
        example.mentions = sorted(
            (
                Marked(i, j - 1, _bits(type_), -1, None)
                for name, type_ in _PART_TYPES.items()
                for i, j in spans[name]
            ),
            key=lambda m: (m.first, -m.last),
        )
        yield example


def ecbplus(path: Path) -> Iterator[Example]:
    """ECB+: event words, in the sentences that its makers went over."""
    for told in _rows(path):
        example = _raw(told)
        known = [example.cover(s["start"], s["end"]) for s in told["sentences"] if s["validated"]]
        tags = [UNKNOWN] * len(example.spans)
        for i, j in known:
            tags[i:j] = [0] * (j - i)
        for m in told["mentions"]:
            if m["kind"] != "event":
                continue
            parts = m.get("parts") or [[m["start"], m["end"]]]
            kind = {"REPORTING": "reporting", "PERCEPTION": "reporting", "STATE": "state"}.get(
                m["tag"].rsplit("_", 1)[-1], "occurrence"
            )
            first = EVENT_TAGS.index(f"B-{kind}")
            for start, end in parts[:1]:
                i, j = example.cover(start, end)
                if i < j and tags[i] == 0:
                    tags[i:j] = [first, *[first + 1] * (j - i - 1)]
        example.event = tags
        example.every = tuple(known)
        if known:
            yield example


# ── helpers ───────────────────────────────────────────────────────────────────────────────────────


def _bits(types: str) -> int:
    return sum(1 << TYPES.index(t) for t in types.split())


def _gum_types(etype: str, clue: int, kind: str) -> int:
    """A country may be its place or its government; what is no sort of its own is told by its head word."""
    if etype == "place" and kind == "name" and clue & (1 << CLUES.index("country")):
        return _bits("Place Organization")
    if etype in GUM:
        return _bits(GUM[etype])
    arms = [("weapon", "Weapon"), ("vehicle", "Vehicle")] if etype in ("object", "substance") else []
    for bit, type_ in [*arms, ("document", "Document"), ("document-head", "Document")]:
        if clue & (1 << CLUES.index(bit)):
            return _bits(type_)
    return _bits("Thing")


def _raw(told: dict[str, Any]) -> Example:
    return Example(name=told["id"], text=told["text"], spans=[(s, e) for s, e, _ in words(told["text"])])


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    data = path.read_bytes()
    for line in (gzip.decompress(data) if path.suffix == ".gz" else data).decode().split("\n"):
        if line:
            yield json.loads(line)


def _exporter(data: Path) -> Any:
    """The shared data's own reader of CoNLL-U, which says how raw text is put together."""
    spec = importlib.util.spec_from_file_location("export", data / "export.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(data / "export.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
