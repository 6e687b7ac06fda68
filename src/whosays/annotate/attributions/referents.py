"""Who "he" and "the minister" are, where a source is no name.

Several witnesses, none of them good enough alone: what the language model's chains say, whose title it is,
who spoke last, who is the subject named last, and who alone is named near by. A speaker is named only where
two of them agree and nothing that the text tells of the person's sex speaks against it; else the source keeps
its own words alone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence

from whosays.annotate.attributions.drafts import Draft
from whosays.annotate.attributions.quotations import Quotation
from whosays.annotate.attributions.reporting import words
from whosays.records import Document, Mention, Span
from whosays.records.spans import merged

_REACH = 2
"""Paragraphs back in which whoever spoke last may be taken up again."""
_MOST = 60
"""Persons before a source that are looked at."""
_HE, _SHE = "he", "she"
_FORMS = {
    _HE: _HE,
    "him": _HE,
    "his": _HE,
    "himself": _HE,
    _SHE: _SHE,
    "her": _SHE,
    "hers": _SHE,
    "herself": _SHE,
}
_DEFINITE = "the "
_OF_SUBJECTS = ("appos", "flat")
"""How a name hangs on the subject that it names ("the minister, Ines Kroll, said")."""
_MOSTLY = 3
"""So many pronouns of one sex in a chain, and so many times as many as of the other, tell the sex."""


class Referents:
    """The persons of a document as its own voice speaks of them, and where."""

    def __init__(
        self, document: Document, paragraphs: Sequence[Span], quotations: Sequence[Quotation]
    ) -> None:
        self._document = document
        self._words = [word.start for word in document.syntax]
        self._paragraphs = [start for start, _ in paragraphs]
        self._quoted = [(q.start, q.end) for q in quotations if not q.depth]
        self._quoted_starts = [start for start, _ in self._quoted]
        names = [m for m in document.mentions if m.kind == "name" and m.type == "Person"]
        names = [m for m in names if self._is_named(m)]
        described = [m for m in document.mentions if m.kind == "nominal" and m.type == "Person"]
        people = [*names, *(m for m in described if self._is_one(m))]
        self._people = sorted((m for m in people if not self._in_quotation(m.start)), key=lambda m: m.start)
        self._starts = [m.start for m in self._people]
        self._known = known = {m.entity for m in names}
        self._chain = {
            (m.start, m.end): m.entity for m in document.mentions if m.kind != "name" and m.entity in known
        }
        self._titles, self._pronouns = self._by_title_of_sex(names), self._by_pronouns()
        self._acting = {m.start for m in self._people if self._acts(m)}
        """Where the names begin that are subjects."""
        self._titled = self._by_titles(names)
        self._told: list[Span] = []
        self._told_starts: list[int] = []

    def resolve(self, drafts: Sequence[Draft]) -> None:
        """Name the speakers of `drafts`, in text order, where it is plain who is meant."""
        self._told = merged(piece for draft in drafts for piece in draft.content)
        self._told_starts = [start for start, _ in self._told]
        last: Draft | None = None
        for draft in sorted((d for d in drafts if d.source and d.cue), key=lambda d: d.source or (0, 0)):
            assert draft.source is not None
            if self._in_quotation(draft.source[0]):
                continue
            if draft.speaker is None:
                draft.speaker = self._meant(draft.source, last)
            if draft.speaker is not None:
                last = draft

    def _meant(self, source: Span, last: Draft | None) -> str | None:
        """Who is meant by a pronoun or a description."""
        low = self._document.words(source).lower()
        sex = low if low in (_HE, _SHE) else None
        if sex is None and not low.startswith(_DEFINITE):
            return None
        chain, spoke = self._chain.get(source), self._spoke_last(source, last)
        titled = self._titled.get(low.removeprefix(_DEFINITE)) if sex is None else None
        if titled is not None:  # one person alone is called by this title
            return titled if chain in (None, titled) else None
        seen = [chain, titled, spoke, self._acted_last(source), self._named_near(source)]
        for who in (chain, titled, spoke):  # where the last two alone agree they have seen the same name
            agreed = seen.count(who) if who is not None else 0
            if agreed > 1 and self._fits(who, sex, agreed) and (sex is not None or who in (chain, titled)):
                return who
        return None

    def _spoke_last(self, source: Span, last: Draft | None) -> str | None:
        """Whoever spoke last, if that is near and nobody else has come up since."""
        if last is None or last.source is None or last.speaker not in self._known:
            return None
        if self._paragraph(source[0]) - self._paragraph(last.source[0]) > _REACH:
            return None
        since = self._between(last.source[1], source[0])
        rivals = any(m.entity != last.speaker and self._leads(m) for m in since)
        return None if rivals else last.speaker

    def _acted_last(self, source: Span) -> str | None:
        """The subject named last before it, in this paragraph or one before."""
        number = self._paragraph(source[0])
        near = self._between(self._paragraphs[max(0, number - _REACH)], source[0])
        acted = next((m.entity for m in reversed(near) if self._leads(m)), None)
        return acted if acted in self._known else None

    def _named_near(self, source: Span) -> str | None:
        """The one person named in this paragraph before it, or else in the one before."""
        number = self._paragraph(source[0])
        for back in range(2):
            if number - back < 0:
                break
            before = self._between(self._paragraphs[number - back], source[0])
            near = {m.entity for m in before if m.kind == "name"}
            if near:
                return near.pop() if len(near) == 1 else None
        return None

    def _is_named(self, mention: Mention) -> bool:
        """No title alone, and no party or place in brackets behind a name ("R-Ost")."""
        before = self._document.text[max(0, mention.start - 1) : mention.start]
        return (
            self._document.words((mention.start, mention.end)).lower() not in words().short_titles
            and before != "("
        )

    def _is_one(self, mention: Mention) -> bool:
        """Does the description speak of one person, not of several?"""
        syntax = self._document.syntax
        return all(
            syntax[k].upos != "NOUN"
            or self._document.words((syntax[k].start, syntax[k].end)).lower() == syntax[k].lemma
            for k in self._roots(mention)
        )

    def _acts(self, mention: Mention) -> bool:
        """Is it the subject of a verb? It may be where there are no trees."""
        syntax = self._document.syntax
        if not syntax:
            return True
        for k in self._roots(mention):
            while syntax[k].deprel in _OF_SUBJECTS and syntax[k].head >= 0:
                k = syntax[k].head
            if syntax[k].deprel.startswith("nsubj"):
                return True
        return False

    def _roots(self, mention: Mention) -> list[int]:
        """The words by which it hangs on the rest."""
        syntax = self._document.syntax
        inside = range(bisect_left(self._words, mention.start), bisect_left(self._words, mention.end))
        return [k for k in inside if syntax[k].head not in inside]

    def _leads(self, mention: Mention) -> bool:
        """Is it a subject of what the document says itself, not of what somebody is said to have said?"""
        at = bisect_right(self._told_starts, mention.start) - 1
        told = at >= 0 and mention.start < self._told[at][1]
        return mention.start in self._acting and not told

    def _fits(self, who: str | None, sex: str | None, witnesses: int) -> bool:
        """Titles must not speak against it; the pronouns of a chain may where three witnesses agree."""
        if sex is None or who is None:
            return True
        told = self._titles.get(who)
        return told == sex if told is not None else witnesses > 2 or self._pronouns.get(who, sex) == sex

    def _between(self, start: int, end: int) -> list[Mention]:
        """The persons spoken of between two places; if there are very many, the last of them."""
        last = bisect_left(self._starts, end)
        return self._people[max(last - _MOST, bisect_left(self._starts, start)) : last]

    def _paragraph(self, at: int) -> int:
        return bisect_right(self._paragraphs, at) - 1

    def _in_quotation(self, at: int) -> bool:
        number = bisect_right(self._quoted_starts, at) - 1
        return number >= 0 and at < self._quoted[number][1]

    def _by_title_of_sex(self, names: Sequence[Mention]) -> dict[str, str]:
        """The sex that titles tell; `""` where they tell both."""
        known = words()
        told: dict[str, str] = {}
        for m in names:
            before = self._document.text[max(0, m.start - 12) : m.start].lower().split()
            own = self._document.words((m.start, m.end)).lower().split()
            titles = {*before[-1:], *own[:1]}
            for sex, listed in ((_HE, known.titles_he), (_SHE, known.titles_she)):
                if titles & listed:
                    told[m.entity] = sex if told.get(m.entity, sex) == sex else ""
        return told

    def _by_titles(self, names: Sequence[Mention]) -> dict[str, str]:
        """The words that stand before the name of just one person ("Mayor Ines Kroll", so "the mayor")."""
        held: dict[str, set[str]] = {}
        for m in names:
            *_, more, title = ["", "", *self._document.text[max(0, m.start - 40) : m.start].split()]
            whole = not more[:1].isupper() or not more.isalpha()  # not "Vice" of "Vice President"
            if whole and title[:1].isupper() and title.isalpha():
                held.setdefault(title.lower(), set()).add(m.entity)
        return {title: min(who) for title, who in held.items() if len(who) == 1}

    def _by_pronouns(self) -> dict[str, str]:
        counted: dict[str, Counter[str]] = {}
        for m in self._document.mentions:
            sex = _FORMS.get(self._document.words((m.start, m.end)).lower()) if m.kind == "pronoun" else None
            if sex is not None:
                counted.setdefault(m.entity, Counter())[sex] += 1
        return {
            who: sex
            for who, count in counted.items()
            for sex, other in ((_HE, _SHE), (_SHE, _HE))
            if count[sex] >= _MOSTLY and count[sex] > _MOSTLY * count[other]
        }
