"""What stands round an event word and in which grammatical function: its subject, its object, "on", "with" …

Functions are `subject`, `object` (the passive's subject too), `indirect`, `by`, `of`, `possessive`,
`modifier`, or a preposition. What the syntax leaves out is found where grammar puts it: the antecedent of
"who", the noun that a participle hangs on, the subject that a clause shares with the one it completes.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Literal, NamedTuple

import msgspec

from whosays import lexicon
from whosays.annotate.statements.particles import is_another_verb
from whosays.annotate.statements.tree import Tree, base

Form = Literal["base", "present", "past", "ing"]

_OF_OBJECT = frozenset({"of", "from", "for"})
_CALLS = frozenset({"call", "appeal"})
_ON = frozenset({"on", "upon", "to", "for"})
_RELATIVE = frozenset({"who", "whom", "which", "that"})
_STEPS = 8
_SHARED = frozenset({"of", "by", "against", "on", "in", "near", "at"})
_NOMINAL = ("obl", "nmod")
_PREDICATES = frozenset({"VERB", "AUX", "ADJ"})


class Argument(NamedTuple):
    """A phrase and its function; `head` is the word it hangs by."""

    function: str
    head: int


class Frame(msgspec.Struct, kw_only=True):
    """An event word with what stands round it."""

    at: int
    verb: int
    """The word that has tense and modals: itself, or the verb that it completes ("carried out a raid")."""
    light: bool = False
    """That verb only lends it a tense."""
    passive: bool = False
    arguments: list[Argument] = []

    def of(self, *functions: str) -> list[int]:
        """Head words of the phrases in these functions."""
        return [a.head for a in self.arguments if a.function in functions]


class Carriers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Verbs that lend a noun their subject, or say only that it was so (`lexicon/carriers.yaml`)."""

    does: str
    """Their subject does what the object names ("carried out a raid")."""
    undergoes: str
    """Their subject has it done to it ("suffered an attack")."""
    occurs: str
    """Their subject takes place."""
    headline: str
    """Verbs that are passive where they have no object ("Leader killed")."""
    subject_control: str
    """Verbs with an object whose subject does what the infinitive says ("threatened him to kill …")."""


@cache
def carriers() -> dict[str, frozenset[str]]:
    """The lists of `carriers.yaml` as sets."""
    told = lexicon.load("carriers", Carriers)
    return {name: frozenset(getattr(told, name).split()) for name in Carriers.__struct_fields__}


def form_of(tree: Tree, i: int) -> Form:
    """The form of a verb by its ending; a past participle is `past`."""
    word, lemma = tree.lower[i], tree.lemma[i]
    if word.endswith("ing") and not lemma.endswith("ing"):
        return "ing"
    if word == lemma:
        return "base" if lemma not in _UNCHANGED or _takes_base(tree, i) else "past"
    if word.endswith("s") and not word.endswith("ss") and word[:2] == lemma[:2]:
        return "present"
    return "past"


_UNCHANGED = frozenset(
    {"put", "cut", "hit", "set", "shut", "hurt", "beat", "cast", "cost", "let", "split", "quit", "burst",
     "shed", "spread", "thrust"}
)  # fmt: skip


def _takes_base(tree: Tree, i: int) -> bool:
    return any(
        tree.rel[c] in {"aux", "mark"} and tree.lemma[c] not in {"have", "be"} for c in tree.children[i]
    )


def of_pattern(tree: Tree, i: int, words: Iterable[int]) -> Frame:
    """The frame of a verb with nouns of its own: "reached a settlement with" has what hangs on the noun."""
    frame = of_verb(tree, i)
    for word in words:
        if word != i and tree.upos[word] == "NOUN" and tree.head[word] == i:
            known = {a.function for a in frame.arguments}
            frame.arguments += [
                a for a in _prepositional(tree, word) if a.function != "of" and a.function not in known
            ]
    return frame


