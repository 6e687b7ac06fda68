"""What kind of thing a phrase is: by its mention's type, its head noun (`lexicon/kinds.yaml`), its form."""

from __future__ import annotations

from functools import cache
from typing import Literal

import msgspec

from whosays import lexicon
from whosays.annotate.model.lemmas import lemma
from whosays.annotate.statements.tree import Tree, base

Kind = Literal[
    "person", "body", "place", "building", "vehicle", "weapon", "document", "money", "event", "thing"
]
"""body: whatever acts as one (an organisation, a state, a force); building: what stands somewhere and may be
damaged; event: something that happens."""

_BY_TYPE: dict[str, Kind] = {
    "Person": "person",
    "Nationality": "person",
    "Organization": "body",
    "PublicBody": "body",
    "Company": "body",
    "Place": "place",
    "Vehicle": "vehicle",
    "Weapon": "weapon",
    "Document": "document",
    "Event": "event",
}
_TYPES: dict[Kind, str] = {
    "person": "Person",
    "body": "Organization",
    "place": "Place",
    "building": "Place",
    "vehicle": "Vehicle",
    "weapon": "Weapon",
    "document": "Document",
    "event": "Event",
}
_PEOPLE = frozenset(
    {"he", "she", "they", "who", "whom", "him", "her", "them", "i", "we", "us", "me", "you", "someone",
     "somebody", "anyone", "everyone", "nobody", "himself", "herself", "themselves", "other", "others"}
)  # fmt: skip


class Nouns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The form of `kinds.yaml`: nouns in the singular, lower case, parted by blanks."""

    person: str
    body: str
    place: str
    building: str
    vehicle: str
    weapon: str
    document: str
    money: str
    event: str
    crewed: str
    """Vehicles with people in them who act ("killed by coalition aircraft")."""
    members: str
    """People who stand for the body that they are of ("HLF gunmen")."""
    bands: str
    """Described bodies that are no more than the people in them."""
    sides: str
    """What of a building or vehicle is hit when it is."""
    parts: str
    """Words for some of what follows them ("two of the", "a group of")."""
    peoples: str
    """Endings of names for people in the plural."""
    no_nations: str
    """Adjectives for people that are those of no state."""
    figures: str
    """Words of places that are none where something was done ("in custody", "in the field")."""


@cache
def nouns() -> dict[str, Kind]:
    """The kind of each noun that has one."""
    told = lexicon.load("kinds", Nouns)
    kinds: tuple[Kind, ...] = (
        *("event", "money", "document", "building", "place", "vehicle", "weapon", "body", "person"),
    )
    return {noun: kind for kind in kinds for noun in getattr(told, kind).split()}


@cache
def members() -> frozenset[str]:
    """Nouns for people who stand for the body that they are of."""
    return frozenset(lexicon.load("kinds", Nouns).members.split())


@cache
def bands() -> frozenset[str]:
    """Nouns for people who act together and have no name as such."""
    return frozenset(lexicon.load("kinds", Nouns).bands.split())


@cache
def sides() -> frozenset[str]:
    """Nouns for a side of a thing, which is hit with it."""
    return frozenset(lexicon.load("kinds", Nouns).sides.split())


@cache
def crewed() -> frozenset[str]:
    """Nouns for vehicles with people in them who act."""
    return frozenset(lexicon.load("kinds", Nouns).crewed.split())


@cache
def parts() -> frozenset[str]:
    """Nouns and numbers for some of what follows "of"."""
    return frozenset(lexicon.load("kinds", Nouns).parts.split())


@cache
def _peoples() -> tuple[str, ...]:
    return tuple(lexicon.load("kinds", Nouns).peoples.split())


@cache
def no_nations() -> frozenset[str]:
    """Adjectives for people that are those of no state."""
    return frozenset(lexicon.load("kinds", Nouns).no_nations.split())


@cache
def figures() -> frozenset[str]:
    """Words of places that are none."""
    return frozenset(lexicon.load("kinds", Nouns).figures.split())


def kind_of(tree: Tree, i: int) -> Kind | None:
    """The kind of what the phrase headed by `i` is; `None` where nothing tells."""
    mention = tree.mention(i)
    if mention >= 0 and tree.document.mentions[mention].kind == "name":
        return _of_name(tree, i, mention)
    if tree.lemma[i] in parts():
        # "a number of soldiers" are soldiers.
        wholes = [c for c in tree.below(i, "nmod") if tree.preposition(c) == "of"]
        if wholes:
            return kind_of(tree, wholes[0])
    # "the wounded": an adjective that heads a phrase is a noun.
    heads = tree.upos[i] in {"NOUN", "PROPN"} or (tree.upos[i] == "ADJ" and tree.rel[i] != "amod")
    by_noun = nouns().get(tree.lemma[i]) if heads else None
    if by_noun is not None:
        return by_noun
    if tree.upos[i] == "NUM" and i not in tree.counted:
        return None
    if tree.upos[i] == "PRON":
        meant = _BY_TYPE.get(tree.document.mentions[mention].type) if mention >= 0 else None
        if meant or tree.lemma[i] in _PEOPLE:
            return meant or "person"
        speaker = _speaker(tree, i)
        return kind_of(tree, speaker) if speaker >= 0 else None
    if i in tree.counted:
        quantity = tree.document.quantities[tree.counted[i]]
        if quantity.kind == "money":
            return "money"
        if quantity.unit == "person" or quantity.role in {
            "dead",
            "wounded",
            "arrested",
            "abducted",
            "released",
        }:
            return "person"
    if mention >= 0:
        return _BY_TYPE.get(tree.document.mentions[mention].type, "thing")
    return None


def _of_name(tree: Tree, i: int, mention: int) -> Kind:
    """By its type; "Ostlanders" and "29 Velmers" are people, not the body of them all."""
    told = tree.document.mentions[mention]
    kind = _BY_TYPE.get(told.type)
    if kind is None:
        return nouns().get(lemma(tree.lower[i], "NOUN"), "thing")  # "the Foreign Ministers"
    if kind == "body" and i in tree.named and tree.names_begin.get(i) == mention:
        plural = (
            tree.lower[i].endswith(_peoples()) and not tree.document.text[told.start : told.end].isupper()
        )
        if plural and " " not in tree.document.text[told.start : told.end]:
            return "person"
    numbered = i in tree.counted and tree.has(i, "nummod") and tree.lower[i].endswith("s")
    return "person" if kind == "body" and numbered else kind


def _speaker(tree: Tree, i: int) -> int:
    """Who says what "it" is the subject of: "Ostland says it will …"; -1 where nobody does."""
    clause = tree.head[i]
    if tree.lemma[i] != "it" or clause < 0 or tree.rel[i] != "nsubj" or base(tree.rel[clause]) != "ccomp":
        return -1
    above = tree.head[clause]
    said_by = (c for c in tree.children[above] if tree.rel[c] == "nsubj" and c < i and tree.upos[c] != "PRON")
    return next(said_by, -1)


def type_of(kind: Kind | None) -> str:
    """The FollowTheMoney type of a thing of this kind."""
    return _TYPES.get(kind, "Thing") if kind is not None else "Thing"
