"""What people are to bodies and to each other: "leader of the HLF", "his wife" (`lexicon/offices.yaml`)."""

from __future__ import annotations

from collections.abc import Iterator

from whosays.annotate.statements.kinds import no_nations
from whosays.annotate.statements.relations.holders import holding, is_person_name
from whosays.annotate.statements.relations.parties import Parties
from whosays.annotate.statements.relations.tie import Tie
from whosays.annotate.statements.relations.words import Office, office_of
from whosays.annotate.statements.tree import Tree, base

_UNREAL = frozenset(
    {"would-be", "aspiring", "potential", "prospective", "future", "next", "possible", "like"}
)
_PORTFOLIO = frozenset(
    {"state", "defense", "defence", "staff", "treasury", "interior", "justice", "education",
     "energy", "labor", "labour", "commerce", "transportation", "agriculture", "health", "homeland",
     "war", "operations", "mission"}
)  # fmt: skip
_STEPS = 3


def read(parties: Parties) -> Iterator[Tie]:
    """A tie for each office whose holder and body are told."""
    tree, known = parties.tree, office_of()
    for i in range(len(tree)):
        if (
            tree.lemma[i] not in known
            or tree.upos[i] not in {"NOUN", "PROPN"}
            or _is_part_of_name(parties, i)
        ):
            continue
        name, office = known[tree.lemma[i]]
        if tree.lower[i] == "attorney" and tree.lower[i + 1 : i + 2] == ["general"]:
            continue  # an office of state, nobody's lawyer
        if _is_unreal(tree, i) or _goes_on(parties, i):
            continue
        bodies = _bodies(parties, i, office) or _shared(parties, i, office)
        bodies = [b for b in bodies if parties.is_known(b) or "body" in office.of]
        if not bodies:
            continue
        holders, frame = holding(parties, i)
        holders = [h for h in holders if h not in bodies]
        if office.known and not any(parties.is_known(h) for h in holders):
            continue
        if not holders or all(parties.same(h, b) for h in holders for b in bodies):
            continue
        several = holders == [i] and tree.lower[i] != tree.lemma[i] and not parties.is_known(i)
        if office.inverse:
            holders, bodies = bodies, holders
        yield Tie(
            type=office.type,
            at=i,
            words=_title(parties, i),
            subjects=holders,
            objects=bodies,
            frame=frame,
            several=several,
            code=name,
        )


def _is_part_of_name(parties: Parties, i: int) -> bool:
    """ "the Leader" of "the Belin Leader": in a name, and not the whole of a title that was taken for one."""
    tree = parties.tree
    if i not in tree.named:
        return False
    mention = tree.document.mentions[tree.named[i]]
    return (
        mention.type != "Person"
        or tree.top(mention.start, mention.end) != i
        or tree.words[i].end != mention.end
    )


def _goes_on(parties: Parties, i: int) -> bool:
    """ "NU High Commissioner for Rivers": a title whose field was cut off; the name before it is no body."""
    tree = parties.tree
    cut = (
        i + 2 < len(tree)
        and tree.lower[i + 1] == "for"
        and tree.document.text[tree.words[i + 2].start].isupper()
    )
    return cut and tree.document.text[tree.words[i].start].isupper() and i - 1 in tree.named


def _is_unreal(tree: Tree, i: int) -> bool:
    """ "a would-be leader", "a candidate for president", "such leaders", "no leader"."""
    for child in tree.children[i]:
        if tree.lemma[child] in _UNREAL and base(tree.rel[child]) in {"amod", "advmod", "compound", "case"}:
            return True
        if tree.rel[child] == "det" and tree.lemma[child] in {
            "no",
            "any",
            "every",
            "each",
            "neither",
            "either",
        }:
            return True
    return tree.preposition(i) in {"for", "like", "without"} and base(tree.rel[i]) in {"nmod", "obl"}


def _bodies(parties: Parties, i: int, office: Office) -> list[int]:
    tree = parties.tree
    prepositions = frozenset(office.prepositions.split())
    found: list[int] = []
    for child in tree.children[i]:
        relation = tree.rel[child]
        if child > i and found and office.first:
            break
        if relation == "nmod:poss" or (
            office.modified and child < i and base(relation) in {"compound", "amod"}
        ):
            found += [c for c in [child, *_inner(tree, child)] if _is_of(parties, c, office)][:1]
        elif base(relation) == "nmod" and tree.preposition(child) in prepositions:
            found += [c for c in _whose(parties, child) if _is_of(parties, c, office)]
        elif (
            relation == "appos"
            and child > i
            and not tree.below(i, "nmod")
            and not is_person_name(parties, child)
        ):
            found += [c for c in [child] if parties.is_name(c) and _is_of(parties, c, office)]
    found = found or [c for c in _beside(parties, i) if _is_of(parties, c, office)]
    named = [f for f in found if parties.is_name(f)]
    return list(dict.fromkeys(parties.thing(f) for f in (named or found)))


def _beside(parties: Parties, i: int) -> list[int]:
    """ "Jonas Rell, commander, Northern Command": a name beside the office."""
    tree = parties.tree
    if tree.rel[i] != "appos" or tree.children[i] != [i - 1] or tree.lower[i + 1 : i + 2] != [","]:
        return []
    others = [c for c in tree.below(tree.head[i], "appos") if c > i and parties.is_name(c)]
    return [c for c in others[:1] if not is_person_name(parties, c)]


def _whose(parties: Parties, i: int) -> list[int]:
    """ "Founder of the mill and the League", not "of the mill and a League donor"."""
    tree = parties.tree
    return [c for c in tree.conjuncts(i) if c == i or not tree.has(c, "det", "a", "an")]


def _inner(tree: Tree, i: int) -> list[int]:
    """ "Clinton campaign manager": a name that another modifier has."""
    return [c for c in tree.children[i] if base(tree.rel[c]) == "compound"]


def _is_of(parties: Parties, i: int, office: Office) -> bool:
    mention = parties.mention(i)
    if mention is None:  # "leader of an extremist group": such a phrase is made a mention by `participants`
        said = parties.tree.preposition(i) != "" and parties.tree.lemma[i] not in _PORTFOLIO
        return said and parties.kind(i) in office.of
    if mention.kind == "name" and parties.tree.document.text[mention.start].islower():
        return False
    text = parties.tree.document.text
    if "nation" in office.of and text[mention.start : mention.end].casefold() in no_nations():
        return False  # "the Republican mayor": of a party, not of its body
    if mention.type == "Nationality":
        return "nation" in office.of
    return parties.kind(i) in office.of


def _shared(parties: Parties, i: int, office: Office) -> list[int]:
    """ "director and founder of the mill": both are of the mill."""
    tree = parties.tree
    others = [*tree.below(i, "conj")] + ([tree.head[i]] if base(tree.rel[i]) == "conj" else [])
    for other in others:
        if tree.lemma[other] in office_of():
            found = _bodies(parties, other, office)
            if found:
                return found
    return []


def _title(parties: Parties, i: int) -> tuple[int, ...]:
    """The noun with the lower words of the title: "deputy military leader", "Secretary of State"."""
    tree, first, last = parties.tree, i, i
    while (
        first - 1 >= 0
        and tree.head[first - 1] in range(first, i + 1)
        and base(tree.rel[first - 1]) in {"compound", "amod"}
        and first - 1 not in tree.mentions
        and first - 1 not in tree.named
    ):
        first -= 1
    for child in tree.below(i, "nmod"):
        if child > i and tree.lemma[child] in _PORTFOLIO and child - i <= _STEPS:
            last = child
    return tuple(range(first, last + 1))
