"""Which mentions, places, instruments and counts fill the roles of an event, by its frame and its entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from whosays.annotate.check import EVENT_TYPES
from whosays.annotate.statements.countries import countries
from whosays.annotate.statements.frames import Argument, Frame, carriers
from whosays.annotate.statements.kinds import Kind, crewed, figures, kind_of, members, parts, sides
from whosays.annotate.statements.senses import Entry, Sense
from whosays.annotate.statements.tree import Tree, base
from whosays.records.layers import TOLL

_WHERE = frozenset(
    {"in", "at", "near", "outside", "inside", "around", "off", "along", "between", "on", "within",
     "throughout", "across", "over", "north", "south", "east", "west"}
)  # fmt: skip
_PATIENT = frozenset({"victim", "target", "recipient"})
_HURT: dict[Kind | None, str] = {"person": "victim", "body": "recipient"}
_TREATED: dict[Kind | None, str] = {"person": "recipient", "body": "recipient", "place": "recipient"}
_TALKS = frozenset({"CONSULT", "AGREE", "ACCUSE", "REQUEST", "REJECT", "COOPERATE", "SUPPORT", "THREATEN"})
"""Of these "over" tells what they are about."""
_LOCAL = frozenset({"in", "at", "near", "of", "on", "outside", ""})
_WITH_ARMS = frozenset({"firearms", "explosives", "heavy-weapons", "unconventional"})
_PARTIES = frozenset({"person", "body", "place"})
_TOOLS = frozenset({"weapon", "vehicle"})
_FALLBACK = {"by": "subject", "of": "object"}
_CORE = frozenset({"subject", "object"})
_BODIES = frozenset({"Organization", "PublicBody", "Company"})
_MUTUAL = frozenset({"CONSULT", "COOPERATE"})
_HOLDS = frozenset({"control", "hand", "rule", "grip", "occupation", "grasp"})
_LEANINGS = ("pro-", "anti-")
_OF_WHAT_SORT = frozenset({"terrorist", "criminal"})
"""Before a noun they tell what is thought of an attack, not whose it was."""
_SELVES = frozenset({"himself", "herself", "itself", "themselves", "myself", "yourself", "ourselves"})
_FIGURES = frozenset({"toll", "number", "figure", "count"})
_STEPS = 2
_PARTICIPANTS = frozenset({"person", "body", "place", "building", "vehicle", "weapon", "money"})
_ARMED = frozenset(
    {
        "explosives",
        "heavy-weapons",
        "firearms",
        "primitive",
        "aerial",
        "suicide-attack",
        "unconventional",
        "crowd-control",
    }
)
"""Modes in which an object that the pattern names is what it is done with."""
_PLACES = 3
_PLACED = frozenset({"ASSAULT", "COERCE"})
"""Types of events that are where those are to whom they are done."""


class Filled(msgspec.Struct, kw_only=True):
    """Roles with the words that fill them."""

    heads: dict[str, list[int]] = {}
    """Role to head words, in text order of finding."""
    mentions: dict[str, list[int]] = {}
    """Role to mentions; of a head that no mention has there is none."""
    quantities: list[int] = []

    def add(self, tree: Tree, role: str, head: int) -> None:
        """Give `role` to the phrase of `head`."""
        heads = self.heads.setdefault(role, [])
        if head in heads:
            return
        heads.append(head)
        found = tree.whose(head)
        if found >= 0 and all(found not in taken for taken in self.mentions.values()):
            self.mentions.setdefault(role, []).append(found)

    def give(self, role: str, head: int, mention: int) -> bool:
        """Give `role` to a mention; false where it has one already, unless that is being where it was."""
        if any(mention in taken for other, taken in self.mentions.items() if other != "place"):
            return False
        self.heads.setdefault(role, []).append(head)
        self.mentions.setdefault(role, []).append(mention)
        return True

    def frozen(self) -> dict[str, tuple[int, ...]]:
        """The roles with their mentions, in the order of their names."""
        return {role: tuple(self.mentions[role]) for role in sorted(self.mentions) if self.mentions[role]}


def fill(tree: Tree, sense: Sense, frame: Frame) -> Filled | None:
    """The roles; `None` where what stands there is not what this sense of the word goes with."""
    entry = sense.entry
    filled = Filled()
    met: set[str] = set()
    if _hurts_itself(tree, sense, frame) or not _fits(tree, sense, frame):
        return None
    given: dict[int, str] = {}
    for argument in _arguments(tree, frame, entry):
        kind = kind_of(tree, argument.head)
        named = argument.head in sense.words
        if argument.head == sense.at or (named and not takes_part(tree, argument.head, kind)):
            met.add(argument.function)
            continue
        function = _function(argument, entry, sense)
        allowed = entry.kinds.get(function)
        points = _only_counts(tree, argument.head) or _only_points(tree, argument.head, function)
        if allowed is not None and kind not in allowed and not points:
            continue
        role = _role(tree, argument, function, kind, entry)
        if named and role in _PATIENT and kind == "weapon" and entry.mode in _ARMED:
            role = "instrument"
        role = _like_its_like(tree, argument.head, role, given)
        if role != "place" and _is_seat(tree, argument.head, kind):
            continue
        met.add(function)
        if role is None:
            continue
        given[argument.head] = role
        for head in _meant(tree, argument.head, role):
            filled.add(tree, role, head)
        if role in _PATIENT or role == "instrument":
            filled.quantities += _counts(tree, argument.head)
    if not entry.requires <= met:
        return None
    _part(tree, sense, filled)
    _instruments(tree, sense, filled)
    _places(tree, sense, frame, filled)
    filled.quantities += _sums(tree, sense) + _toll(tree, sense)
    filled.quantities = sorted(dict.fromkeys(filled.quantities))
    return filled


def _part(tree: Tree, sense: Sense, filled: Filled) -> None:
    """ "Mikal Dorn and Irina Sand met": of those joined, the first does it with the others."""
    actors = filled.heads.get("actor", [])
    if sense.entry.type not in _MUTUAL or sense.part != "verb" or filled.heads.get("recipient"):
        return
    others = [h for h in actors[1:] if base(tree.rel[h]) == "conj" and tree.head[h] == actors[0]]
    if others and tree.has(sense.at, "nsubj"):
        kept = [m for h in others if (m := tree.whose(h)) in filled.mentions.get("actor", [])]
        filled.heads["actor"] = [h for h in actors if h not in others]
        filled.mentions["actor"] = [m for m in filled.mentions["actor"] if m not in kept]
        filled.heads["recipient"], filled.mentions["recipient"] = others, kept


def _arguments(tree: Tree, frame: Frame, entry: Entry) -> Iterator[Argument]:
    """What stands round the event; a number that the tree parts from what it counts is left out."""
    by_others = _done_by_others(frame, entry)
    for argument in frame.arguments:
        following = Argument(argument.function, argument.head + 1)
        if tree.upos[argument.head] == "NUM" and following in frame.arguments:
            continue
        whose = argument.function == "possessive" and by_others
        yield Argument("of", argument.head) if whose else argument


def _done_by_others(frame: Frame, entry: Entry) -> bool:
    """ "His endorsement by the union": whose it is has not done it."""
    return any(
        a.function == "by" or (a.function == "from" and entry.roles.get("from") == "actor")
        for a in frame.arguments
    )


def _like_its_like(tree: Tree, i: int, role: str | None, given: Mapping[int, str]) -> str | None:
    """ "Invasions of Ostland and Arvan": of two names that "and" joins both undergo it in one way."""
    first = given.get(tree.head[i]) if tree.rel[i] == "conj" else None
    names = [c for c in (i, tree.head[i]) if c in tree.named and kind_of(tree, c) != "person"]
    if first in _PATIENT and role in _PATIENT and len(names) == 2:
        return first
    return role


def _fits(tree: Tree, sense: Sense, frame: Frame) -> bool:
    """Is each of the subject and the object, where there are such, something that this sense goes with?

    "by" has the subject of a passive ("ambushed by sleep"); a noun its object after "of", "on" or "against"
    ("the release of funds", "a crackdown on dust").
    """
    met: dict[str, bool] = {}
    core = _CORE | {"of", "on", "against"} if sense.part == "noun" else _CORE
    kinds = sense.entry.kinds
    for argument in frame.arguments:
        function = _function(argument, sense.entry, sense)
        if argument.function == "by" and "by" not in kinds and argument.head not in tree.times:
            function = "subject"
        allowed = kinds.get(function)
        if allowed is None or function not in core or argument.head in sense.words:
            continue
        fits = kind_of(tree, argument.head) in allowed or _only_points(tree, argument.head, function)
        met[function] = met.get(function, False) or fits
    return all(met.values())


def takes_part(tree: Tree, i: int, kind: Kind | None) -> bool:
    """A word of the pattern with a role: "took hostages", "threw a bomb"; not "set fire", "held talks"."""
    return kind in _PARTICIPANTS and tree.upos[i] != "PRON"


def _only_points(tree: Tree, i: int, function: str) -> bool:
    """A number, "another", "which": the word does not tell its kind; an object "it" is mostly a thing."""
    if tree.upos[i] == "NUM" or (
        tree.lemma[i] in parts() and tree.upos[i] != "NOUN" and not tree.has(i, "nmod")
    ):
        return True
    if tree.upos[i] == "PRON" and kind_of(tree, i) is None:
        return tree.lemma[i] != "it" or function == "subject"
    return False


def _hurts_itself(tree: Tree, sense: Sense, frame: Frame) -> bool:
    """ "shot himself", "defended herself": nobody does it to another."""
    if sense.entry.type not in {"ASSAULT", "SUPPORT", "AID", "ACCUSE"}:
        return False
    return any(tree.lower[i] in _SELVES and i not in sense.words for i in frame.of("object"))


def _function(argument: Argument, entry: Entry, sense: Sense) -> str:
    """The function as the entry names it: "by" is who does it, "of" to whom it is done, if not told else."""
    if argument.function in entry.roles or argument.function in entry.kinds:
        return argument.function
    if argument.function == "of" and "object" not in entry.roles:
        return "subject"
    if argument.function == "possessive":
        return "subject"
    if argument.function == "of" and sense.part == "verb":
        return "of"
    return _FALLBACK.get(argument.function, argument.function)


def _role(tree: Tree, argument: Argument, function: str, kind: Kind | None, entry: Entry) -> str | None:
    """The role that a phrase takes; `None` where it takes none."""
    if function == "modifier" and _is_town(tree, argument.head):
        return None  # "the Velm raid", on it or near it, was not its doing, as "the Ostland raid" may be
    role = entry.roles.get(function)
    if argument.function in {"in", "at"} and tree.lemma[argument.head] in figures():
        return None
    if role is None:
        if argument.function in _WHERE and kind in {"place", "building"}:
            return None if argument.function == "over" and entry.type in _TALKS else "place"
        if argument.function in {"with", "by"} and kind in _TOOLS and entry.type == "ASSAULT":
            return "instrument"
        return None
    if function == "modifier" and (kind not in _PARTIES or tree.lemma[argument.head] in _OF_WHAT_SORT):
        return None
    if entry.type not in EVENT_TYPES:
        return None if role == "none" else role  # a type of the user's own: as its file says
    if role == "actor":
        return _acts(tree, argument.head, kind, entry)
    if role in _PATIENT:
        return _undergoes(tree, argument, kind, entry)
    return None if role == "none" else role


def _acts(tree: Tree, i: int, kind: Kind | None, entry: Entry) -> str | None:
    """Arms and cars are used, crews act, and papers, money and events do neither."""
    if kind in _TOOLS and tree.lemma[i] not in crewed():
        return "instrument" if entry.type == "ASSAULT" else None
    return None if kind in {"event", "money", "document"} else "actor"


def _undergoes(tree: Tree, argument: Argument, kind: Kind | None, entry: Entry) -> str | None:
    """The role of whom or what it is done to, by what that is."""
    if kind == "weapon" and entry.mode in _WITH_ARMS:
        return "instrument"
    if kind == "place" and argument.function in {"in", "at", "near"}:
        return "place"
    if kind in {"place", "body"} and _is_visited(tree, argument, entry):
        return "place"
    if entry.type != "ASSAULT":
        return _TREATED.get(kind, "recipient" if kind is None else "target")
    return None if kind == "event" else _hurt(tree, argument.head, kind, entry)


def _is_visited(tree: Tree, argument: Argument, entry: Entry) -> bool:
    """ "Travelled to Velm", also "will travel": a town is where the visit is; a state is visited."""
    if tree.upos[argument.head] == "PRON" or argument.function not in {"object", "to"}:
        return False
    if not (entry.mode == "visit" or (entry.type == "AGREE" and argument.function == "to")):
        return False
    return _is_town(tree, argument.head)


def _is_town(tree: Tree, i: int) -> bool:
    """A place that is no state."""
    mention = tree.mention(i)
    if mention < 0:
        return False
    told = tree.document.mentions[mention]
    if told.type != "Place" and told.entity not in tree.placed:
        return False
    return tree.document.text[told.start : told.end].casefold() not in countries()


def _hurt(tree: Tree, i: int, kind: Kind | None, entry: Entry) -> str:
    """Who or what is hurt: of what people undergo, whoever is described is people too ("two families")."""
    people = "person" in entry.kinds.get("object", frozenset())
    if kind == "body" and people and i not in tree.named:
        return "victim"
    return _HURT.get(kind, "target")


def _meant(tree: Tree, head: int, role: str) -> list[int]:
    """The phrases that a role goes to: "two of the hostages", "members of the HLF" and the HLF with them."""
    if tree.lemma[head] in parts() and tree.mention(head) < 0:
        whole = [c for c in tree.below(head, "nmod") if tree.preposition(c) == "of"]
        if whole:
            return [w for c in whole for w in tree.conjuncts(c)]
    if tree.lemma[head] in _HOLDS:  # "from League control", "out of the hands of the rebels"
        owners = [c for c in tree.below(head, "compound", "nmod") if tree.mention(c) >= 0]
        if owners:
            return owners
    if role == "target":
        head = struck(tree, head)
    found = [head]
    if role == "actor" and tree.lemma[head] in members():
        found += [c for c in bodies(tree, head) if c != head]
    return found


def struck(tree: Tree, i: int) -> int:
    """What is hit where a side of it is: "the roof of the depot", "the front part of a bus"."""
    for _ in range(_STEPS):
        of = [c for c in tree.below(i, "nmod") if tree.preposition(c) == "of"]
        if tree.lemma[i] not in sides() or not of:
            break
        i = of[0]
    return i


def bodies(tree: Tree, head: int) -> list[int]:
    """Bodies that people are of: "HLF gunmen", "members of the army", "the XXII front of the HLF"."""
    found = []
    for child in tree.children[head]:
        relation = base(tree.rel[child])
        if relation not in {"compound", "nmod", "amod"}:
            continue
        if relation == "nmod" and tree.preposition(child) not in {"of", "from", ""}:
            continue
        mention = tree.mention(child)
        leans = tree.lower[child].startswith(_LEANINGS)
        if mention >= 0 and tree.document.mentions[mention].type in _BODIES and not leans:
            found.append(child)
            found += [
                c for c in bodies(tree, child) if tree.named.get(c, -1) not in {-1, tree.named.get(child)}
            ]
    return found


def _is_seat(tree: Tree, head: int, kind: Kind | None) -> bool:
    """ "Velm, Lunesk county, police officer Ines Kroll": the town before whom it is about, with no "and"."""
    if kind not in {"place", "body"} or head not in tree.named:
        return False
    others = [c for c in tree.below(head, "conj", "appos") if c > head and kind_of(tree, c) == "person"]
    return bool(others) and tree.lower[head + 1] == "," and not any(tree.has(c, "cc") for c in others)


def _counts(tree: Tree, head: int) -> list[int]:
    """Quantities in the phrase of `head`."""
    near = [head, *tree.under(head, depth=_STEPS)]
    return [tree.counted[i] for i in near if i in tree.counted and not _is_age(tree, tree.counted[i])]


def _toll(tree: Tree, sense: Sense) -> list[int]:
    """The number that a toll is told by: "the toll in the bombing rose to 11", "puts the dead at 11"."""
    word = sense.at
    while tree.lemma[tree.head[word]] in _FIGURES and base(tree.rel[word]) == "nmod":
        word = tree.head[word]
    verb = tree.head[word]
    if verb < 0 or sense.part == "verb" or base(tree.rel[word]) not in {"nsubj", "obj", "xcomp"}:
        return []
    found = [tree.counted[c] for c in tree.below(verb, "obl", "obj") if c in tree.counted]
    return [q for q in found if tree.document.quantities[q].role in TOLL and _is_bare(tree, q)]


def _is_bare(tree: Tree, quantity: int) -> bool:
    """A number alone: "at 11"."""
    found = tree.document.quantities[quantity]
    return tree.upos[tree.inside(found.start, found.end)[-1]] == "NUM"


def _sums(tree: Tree, sense: Sense) -> list[int]:
    """Money that is given, taken or frozen; how long a sentence is."""
    kind = {"AID": "money", "COERCE": "money", "SANCTION": "duration"}.get(sense.entry.type)
    near = tree.under(sense.at, depth=_STEPS) if kind is not None else ()
    found = [tree.counted[i] for i in near if i in tree.counted]
    return [q for q in found if tree.document.quantities[q].kind == kind and not _is_age(tree, q)]


def _is_age(tree: Tree, quantity: int) -> bool:
    return tree.document.quantities[quantity].role == "age"


def _only_counts(tree: Tree, head: int) -> bool:
    """A bare number: "killed 19"."""
    return tree.upos[head] == "NUM" and head in tree.counted


def _instruments(tree: Tree, sense: Sense, filled: Filled) -> None:
    """ "attacked … using mortars", "a car bomb attack": arms that are named beside the event."""
    for clause in tree.below(sense.at, "advcl", "xcomp"):
        if tree.lemma[clause] in {"use", "employ", "fire", "throw"}:
            for tool in tree.below(clause, "obj"):
                for head in tree.conjuncts(tool):
                    if kind_of(tree, head) in _TOOLS:
                        filled.add(tree, "instrument", head)
    if sense.part == "noun" and sense.entry.type == "ASSAULT":
        for child in tree.below(sense.at, "compound"):
            if kind_of(tree, child) == "weapon":
                filled.add(tree, "instrument", child)


def _places(tree: Tree, sense: Sense, frame: Frame, filled: Filled) -> None:
    """Where it was, by the first that names a place: its own phrases, those hurt, "which took place in"."""
    heads = filled.heads.get("place", [])[:_PLACES]
    found = [c for h in heads if not _is_named_place(tree, h) for c in tree.under(h, depth=_STEPS)]
    if not heads:
        hurt = [h for role in ("target", "recipient", "victim") for h in filled.heads.get(role, [])]
        if sense.entry.type in _PLACED:
            found = hurt + [c for h in hurt for c in tree.below(h, "nmod", "appos", "compound")]
        else:  # "met Irina Sand in Velm": of people the place is the verb's, whatever it hangs on
            met = [h for h in hurt if h in tree.named and kind_of(tree, h) == "person"]
            found = [c for h in met for c in tree.below(h, "nmod") if tree.preposition(c) in _WHERE]
        if tree.rel[frame.at] == "acl:relcl" and tree.has(frame.at, "advmod", "where"):
            gate = tree.head[frame.at]  # "a gate in Velm, where it exploded"
            hurt = [*hurt, gate]
            found += [gate, *tree.below(gate, "nmod", "appos", "compound")]
        found = [i for i in found if i in hurt or tree.preposition(i) in _LOCAL]
    named = [i for i in found if _is_named_place(tree, i)]
    for head in named or ([] if heads else _of_occurring(tree, frame)):
        _place(tree, filled, head)
    _without_frames(tree, filled)


def _without_frames(tree: Tree, filled: Filled) -> None:
    """Of "the village of Velm" and "Velm" the name alone is where it was."""
    mentions, places = tree.document.mentions, filled.mentions.get("place", [])
    names = [mentions[m] for m in places if mentions[m].kind == "name"]
    filled.mentions["place"] = [
        m
        for m in places
        if mentions[m].kind == "name"
        or not any(mentions[m].start <= n.start and n.end <= mentions[m].end for n in names)
    ]


def _of_occurring(tree: Tree, frame: Frame) -> list[int]:
    """Places of a relative clause that tells where it was: "the murder, which occurred in Velm"."""
    clauses = [
        c
        for c in tree.under(frame.at, depth=_STEPS, clauses=True)
        if tree.rel[c] == "acl:relcl" and tree.lemma[c] in carriers()["occurs"]
    ]
    places = [c for clause in clauses for c in tree.below(clause, "obl")]
    return [c for c in places if kind_of(tree, c) in {"place", "building"} and tree.preposition(c) in _WHERE]


def _is_named_place(tree: Tree, i: int) -> bool:
    mention = tree.mention(i)
    return (
        mention >= 0
        and tree.document.mentions[mention].type == "Place"
        and tree.document.mentions[mention].kind == "name"
    )


def _place(tree: Tree, filled: Filled, head: int) -> None:
    """A place role beside whatever other role the same mention has."""
    mention = tree.mention(head)
    taken = filled.mentions.setdefault("place", [])
    if mention >= 0 and mention not in taken:
        taken.append(mention)
        filled.heads.setdefault("place", []).append(head)
