"""The lemma of a word, from its form and its word class, by rules of spelling and lists of exceptions.

The conventions are those of the Universal Dependencies treebanks of English (EWT 2.16 and GUM; where they
differ, the more frequent): lower case but for names and peoples; auxiliaries, pronouns and clitics taken to
one word ("n't" is "not", "them" is "they"); comparatives to their positive; plural names to the singular.
What spelling cannot tell stands in `lexicon/lemmas.yaml`; an unknown word is taken for a regular one, as in
Minnen, Carroll and Pearce (2001), "Applied morphological processing of English".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

import msgspec

from whosays.lexicon import load

_LONGEST = 40
"""Characters; what is longer is no word (an address, a ruled line) and is not looked into."""
_CACHED = 1 << 16
"""Pairs of form and class kept; few words of a text are met for the first time."""
_CAPITALS = 6
"""Letters; names in capitals as long as this are seldom initials: TESSALY, but UNHCR."""

_VOWELS = frozenset("aeiouy")
_SYLLABLE = re.compile(r"(?:[aeioy]|(?<!q)u)+")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_ROMAN = re.compile(r"[IVXLCDM]+")
_DECADE = re.compile(r"(?:[0-9]{2}|')?[0-9]0'?s")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "`": "'", "\u00ad": None})
_MARKS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-"})

# What is left of a base that ended in -e, once -ed, -ing, -er or -est is taken off.
_WITHOUT_E = re.compile(
    r".*(?:"
    r"[vuc]|[^s]s|[^tz]z"  # receiv, argu, danc; releas, promis; realiz
    r"|[drl]g|[aeu]ng|[aeiou]g"  # judg, charg, indulg, arrang, manag
    r"|[bcdfgkptsz]l|[ct]r"  # handl; centr, massacr
    r"|[iu]at"  # associat
    r"|(?:(?<![aeiou])|qu)(?:[aou]t|[aeiouy][bdkm]|[iu]n|[iouy]l|ap|yp|[aiuy]r)"  # relat, describ, defin
    r")"
)
# One vowel and one consonant, in a word of one syllable: had there been no -e, the consonant would be doubled
# (hoping, hopping).
_SHORT = re.compile(r"(?:[^aeiou]*|.*qu)[aeiouy][^aeiouyhwx]")

Irregular = dict[str, str]
"""Lemma to its forms, parted by blanks."""


class Lemmas(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The form of `lexicon/lemmas.yaml`."""

    irregular: dict[str, Irregular]
    verb_prefixes: str
    noun_heads: str
    same: dict[str, str]
    stems: dict[str, str]
    ending_in_s: str
    acronyms: str
    initials: str
    in_names: str
    peoples: str
    people_endings: str
    not_peoples: str
    plural_names: str
    proper: Irregular


def lemma(form: str, upos: str) -> str:
    """The lemma of `form` as a word of the class `upos` (Universal Dependencies); never an error.

    `lemma("children", "NOUN")` is "child", `lemma("SAID", "VERB")` is "say". Of a class that is not known the
    form is given back in lower case; so are forms of more than 40 characters, except names, numbers, marks.
    """
    if len(form) > _LONGEST:
        return form if upos in {"PROPN", "NUM", "PUNCT", "SYM"} else form.lower()
    return _lemma(form, upos)


@lru_cache(maxsize=_CACHED)
def _lemma(form: str, upos: str) -> str:
    if upos in {"PUNCT", "SYM"}:
        return form.translate(_MARKS)
    tables = _tables()
    word = form.translate(_PLAIN).lower()
    found = tables.irregular.get((word, upos))
    if found is not None:
        return found
    match upos:
        case "NOUN":
            return _noun(form, word, tables)
        case "PROPN":
            return _name(form, word, tables)
        case "VERB":
            base = _infinitive(word, tables)
            return base.capitalize() if base != word and _in_name(form, word, tables) else base
        case "ADJ":
            return _adjective(form, word, tables)
        case "ADV":
            return _positive(word, upos, tables)
        case "NUM":
            return _number(form, word)
        case _:
            return word


