"""What stands beside a name and tells of which type it is: the words before and after it."""

from __future__ import annotations

from whosays.annotate.entities.found_names import MEDIUM, STRONG, WEAK, Evidence, Line
from whosays.annotate.entities.name_lexicon import Known

_SPEECH = frozenset({"said", "says", "told", "added", "tells", "recalled", "insisted", "explained", "wrote"})
_BEING = frozenset({"was", "is", "were", "are", "be", "been"})
_OF_PEOPLE = frozenset(
    {
        *("arrested", "born", "detained", "sentenced", "jailed", "imprisoned", "shot", "murdered", "buried"),
        *("assassinated", "kidnapped", "appointed", "convicted", "tortured", "wounded", "injured", "married"),
    }
)
"""What happens to people and hardly to bodies or places."""
_PLACE_NOUNS = frozenset(
    {"capital", "town", "village", "city", "suburb", "hamlet", "island", "port", "settlement"}
)
_DASHES = frozenset({"-", "–", "—", "--"})
_APPOSITION = 6
"""Words read after a comma."""
_OLDEST = 110


def beside(line: Line, first: int, after: int, known: Known) -> list[Evidence]:
    """Evidence from the words around the tokens `[first, after)`."""
    evidence = _before(line, first, after - first, known)
    evidence += _after(line, first, after, known)
    if first == 0 and line.opens:
        evidence += _dateline(line, after)
    return evidence


def _before(line: Line, first: int, size: int, known: Known) -> list[Evidence]:
    before = line.at(first - 1)
    if before in known.place_directions and not line.capital(first - 1):
        return [("Place", STRONG)]
    if before in known.place_prepositions and size <= 3:
        return [("Place", MEDIUM)]
    if before in known.kin or (before == "," and line.at(first - 2) in known.kin):
        return [("Person", STRONG)]
    if before in known.offices or (before in known.titles and not line.capital(first - 1)):
        return [("Person", STRONG)]
    if before in _SPEECH and size > 1 and line.at(first - 2) in {",", "”", '"', "''", "’"}:
        return [("Person", WEAK)]
    if before == "the":
        return _of(line, first - 2, known, {"Organization"})
    return _of(line, first - 1, known, {"Organization", "Place"})


def _of(line: Line, at: int, known: Known, types: set[str]) -> list[Evidence]:
    """ "members of NAME", "the village of NAME"."""
    if line.at(at) not in ("of", "at"):
        return []
    noun = line.at(at - 1)
    return [
        (type_, STRONG if type_ == "Place" else MEDIUM)
        for type_ in sorted(types)
        if noun in known.before[type_]
    ]


def _after(line: Line, first: int, after: int, known: Known) -> list[Evidence]:
    following = line.at(after)
    if following == ",":
        return _apposition(line, after + 1, known)
    if following == "(" and _age(line.at(after + 1)) and line.at(after + 2) == ")":
        return [("Person", STRONG)]
    if following in _SPEECH and after - first > 1:
        return [("Person", WEAK)]
    if following in _BEING and after - first > 1 and line.at(after + 1) in _OF_PEOPLE:
        return [("Person", MEDIUM)]
    if following in _BEING and line.at(after + 1) in ("a", "an", "the"):
        return _kind_of(line.at(after + 2), ["a"], known)
    if following in ("who", "aged"):
        return [("Person", MEDIUM if after - first > 1 else WEAK)]
    article = line.at(first - 1) in ("the", "a", "an", "this")
    for type_, nouns in sorted(known.nouns.items()):
        if following in nouns and (article or type_ == "Place"):
            return [(type_, MEDIUM)]
    return []


def _apposition(line: Line, at: int, known: Known) -> list[Evidence]:
    """What follows "NAME,"."""
    word = line.at(at)
    if (_age(word) and line.at(at + 1) in (",", ".", "and", "who", "was", ";", ")")) or word == "aged":
        return [("Person", STRONG)]
    if word == "who":
        return [("Person", WEAK)]
    # "the Front's spokeswoman" is about the spokeswoman.
    low = [each for each in line.low[at : at + _APPOSITION] if each not in ("'s", "’s", "'", "’")]
    for offset, each in enumerate(low):
        if offset and (each in (",", ".", ";", "of", "in", "for") or not each[0].isalpha()):
            # The noun of the phrase is the last word before it goes on.
            return _kind_of(low[offset - 1], low[:offset], known)
    return _kind_of(low[-1], low, known) if low and len(low) < _APPOSITION else []


def _kind_of(noun: str, phrase: list[str], known: Known) -> list[Evidence]:
    article = phrase[0] in ("a", "an", "the", "its", "their", "another", "one")
    if noun in known.kin and phrase[0] in ("his", "her", "their"):
        return [("Person", STRONG)]
    if (noun in known.offices or (article and noun in known.titles)) and (
        article or len(phrase) == 1 or noun not in known.heads
    ):
        return [("Person", STRONG if article else MEDIUM)]
    if article and noun in _PLACE_NOUNS:
        return [("Place", STRONG)]
    if article and noun in known.nouns["Organization"]:
        return [("Organization", STRONG)]
    return [("Company", STRONG)] if article and noun in known.nouns["Company"] else []


def _age(word: str) -> bool:
    return word.isascii() and word.isdigit() and 2 <= int(word[:4]) <= _OLDEST


def _dateline(line: Line, after: int) -> list[Evidence]:
    """ "VELM, 3 June — …", "OSTEL (Wire) — …" at the beginning of a paragraph."""
    window = line.words[after : after + 9]
    if not window or window[0] not in (",", "(", *_DASHES):
        return []
    if window[0] == ",":
        dated = any(word[0].isdigit() for word in window[1:5])
        return [("Place", MEDIUM)] if dated and not _DASHES.isdisjoint(window) else []
    bracketed = window[0] == "(" and ")" in window and not _DASHES.isdisjoint(window[window.index(")") :][:2])
    plain = window[0] in _DASHES and line.words[after - 1].isupper() and len(line.words[after - 1]) > 2
    return [("Place", MEDIUM)] if bracketed or plain else []
