"""Relations of a preposition or of no word: "the museum in Velm", "soldiers from the 3rd", "HLF cars"."""

from __future__ import annotations

from collections.abc import Iterator

from whosays.annotate.statements import polarity
from whosays.annotate.statements.frames import Frame, of_verb, subjects
from whosays.annotate.statements.kinds import figures, nouns
from whosays.annotate.statements.relations.holders import is_person_name
from whosays.annotate.statements.relations.parties import Parties
from whosays.annotate.statements.relations.tie import Tie
from whosays.annotate.statements.relations.words import index
from whosays.annotate.statements.tree import base

_IN = frozenset({"in", "at", "near", "inside", "outside", "across", "throughout", "around"})
_RESIDENTS = frozenset({"resident", "inhabitant", "villager", "dweller"})
_AT = ("in", "at", "near", "inside", "outside", "into")
_ACTING = frozenset({"person", "body"})
_FROM_AFAR = frozenset(
    {"believe", "invest", "intervene", "involve", "interest", "support", "include", "result", "fund", "be",
     "say", "tell", "add", "report", "announce", "represent", "reduce", "increase", "want", "call"}
)  # fmt: skip
"""Verbs whose "in" does not say where anybody is."""
_WIDE = frozenset({"across", "throughout", "around"})
_BODIES = frozenset({"Organization", "PublicBody", "Company"})
_THERE = frozenset({"person", "body", "building", "vehicle"})
_GOES_ON = frozenset({"qaeda", "qaida", "al", "al-qaeda", "al-qaida"})
"""Words of names that go on with a place ("al-Qaeda in Iraq")."""
_AMONG = frozenset({"include", "including"})
_OWNED = frozenset({"vehicle", "weapon"})
_SEATS = frozenset(
    {"base", "airbase", "camp", "barracks", "barrack", "headquarters", "hq", "outpost", "compound",
     "hideout", "safehouse", "stronghold", "bunker", "checkpoint", "garrison", "office", "offices",
     "embassy", "consulate", "depot", "arsenal", "airfield", "factory", "warehouse", "cache", "tunnel",
     "building", "facility", "refinery"}
)  # fmt: skip
"""Buildings that are a body's own; a market, a hall or a school is named after whoever meets there."""
_FIGURES = frozenset(
    {"line", "window", "door", "wall", "gate", "club", "charge", "property", "record", "stone",
     "stick", "branch", "bank", "park", "shell", "device", "state", "press", "platform"}
)  # fmt: skip
_PLACES = frozenset({"place", "building"})


def read(parties: Parties) -> Iterator[Tie]:
    """A tie for each thing with a place beside it, and each body that people are from."""
    tree = parties.tree
    for i in range(len(tree)):
        if tree.upos[i] == "VERB":
            yield from _happens_at(parties, i)
        if base(tree.rel[i]) == "nmod":
            preposition = tree.preposition(i)
            if preposition in _IN or (preposition == "of" and tree.lemma[tree.head[i]] in _RESIDENTS):
                yield from _in_place(parties, i)
            elif preposition == "from":
                yield from _from_body(parties, i)
                yield from _from_place(parties, i)
            elif preposition in _AMONG:
                yield from _among(parties, i)
            elif tree.rel[i] == "nmod:poss":
                yield from _has(parties, i)
        elif base(tree.rel[i]) == "compound":
            yield from _has(parties, i)
        elif (
            tree.has(i, "cop")
            and tree.preposition(i) in _IN
            and parties.kind(i) in _PLACES
            and parties.is_known(i)
        ):
            yield from _is_in(parties, i)


