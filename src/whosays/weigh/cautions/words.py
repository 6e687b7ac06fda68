"""The words that show it (`lexicon/cautions.yaml`), and where they stand in a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from whosays.lexicon import load
from whosays.records import Span
from whosays.weigh.cautions.look import Look


class Phrases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What shows one kind of caution."""

    note: str
    words: tuple[str, ...]
    own: bool = False
    unsaid: bool = False
    but: tuple[str, ...] = ()


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The form of `lexicon/cautions.yaml`; its comments say what each list is for."""

    phrases: dict[str, Phrases]
    opinion_heads: frozenset[str]
    saying: frozenset[str]
    informants: frozenset[str]
    crowds: frozenset[str]
    anybody: frozenset[str]
    always: frozenset[str]
    writings: frozenset[str]
    nameless_by_wish: tuple[str, ...]
    nobody: frozenset[str]
    relative: frozenset[str]
    present: tuple[str, ...]
    coming: frozenset[str]
    parties: frozenset[str]
    not_parties: frozenset[str]
    taking_part: tuple[str, ...]
    works: tuple[str, ...]
    outlets: tuple[str, ...]
    own_reports: tuple[str, ...]
    taken_back: tuple[str, ...]
    items: tuple[str, ...]
    people: frozenset[str]
    women: frozenset[str]
    men: frozenset[str]
    particles: frozenset[str]
    distance: tuple[str, ...]
    titles: frozenset[str]


@cache
def words() -> Words:
    """The lists, read once."""
    found: Words = load("cautions", Words)
    return found


class Finder:
    """Finds any of some phrases, each once in a sentence."""

    def __init__(self, phrases: tuple[str, ...]) -> None:
        self._needles: dict[str, list[re.Pattern[str]]] = {}
        for phrase in phrases:
            pattern = re.compile(_pattern(phrase), re.I)
            for needle in _needles(phrase):
                self._needles.setdefault(needle, []).append(pattern)

    def spans(self, look: Look) -> Iterator[Span]:
        """Where they stand, one a sentence, in text order."""
        found: dict[int, Span] = {}
        for needle, patterns in self._needles.items():
            for number in look.sentences_with(needle):
                start, end = look.sentence(number)
                for pattern in patterns:
                    match = pattern.search(look.document.text, start, end)
                    if match is not None:
                        found[number] = min(found.get(number, match.span()), match.span())
        yield from (span for _, span in sorted(found.items()))


def _pattern(phrase: str) -> str:
    parts = [
        r"(?:[^\W_]+(?:['’-]\w+)*\W{1,3}){0,8}?" if token == "..." else _token(token)  # noqa: S105
        for token in phrase.split()
    ]
    pattern = ""
    for part, token in zip(parts, phrase.split(), strict=True):
        pattern += part if token == "..." else part + r"\W{1,3}"  # noqa: S105
    return r"(?<!\w)" + pattern.removesuffix(r"\W{1,3}") + r"(?!\w)"


def _token(token: str) -> str:
    forms = "|".join(re.escape(form).replace(r"\*", r"\w*").replace("'", "['’]") for form in token.split("/"))
    return f"(?:{forms})"


def _needles(phrase: str) -> list[str]:
    """What a text must hold for the phrase to stand in it: the forms of its most telling word."""
    tokens = [token.split("/") for token in phrase.split() if token != "..."]  # noqa: S105
    forms = max(tokens, key=lambda token: min(len(form.rstrip("*")) for form in token))
    return [form.rstrip("*").split("'")[0] for form in forms]