def of_verb(tree: Tree, i: int) -> Frame:
    """The frame of a verb or a predicative adjective."""
    frame = Frame(at=i, verb=i, passive=is_passive(tree, i))
    undergoing = {"obj", "nsubj:pass", "nsubj"} if frame.passive else {"obj", "nsubj:pass"}
    objects = [c for c in tree.children[i] if tree.rel[c] in undergoing]
    objects += [a for c in objects if (a := antecedent(tree, c)) >= 0]
    objects = [c for c in objects if not _is_relative(tree, c)]
    if frame.passive and not objects:
        objects = _undergoers(tree, i)
    elif not objects and tree.rel[i] == "acl:relcl" and _has_gap(tree, i):
        objects = [tree.head[i]]
    if not frame.passive:
        _add(frame, tree, "subject", subjects(tree, i))
        objects = objects or _joint_objects(tree, i)
    _add(frame, tree, "object", objects)
    _add(frame, tree, "indirect", [c for c in tree.children[i] if tree.rel[c] == "iobj"])
    _add_prepositional(frame, tree, i)
    above = tree.head[i]
    if base(tree.rel[i]) == "conj" and tree.upos[above] == "VERB" and above < i:
        # "Near Velm, two raids destroyed a bridge and killed …": what stands before both is of both.
        frame.arguments += [
            a for a in _prepositional(tree, above) if a.head < above and a not in frame.arguments
        ]
    return frame


def _joint_objects(tree: Tree, i: int) -> list[int]:
    """ "degrade and defeat the rebels": the object behind the second of two joined verbs is of both."""
    above = tree.head[i]
    if base(tree.rel[i]) != "conj" or tree.upos[above] != "VERB" or above > i or tree.has(i, "ccomp"):
        return []
    return [c for c in tree.children[above] if tree.rel[c] == "obj" and c > i]


def _prepositional(tree: Tree, i: int) -> list[Argument]:
    """The phrases with a preposition that hang on `i`."""
    found = Frame(at=i, verb=i)
    _add_prepositional(found, tree, i)
    return found.arguments


def of_noun(tree: Tree, i: int) -> Frame:
    """The frame of a noun, with what the verb that carries it out adds."""
    frame = Frame(at=i, verb=_governing_verb(tree, i))
    _add_prepositional(frame, tree, i)
    _add(frame, tree, "possessive", _possessors(tree, i))
    modifiers = [c for c in tree.children[i] if base(tree.rel[c]) in {"compound", "amod"} and c < i]
    frame.arguments += [Argument("modifier", c) for c in modifiers if not (c == i - 2 and i in tree.hyphened)]
    for clause in tree.below(i, "acl"):
        if tree.lemma[clause] in carriers()["does"] and form_of(tree, clause) == "past":
            _add_prepositional(frame, tree, clause)
    if base(tree.rel[i]) == "conj":
        _share(frame, tree, tree.head[i])
    elif not frame.of("of", "on", "against"):
        for other in tree.below(i, "conj"):
            _share(frame, tree, other)
    _carried(frame, tree, i)
    return frame


def is_passive(tree: Tree, i: int) -> bool:
    """Is a verb passive, a participle that hangs on a noun among them?"""
    if tree.upos[i] not in {"VERB", "ADJ"}:
        return False
    if any(tree.rel[c] in {"nsubj:pass", "aux:pass", "obl:agent"} for c in tree.children[i]):
        return True
    if form_of(tree, i) != "past" or tree.has(i, "aux"):
        return False
    if any(tree.rel[c] == "nsubj" for c in tree.children[i]):
        # "One was killed and another wounded": the auxiliary is understood.
        above = tree.head[i]
        if tree.lemma[i] in carriers()["headline"] and not _has_object(tree, i):
            return True
        whole = any(tree.has(i, relation) for relation in ("obj", "xcomp", "ccomp"))
        joined = base(tree.rel[i]) == "conj" and above < i and not whole  # not "and a court declined to help"
        return joined and any(tree.rel[c] == "aux:pass" for c in tree.children[above])
    if tree.rel[i] in {"acl", "amod"}:
        return True
    if tree.has(i, "obj"):
        return False
    if tree.rel[i] == "xcomp" and tree.has(tree.head[i], "obj"):
        return True  # "wanted them deported"
    if base(tree.rel[i]) == "conj":
        return is_passive(tree, tree.head[i])
    return base(tree.rel[i]) == "advcl" and not tree.has(i, "mark")


def _has_object(tree: Tree, i: int) -> bool:
    """An object of its own, or shared with the verb it is joined with, or a clause for one."""
    return any(
        tree.has(word, "obj") or tree.has(word, "ccomp") or tree.has(word, "iobj")
        for word in (i, *tree.below(i, "conj"))
    )