def _in_place(parties: Parties, i: int) -> Iterator[Tie]:
    """ "the museum in Velm", "fighters in Velm"."""
    tree, above = parties.tree, parties.tree.head[i]
    if above > i or tree.lower[above] in _GOES_ON:
        return
    if tree.has(above, "cop") or (tree.rel[above] == "appos" and parties.is_name(parties.thing(above))):
        above = parties.thing(above)
    if _is_of_event(parties, above) or is_only_thought_of(parties, above) or is_of_presence(parties, above):
        return
    if parties.kind(above) == "place" and parties.is_name(above) and "and" in tree.lower[above:i]:
        return  # "progress in Velm and now in Lunesk"
    if any(above < c < i and parties.kind(c) is None for c in tree.below(above, "nmod")):
        return  # "an advocate for rights in Velm": where the rights are
    if not _is_there(parties, above) or (tree.preposition(i) in _WIDE and parties.is_name(above)):
        return
    places = [c for c in tree.conjuncts(i) if parties.kind(c) in _PLACES and parties.is_definite(c)]
    if not places:
        return
    yield Tie(
        type="Location",
        at=_case(parties, i),
        words=_words(parties, i),
        subjects=[above],
        objects=places,
        code="in-place",
    )


def _happens_at(parties: Parties, verb: int) -> Iterator[Tie]:
    """ "The envoy rested in Velm", "they hid him in a mill": who does it, or to whom it is done, is there.

    Not who does it to another: that may be from afar.
    """
    tree, frame = parties.tree, of_verb(parties.tree, verb)
    places = [h for h in frame.of(*_AT) if parties.kind(h) in _PLACES and base(tree.rel[h]) == "obl"]
    places = [h for h in places if tree.lemma[h] not in figures()]
    if not places or tree.lemma[verb] in _FROM_AFAR:
        return
    objects = [c for c in tree.below(verb, "obj", "nsubj:pass") if c in frame.of("object")]
    there = [parties.thing(h) for h in objects or tree.below(verb, "nsubj")]
    there = [h for h in there if parties.kind(h) in (_THERE | _OWNED if objects else _ACTING)]
    if there:
        yield Tie(
            type="Location",
            at=verb,
            words=(verb,),
            subjects=there,
            objects=places,
            frame=frame,
            code="at-place",
        )


def _is_of_event(parties: Parties, i: int) -> bool:
    """ "A raid by the Front in Velm": the raid was there."""
    tree, above = parties.tree, parties.tree.head[i]
    return (
        base(tree.rel[i]) == "nmod"
        and tree.preposition(i) == "by"
        and nouns().get(tree.lemma[above]) == "event"
    )


def is_of_presence(parties: Parties, i: int) -> bool:
    """ "He denied the presence of soldiers in Velm": that is told, or not, by the noun (`relations.yaml`)."""
    tree, above = parties.tree, parties.tree.head[i]
    of = base(tree.rel[i]) == "nmod" and tree.preposition(i) == "of"
    return of and any(p.entry.type == "Location" for p in index().get(("noun", tree.lemma[above]), ()))


def is_only_thought_of(parties: Parties, i: int) -> bool:
    """ "Plans to build a barracks in Velm", "has not a single office there", "did not find rebels there"."""
    tree, above = parties.tree, parties.tree.head[i]
    if base(tree.rel[i]) not in {"obj", "nsubj"} or tree.upos[above] != "VERB":
        return False
    certain = tree.has(i, "det") or tree.has(i, "nmod:poss") or parties.is_known(i)
    if certain and not tree.has(i, "det", "a", "an", "any", "no"):
        return False
    told = polarity.stance(tree, Frame(at=above, verb=above), noun=False)
    return told is None or told.polarity == "denied" or told.certainty != "fact"


def _is_there(parties: Parties, i: int) -> bool:
    """Bodies, buildings and people that are described; of a named person the place is mostly the verb's."""
    mention = parties.mention(i)
    if mention is None or parties.kind(i) not in _THERE | {"place"}:
        return False
    if mention.kind == "name":  # a state that acts is in no place
        return mention.type == "Place" or (mention.type in _BODIES and parties.kind(i) == "body")
    return mention.kind == "nominal" and (parties.kind(i) != "place" or parties.is_definite(i))


