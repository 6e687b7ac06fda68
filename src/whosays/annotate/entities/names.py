"""Names in sentences where capitals prove something: which parts of a run are names, and of what sort.

Titles and ranks ("Col.", "Foreign Minister") and articles stand outside the name and tell that it is a
person's; the word that says what is named ("Front", "Ministry", "River") tells the type of the rest. What a
run alone does not tell may be told by its surroundings (`name_context`) or elsewhere in the document.
"""

from __future__ import annotations

from whosays.annotate.entities.found_names import MEDIUM, STRONG, WEAK, Evidence, Line, Name
from whosays.annotate.entities.name_context import beside
from whosays.annotate.entities.name_lexicon import Known, Parts
from whosays.annotate.entities.name_runs import begins, runs

_MOST_OF_A_PERSON = 5
_OFTEN_SURNAMES = frozenset(
    {"church", "street", "bank", "college", "court", "park", "hill", "hills", "post", "field"}
)

_OF_A_PEOPLE = ("n", "ns", "an", "ian", "i", "ese", "ish")
"""Endings by which a people is named after a place that the document names ("Halvran" of "Halvra")."""
_OF_VERBS = ("ed", "ing", "ly")
_SHORTEST_STEM = 4


class Finder:
    """Finds the names of one document's plain sentences.

    `lows` are the words that the document writes small somewhere, `mids` those that it writes with a capital
    where a sentence does not begin.
    """

    def __init__(self, known: Known, lines: list[Line]) -> None:
        self.known = known
        self.lows: set[str] = set()
        self.mids: set[str] = set()
        for line in lines:
            if line.style == "plain":
                for at, word in enumerate(line.words):
                    if word[0].islower():
                        self.lows.add(word)
                    elif at and word[0].isupper() and not begins(line, at):
                        self.mids.add(line.low[at])

    def names(self, line: Line) -> list[Name]:
        """The names of one sentence, in order."""
        found: list[Name] = []
        for first, after in runs(line, self.known):
            self._read(line, first, after, found)
        return found

    # ── cutting a run ─────────────────────────────────────────────────────────────────────────

    def _read(self, line: Line, first: int, after: int, found: list[Name]) -> None:
        first = self._opening(line, first, after)
        if first >= after:
            return
        rest = self._past_office(line, first, after)
        if rest != first:
            if rest < after:
                self._add(line, rest, after, [("Person", STRONG)], found)
            return
        listed = self._listed(line, first, after)
        if listed is not None:
            self._add(line, first, after, [(listed, STRONG)], found)
            return
        title = self._last_title(line, first, after)
        if title is not None:
            self._left(line, first, title, found)
            if title + 1 < after:
                self._person(line, title, after, found)
            return
        after = self._without_office(line, first, after)
        if first < after:
            self._phrase(line, first, after, found)

    def _opening(self, line: Line, first: int, after: int) -> int:
        """Past words at the beginning of a run that have their capital from their place."""
        known = self.known
        if _abbreviates(line, first, after):
            return first
        while first < after and line.low[first] in known.small and not self._initials(line.words[first]):
            if any(self._listed(line, first, end) for end in range(first + 2, min(after, first + 5) + 1)):
                return first
            first += 1
        if first >= after or not begins(line, first):
            return first
        word = line.low[first]
        if after - first == 1:
            sure = word in self.mids or (word,) in known.gazetteer or word in known.demonyms
            sure = sure or self._initials(line.words[first])
            doubtful = word in self.lows or word in known.common
            return first if sure and not (doubtful and word not in known.demonyms) else after
        if any(self._listed(line, first, end) for end in range(first + 2, min(after, first + 4) + 1)):
            return first  # "South" of a state
        if word in known.given or word in known.titles or word in known.offices or word in known.demonyms:
            return first
        headed = self._head(line, first, after) is not None
        if (word in known.plain and not headed) or (
            word in self.lows and word not in known.heads and not headed
        ):
            return first + 1
        return first

    def _past_office(self, line: Line, first: int, after: int) -> int:
        """ "Secretary of State NAME": where the office ends that began before the run."""
        known = self.known
        before = line.at(first - 2 if line.at(first - 1) != "the" else first - 3)
        if before not in known.offices or "of" not in line.low[max(0, first - 2) : first]:
            return first
        rest = first
        while rest < after and (line.low[rest] in known.office_parts or line.low[rest] in known.topics):
            rest += 1
        return rest

    def _last_title(self, line: Line, first: int, after: int) -> int | None:
        """The last title or office of a run after which a person's name may stand."""
        known = self.known
        for at in range(after - 2, first - 1, -1):
            if line.low[at] not in known.titles and line.low[at] not in known.offices:
                continue
            follows = at + (2 if line.at(at + 1) == "." else 1)
            if follows >= after or line.at(at + 1) in ("of", "for", "'s", "’s"):
                continue
            if all(low in known.offices for low in line.low[follows:after]):
                continue  # "Prime Minister"
            if self._head(line, follows, after) is None and after - follows <= _MOST_OF_A_PERSON + 2:
                return follows - 1
        return None

    def _without_office(self, line: Line, first: int, after: int) -> int:
        """A run ends before an office at its end ("the Halvran Foreign Minister")."""
        known = self.known
        last = line.low[after - 1]
        if last in known.heads or (last not in known.offices and last not in known.titles):
            return after
        if after - first > 1 and line.low[first] in known.given:
            return after
        after -= 1
        while after > first and (
            line.low[after - 1] in known.office_parts or line.low[after - 1] in known.offices
        ):
            after -= 1
        return after

    def _left(self, line: Line, first: int, title: int, found: list[Name]) -> None:
        """What stands before a title: "Halvran", "Foreign Ministry", or more of the office."""
        known = self.known
        after = title + 1
        while after > first and (
            line.low[after - 1] in known.titles
            or line.low[after - 1] in known.offices
            or line.low[after - 1] in known.office_parts
            or line.low[after - 1] in known.small
            or line.words[after - 1] in (".", "of", "&")
        ):
            after -= 1
        if first < after:
            self._phrase(line, first, after, found)

    def _person(self, line: Line, title: int, after: int, found: list[Name]) -> None:
        known = self.known
        first = title + 1
        while first < after - 1 and line.low[first] in known.office_parts:
            first += 1
        word = line.low[title - 1] if line.words[title] == "." else line.low[title]
        if line.low[first] in known.demonyms or line.low[first] in known.never:
            self._phrase(line, first, after, found)
            return
        strength = STRONG if word in known.titles or word in known.offices else MEDIUM
        self._add(line, first, after, [("Person", strength)], found, sex=known.sexes.get(word))

    # ── what is left ──────────────────────────────────────────────────────────────────────────

    def _phrase(self, line: Line, first: int, after: int, found: list[Name]) -> None:
        """A run without titles."""
        known = self.known
        listed = self._listed(line, first, after)
        if listed is not None:
            self._add(line, first, after, [(listed, STRONG)], found)
            return
        if any(line.low[at] in known.with_places for at in range(first, after - 1)):
            self._add(line, first, after, [("Organization", STRONG)], found)
            return
        head = self._head(line, first, after)
        if line.low[first] in known.demonyms and (after - first == 1 or head is None):
            self._add(line, first, first + 1, [("Nationality", STRONG)], found)
            if first + 1 < after:
                self._phrase(line, first + 1, after, found)
            return
        if head is not None:
            self._headed(line, first, after, head, found)
            return
        split = self._place_before(line, first, after)
        if split is not None:
            self._add(line, first, split, [("Place", STRONG)], found)
            self._phrase(line, split, after, found)
            return
        if after - first == 1 and self._names_nothing(line.low[first]):
            return
        if after - first == 1 and line.low[first] in self.lows and line.low[first].endswith(_OF_VERBS):
            return  # a capital of a heading within the text
        evidence = self._form(line, first, after) + beside(line, first, after, known)
        self._add(line, first, after, evidence, found)

    def _headed(self, line: Line, first: int, after: int, head: Evidence, found: list[Name]) -> None:
        if after - first == 1:
            if line.at(first - 1) == "the" and line.low[first] in self.known.heads:
                name = self._add(line, first, after, [], found)
                name.head_only = True
            return
        if all(
            line.low[i] in self.known.common and line.low[i] not in self.known.heads
            for i in range(first, after - 1)
        ):
            # "Military Police", "Political Party": a description, unless the document means one by it.
            head = (head[0], MEDIUM)
        self._add(line, first, after, [head], found)

    def _place_before(self, line: Line, first: int, after: int) -> int | None:
        """ "Halvra's", "US" before another name: where the country ends."""
        for end in range(min(after - 1, first + 3), first, -1):
            parts = self._parts(line, first, end)
            if self.known.gazetteer.get(parts) == "Place" and line.low[first] not in self.known.given:
                return end if len(parts) > 1 or self._initials(line.words[first]) else None
        return None

    def _head(self, line: Line, first: int, after: int) -> Evidence | None:
        """The type that the word for what is named tells; `None` where there is no such word."""
        known = self.known
        if (
            line.low[first] in known.place_starts
            and after - first in (2, 3)
            and line.low[first] not in known.titles
        ):
            return ("Place", MEDIUM)
        last = after - 1
        for at in range(first + 1, after):
            if line.words[at] in ("of", "for"):
                if line.low[at - 1] in known.of_places:
                    return ("Place", STRONG)
                last = at - 1
                break
        while last > first and line.words[last][0].isdigit():
            last -= 1
        type_ = known.heads.get(line.low[last])
        if type_ is None or (last == after - 1 == first and line.low[last] not in known.heads):
            return None
        doubtful = after - first == 2 and line.low[first] in known.given and line.low[last] in _OFTEN_SURNAMES
        return (type_, WEAK if doubtful else STRONG)

    def _form(self, line: Line, first: int, after: int) -> list[Evidence]:
        """What the words of the name themselves tell."""
        known = self.known
        size = sum(line.words[i][0].isalpha() for i in range(first, after))
        if line.low[first] in known.vehicle_starts and after - first > 1:
            return [("Vehicle", STRONG)]
        if size == 1:
            return self._form_of_one(line, first)
        if 2 <= size <= _MOST_OF_A_PERSON and line.low[first] in known.given:
            return [("Person", MEDIUM)]
        initial = first + 2 < after and line.words[first + 2] == "." and len(line.words[first + 1]) == 1
        return [("Person", MEDIUM)] if initial and 2 < size + 1 <= _MOST_OF_A_PERSON else []

    def _form_of_one(self, line: Line, at: int) -> list[Evidence]:
        word = line.low[at]
        if self.known.weapon.fullmatch(word) and line.words[at][0].isupper():
            return [("Weapon", STRONG)]
        if self._initials(line.words[at]) and line.at(at - 1) == "the" and len(word) > 2:
            return [("Organization", WEAK)]
        stems = [word.removesuffix(ending) for ending in _OF_A_PEOPLE if word.endswith(ending)]
        people = any(len(stem) >= _SHORTEST_STEM and stem in self.mids for stem in stems)
        return [("Nationality", MEDIUM)] if people else []

    # ── tools ─────────────────────────────────────────────────────────────────────────────────

    def _names_nothing(self, word: str) -> bool:
        """Is a word, alone, no name whatever its capital?"""
        known = self.known
        office = "-" in word and word.partition("-")[0] in known.offices
        office = office or word in known.offices or word in known.titles or word in known.particles
        return word in known.common or word in known.not_initials or len(word) == 1 or office

    def _initials(self, word: str) -> bool:
        """Written as initials: "HLF", "U.S."."""
        return word.replace(".", "").isupper() and 1 < len(word.replace(".", "")) <= 8

    def _small_acronym(self, line: Line, first: int, after: int) -> bool:
        """ "us", "who", "un" are initials in capitals only."""
        return (
            after - first == 1
            and len(line.low[first]) <= 4
            and not line.words[first].isupper()
            and (line.low[first] in self.known.small)
        )

    def _listed(self, line: Line, first: int, after: int) -> str | None:
        """The type of a name that is on the lists; "us", "who" and "un" are on them in capitals only."""
        type_ = self.known.gazetteer.get(self._parts(line, first, after))
        return None if type_ is None or self._small_acronym(line, first, after) else type_

    def _parts(self, line: Line, first: int, after: int) -> Parts:
        words = (line.low[i].replace(".", "").replace("’", "'") for i in range(first, after))
        return tuple(word for word in words if word)

    def _add(
        self,
        line: Line,
        first: int,
        after: int,
        evidence: list[Evidence],
        found: list[Name],
        sex: str | None = None,
    ) -> Name:
        while after - 1 > first and line.words[after - 1] in (".", "'", "’"):
            after -= 1
        parts = self._parts(line, first, after)
        acronym = after - first == 1 and self._initials(line.words[first])
        name = Name(
            line.spans[first][0], line.spans[after - 1][1], parts, evidence, sex, line.index, acronym=acronym
        )
        found.append(name)
        return name


def _abbreviates(line: Line, first: int, after: int) -> bool:
    """ "I. Sarov": a letter for a given name, not "I"."""
    return (
        len(line.words[first]) == 1
        and first + 2 < after
        and line.words[first + 1] == "."
        and not line.gap(first + 1)
        and line.capital(first + 2)
    )
