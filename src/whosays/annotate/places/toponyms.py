"""Names of places in a document, each with what stands beside it that tells which place is meant."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from whosays import gazetteer
from whosays.annotate.places.lexicon import known
from whosays.gazetteer import Spot
from whosays.gazetteer.keys import spelt
from whosays.records import Document, Mention

_BEFORE = 48
_AFTER = 48
_KIND_BEFORE = re.compile(r"\b([a-z]+) of (?:the )?$", re.IGNORECASE)
_KIND_AFTER = re.compile(r"^ ([a-z]+)\b", re.IGNORECASE)
_WITHIN = re.compile(r"^(?:, | \(|,? in (?:the )?(?:[a-z-]+ern |[a-z]+ of )?(?:the )?)$", re.IGNORECASE)
_LOCATIVE = re.compile(
    r"\b(?:in|at|near|from|to|outside|around|toward|towards|into|via|through|between|"
    r"between [A-Z][\w-]+ and|(?:north|south|east|west)(?:-?east|-?west)? of|[NSEW]{1,3} of) (?:the )?$",
    re.IGNORECASE,
)
_MANY_WORDS = 8
_MISREAD = frozenset({"Thing", "Organization", "PublicBody", "Person"})


@dataclass
class Toponym:
    """A mention of a place by name."""

    mention: int
    """Index in `Document.mentions`."""
    start: int
    end: int
    name: str
    """Without "province" and the like."""
    key: str
    entity: str
    spots: tuple[Spot, ...]
    """What the gazetteer has under this name."""
    kind: str | None = None
    """`division` or `city` where the words beside it say so."""
    acts: bool = False
    """It stands for a government or a people."""
    misread: bool = False
    """The layer before takes it for no place, but it stands where places stand."""
    within: int | None = None
    """Index of the toponym that it is said to lie in: "Vienna, Virginia"."""
    chosen: Spot | None = None


def toponyms(document: Document, acting: frozenset[int]) -> list[Toponym]:
    """Mentions by name that are typed as places, or that stand where only a place can and have an entry.

    `acting`: indexes of mentions that stand for somebody (`actors`).
    """
    found: list[Toponym] = []
    # Who has a name of two words somewhere, or a pronoun of persons, is one.
    full = {
        m.entity
        for m in document.mentions
        if m.kind == "name" and m.end - m.start > 0 and " " in document.words((m.start, m.end))
    }
    reached = 0
    for index, mention in enumerate(document.mentions):
        if mention.kind != "name" or mention.start < reached:
            continue
        read = _toponym(document, index, mention, index in acting, full)
        if read is not None:
            found.append(read)
            reached = mention.end
    _nest(document, found)
    return found


def _toponym(document: Document, index: int, mention: Mention, acts: bool, full: set[str]) -> Toponym | None:
    text = document.text
    words = text[mention.start : mention.end]
    if len(words.split()) > _MANY_WORDS:
        return None
    place = mention.type == "Place" or (acts and mention.type == "Organization")
    if not place and mention.type not in _MISREAD:
        return None
    name, kind, start, end = _core(words, mention.start, mention.end)
    kind = kind or _kind_beside(text, mention.start, mention.end)
    spots = lookup(name)
    if not place and (not spots or not _LOCATIVE.search(text[max(0, mention.start - 40) : mention.start])):
        return None
    if mention.type == "Person" and (mention.entity in full or len(name.split()) > 1):
        return None
    return Toponym(
        mention=index,
        start=start,
        end=end,
        name=name,
        key=spelt(name),
        entity=mention.entity,
        spots=spots,
        kind=kind,
        acts=acts,
        misread=not place,
    )


def lookup(name: str) -> tuple[Spot, ...]:
    """What the gazetteer and our own list of other names have."""
    world = known()
    key = spelt(name)
    if key in world.countries:
        spot = gazetteer.country(world.countries[key])
        cities = tuple(s for s in gazetteer.lookup(name) if s.kind != "country")
        return (*((spot,) if spot else ()), *cities)
    if key in world.divisions:
        code = world.divisions[key]
        found = gazetteer.division(code) if code else None
        return (found,) if found else ()
    return gazetteer.lookup(name)


def _core(words: str, start: int, end: int) -> tuple[str, str | None, int, int]:
    """The name itself; what the word beside it within the mention says of it: "Kandahar Province"."""
    world = known()
    kind = None
    parts = words.split()
    if len(parts) > 1 and parts[0].lower() == "the":
        start, parts = start + len(words) - len(words.split(maxsplit=1)[1]), parts[1:]
    if len(parts) > 1 and parts[-1].lower() in world.generic and not gazetteer.lookup(" ".join(parts)):
        kind, parts = world.kinds.get(parts[-1].lower()), parts[:-1]
    elif len(parts) > 1 and parts[-1].lower() in world.generic:
        kind = world.kinds.get(parts[-1].lower())
    if len(parts) > 2 and parts[0].lower() in world.kinds and parts[1].lower() == "of":
        kind, parts = world.kinds[parts[0].lower()], parts[2:]
    return " ".join(parts), kind, start, end


def _kind_beside(text: str, start: int, end: int) -> str | None:
    """`division` or `city`: "the province of X", "X province", "the X department"."""
    world = known()
    before = _KIND_BEFORE.search(text[max(0, start - _BEFORE) : start])
    if before and before[1].lower() in world.kinds:
        return world.kinds[before[1].lower()]
    after = _KIND_AFTER.match(text[end : end + _AFTER])
    return world.kinds.get(after[1].lower()) if after else None


def _nest(document: Document, found: list[Toponym]) -> None:
    """ "Vienna, Virginia", "Rafah in the south of Gaza": the second holds the first."""
    starts = [each.start for each in found]
    for each in found:
        at = bisect_left(starts, each.end)
        if at < len(found) and found[at].start - each.end <= _BEFORE:
            between = document.text[each.end : found[at].start]
            if _WITHIN.match(between) and not each.acts:
                each.within = at