def _is_in(parties: Parties, i: int) -> Iterator[Tie]:
    """ "the office is in Velm"."""
    tree = parties.tree
    things = [parties.thing(s) for s in subjects(tree, i)]
    things = [s for s in things if parties.kind(s) in _THERE | _PLACES]
    if things:
        yield Tie(
            type="Location",
            at=i,
            words=_words(parties, i),
            subjects=things,
            objects=tree.conjuncts(i),
            frame=Frame(at=i, verb=i),
            code="is-in-place",
        )


def _from_body(parties: Parties, i: int) -> Iterator[Tie]:
    """ "soldiers from the 3rd Battalion": people, not letters or money."""
    tree, above = parties.tree, parties.tree.head[i]
    mention = parties.mention(i)
    if above > i or mention is None or mention.kind != "name" or mention.type not in _BODIES:
        return
    kind = parties.kind(above) if is_person_name(parties, above) else nouns().get(tree.lemma[above])
    if kind not in {"person", "body", "vehicle"} or parties.kind(i) != "body":
        return
    bodies = [c for c in tree.conjuncts(i) if parties.is_name(c)]
    if kind == "vehicle":
        type_, subjects_, objects = "Ownership", bodies, [above]
    else:
        type_, subjects_, objects = "Membership", [above], bodies
    at = _case(parties, i)
    yield Tie(type=type_, at=at, words=(at,), subjects=subjects_, objects=objects, code="from-body")


def _from_place(parties: Parties, i: int) -> Iterator[Tie]:
    """ "a farmer from Velm": people, not what they sent."""
    tree, above = parties.tree, parties.tree.head[i]
    if above < i and nouns().get(tree.lemma[above]) == "person" and _is_named_place(parties, i):
        yield Tie(
            type="Location",
            at=_case(parties, i),
            words=_words(parties, i),
            subjects=[parties.thing(above)],
            objects=[i],
            code="from-place",
        )


def _is_named_place(parties: Parties, i: int) -> bool:
    return parties.kind(i) == "place" and parties.is_known(i)


def _among(parties: Parties, i: int) -> Iterator[Tie]:
    """ "nations of the alliance, including Sarn": of a body, one of its members."""
    tree, above = parties.tree, parties.tree.head[i]
    if above < i and parties.kind(above) == "place" and _is_named_place(parties, i):
        # "the coast, including Velm and Ostrel"
        parts = [c for c in tree.conjuncts(i) if _is_named_place(parties, c)]
        case = _case(parties, i)
        yield Tie(type="Location", at=case, words=(case,), subjects=parts, objects=[above], code="including")
    if above > i or parties.kind(above) != "body":
        return
    members = [
        c for c in tree.conjuncts(i) if parties.is_known(c) and parties.kind(c) in {"body", "place", "person"}
    ]
    if members:
        case = _case(parties, i)
        yield Tie(
            type="Membership", at=case, words=(case,), subjects=members, objects=[above], code="including"
        )


def _has(parties: Parties, i: int) -> Iterator[Tie]:
    """ "HLF vehicles", "the League's headquarters": whose a thing is."""
    tree, above = parties.tree, parties.tree.head[i]
    if above <= i or parties.kind(i) != "body" or not parties.is_name(i) or tree.upos[above] != "NOUN":
        return
    owned = nouns().get(tree.lemma[above]) in _OWNED or tree.lemma[above] in _SEATS
    if (
        owned
        and tree.lemma[above] not in _FIGURES
        and tree.lower[i + 1] != "-"
        and not _is_example(parties, above)
    ):
        yield Tie(type="Ownership", at=above, words=(above,), subjects=[i], objects=[above], code="has")


def _is_example(parties: Parties, i: int) -> bool:
    """ "against a lone HLF vehicle is one strike": what defines means no certain one."""
    tree = parties.tree
    if not tree.has(i, "det", "a", "an", "any", "each", "every", "no"):
        return False
    return any(tree.lower[c] in {"is", "are", "can", "may"} for up in tree.up(i) for c in tree.children[up])


def _case(parties: Parties, i: int) -> int:
    return parties.tree.below(i, "case")[0]


def _words(parties: Parties, i: int) -> tuple[int, ...]:
    """The preposition with the place."""
    return tuple(range(_case(parties, i), i + 1))