def subjects(tree: Tree, i: int, steps: int = _STEPS) -> list[int]:
    """Who or what does what the verb `i` says, wherever grammar has it; nobody of a passive without one."""
    own = [c for c in tree.children[i] if tree.rel[c] in {"nsubj", "nsubj:pass", "csubj", "nsubj:outer"}]
    if own:
        return [a if (a := antecedent(tree, c)) >= 0 else c for c in own if base(tree.rel[c]) != "csubj"]
    above, relation = tree.head[i], base(tree.rel[i])
    if above < 0 or steps == 0:
        return []
    if tree.rel[i] == "acl:relcl":
        return [] if _has_gap(tree, i) else [above]
    if relation == "acl":
        if form_of(tree, i) == "ing" or (tree.has(i, "xcomp") and not _marks(tree, i)):
            return [above]  # "the men firing", "the men believed to have fired"
        # "their campaign to defeat", "the determination of the allies to stop": whose it is
        return _possessors(tree, above) or [
            c for c in tree.below(above, "nmod") if tree.preposition(c) == "of"
        ]
    if relation == "amod":
        return [above] if form_of(tree, i) == "ing" else []
    if relation in {"xcomp", "advcl"} and form_of(tree, i) == "ing" and _marks(tree, i) & _OF_OBJECT:
        # "accused the army of firing", "prevented them from leaving", "criticised her for ordering"
        objects = [c for c in tree.children[above] if tree.rel[c] == "obj"]
        if objects:
            return objects
    if relation == "xcomp" or (
        relation == "advcl" and tree.lemma[above] in _CALLS and tree.has(i, "mark", "to")
    ):
        objects = [c for c in tree.children[above] if tree.rel[c] in {"obj", "iobj"}]
        objects = objects or [
            c for c in tree.below(above, "obl") if tree.lemma[above] in _CALLS and tree.preposition(c) in _ON
        ]
        if objects and tree.lemma[above] not in carriers()["subject_control"]:
            return objects
        return subjects(tree, above, steps - 1)
    if relation == "conj" or (relation == "advcl" and not _has_own_time(tree, i)):
        return subjects(tree, above, steps - 1) if tree.upos[above] in _PREDICATES else []
    return []


def _marks(tree: Tree, i: int) -> set[str]:
    """The words that open a clause."""
    return {tree.lemma[c] for c in tree.children[i] if tree.rel[c] in {"mark", "case"}}


def antecedent(tree: Tree, i: int) -> int:
    """What a relative pronoun stands for; -1 where `i` is none."""
    if not _is_relative(tree, i):
        return -1
    for above in tree.up(i):
        # "It was a baker, who died of it": trees hang the clause on the predicate.
        if tree.rel[above] == "acl:relcl" or (
            tree.rel[above] == "advcl:relcl"
            and tree.lower[i] == "who"
            and tree.upos[tree.head[above]] == "NOUN"
        ):
            return tree.head[above]
    return -1


def agents_of_carrier(tree: Tree, verb: int) -> list[int]:
    """Who carries out what a light verb names: its subject, or "by" after its passive."""
    if is_passive(tree, verb):
        return _expanded(tree, [c for c in tree.children[verb] if tree.rel[c] == "obl:agent" or _by(tree, c)])
    return _expanded(tree, subjects(tree, verb))


# ── details ───────────────────────────────────────────────────────────────────────────────────────


def _by(tree: Tree, i: int) -> bool:
    return base(tree.rel[i]) == "obl" and tree.preposition(i) == "by" and i not in tree.times


def _is_relative(tree: Tree, i: int) -> bool:
    return tree.upos[i] == "PRON" and tree.lemma[i] in _RELATIVE


def _has_gap(tree: Tree, i: int) -> bool:
    """A relative clause with its own subject, and no pronoun for what it is about ("the man they killed")."""
    own = [c for c in tree.children[i] if tree.rel[c] == "nsubj" and not _is_relative(tree, c)]
    filled = any(
        _is_relative(tree, c) and tree.preposition(c) for c in tree.below(i, "obl")
    )  # "in which they met"
    return bool(own) and not filled


def _has_own_time(tree: Tree, i: int) -> bool:
    """A finite clause, with a subject of its own or none at all ("when attacked" has the other's)."""
    return tree.has(i, "aux", "will", "would", "can", "could", "may", "might")


def _undergoers(tree: Tree, i: int) -> list[int]:
    """Who has it done to them, of a passive without a subject of its own."""
    above, relation = tree.head[i], base(tree.rel[i])
    if above < 0:
        return []
    if tree.rel[i] in {"acl", "amod"}:
        return [above]
    if tree.rel[i] == "acl:relcl":
        return [above]
    if relation in {"conj", "advcl", "xcomp"}:
        return subjects(tree, i)
    return []


