"""Names of places that stand for a government or a people: "Paris protested", "the talks with Damascus".

Only states and their capitals are ever more than a place here; which names these are is for others to say.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from whosays.annotate.places.lexicon import known
from whosays.records import Document, Mention, Word

_SUBJECT = ("nsubj", "nsubj:outer")


def acting(document: Document) -> frozenset[int]:
    """Indexes of the mentions by name that act, are addressed or own a deed."""
    starts = [word.start for word in document.syntax]
    found: set[int] = set()
    for index, mention in enumerate(document.mentions):
        if mention.kind != "name" or mention.type not in {"Place", "Organization"}:
            continue
        head = _head(document.syntax, starts, mention)
        if head is not None and _acts(document.syntax, head):
            found.add(index)
    return frozenset(found)


def _head(words: Sequence[Word], starts: Sequence[int], mention: Mention) -> int | None:
    """The word of the mention whose own head lies outside."""
    first, last = bisect_left(starts, mention.start), bisect_left(starts, mention.end)
    for at in range(first, last):
        if not first <= words[at].head < last:
            return at
    return None


def _acts(words: Sequence[Word], at: int) -> bool:
    world = known()
    word = words[at]
    steps = 0
    while word.deprel == "conj" and word.head >= 0 and steps < 5:  # Washington and London imposed …
        at, word, steps = word.head, words[word.head], steps + 1
    if word.head < 0:
        return False
    head = words[word.head]
    if word.deprel in _SUBJECT:
        # "since Nigeria will not": the verb itself is left out.
        left_out = head.upos == "AUX" and head.lemma not in {"be", "have"}
        return left_out or (head.upos == "VERB" and head.lemma not in world.placid)
    if word.deprel == "nsubj:pass" or word.deprel in {"obj", "iobj"}:
        return head.lemma in world.addressed
    case, before = _case(words, at)
    if word.deprel == "obl:agent" or (word.deprel == "obl" and case == "by"):
        return head.upos == "VERB"
    if word.deprel == "nmod:poss":
        return head.lemma in world.deeds
    if word.deprel in {"nmod", "obl"} and case in {"with", "against"}:
        return world.lines.isdisjoint((head.lemma, before)) and head.lemma not in world.placid
    if word.deprel == "nmod" and case in {"by", "of"}:
        return head.lemma in world.deeds
    return word.deprel == "compound" and head.lemma in world.deeds


def _case(words: Sequence[Word], at: int) -> tuple[str | None, str | None]:
    """The preposition of a noun, and the word before it."""
    for before in range(at - 1, max(-1, at - 8), -1):
        if words[before].head == at and words[before].deprel == "case":
            return words[before].lemma, words[before - 1].lemma if before else None
    return None, None
