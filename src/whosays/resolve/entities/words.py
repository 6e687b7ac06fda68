"""What comparing names needs to know: `same_names.yaml`, and parts of other lexica."""

from __future__ import annotations

from functools import cache

import msgspec

from whosays.lexicon import load


class _Names(msgspec.Struct, frozen=True):
    """What comparing wants of `lexicon/names.yaml`."""

    titles: dict[str, str]
    offices: str
    office_parts: str
    kin: str
    given: str
    particles: str
    heads: dict[str, str]


class _Common(msgspec.Struct, frozen=True):
    """What comparing wants of `lexicon/words.yaml`."""

    small: str
    plain: str
    never: str


class _Places(msgspec.Struct, frozen=True):
    """What comparing wants of `lexicon/places.yaml`."""

    countries: dict[str, str]


class _Spellings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The form of `lexicon/same_names.yaml`."""

    exchanges: list[tuple[str, str]]
    of_women: dict[str, str]
    generations: dict[str, str]
    offices: dict[str, str]
    empty: str
    adjectives: str
    polities: str


class Words:
    """Sets and tables made from these files."""

    def __init__(self) -> None:
        names, spellings = load("names", _Names), load("same_names", _Spellings)
        common = load("words", _Common)
        self.common = frozenset(f"{common.small} {common.plain} {common.never}".split())
        self.sexes = {word: sex for sex in ("he", "she") for word in names.titles[sex].split()}
        self.offices = frozenset(names.offices.split())
        self.office_parts = frozenset(names.office_parts.split())
        self.given = frozenset(names.given.split())
        self.kin = frozenset(names.kin.split())
        self.titles = frozenset({*self.sexes, *names.titles["any"].split()})
        self.no_names = self.titles | self.offices | self.office_parts | self.kin | self.common
        self.particles = frozenset(names.particles.split())
        self.heads = {w: type_ for type_, ws in names.heads.items() for w in ws.split()}
        self.exchanges = tuple(spellings.exchanges)
        self.of_women = dict(spellings.of_women)
        self.generations = {w: which for which, ws in spellings.generations.items() for w in ws.split()}
        self.one_office = dict(spellings.offices)
        self.empty = frozenset(spellings.empty.split())
        self.adjectives = tuple(spellings.adjectives.split())
        self.peoples = _peoples(load("places", _Places).countries, self.empty)
        self.polities = frozenset(spellings.polities.split())


def _peoples(countries: dict[str, str], empty: frozenset[str]) -> dict[str, str]:
    """Countries of one word and the words for their people, each with the word of the country."""
    found: dict[str, str] = {}
    for country, peoples in countries.items():
        told = [word for word in country.lower().split() if word not in empty]
        if len(told) == 1:
            found.update(dict.fromkeys((*told, *peoples.lower().split()), told[0]))
    return found


@cache
def words() -> Words:
    """The one `Words` of this process."""
    return Words()
