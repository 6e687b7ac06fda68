"""Which words of a text may tell of an event, by `lexicon/events`; the form of its entries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal

import msgspec

from whosays import lexicon
from whosays.annotate.statements.kinds import Kind, kind_of
from whosays.annotate.statements.particles import is_another_verb
from whosays.annotate.statements.tree import Tree, base

Part = Literal["verb", "noun", "adjective"]
Context = Literal["violence", "politics", "custody", "captivity", "deed"]

_PREPOSITIONS = frozenset(
    {"of", "to", "with", "for", "on", "in", "against", "between", "from", "by", "at", "into", "over", "about",
     "among", "under", "upon", "toward", "towards", "around"}
)  # fmt: skip
_OPEN = frozenset({"to", "that", "must", "should"})
"""Words of a pattern that open a clause of the verb's: "refuse to", "agree that", "say … must"."""
_OBLIGATION = frozenset({"must", "should"})  # never the verb's own: "I must say"
_QUESTIONS = frozenset({"whether", "if", "what", "who", "how", "why", "when", "where", "which"})
_FUTURE = frozenset({"will", "wo", "'ll", "’ll", "shall"})
_GOING_ON = frozenset({"continue", "begin", "start", "go", "resume"})
_ANNOUNCED = {
    **dict.fromkeys(("CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"), "AGREE"),
    **dict.fromkeys(("SANCTION", "COERCE"), "THREATEN"),
}
"""Who says that they will do such a thing has only promised it, or threatened it."""
_THREATS = {"ban": "ban", "arrest": "arrest", "deport": "expel", "expel": "expel", "seize": "territory",
            "withdraw": "relations", "discontinue": "relations"}  # fmt: skip
_WHO = frozenset({"person", "body", "place", None})
_DEEDS = frozenset({"that", "this", "which", "these", "those"})  # "that would permit": nobody who promises
_OWN_THREATS = {"ASSAULT": "violence", "PROTEST": "relations"}
"""What is a threat only where it is plain that who says it will do it."""
_FINAL = frozenset({"convict"})  # what a court will do is no threat of its
_STEPS = 2
_OWN = frozenset({"mark", "case"})  # "to allow", "by agreement": these are of the word itself, not below it
_LONGEST = 1_000  # words; what is longer is a table or a list run together, not a sentence


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One kind of event and the words for it; the keys are told in `docs/statements.md`."""

    type: str
    mode: str | None = None
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    roles: dict[str, str] = {}
    kinds: dict[str, frozenset[Kind]] = {}
    requires: frozenset[str] = frozenset()
    context: Context | None = None
    unless: frozenset[str] = frozenset()
    attitude: bool = False
    """In the present tense its verbs tell of a lasting attitude, no event ("supports the law")."""
    examples: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


class Pattern(msgspec.Struct, frozen=True):
    """Lemmas that stand together in a tree: the head word's first, then those that must hang below it."""

    name: str
    entry: Entry
    part: Part
    rest: tuple[frozenset[str], ...]
    ahead: bool
    """The rest stands before the head ("bomb attack"), not anywhere below it."""
    rank: int
    """Its place in the file."""


class Sense(msgspec.Struct, frozen=True):
    """What the word at a position of a tree may mean."""

    name: str
    entry: Entry
    part: Part
    at: int
    words: tuple[int, ...]
    """All words that the pattern took, in text order; `at` among them."""
    refuses: bool = False
    """The pattern took a "not" of its own: "will not accept"."""


Index = Mapping[tuple[Part, str], tuple[Pattern, ...]]


@cache
def entries() -> dict[str, Entry]:
    """The entries that come with the package, by name."""
    return {
        name: entry
        for file in lexicon.names("events")
        for name, entry in lexicon.load(file, dict[str, Entry]).items()
    }


@cache
def index() -> Index:
    """The package's patterns by the part of speech and lemma of their head word."""
    return indexed(entries())


def classes() -> dict[str, tuple[str, ...]]:
    """The sets of words that patterns name with an @."""
    return lexicon.load("event_classes", dict[str, tuple[str, ...]])


def indexed(told: Mapping[str, Entry]) -> Index:
    """Patterns by the part of speech and lemma of their head word, the longest first."""
    found: dict[tuple[Part, str], list[Pattern]] = {}
    rank = 0
    for name, entry in told.items():
        parts: tuple[tuple[Part, tuple[str, ...]], ...] = (
            ("verb", entry.verbs),
            ("noun", entry.nouns),
            ("adjective", entry.adjectives),
        )
        for part, written in parts:
            for phrase in written:
                rank += 1
                heads, rest, ahead = _parsed(phrase, part, classes())
                for head in heads:
                    pattern = Pattern(name, entry, part, rest, ahead, rank)
                    found.setdefault((part, head), []).append(pattern)
    return {
        key: tuple(sorted(patterns, key=lambda p: (-len(p.rest), p.rank))) for key, patterns in found.items()
    }