def _possessors(tree: Tree, i: int) -> list[int]:
    """Whose it is; not the day that it was ("Wednesday's attack")."""
    return [c for c in tree.children[i] if tree.rel[c] == "nmod:poss" and c not in tree.timed]


def _add(frame: Frame, tree: Tree, function: str, heads: list[int]) -> None:
    known = set(frame.arguments)
    for head in _expanded(tree, heads):
        argument = Argument(function, head)
        if argument not in known:
            frame.arguments.append(argument)


def _expanded(tree: Tree, heads: list[int]) -> list[int]:
    """Each with whatever is coordinated with it."""
    found = dict.fromkeys(c for head in heads for c in tree.conjuncts(head))
    return [c for c in found if not _is_clause(tree, c) and not tree.in_dateline(c)]


def _is_clause(tree: Tree, i: int) -> bool:
    return tree.upos[i] == "VERB" and base(tree.rel[i]) == "conj"


def _add_prepositional(frame: Frame, tree: Tree, i: int) -> None:
    others = [c for c in tree.below(i, "conj") if c > i and tree.has(c, "det")]
    for child in tree.below(i, *_NOMINAL):
        if any(other < child for other in others):
            continue  # "the raid in Velm and the attack in Lunesk": the second place is the attack's
        if tree.rel[child] == "nmod:poss" or child in tree.times or _is_blamed_on(tree, i, child):
            continue
        if tree.rel[child] == "obl:agent":
            _add(frame, tree, "by", [child])
            continue
        relative = antecedent(tree, child)
        preposition = tree.preposition(child)
        if preposition == "at" and tree.lemma[child] == "hand":
            _add(frame, tree, "by", [c for c in tree.below(child, "nmod") if tree.preposition(c) == "of"])
        elif preposition:
            _add(frame, tree, preposition, [relative if relative >= 0 else child])


def _is_blamed_on(tree: Tree, i: int, child: int) -> bool:
    """ "Blamed the raid on the rebels": what the verb has, wherever the tree puts it."""
    above = tree.head[i]
    return (
        above >= 0
        and tree.lemma[above] == "blame"
        and tree.rel[i] == "obj"
        and tree.preposition(child) == "on"
    )


def _share(frame: Frame, tree: Tree, other: int) -> None:
    """ "the kidnapping and murder of two men": both have what follows the second."""
    if tree.upos[other] not in {"NOUN", "PROPN"} or (other > frame.at and tree.has(other, "det")):
        return  # "protests and the closure of the office": only what is closed is the office
    taken = {a.function for a in frame.arguments}
    shared = Frame(at=other, verb=other)
    _add_prepositional(shared, tree, other)
    frame.arguments += [a for a in shared.arguments if a.function in _SHARED and a.function not in taken]


def _governing_verb(tree: Tree, i: int) -> int:
    """The predicate of the clause in which a noun stands."""
    for above in tree.up(i):
        if tree.upos[above] in {"VERB", "AUX"} or any(tree.rel[c] == "cop" for c in tree.children[above]):
            return above
    return i


def _carried(frame: Frame, tree: Tree, i: int) -> None:
    """Take over what the verb has, where it only says that the noun's event was done, undergone or so."""
    verb, relation = tree.head[i], tree.rel[i]
    if base(relation) == "conj" and verb >= 0:
        verb, relation = tree.head[verb], tree.rel[verb]
    if verb < 0 or tree.upos[verb] != "VERB":
        return
    lemma = tree.lemma[verb]
    particle = next((tree.lemma[c] for c in tree.below(verb, "compound")), "")
    known = carriers()
    name = f"{lemma}-{particle}" if f"{lemma}-{particle}" in known["does"] | known["occurs"] else lemma
    if name == lemma and is_another_verb(tree, verb):
        return  # "gave up the attack", "put off the talks"
    if relation in {"obj", "nsubj:pass"} and name in known["does"]:
        frame.light, frame.passive = True, is_passive(tree, verb)
        _add(frame, tree, "by" if frame.passive else "subject", agents_of_carrier(tree, verb))
        _add_prepositional(frame, tree, verb)
    elif relation == "obj" and name in known["undergoes"]:
        frame.light = True
        _add(frame, tree, "object", subjects(tree, verb))
        _add_prepositional(frame, tree, verb)
    elif relation == "nsubj" and name in known["occurs"]:
        frame.light = True
        _add_prepositional(frame, tree, verb)
