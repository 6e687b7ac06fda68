"""Whether a clause says that something was so: conditions, habits, doubts, denials."""

from __future__ import annotations

from whosays.annotate.statements.sentence import Words, grammar
from whosays.records import Document
from whosays.records.layers import Certainty, Polarity

_REACH = 40  # words back within which a verb of belief governs a clause
_BELIEF = frozenset({"claim", "say", "believe", "think", "suggest", "know", "mean", "suppose"})
_RANK: dict[Certainty, int] = {"fact": 0, "probable": 1, "possible": 2, "planned": 3, "hypothetical": 4}


def weakest(*certainties: Certainty) -> Certainty:
    """The one that asserts least."""
    return max(certainties, key=_RANK.__getitem__)


def asserts_nothing(w: Words, at: int) -> bool:
    """A question, a habit or an order about word `at`'s event: no statement at all."""
    if w.lower and "?" in w.lower[-3:]:
        return True
    first, _ = w.clause(at)
    if any(
        w.lower[i] in _BELIEF and grammar().negations & set(w.lower[max(0, i - 2) : i])
        for i in range(max(0, at - _REACH), at)
    ):
        # "I do not claim that the ministry blew up …": neither said nor denied.
        return True
    return any(w.lower[i] in grammar().habitual for i in range(first, at) if w.mention[i] < 0)


def of_clause(w: Words, at: int) -> Certainty:
    """How surely the small words round word `at` let its clause be said."""
    first, end = w.clause(at)
    if w.lower[0] in grammar().suppositions and at > 1 and not w.is_mark(1):
        return "hypothetical"  # "Say the court rejected it."
    if first > 0 and w.lower[first - 1] in {"if", "unless", "whether"}:
        return "hypothetical"
    if any(w.lower[i] in grammar().hypothetical for i in range(first, at) if w.mention[i] < 0):
        return "hypothetical"
    found: Certainty = "fact"
    for i in range(first, min(end, at + 12)):
        hedge = grammar().hedges.get(w.lower[i])
        # "was believed to have killed", "a suspected member"; "believed dead" after the verb is another's.
        if (
            hedge is not None
            and w.mention[i] < 0
            and (i < at or w.lower[i].endswith("ly") or w.lower[i] in {"suspected", "alleged", "presumed"})
        ):
            found = weakest(found, "probable" if hedge == "probable" else "possible")
    return found


def denied_by_subject(w: Words, start: int, end: int) -> bool:
    """ "nobody was killed", "no hostages were freed", "none of the men"."""
    return any(
        w.lower[i] in grammar().nobody for i in range(max(0, start), min(end, len(w))) if w.mention[i] < 0
    )


def reported_by(document: Document, start: int) -> int | None:
    """Index of the innermost attribution whose content holds the character at `start`."""
    best: tuple[int, int] | None = None
    for index, attribution in enumerate(document.attributions):
        for low, high in attribution.content:
            if low <= start < high and (best is None or high - low <= best[0]):
                best = (high - low, index)
    return None if best is None else best[1]


def polarity_of(document: Document, attribution: int | None, said: Polarity) -> Polarity:
    """What a denial of the source makes of what is said."""
    if attribution is not None and document.attributions[attribution].denies:
        return "denied" if said == "asserted" else "asserted"
    return said
