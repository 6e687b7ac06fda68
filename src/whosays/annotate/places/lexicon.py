"""The form of `lexicon/whereabouts.yaml`, ready for look-ups."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from whosays import gazetteer, lexicon
from whosays.gazetteer.keys import spelt


class Whereabouts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The form of whereabouts.yaml."""

    countries: dict[str, str]
    divisions: dict[str, str]
    kinds: dict[str, str]
    generic: str
    bearings: dict[str, float]
    beside: str
    speeds: dict[str, float]
    roads: str
    placid: str
    addressed: str
    deeds: str
    lines: str
    sites: str
    lies: str
    placed: str


class CountryWords(msgspec.Struct, frozen=True):
    """What is needed here of `places.yaml`: countries and the words for their people."""

    countries: dict[str, str]


class Known:
    """Sets and tables made from the files."""

    def __init__(self) -> None:
        told = lexicon.load("whereabouts", Whereabouts)
        self.countries = {spelt(name): code for name, code in told.countries.items()}
        self.divisions = {spelt(name): code for name, code in told.divisions.items()}
        self.kinds = {word: kind for kind, words in told.kinds.items() for word in words.split()}
        self.generic = frozenset(told.generic.split())
        self.bearings = told.bearings
        self.beside, self.roads = told.beside, told.roads
        self.lies, self.placed = told.lies.split(), told.placed.split()
        self.speeds = told.speeds
        self.placid, self.addressed = frozenset(told.placid.split()), frozenset(told.addressed.split())
        self.deeds, self.lines = frozenset(told.deeds.split()), frozenset(told.lines.split())
        self.sites = frozenset(told.sites.split())
        self.peoples = _peoples(self.countries)
        self.people_words = re.compile(r"\b[A-Z][a-z]+(?:-[A-Z][a-z]+)?\b")


@cache
def known() -> Known:
    """The one `Known` of this process."""
    return Known()


def _peoples(aliases: dict[str, str]) -> dict[str, str]:
    """The words for a country's people, and its code: "thai" is TH."""
    found: dict[str, str] = {}
    for name, words in lexicon.load("places", CountryWords).countries.items():
        code = country_code(name, aliases)
        if code:
            found.update(dict.fromkeys(words.lower().replace("-", " ").split(), code))
    return found


def country_code(name: str, aliases: dict[str, str] | None = None) -> str | None:
    """The code of the country of that name; `None` where there is none, or none of today."""
    table = known().countries if aliases is None else aliases
    if (code := table.get(spelt(name))) is not None:
        return code or None
    return next((spot.country for spot in gazetteer.lookup(name) if spot.kind == "country"), None)
