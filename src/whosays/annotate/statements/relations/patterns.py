"""Relations told by a verb, an adjective or a noun with what stands round it (`lexicon/relations.yaml`)."""

from __future__ import annotations

from collections.abc import Iterator

from whosays.annotate.statements.frames import Frame, of_noun, of_verb, subjects
from whosays.annotate.statements.kinds import parts
from whosays.annotate.statements.relations.parties import Parties
from whosays.annotate.statements.relations.tie import Tie
from whosays.annotate.statements.relations.words import Entry, index, relations
from whosays.annotate.statements.senses import Sense, candidates
from whosays.annotate.statements.tree import Tree, base

_HAVING = frozenset(
    {"have", "hold", "keep", "claim", "take", "seize", "gain", "regain", "exercise", "maintain"}
)
_COMPASS = frozenset(
    {"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "outside",
     "close", "next", "miles", "kilometers", "kilometres"}
)  # fmt: skip


def read(parties: Parties) -> Iterator[Tie]:
    """A tie for each word of `relations.yaml` whose parties stand where its entry looks for them."""
    for options in candidates(parties.tree, index()).values():
        for sense in options:
            tie = _tie(parties, sense, relations().words[sense.name])
            if tie is not None:
                yield tie
                break


def _tie(parties: Parties, sense: Sense, entry: Entry) -> Tie | None:
    tree = parties.tree
    noun = sense.part == "noun"
    frame = of_noun(tree, sense.at) if noun else of_verb(tree, sense.at)
    trails = base(tree.rel[sense.at]) == "advcl" and tree.head[sense.at] < sense.at
    if frame.passive and trails and not tree.has(sense.at, "nsubj:pass"):
        return None  # "Founded in 1987, the League …" has its clause's subject; what trails it seldom has
    heads: dict[str, list[int]] = {"subject": [], "object": []}
    predicated = [*_predicated(tree, sense.at), *_nested(tree, sense.at, entry)] if noun else ()
    for function, head in [*_arguments(frame), *_compass(tree, sense.at), *predicated]:
        role = _role(entry, function, frame)
        if role is None or head in sense.words or head == sense.at:
            continue
        thing = parties.thing(head)
        if thing not in heads[role] and _fits(parties, entry, role, thing):
            heads[role].append(thing)
    unfit = [head for function in entry.without for head in frame.of(function) if head not in sense.words]
    if unfit and not frame.passive:
        return None
    if entry.listed and not _is_listing(parties, sense, entry, heads):
        return None
    if not (heads["subject"] and heads["object"]) and not (entry.alone and heads["object"]):
        return None
    return Tie(
        type=entry.type,
        mode=entry.mode,
        at=sense.at,
        words=_together(sense),
        subjects=heads["subject"],
        objects=[o for o in heads["object"] if o not in heads["subject"]],
        frame=frame,
        noun=noun,
        alone=entry.alone,
        quantities=_sums(tree, sense.at) if entry.sum else [],
        sum=entry.sum,
        code=sense.name,
    )


def _sums(tree: Tree, i: int) -> list[int]:
    """ "paid 40,000 euros", "paid a ransom of 40,000 euros": the money of the clause."""
    near = (tree.counted.get(c) for c in tree.under(i, depth=3))
    found = dict.fromkeys(q for q in near if q is not None)
    return [q for q in found if tree.document.quantities[q].kind == "money"]


def _arguments(frame: Frame) -> list[tuple[str, int]]:
    return [(argument.function, argument.head) for argument in frame.arguments]


def _compass(tree: Tree, i: int) -> Iterator[tuple[str, int]]:
    """ "located 40 miles south of Velm": the place that the bearing is taken from."""
    for child in tree.children[i]:
        if base(tree.rel[child]) in {"advmod", "obl", "dep"} and tree.lower[child] in _COMPASS:
            for place in (*tree.below(child, "obl", "nmod"), *tree.below(i, "obl")):
                if place > child and tree.preposition(place) in {"of", "from", "to"}:
                    yield "near", place


def _predicated(tree: Tree, i: int) -> Iterator[tuple[str, int]]:
    """What a noun is said of: "is one of its member groups", "was named as a member, along with …"."""
    if tree.head[i] >= 0 and tree.lemma[tree.head[i]] in parts() and tree.preposition(i) == "of":
        i = tree.head[i]
    if tree.rel[i] == "obj" and tree.lemma[tree.head[i]] in _HAVING:  # "has had control of"
        for subject in subjects(tree, tree.head[i]):
            yield "subject", subject
    verb = i if tree.has(i, "cop") else tree.head[i]
    if verb < 0 or (verb != i and not (base(tree.rel[i]) == "obl" and tree.preposition(i) == "as")):
        return
    for child in tree.children[verb]:
        if tree.rel[child] in {"nsubj", "nsubj:pass"}:
            yield "subject", child
    for word in dict.fromkeys((i, verb)):
        for child in tree.below(word, "obl", "nmod"):
            if tree.preposition(child) in {"along", "together"}:
                for head in tree.conjuncts(child):
                    yield "along", head


def _nested(tree: Tree, i: int, entry: Entry) -> Iterator[tuple[str, int]]:
    """ "The presence of soldiers in Velm", where the tree has "soldiers in Velm"."""
    for whose in tree.below(i, "nmod") if entry.type == "Location" else ():
        if tree.preposition(whose) == "of":
            for place in tree.below(whose, "nmod"):
                yield tree.preposition(place), place


def _role(entry: Entry, function: str, frame: Frame) -> str | None:
    if function in entry.roles:
        return entry.roles[function]
    return (
        "subject" if function == "by" and frame.passive and entry.roles.get("subject") == "subject" else None
    )


def _fits(parties: Parties, entry: Entry, role: str, head: int) -> bool:
    kinds = entry.kinds.get(role)
    if kinds is not None and parties.kind(head) not in kinds:
        return False
    return role not in entry.known or parties.is_known(head)


def _together(sense: Sense) -> tuple[int, ...]:
    """The words of the pattern that stand next to its head word."""
    first = last = sense.at
    words = set(sense.words)
    while first - 1 in words:
        first -= 1
    while last + 1 in words:
        last += 1
    return tuple(range(first, last + 1))


# ── lists ─────────────────────────────────────────────────────────────────────────────────────────


def _is_listing(parties: Parties, sense: Sense, entry: Entry, heads: dict[str, list[int]]) -> bool:
    """Does a list of the right kind stand by the verb? Its owner is the authority, or it stands for it."""
    tree = parties.tree
    wanted, others = frozenset(entry.listed.split()), frozenset(entry.listed_not.split())
    for child in tree.under(sense.at, depth=2):
        if tree.lemma[child] not in wanted and tree.lower[child] not in wanted:
            continue
        near = tree.under(child, depth=2)
        if any(tree.lemma[c] in others or tree.lower[c] in others for c in near):
            return False
        if not heads["subject"]:
            owner = _owner(parties, child)
            heads["subject"] += [owner] if owner >= 0 else []
        if child in heads["object"]:
            heads["object"].remove(child)
        return True
    return False


def _owner(parties: Parties, i: int) -> int:
    """ "the Northern Union's list": whose list it is; else the list itself."""
    tree = parties.tree
    for child in tree.children[i]:
        its = base(tree.rel[child]) in {"compound", "nmod", "amod"} and tree.preposition(child) in {
            "",
            "by",
            "of",
        }
        if its and parties.kind(child) in {"body", "place"} and parties.is_known(child):
            return child
    return i if parties.index(i) >= 0 else -1