def _parsed(
    phrase: str, part: Part, classes: Mapping[str, tuple[str, ...]]
) -> tuple[frozenset[str], tuple[frozenset[str], ...], bool]:
    """Head word, the others, and whether they stand before it."""
    words = [_choices(word, classes) for word in phrase.split() if word != "_"]
    if part != "noun" or len(words) == 1:
        return words[0], tuple(words[1:]), False
    joint = next((k for k, word in enumerate(words) if word <= _PREPOSITIONS), None)
    if joint is None:
        return words[-1], tuple(words[:-1]), True
    return words[joint - 1], tuple(words[: joint - 1] + words[joint:]), False


def _choices(word: str, classes: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    found: set[str] = set()
    for choice in word.split("|"):
        found.update(classes[choice[1:]] if choice.startswith("@") else (choice,))
    return frozenset(found)


def candidates(tree: Tree, known: Index) -> dict[int, list[Sense]]:
    """Each word that may tell of an event, with its senses; none that another's pattern took."""
    found: dict[int, list[Sense]] = {}
    taken: set[int] = set()
    for i in range(len(tree)):
        if i in tree.named or i in tree.timed or tree.sentence[i] < 0 or _too_long(tree, i):
            continue
        read = list(senses(tree, i, known))
        if read:
            found[i] = read
            # The longest pattern of a word has its other words; "to" and prepositions are nobody's.
            taken.update(w for w in read[0].words if w != i)
    return {i: read for i, read in found.items() if i not in taken}


def _too_long(tree: Tree, i: int) -> bool:
    first, end = tree.bounds[tree.sentence[i]]
    return end - first > _LONGEST


def senses(tree: Tree, i: int, known: Index) -> Iterator[Sense]:
    """What the word `i` may tell of, the most particular reading first."""
    part = _part(tree, i)
    if part is None:
        return
    patterns = known.get((part, tree.hyphened.get(i, "")), ()) + known.get((part, tree.lemma[i]), ())
    for pattern in patterns:
        words = _matched(tree, i, pattern)
        if words is None or (part == "verb" and is_another_verb(tree, i, words)):
            continue
        if not _is_another_thing(tree, i, pattern.entry):
            entry = pattern.entry
            if part == "verb" and _is_announced(tree, i):
                entry = announced(entry, of_oneself=_of_oneself(tree, i))
            refuses = any(tree.lemma[w] in {"not", "never"} for w in words)
            yield Sense(pattern.name, entry, part, i, tuple(sorted({i, *words})), refuses)


def announced(entry: Entry, *, of_oneself: bool) -> Entry:
    """The entry for what somebody says that they will do; `of_oneself`: plainly the one who says it."""
    kind = _ANNOUNCED.get(entry.type)
    if entry.type in _OWN_THREATS and of_oneself:
        return msgspec.structs.replace(entry, type="THREATEN", mode=_OWN_THREATS[entry.type])
    if kind is None or entry.mode in _FINAL:
        return entry
    mode = _THREATS.get(entry.mode or "", "restrict") if kind == "THREATEN" else None
    return msgspec.structs.replace(entry, type=kind, mode=mode)


def _of_oneself(tree: Tree, i: int) -> bool:
    """ "they said that they would"."""
    own = [c for c in tree.children[i] if tree.rel[c] == "nsubj" and tree.upos[c] == "PRON"]
    above = tree.head[i]
    return bool(own) and base(tree.rel[i]) == "ccomp" and tree.has(above, "nsubj")


def _is_announced(tree: Tree, i: int) -> bool:
    """ "will visit", or "would" in what somebody is said to have said; not denied, and not passive."""
    if tree.rel[i] == "xcomp" and tree.lemma[tree.head[i]] in _GOING_ON:
        i = tree.head[i]
    below = tree.children[i]
    if any(
        tree.rel[c] == "nsubj" and (kind_of(tree, c) not in _WHO or tree.lower[c] in _DEEDS) for c in below
    ):
        return False
    if any(tree.lower[c] in {"not", "n't", "n’t", "never"} or tree.rel[c] == "aux:pass" for c in below):
        return False
    if any(tree.rel[c] == "aux" and tree.lower[c] in _FUTURE for c in below):
        return True
    return base(tree.rel[i]) == "ccomp" and any(
        tree.rel[c] == "aux" and tree.lower[c] in {"would", "'d", "’d"} for c in below
    )


def _part(tree: Tree, i: int) -> Part | None:
    upos = tree.upos[i]
    if upos == "VERB":
        return "verb"
    if upos in {"NOUN", "PROPN"}:
        return "noun"
    return "adjective" if upos == "ADJ" and tree.rel[i] != "amod" else None


def _matched(tree: Tree, i: int, pattern: Pattern) -> list[int] | None:
    """The words below `i` that the pattern asks for, or `None`."""
    if not pattern.rest:
        return []
    near = [c for c in tree.children[i] if c < i] if pattern.ahead else _near(tree, i)
    near = [c for c in near if tree.head[c] != i or tree.rel[c] not in _OWN]
    near = [
        c for c in near if tree.rel[c] != "case" or tree.head[c] not in tree.times
    ]  # "called on Friday to"
    if pattern.part == "verb" and base(tree.rel[i]) == "acl" and tree.head[i] not in near:
        near.append(tree.head[i])  # "the aid that they provided", "talks held in"
    found: list[int] = []
    predicates: list[int] = []
    for choices in pattern.rest:
        at = None
        if not choices <= _OBLIGATION:
            free = (
                c for c in near if (c not in found or c in predicates) and _may_stand(tree, i, c, choices)
            )
            at = next((c for c in free if _is(tree, c, choices)), None)
        if at is None and choices <= _OPEN:
            at, clause = _opener(tree, i, choices, found)
            if at is not None:
                # What the pattern asks for next is the clause's verb or "will" there: "vow to attack".
                predicates = tree.conjuncts(clause)
                near = [*near, *predicates, *tree.below(clause, "aux", "advmod")]
        if at is None:
            return None
        if at in predicates:
            near = [*near, *tree.under(at, depth=_STEPS)]
        found.append(at)
    return found


def _may_stand(tree: Tree, i: int, other: int, choices: frozenset[str]) -> bool:
    """ "that" opens a clause ("move that"), it does not point ("move closer to that aim").

    A verb joined with "and" is none of the other's words ("made a protest and pledged"), nor is what opens a
    clause ahead ("To be plain, they are advising him").
    """
    if choices <= _OPEN and tree.lemma[other] == "that":
        return tree.rel[other] == "mark"
    if choices <= _OPEN and other < i and tree.head[other] != i and tree.upos[tree.head[other]] == "VERB":
        return False
    return tree.head[other] != i or base(tree.rel[other]) != "conj" or tree.upos[other] != "VERB"


def _near(tree: Tree, i: int) -> list[int]:
    """What stands in the clause of `i`, "dead" of "shot dead" and "hostage" of "held hostage" too."""
    near = tree.under(i, depth=_STEPS)
    for complement in tree.below(i, "xcomp", "advcl"):
        if tree.upos[complement] != "VERB" and not tree.has(complement, "mark"):
            near += [complement, *tree.under(complement, depth=1)]
        elif any(tree.lower[c] == "being" for c in (complement, *tree.children[complement])):
            near += tree.below(complement, "mark")  # "dismissed it as being"
    return near


def _is(tree: Tree, i: int, choices: frozenset[str]) -> bool:
    return tree.lemma[i] in choices or tree.lower[i] in choices or tree.hyphened.get(i) in choices


def _opener(tree: Tree, i: int, choices: frozenset[str], found: list[int]) -> tuple[int | None, int]:
    """The word that opens a clause completing `i`, and its verb; that itself where "that" is left out.

    Such a clause may hang on what the pattern has `found` already: "declared its intention to".
    """
    clauses = tree.below(i, "xcomp", "ccomp", "advcl", "acl")
    for clause in [*clauses, *(c for word in found for c in tree.below(word, "acl") if tree.rel[c] == "acl")]:
        if any(tree.lemma[c] in _QUESTIONS for c in tree.under(clause, depth=_STEPS)):
            continue  # "asked whether", "told them how to"
        for mark in tree.below(clause, "mark", "aux"):
            if tree.lemma[mark] in choices and (mark > i or choices <= _OBLIGATION):
                return mark, clause
        if "that" in choices and base(tree.rel[clause]) == "ccomp" and clause > i:
            return clause, clause
    return None, -1


def _close(tree: Tree, i: int) -> list[int]:
    """What hangs on a word, and on that; of an adverbial ("according to a release") its own word alone."""
    below = list(tree.under(i, depth=1))
    return below + [k for c in below if base(tree.rel[c]) != "obl" for k in tree.under(c, depth=1)]


def _is_another_thing(tree: Tree, i: int, entry: Entry) -> bool:
    """Does one of the words that tell of another meaning hang on `i`, or `i` on it?"""
    if not entry.unless:
        return False
    near = _close(tree, i)
    for thing in tree.below(i, "obj"):  # "defended people accused of"
        near += [c for c in tree.below(thing, "acl") if tree.rel[c] == "acl"]
    for clause in tree.below(i, "xcomp"):  # "declined to comment", "vowed to fight poverty"
        near += [clause, *tree.below(clause, "obj", "advmod")]
    for clause in tree.below(i, "advcl"):  # "stood behind her when the music began"
        near += tree.below(clause, "mark", "advmod")
    if tree.rel[i] == "acl" and tree.head[i] not in tree.named:  # "the order released on Friday"
        near.append(tree.head[i])
    if base(tree.rel[i]) == "advcl":
        near += _close(tree, tree.head[i])  # "brought cholera to the town, killing …"
    if any(tree.lemma[c] in entry.unless or tree.lower[c] in entry.unless for c in near):
        return True
    if "that" in entry.unless and tree.has(i, "ccomp"):
        return True  # "demonstrated that"
    above = tree.head[i]
    return above >= 0 and tree.rel[i] in {"compound", "nmod:unmarked"} and tree.lemma[above] in entry.unless
