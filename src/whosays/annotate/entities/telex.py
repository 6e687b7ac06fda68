"""Names in text all in capitals, where capitals prove nothing: few, and only where the words are plain.

After a title or rank, up to a word that no name goes over; before the initials in brackets that they give
("NATIONAL LIBERATION FRONT [NLF]"); countries, cities and bodies that are known; places of a dateline.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from whosays.annotate.entities.found_names import MEDIUM, STRONG, Line, Name
from whosays.annotate.entities.name_lexicon import Known, Parts

_MOST_OF_A_PERSON = 3
_BRACKETS = {"[": "]", "(": ")"}
_MOST_BEFORE_INITIALS = 12
_ENDINGS = ("ed", "ing", "ly")
"""Of words that are hardly ever names."""


def telex_names(line: Line, known: Known) -> list[Name]:
    """The names of one sentence, in order, none over another."""
    found: list[Name] = []
    for first, after, type_, weight, sex in sorted(_candidates(line, known), key=_place):
        if found and line.spans[first][0] < found[-1].end:
            continue
        acronym = after - first == 1 and type_ != "Person" and line.at(first - 1) in _BRACKETS
        found.append(
            Name(
                line.spans[first][0],
                line.spans[after - 1][1],
                parts(line, first, after),
                [(type_, weight)] if weight else [],
                sex,
                line.index,
                acronym=acronym,
            )
        )
    return found


def parts(line: Line, first: int, after: int) -> Parts:
    """The words of `[first, after)` in lower case, without stops."""
    words = (line.low[i].replace(".", "").replace("’", "'") for i in range(first, after))
    return tuple(word for word in words if word)


_Candidate = tuple[int, int, str, int, str | None]


def _place(candidate: _Candidate) -> tuple[int, int, int, str]:
    """Earlier before later, longer before shorter, what is told more surely before what is told less."""
    first, after, _, weight, sex = candidate
    return first, -after, -weight, sex or "~"


def _candidates(line: Line, known: Known) -> Iterator[_Candidate]:
    for at, low in enumerate(line.low):
        if low in known.titles or (low in known.offices and line.at(at + 1) not in ("of", "for")):
            first = at + 2 if line.at(at + 1) == "." else at + 1
            yield from _person(line, first, known, known.sexes.get(low), titled=low in known.titles)
        elif low in known.given and not (at and _may_be_name(line, at - 1, known)):
            if (line.at(at - 1), low) in known.gazetteer:
                continue
            yield from _person(line, at, known, None, titled=False)
        elif low in _BRACKETS and line.at(at + 2) == _BRACKETS[low]:
            yield from _initials(line, at, known)
        elif low in known.demonyms:
            yield at, at + 1, "Nationality", STRONG, None
    if line.opens:
        yield from _dateline(line, known)


def _person(line: Line, first: int, known: Known, sex: str | None, *, titled: bool) -> Iterator[_Candidate]:
    """Words up to one that no name goes over: one after a title, else a given name and one more."""
    after = first
    while after < len(line) and after - first <= _MOST_OF_A_PERSON and _may_be_name(line, after, known):
        after += 1
    size = after - first
    given = line.at(first) in known.given
    # Without a title, a given name and one more word may be a name and its verb.
    least = 1 if titled else 2 if line.at(first + 1) in known.given else 3
    if not least <= size <= _MOST_OF_A_PERSON or not (titled or given):
        return
    if any(line.low[i] in known.heads or (line.low[i],) in known.gazetteer for i in range(first, after)):
        return
    yield first, after, "Person", STRONG if titled or given else MEDIUM, sex


def _may_be_name(line: Line, at: int, known: Known) -> bool:
    low = line.low[at]
    if not low[0].isalpha() or line.gap(at) > 3:
        return False
    if low in known.particles:
        return True
    outside = low in known.common or low in known.offices or low in known.titles or low in known.demonyms
    return not outside and not (low.endswith(_ENDINGS) and len(low) > 4)


def _initials(line: Line, bracket: int, known: Known) -> Iterator[_Candidate]:
    """ "NAME OF SEVERAL WORDS [NSW]": the words whose first letters the initials are, in whatever order."""
    initials = line.low[bracket + 1]
    if not initials.isalpha() or not 2 <= len(initials) <= 10:
        return
    letters: list[str] = []
    at = bracket - 1
    while at >= 0 and bracket - at <= _MOST_BEFORE_INITIALS and len(letters) < len(initials):
        word = line.low[at]
        if not word[0].isalpha():
            return
        if word not in known.small and word not in known.particles:
            letters.append(word[0])
        at -= 1
    first = _beginning(line, at + 1, initials[0], known)
    headed = any(line.low[i] in known.heads for i in range(first, bracket))
    if Counter(letters) != Counter(initials) or not headed:
        return
    type_ = next(known.heads[line.low[i]] for i in range(first, bracket) if line.low[i] in known.heads)
    body = type_ if type_ in ("PublicBody", "Company") else "Organization"
    yield first, bracket, body, STRONG, None
    yield bracket + 1, bracket + 2, body, STRONG, None


def _beginning(line: Line, first: int, initial: str, known: Known) -> int:
    """Where a name begins whose initials leave out a word or two ("FARA MORA LIBERATION FRONT [FMF]")."""
    for at in range(first, max(first - 3, -1), -1):
        if not line.words[at][0].isalpha() or line.low[at] in known.small:
            break
        if line.low[at][0] == initial:
            return at
    return first


def _dateline(line: Line, known: Known) -> Iterator[_Candidate]:
    """ "SAN MIKAL, 3 JAN 90 (WIRE) -- …": the words before the comma."""
    if len(line) < 4 or line.at(0) in ("-", "--", "["):
        start = next((i for i, w in enumerate(line.words[:3]) if w[0].isalpha()), None)
    else:
        start = 0
    if start is None:
        return
    for at in range(start + 1, min(start + 5, len(line) - 1)):
        if line.words[at] == "," and line.words[at + 1][0].isdigit():
            dashed = any(w in ("-", "--", "—") for w in line.words[at : at + 14])
            if dashed and not any(line.low[i] in known.common for i in range(start, at)):
                yield start, at, "Place", MEDIUM, None
            return
        if not line.words[at][0].isalpha():
            return
