"""Decisions: what people judged, kept for ever and tied to words, not to row numbers.

A decision points at passages (W3C Web Annotation: TextQuoteSelector with a TextPositionSelector beside it) of
documents named by the SHA-256 of their bytes. So it survives reading again, a newer version of whosays, and
other documents' coming and going; and two people can exchange decisions on the same pile.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from typing import Literal

import msgspec

DecisionKind = Literal["same", "apart", "accept", "reject", "correct", "letter", "note", "withdraw"]
Of = Literal["entity", "event", "statement", "source", "decision"]

AROUND = 32
"""Code points before and after a passage that tell it from others of the same words."""
LETTERS = "ABCDEF"
"""Reliability of a source in the Admiralty code, from "completely reliable" to "cannot be judged"."""
CORRECTED = ("date", "dead", "injured", "abducted", "detained", "released", "disarmed", "money", "sentence")
"""What can be corrected: values of the casebook contract."""


class Anchor(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A passage, found again by its words."""

    document: str
    """SHA-256 of the document's bytes."""
    start: int
    """Code points; where the words stood when the decision was made."""
    quote: str
    before: str = ""
    after: str = ""
    type: str | None = None
    """Of a statement or event: its type, where one passage tells of several."""


class Decision(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One judgement."""

    made_at: str
    """UTC, ISO 8601."""
    made_by: str
    kind: DecisionKind
    of: Of
    subjects: tuple[Anchor | str, ...]
    """Two for same and apart, else one; a string is the name of a source or the id of a decision."""
    value: str | None = None
    """correct: "date 2004-03-09"; letter: A to F; note: the text; apart: "split" where one name was both."""
    why: str | None = None

    @property
    def id(self) -> str:
        """`k-` and twelve hex digits of the SHA-256 of all that it says: the same wherever it is kept."""
        return f"k-{hashlib.sha256(encode(self)).hexdigest()[:12]}"


def encode(decision: Decision) -> bytes:
    """A decision as a line of JSON, keys in a fixed order."""
    return msgspec.json.encode(decision, order="sorted")


_decoder = msgspec.json.Decoder(Decision)


def decode(line: bytes | str) -> Decision:
    """What `encode` wrote; `msgspec.MsgspecError` where it is none."""
    return _decoder.decode(line)


def found_in(anchor: Anchor, text: str) -> tuple[int, int] | None:
    """Where a passage stands in `text`; `None`: nowhere.

    Where it stood, if the words still do; else of all places with these words the one with most of what stood
    before and after, then the nearest, then the first.
    """
    end = anchor.start + len(anchor.quote)
    if text[anchor.start : end] == anchor.quote and _around(anchor, text, anchor.start) == 2:
        return anchor.start, end
    best: tuple[int, int, int] | None = None
    at = text.find(anchor.quote) if anchor.quote else -1
    while at >= 0:
        rank = (-_around(anchor, text, at), abs(at - anchor.start), at)
        best = rank if best is None else min(best, rank)
        at = text.find(anchor.quote, at + 1)
    return None if best is None else (best[2], best[2] + len(anchor.quote))


def _around(anchor: Anchor, text: str, start: int) -> int:
    end = start + len(anchor.quote)
    before, after = text[max(0, start - len(anchor.before)) : start], text[end : end + len(anchor.after)]
    return (before == anchor.before) + (after == anchor.after)


def anchored(document: str, text: str, start: int, end: int, type_: str | None = None) -> Anchor:
    """A passage with what stands around it; `document`: the SHA-256 of its bytes."""
    return Anchor(
        document=document,
        start=start,
        quote=text[start:end],
        before=text[max(0, start - AROUND) : start],
        after=text[end : end + AROUND],
        type=type_,
    )


def in_force(decisions: Iterable[Decision]) -> list[Decision]:
    """Those that no other withdraws. A withdrawal may be withdrawn itself."""
    by_id = {decision.id: decision for decision in decisions}
    by = defaultdict(list)
    for id_, decision in by_id.items():
        if decision.kind == "withdraw":
            by[decision.subjects[0]].append(id_)

    def stands(id_: str, asked: frozenset[str]) -> bool:
        # A ring cannot be made (an id is a hash of what it names), but may be claimed in a file.
        return not any(stands(other, asked | {other}) for other in by[id_] if other not in asked)

    return [
        decision
        for id_, decision in by_id.items()
        if decision.kind != "withdraw" and stands(id_, frozenset({id_}))
    ]


def contradictions(decisions: Iterable[Decision]) -> dict[str, str]:
    """Of decisions in force that say opposite things of the same: the overruled, by the later one."""
    opposite = {"same": "apart", "apart": "same", "accept": "reject", "reject": "accept"}
    last: dict[object, Decision] = {}
    overruled: dict[str, str] = {}
    for decision in sorted(decisions, key=lambda d: (d.made_at, d.id)):
        if decision.kind in {"note", "withdraw"}:
            continue
        what = decision.value.split()[0] if decision.kind == "correct" and decision.value else None
        sort = min(decision.kind, opposite.get(decision.kind, decision.kind))
        about = (sort, what, frozenset(map(_named, decision.subjects)))
        before = last.get(about)
        if before is not None and (before.kind, before.value) != (decision.kind, decision.value):
            overruled[before.id] = decision.id
        last[about] = decision
    return overruled


def _named(subject: Anchor | str) -> object:
    return (
        subject
        if isinstance(subject, str)
        else (subject.document, subject.start, subject.quote, subject.type)
    )
