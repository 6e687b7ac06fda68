"""Stretches of capitals that may hold names, in sentences where capitals prove something.

A run is the longest stretch of capitalised words with the small words that names have inside: particles
("de la"), "of" and "for" after the word that says what is named ("Front for the Liberation of …"), "and"
between fields of work ("Ministry of Health and Welfare"), the stop of an initial, some possessives ("People's
Army").
"""

from __future__ import annotations

from collections.abc import Iterator

from whosays.annotate.entities.found_names import Line
from whosays.annotate.entities.name_lexicon import Known

LONGEST = 12
"""Words; a longer run is a list or a heading, no name."""
_MOST_GAP = 3
"""Characters between two words of a name: a space, or the end of a line."""
_OPENERS = frozenset('"“‘«:;—–-*•|/') | {"--", "``"}


Run = tuple[int, int]
"""Indexes of tokens, `[first, after)`."""


def runs(line: Line, known: Known) -> Iterator[Run]:
    """All runs of a sentence, in order."""
    at = 0
    while at < len(line):
        if line.capital(at) or _prefix(line, at, known):
            end = _extent(line, at, known)
            if end - at <= LONGEST:
                yield at, end
            at = end
        else:
            at += 1


def begins(line: Line, at: int) -> bool:
    """Would any word have its capital here: at the beginning of a sentence, quotation or list item?"""
    return at == 0 or line.words[at - 1] in _OPENERS or all(not w[0].isalnum() for w in line.words[:at])


def _prefix(line: Line, at: int, known: Known) -> bool:
    """ "al Dorn", "bin Rashid"."""
    return line.low[at] in known.prefixes and line.capital(at + 1) and line.gap(at + 1) == 1 and at > 0


def _extent(line: Line, at: int, known: Known) -> int:
    end = at + 1
    while end < len(line):
        step = _step(line, at, end, known)
        if not step:
            return end
        end += step
        if end - at > 4 * LONGEST:
            return end
    return end


def _step(line: Line, first: int, at: int, known: Known) -> int:
    """How many tokens the run that began at `first` takes in at `at`: 0, it ends here."""
    word, low, gap = line.words[at], line.low[at], line.gap(at)
    if not gap:
        return _adjoining(line, first, at, known)
    if gap > _MOST_GAP:
        return 0
    if line.capital(at):
        # "Anna Dorn Was Seen" in a heading: no name goes over such a word.
        return int(low not in known.small or word.isupper())
    if word[0].isdigit():
        numbered = known.heads.get(line.low[at - 1]) == "Document" or line.low[at - 1] in known.vehicle_starts
        return int(numbered and len(word) < 6)
    if low == "in" and line.low[at - 1] in known.with_places:
        reach = 2 if line.at(at + 1) == "the" else 1
        return reach + 1 if line.capital(at + reach) else 0  # "al-Dorn in Velm": a branch of it
    if low in ("of", "for"):
        return _complement(line, first, at, known)
    if low == "and":
        between = line.low[at - 1] in known.topics and line.at(at + 1) in known.topics
        return 2 if between and line.capital(at + 1) and _has_head(line, first, at, known) else 0
    if word == "&":
        return 2 if line.capital(at + 1) else 0
    if low in known.particles:
        reach = 1
        while reach < 3 and line.at(at + reach) in known.particles and not line.capital(at + reach):
            reach += 1
        return reach + 1 if line.capital(at + reach) else 0
    return 0


def _adjoining(line: Line, first: int, at: int, known: Known) -> int:
    """After a word without a space: the stop of an initial or title, a possessive inside a name."""
    word, before = line.words[at], line.words[at - 1]
    follows = line.capital(at + 1) and 0 < line.gap(at + 1) <= _MOST_GAP
    if word == ".":
        initial = (
            len(before) == 1 or before.lower() in known.titles or before in ("St", "Mt", "Ft", "Jr", "Sr")
        )
        return 1 if initial and follows else 0
    if word in ("'s", "’s", "'", "’"):
        low = before.lower()
        # "the Fishermen's Union", but "Vesk's Army"
        named_for = low.endswith("men") and line.at(at + 1) in known.heads
        inside = low in known.possessed or named_for or (at - first > 1 and line.low[at - 2] in ("st", "."))
        plural = word in ("'", "’") and low.endswith("s") and line.at(at + 1) in known.heads
        return 2 if (inside or plural) and follows else 0
    return 0


def _complement(line: Line, first: int, at: int, known: Known) -> int:
    """ "of" or "for" with what follows, where the name so far calls for it."""
    before = line.low[at - 1]
    if not (before in known.heads or before in known.of_places or before in known.place_starts):
        again = before in known.topics or before.endswith(("ion", "ance", "ence", "ment"))
        if not (again and _has_head(line, first, at, known)):
            return 0
    reach = 2 if line.at(at + 1) == "the" else 1
    if not line.capital(at + reach) or line.at(at + reach) in known.never:
        return 0
    return reach + 1


def _has_head(line: Line, first: int, end: int, known: Known) -> bool:
    return any(line.low[i] in known.heads for i in range(first, end))