class _Tables(NamedTuple):
    """The lexicon turned round, for look-ups by form."""

    irregular: dict[tuple[str, str], str]
    same: frozenset[tuple[str, str]]
    verb_stems: dict[str, str]
    adjective_stems: dict[str, str]
    with_s: dict[str, str]
    verb_prefixes: tuple[str, ...]
    noun_heads: tuple[str, ...]
    acronyms: dict[str, str]
    initials: frozenset[str]
    in_names: frozenset[str]
    peoples: frozenset[str]
    people_endings: tuple[str, ...]
    not_peoples: frozenset[str]
    plural_names: dict[str, str]
    proper: dict[str, str]


@cache
def _tables() -> _Tables:
    lexicon = load("lemmas", Lemmas)
    peoples = frozenset(lexicon.peoples.split())
    return _Tables(
        irregular={
            (form, upos): base
            for upos, irregular in lexicon.irregular.items()
            for base, forms in irregular.items()
            for form in forms.split()
        },
        same=frozenset((word, upos) for upos, words in lexicon.same.items() for word in words.split()),
        verb_stems=_stems(lexicon.stems["VERB"].split()),
        adjective_stems=_stems(lexicon.stems["ADJ"].split()),
        with_s={_plural(base): base for base in (*lexicon.ending_in_s.split(), *peoples)},
        verb_prefixes=tuple(lexicon.verb_prefixes.split()),
        noun_heads=tuple(lexicon.noun_heads.split()),
        acronyms={acronym.lower(): acronym for acronym in lexicon.acronyms.split()},
        initials=frozenset(lexicon.initials.split()),
        in_names=frozenset(lexicon.in_names.split()),
        peoples=peoples,
        people_endings=tuple(lexicon.people_endings.split()),
        not_peoples=frozenset(lexicon.not_peoples.split()),
        plural_names={_plural(base): base for base in lexicon.plural_names.split()},
        proper={form: name for name, forms in lexicon.proper.items() for form in forms.split()},
    )


def _stems(bases: Iterable[str]) -> dict[str, str]:
    """What -ed, -ing, -er and -est leave of each base: invit(e); control and controll; panick."""
    stems: dict[str, str] = {}
    for base in bases:
        if base.endswith("e"):
            stems[base[:-1]] = stems[base] = base
        else:
            stems[base] = stems[base + ("k" if base.endswith("c") else base[-1])] = base
    return stems


def _plural(base: str) -> str:
    """The regular plural of a noun, which is also the third person of a verb."""
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "x", "z", "ch", "sh")) else "s")


def _without_s(word: str, tables: _Tables) -> str:
    """A word without its ending -s or -es, by the spelling before it."""
    base = tables.with_s.get(word)
    if base is not None:
        return base
    if word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes", "tzes", "oes")) and len(word) > 3:
        return word[:-2]
    return word[:-1]


def _noun(form: str, word: str, tables: _Tables) -> str:
    """A common noun: the singular, in lower case but for letters (B), models (Q1), acronyms and peoples."""
    if form.isupper() and (len(form) == 1 or (form.isalnum() and not form.isalpha())):
        return form
    singular = _singular(word, tables)
    acronym = tables.acronyms.get(singular)
    if acronym is not None:
        return acronym
    if singular in tables.peoples or (form[:1].isupper() and _of_people(singular, tables)):
        return singular.capitalize()
    return singular


def _singular(word: str, tables: _Tables) -> str:
    if (word, "NOUN") in tables.same:
        return word
    if _DECADE.fullmatch(word):
        return word.replace("'s", "s") if word[0] != "'" else word
    before, hyphen, last = word.rpartition("-")
    if before and last:
        return before + hyphen + (tables.irregular.get((last, "NOUN")) or _singular(last, tables))
    if word.endswith(tables.noun_heads):
        head = next(head for head in tables.noun_heads if word.endswith(head))
        return word[: -len(head)] + tables.irregular[head, "NOUN"]
    if word.endswith("'s") and len(word) > 2:
        return word[:-2]
    if not word.endswith("s") or len(word) < 3 or not word[-2].isalnum() or "." in word:
        return word
    if word.endswith(("lyses", "theses", "gnoses")):
        return word[:-2] + "is"
    if word.endswith("uses") and word[-5:-4] not in {"a", "o"} and word not in tables.with_s:
        return word[:-2]
    return _without_s(word, tables)


