"""Decisions: what people judged, kept for ever and tied to words, not to row numbers.

A decision points at passages (W3C Web Annotation: TextQuoteSelector with a TextPositionSelector beside it) of
documents named by the SHA-256 of their bytes. So it survives reading again, a newer version of whosays, and
other documents' coming and going; and two people can exchange decisions on the same pile.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Literal

import msgspec

from whosays.records.edtf import is_edtf

DecisionKind = Literal["same", "apart", "accept", "reject", "correct", "letter", "note", "withdraw"]
Of = Literal["entity", "event", "statement", "source", "decision"]

AROUND = 32
"""Code points before and after a passage that tell it from others of the same words."""
LETTERS = "ABCDEF"
"""Reliability of a source in the Admiralty code, from "completely reliable" to "cannot be judged"."""
CORRECTED = ("date", "dead", "injured", "abducted", "detained", "released", "disarmed", "money", "sentence")
"""What can be corrected: values of the casebook contract."""
_PARTS = frozenset({"money", "sentence"})
"""Values that may be a fraction; the others count people, who are whole."""


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
        """`j-` and twelve hex digits of the SHA-256 of all that it says: the same wherever it is kept."""
        return f"j-{hashlib.sha256(encode(self)).hexdigest()[:12]}"


def encode(decision: Decision) -> bytes:
    """A decision as a line of JSON, keys in a fixed order."""
    return msgspec.json.encode(decision, order="sorted")


_decoder = msgspec.json.Decoder(Decision)


def decode(line: bytes | str) -> Decision:
    """What `encode` wrote; `msgspec.MsgspecError` where it is none, or says what can't be."""
    try:
        decision = _decoder.decode(line)
    except UnicodeDecodeError as error:
        raise msgspec.DecodeError(f"it is not UTF-8 ({error.reason})") from error
    if (what := flaw(decision)) is not None:
        raise msgspec.ValidationError(what)
    return decision


def flaw(decision: Decision) -> str | None:
    """Why a decision can't be followed, whoever wrote it; `None`: it can."""
    names, value = decision.subjects, decision.value or ""
    by_name = decision.kind in {"letter", "withdraw"}
    if len(names) != (2 if decision.kind in {"same", "apart"} else 1):
        return f"{decision.kind} is about {len(names)} things"
    if decision.of not in _ABOUT[decision.kind] or any(isinstance(name, str) != by_name for name in names):
        return f"{decision.kind} is of no {decision.of} so named"
    if any(isinstance(name, str) and not name.strip() for name in names):
        return "what it is about has no name"
    if any(isinstance(name, Anchor) and not (name.quote and name.start >= 0) for name in names):
        return "a passage has no words"
    if not decision.made_by.strip() or not _is_time(decision.made_at):
        return "it does not say who decided, and when (UTC)"
    if decision.kind == "letter" and value not in set(LETTERS):
        return f"{value!r} is no letter of the Admiralty code: give one of A to F"
    if decision.kind == "note" and not value.strip():
        return "a note has no words"
    return _corrects(value) if decision.kind == "correct" else None


def _corrects(value: str) -> str | None:
    what, _, new = value.partition(" ")
    if what not in CORRECTED:
        return f"{what!r} can't be corrected; what can: {', '.join(CORRECTED)}"
    if what == "date":
        return None if is_edtf(new) else f"{new!r} is no date; give 1994, 1994-09 or 1994-09-03 (EDTF)"
    if not _NUMBER.fullmatch(new):
        return f"{new!r} is no number"
    return None if what in _PARTS or "." not in new else f"{what} counts whole people, so {new!r} can't be"


def _is_time(told: str) -> bool:
    """Is it a time of some day that there is, in UTC?"""
    if not _WHEN.fullmatch(told):
        return False
    try:
        datetime.fromisoformat(told)
    except ValueError:
        return False
    return True


_ABOUT: dict[DecisionKind, tuple[Of, ...]] = {
    "same": ("entity", "event"),
    "apart": ("entity", "event"),
    "accept": ("statement",),
    "reject": ("statement",),
    "correct": ("statement",),
    "letter": ("source",),
    "note": ("entity", "event", "statement"),
    "withdraw": ("decision",),
}
_WHEN = re.compile(  # hour 24 is a time to some versions of Python, and to others none
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?\+00:00"
)
_NUMBER = re.compile(r"[0-9]{1,15}(\.[0-9]{1,6})?")


def found_in(anchor: Anchor, text: str) -> tuple[int, int] | None:
    """Where a passage stands in `text`; `None`: nowhere.

    Of all places with these words the one with most of what stood before and after, then the nearest to
    where it stood, then the first. Linear in the text, whatever is asked.
    """
    quote, before, after = anchor.quote, anchor.before, anchor.after
    if not quote:
        return None
    for around in (((before, after),), ((before, ""), ("", after)), (("", ""),)):
        places = [
            place + len(left)
            for left, right in around
            for place in _places(text, left + quote + right, anchor.start - len(left))
        ]
        if places:
            start = min(places, key=lambda place: (abs(place - anchor.start), place))
            return start, start + len(quote)
    return None


def _places(text: str, words: str, near: int) -> list[int]:
    """Where words stand: the last place before `near` and the first from there on."""
    near = min(max(near, 0), len(text))
    head = text[: near + len(words) - 1]
    back = head[::-1].find(words[::-1])  # `rfind` may take its time
    found = [len(head) - len(words) - back] if back >= 0 else []
    after = text.find(words, near)
    return [*found, after] if after >= 0 else found


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
    """Those that no other withdraws, without the withdrawals themselves."""
    decisions = list(decisions)
    holds = standing(decisions)
    by_id = {decision.id: decision for decision in decisions}
    return [one for id_, one in by_id.items() if one.kind != "withdraw" and id_ in holds]


def standing(decisions: Iterable[Decision]) -> frozenset[str]:
    """The ids of all that no other withdraws. A withdrawal may be withdrawn itself."""
    by_id = {decision.id: decision for decision in decisions}
    by = defaultdict(list)
    for id_, decision in by_id.items():
        if decision.kind == "withdraw":
            by[decision.subjects[0]].append(id_)

    holds: dict[str, bool] = {}
    for id_ in by_id:
        waiting = [id_]
        while waiting:  # no ring can be made: an id is a hash of what it names
            last = waiting[-1]
            if unknown := [other for other in by[last] if other not in holds]:
                waiting += unknown
            else:
                holds[waiting.pop()] = not any(holds[other] for other in by[last])
    return frozenset(id_ for id_, held in holds.items() if held)


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
        subject.casefold()  # as sources are told apart
        if isinstance(subject, str)
        else (subject.document, subject.start, subject.quote, subject.type)
    )
