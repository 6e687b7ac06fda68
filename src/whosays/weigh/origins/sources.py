"""Who stands behind a report: its mouths under one name each, however the documents word them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

import msgspec

from whosays.records.across import Report
from whosays.records.derived import Voice
from whosays.resolve.linking import Groups
from whosays.resolve.sources import words as voice_words
from whosays.weigh.background import Background
from whosays.weigh.facts import outlet_of
from whosays.weigh.words import words

LONGEST = 120
"""Code points of a name that are looked at."""
SHARED = 50
"""Names that may share a word; a word that more of them share says nothing of who is meant."""
_WORD = re.compile(r"\w+")
_SMALL = frozenset(
    {"the", "of", "and", "for", "in", "on", "a", "an", "s", "dr", "mr", "mrs", "ms", "its", "our"}
)


class Mouth(msgspec.Struct, frozen=True, order=True):
    """A voice as it is compared: its resolved entity, its words."""

    name: str
    entity: str
    kind: str

    @property
    def nameless(self) -> bool:
        """Is it one whom the text only describes?"""
        return self.kind == "unnamed"


class Behind(msgspec.Struct, frozen=True):
    """Who stands behind one report."""

    chain: tuple[Mouth, ...]
    """Outermost first, without the document."""
    outlet: Mouth | None

    @property
    def source(self) -> Mouth | None:
        """The innermost that is told, else whoever brought the document out."""
        return self.chain[-1] if self.chain else self.outlet


def behind(report: Report, background: Background) -> Behind:
    """The mouths of a report; a passive that names nobody ("is believed to") is none."""
    publisher = report.document.publisher or ", ".join(report.document.byline)
    return Behind(
        tuple(
            _mouth(voice, background)
            for voice in report.voice
            if voice.kind != "document" and (voice.kind != "unnamed" or voice.span is not None)
        ),
        Mouth(_shown(publisher), "", "publisher") if publisher else None,
    )


def _mouth(voice: Voice, background: Background) -> Mouth:
    """ "He" is whom the document means by it; where that is not known, one whom nobody names."""
    if voice.name.strip().casefold() not in voice_words().pronouns:
        return Mouth(_shown(voice.name), voice.entity or "", voice.kind)
    name = background.name(voice.entity)
    if name is None:
        return Mouth(_shown(voice.name), voice.entity or "", "unnamed")
    return Mouth(_shown(name), voice.entity or "", voice.kind)


def _shown(name: str) -> str:
    return outlet_of(" ".join(name[:LONGEST].split()))


class Names:
    """Which mouths are one: by entity, by the same words, by initials, by words that hold the other's."""

    def __init__(self, mouths: Iterable[Mouth]) -> None:
        named = sorted({mouth for mouth in mouths if not mouth.nameless})
        self._words = {mouth: name_words(mouth.name) for mouth in named}
        self._ids = {mouth: number for number, mouth in enumerate(named)}
        self._groups = Groups(self._ids.values())
        self._by_key(named)
        self._by_words(named)

    def of(self, mouth: Mouth | None) -> int | None:
        """One number for whoever this is; `None` for nobody and for one who is not named."""
        number = None if mouth is None else self._ids.get(mouth)
        return None if number is None else self._groups.of(number)

    def _by_key(self, named: Sequence[Mouth]) -> None:
        """Same entity, same words, or a name and its initials."""
        first: dict[str, Mouth] = {}
        for mouth in named:
            told = self._words[mouth]
            keys = [f"w {' '.join(sorted(told))}"] if told else []
            keys += [f"e {mouth.entity}"] if mouth.entity else []
            if mouth.kind != "speaker":
                keys += _initials(mouth.name)
            for key in keys:
                self._join(first.setdefault(key, mouth), mouth)

    def _by_words(self, named: Sequence[Mouth]) -> None:
        """ "Interior ministry" is the "Ministry of the Interior", if no other can be meant."""
        holding: dict[str, list[Mouth]] = defaultdict(list)
        for mouth in named:
            for word in self._words[mouth]:
                holding[word].append(mouth)
        found: list[tuple[Mouth, set[int], Mouth]] = []
        for mouth in named:
            few = self._words[mouth]
            if not few:
                continue
            near = min((holding[word] for word in few), key=len)
            if len(near) > SHARED:
                continue
            longer = [other for other in near if few < self._words[other] and not _two(mouth, other)]
            if longer:
                found.append((mouth, {self._groups.of(self._ids[other]) for other in longer}, longer[0]))
        # Judged on the groups as the sure keys left them. Of several that may be meant, none is: but the
        # shorter of two that hold one another ("ministry", "interior ministry") counts with the longest.
        for mouth, groups, other in sorted(found, key=lambda each: (-len(self._words[each[0]]), each[0])):
            if len({self._groups.of(group) for group in groups}) == 1:
                self._join(mouth, other)

    def _join(self, a: Mouth, b: Mouth) -> None:
        self._groups.join(self._ids[a], self._ids[b])


def _two(one: Mouth, other: Mouth) -> bool:
    """Are they known to be two persons?"""
    people = one.kind == other.kind == "speaker"
    return people and bool(one.entity and other.entity) and one.entity != other.entity


def name_words(name: str, *, whole: bool = False) -> frozenset[str]:
    """The words by which a name is compared; what stands behind a comma is no part of it, save if `whole`."""
    name = name[:LONGEST] if whole else name[:LONGEST].partition(",")[0]
    return frozenset(
        word for word in _WORD.findall(name.casefold()) if word not in _SMALL and word not in words().ranks
    )


def _initials(name: str) -> list[str]:
    told = [word for word in _WORD.findall(name) if word.casefold() not in _SMALL]
    if len(told) == 1 and told[0].isupper() and 2 <= len(told[0]) <= 8:
        return [f"i {told[0].casefold()}"]
    return [f"i {''.join(word[0] for word in told).casefold()}"] if 2 <= len(told) <= 8 else []


@lru_cache(maxsize=1 << 14)
def state_of(name: str) -> frozenset[str] | None:
    """Of an organ of a state the words that may tell whose: {"danish"}; `None`: it is no such organ."""
    parts = re.split(r"\band\b|,", name) if " and " in name else [name]
    if len(parts) > 1 and not all(state_of(part.strip()) is not None for part in parts if part.strip()):
        return None  # "police and hospital staff": not all of them are
    told = [(word, word.casefold()) for word in _WORD.findall(name)]
    lower = {low for _, low in told}
    if not lower & (words().state | words().ranks):
        return None
    tellers = lower - words().state - words().ranks - words().departments - _SMALL
    return frozenset(low for word, low in told if low in tellers and word[:1].isupper())


def is_record(name: str) -> bool:
    """Is it a written thing that is kept, such as a register?"""
    return _records().search(name.partition(",")[0]) is not None


@cache
def _records() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words().records))})\b", re.I)