def _infinitive(word: str, tables: _Tables) -> str:
    if (word, "VERB") in tables.same:
        return word
    before, hyphen, last = word.rpartition("-")
    if before and last:
        return before + hyphen + (tables.irregular.get((last, "VERB")) or _infinitive(last, tables))
    for prefix in tables.verb_prefixes:
        if word.startswith(prefix):
            base = tables.irregular.get((word[len(prefix) :], "VERB"))
            if base is not None and len(word) - len(prefix) > 2:
                return prefix + base
    if word.endswith(("ing", "in'")):
        return _base(word, word[:-3], tables.verb_stems, tables.verb_prefixes)
    if word.endswith("ed"):
        stem = word[:-2]
        if stem.endswith("i") and stem not in tables.verb_stems and len(stem) > 2:
            return stem[:-1] + "y"
        return _base(word, stem, tables.verb_stems, tables.verb_prefixes)
    return _without_s(word, tables) if word.endswith("s") and len(word) > 2 else word


def _adjective(form: str, word: str, tables: _Tables) -> str:
    """An adjective: the positive, with a capital where it is of a people or part of a name."""
    before, _, last = form.rpartition("-")
    if before and last and before[0].islower() and last[0].isupper():
        return form  # anti-American, pro-Tessaly
    if len(form) == 1 and form.isupper():
        return form
    if word in tables.peoples or (form[:1].isupper() and _of_people(word, tables)):
        return word.capitalize()
    return word.capitalize() if _in_name(form, word, tables) else _positive(word, "ADJ", tables)


def _positive(word: str, upos: str, tables: _Tables) -> str:
    """The positive of an adjective or adverb."""
    if (word, upos) in tables.same or "-" in word:
        return word
    for ending in ("er", "est"):
        if word.endswith(ending):
            stem = word[: -len(ending)]
            if stem.endswith("i") and len(stem) > 2:
                return stem[:-1] + "y"
            return _base(word, stem, tables.adjective_stems)
    return word


def _base(word: str, stem: str, stems: dict[str, str], prefixes: tuple[str, ...] = ()) -> str:
    """The base of which a stem is left; the word itself where what is left is no stem (s-ing, sh-ed)."""
    known = stems.get(stem)
    if known is not None:
        return known
    for prefix in prefixes:
        if stem.startswith(prefix) and len(stem) - len(prefix) > 3:
            known = stems.get(stem[len(prefix) :])
            if known is not None:
                return prefix + known
    if len(stem) < 2 or _VOWELS.isdisjoint(stem):
        return word
    if stem[-1] == stem[-2]:
        return stem if stem[-1] in "lsfzeo" else stem[:-1]
    if _WITHOUT_E.fullmatch(stem):
        return stem + "e"
    if _SHORT.fullmatch(stem) and len(_SYLLABLE.findall(stem)) == 1:
        return stem + "e"
    return stem


def _number(form: str, word: str) -> str:
    if _THOUSANDS.fullmatch(form):
        return form.replace(",", "")
    return form if _ROMAN.fullmatch(form) else word


def _name(form: str, word: str, tables: _Tables) -> str:
    """A name as it stands, but months and days in full, long capitals mended, plurals in the singular."""
    known = tables.proper.get(word)
    if known is not None:
        return known
    if len(form) >= _CAPITALS and form.isalpha() and form.isupper() and form not in tables.initials:
        form = form.capitalize()
    singular = tables.plural_names.get(word)
    if singular is None and word.endswith("s"):
        base = tables.with_s.get(word, word[:-1])
        if base in tables.peoples or (form[:1].isupper() and _of_people(base, tables)):
            return base.capitalize()
    if singular is None:
        return form
    return form[: len(singular)] if word.startswith(singular) else singular.capitalize()


def _in_name(form: str, word: str, tables: _Tables) -> bool:
    return form[:1].isupper() and not form.isupper() and word in tables.in_names


def _of_people(word: str, tables: _Tables) -> bool:
    return len(word) > 4 and word.endswith(tables.people_endings) and word not in tables.not_peoples
