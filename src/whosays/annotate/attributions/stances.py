"""What a source does with what it says: asserts it, denies it, doubts it, promises it …, told by the cue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from whosays.annotate.attributions.reporting import words
from whosays.records import Span, Stance

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_OPENING = 6
"""Words of the content by which "rejected claims that …" is told from "rejected the plan"."""


def stance_of(text: str, cue: Sequence[Span], content: Sequence[Span]) -> Stance:
    """By the last word of the cue that tells one; "asserts" where none does."""
    said = [word.lower() for start, end in cue for word in _WORD.findall(text, start, end)]
    opening = _opening(text, content)
    found: Stance = "asserts"
    for k, word in enumerate(said):
        after = said[k + 1] if k + 1 < len(said) else opening[0] if opening else ""
        told = _told().get(f"{word} {after}") or _told().get(word)
        if told is not None:
            found = told
    if found == "doubts" and said and _is_of_claims([*said, *opening]):
        return "denies"
    if found == "asks" and opening[:1] == ["to"]:
        return "demands"  # "asked the mayor to go"
    return found


def _opening(text: str, content: Sequence[Span]) -> list[str]:
    if not content:
        return []
    start, end = min(content)
    return [word.lower() for word in _WORD.findall(text, start, min(end, start + 80))[:_OPENING]]


def _is_of_claims(said: Sequence[str]) -> bool:
    """ "rejected claims that", "disputed that": what is turned down is a report and no plan."""
    known = words()
    place = next((k for k, word in enumerate(said) if word in known.turning_down), None)
    if place is None:
        return False
    after = said[place + 1 : place + _OPENING]
    return after[:1] == ["that"] or any(word in known.claims for word in after)


@cache
def _told() -> dict[str, Stance]:
    """Forms, of one word or two, to what they tell."""
    return {
        form.replace("-", " "): stance for stance, forms in words().stances.items() for form in forms.split()
    }
