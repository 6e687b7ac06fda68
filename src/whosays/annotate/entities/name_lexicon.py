"""What is known of names: the forms of `names.yaml`, `places.yaml` and `words.yaml`, ready for look-ups.

Everything is in lower case. `Known` is built once a process.
"""

from __future__ import annotations

import re
from functools import cache

import msgspec

from whosays.lexicon import load


class Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The form of `lexicon/names.yaml`."""

    titles: dict[str, str]
    offices: str
    office_parts: str
    kin: str
    given: str
    particles: str
    prefixes: str
    heads: dict[str, str]
    glued: str
    with_places: str
    of_places: str
    place_starts: str
    nouns: dict[str, str]
    before: dict[str, str]
    place_prepositions: str
    place_directions: str
    bodies: dict[str, list[str]]
    initials: dict[str, str]
    not_initials: str
    weapon_forms: str
    vehicle_starts: str
    topics: str
    possessed: str
    also: list[str]


class Places(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The form of `lexicon/places.yaml`."""

    countries: dict[str, str]
    same: list[list[str]]
    peoples: str
    regions: list[str]
    cities: list[str]


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The form of `lexicon/words.yaml`."""

    small: str
    plain: str
    never: str


Parts = tuple[str, ...]
"""A name as its words, in lower case."""


class Known:
    """Sets and tables made from the three files."""

    def __init__(self) -> None:
        names, places = load("names", Names), load("places", Places)
        words = load("words", Words)
        self.small, self.plain, self.never = (_set(x) for x in (words.small, words.plain, words.never))
        self.common = self.small | self.plain | self.never
        self.sexes = {w: sex for sex in ("he", "she") for w in names.titles[sex].split()}
        self.titles = frozenset(self.sexes) | _set(names.titles["any"])
        self.offices = _set(names.offices)
        self.office_parts = _set(names.office_parts)
        self.kin = _set(names.kin)
        self.glued = _set(names.glued)
        self.with_places = _set(names.with_places)
        self.given = _set(names.given)
        self.particles, self.prefixes = _set(names.particles), _set(names.prefixes)
        self.heads = {w: type_ for type_, ws in reversed(names.heads.items()) for w in ws.split()}
        self.of_places = _set(names.of_places)
        self.place_starts = _set(names.place_starts)
        self.nouns = {type_: _set(ws) for type_, ws in names.nouns.items()}
        self.before = {type_: _set(ws) for type_, ws in names.before.items()}
        self.place_prepositions = _set(names.place_prepositions)
        self.place_directions = _set(names.place_directions)
        self.not_initials = _set(names.not_initials)
        self.weapon = re.compile(names.weapon_forms)
        self.vehicle_starts = _set(names.vehicle_starts)
        self.topics, self.possessed = _set(names.topics), _set(names.possessed)
        self.also = "|".join(names.also)
        self.demonyms = _demonyms(places)
        self.nations = {
            people: country.lower()
            for country, peoples in places.countries.items()
            for people in peoples.lower().split()
        }
        self.gazetteer = _gazetteer(names, places)
        self.longest = max(map(len, self.gazetteer))
        self.same = {parts_of(other): parts_of(group[0]) for group in places.same for other in group}


@cache
def known() -> Known:
    """The one `Known` of this process."""
    return Known()


def parts_of(name: str) -> Parts:
    """The words of a name in lower case, without stops: what two spellings of one name share."""
    return tuple(name.lower().replace(".", "").replace("’", "'").split())


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _demonyms(places: Places) -> frozenset[str]:
    told = " ".join([*places.countries.values(), places.peoples])
    return frozenset(told.lower().split())


def _gazetteer(names: Names, places: Places) -> dict[Parts, str]:
    """Names that are what they are wherever they stand, and their types."""
    table: dict[Parts, str] = {}
    listed = [*places.countries, *places.regions, *places.cities, *(n for g in places.same for n in g)]
    for name in listed:
        table[parts_of(name)] = "Place"
    for type_, bodies in names.bodies.items():
        table.update({parts_of(name): type_ for name in bodies})
    for type_, initials in names.initials.items():
        table.update({(name,): type_ for name in initials.split()})
    return table
