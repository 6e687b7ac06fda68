"""Syntactic words of English text, the units that the language model tags and parses.

They follow the treebanks EWT and GUM of Universal Dependencies (https://universaldependencies.org/en/), which
hold to the tokenization of the Linguistic Data Consortium (English Web Treebank, LDC2012T13): a hyphen stands
alone ("15 - year") save after an affix ("anti-war"), clitics are words of their own ("do n't", "Velm 's"),
and addresses, names of files, telephone numbers and runs of one mark stay whole.

Nothing depends on case, so a text in capitals has the same words. One pass of one pattern, in which every
repetition is bounded or gives nothing back, so the time is linear whatever the text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import msgspec

from whosays.lexicon import load

Word = tuple[int, int, bool]
"""Start and end in code points, and whether it is glued: a later part of a multiword token ("do|n't")."""

_LONGEST_CONTRACTION = 8
"""Characters; longer words are not looked up."""
_LONGEST_QUOTATION = 300
"""Characters, after which an open single quotation mark is forgotten."""

_LETTER = r"[^\W\d_]"
_ALNUM = r"[^\W_]"
_APOSTROPHE = "['’`´]"
_PATH = r"""[^\s<>"“”]{0,2000}(?<![.,;:!?)\]'’])"""
_HOST = "com|org|net|gov|edu|mil"
_FILE = "csv|docx?|exe|gif|html?|jpe?g|mp[34]|odt|pdf|png|pptx?|rtf|txt|url|xlsx?|xml|zip"

_APOSTROPHES = re.compile(_APOSTROPHE)
_SIBILANTS = ("s", "S", "x", "X", "z", "Z")
_NEXT = re.compile(rf"[^\S\n]{{0,8}}\n?[^\S\n]{{0,8}}({_LETTER}{{1,8}}+(?!\w)|[^\s.])")
_NUMBER_NEXT = re.compile(r"\s{0,8}\d")


class WordLexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The form of `lexicon/words_ud.yaml`: lists of words, separated by white space."""

    affixes: str
    abbreviations: str
    before_number: str
    at_the_end: str
    openers: str
    contractions: str
    after_figure: str


class _Rules:
    """The pattern of all pieces, and what the lists of the lexicon make of a piece."""

    def __init__(self, lexicon: WordLexicon) -> None:
        self.affixes = frozenset(lexicon.affixes.split())
        self.abbreviations = frozenset(lexicon.abbreviations.split())
        self.before_number = frozenset(lexicon.before_number.split())
        self.at_the_end = frozenset(lexicon.at_the_end.split())
        self.openers = frozenset(lexicon.openers.split())
        self.contractions = dict(map(_contraction, lexicon.contractions.split()))
        self.pattern = _pattern(lexicon.after_figure.split())

    def keeps_stop(self, text: str, start: int, stop: int) -> bool:
        """Whether the stop at `stop` belongs to the letters before it."""
        letters = text[start:stop].lower()
        if len(letters) == 1:  # an initial
            return letters != "i" and _NEXT.match(text, stop + 1) is not None
        if letters in self.before_number:
            return _NUMBER_NEXT.match(text, stop + 1) is not None
        if letters in self.at_the_end:
            following = _NEXT.match(text, stop + 1)
            return following is not None and following[1].lower() not in self.openers
        return letters in self.abbreviations

    def parts(self, text: str, start: int, end: int) -> list[Word]:
        """A token as its syntactic words; most are one."""
        if end - start <= _LONGEST_CONTRACTION:
            lengths = self.contractions.get(_plain(text[start:end]))
            if lengths:
                found = []
                for length, glued in lengths:
                    found.append((start, start + length, glued))
                    start += length
                return found
        tail = _plain(text[max(start, end - 3) : end])
        cut = 3 if tail in ("n't", "'re", "'ve", "'ll") else 2 if tail[1:] in ("'s", "'m", "'d") else 0
        if 0 < cut < end - start:
            return [(start, end - cut, False), (end - cut, end, True)]
        return [(start, end, False)]


@cache
def _rules() -> _Rules:
    return _Rules(load("words_ud", WordLexicon))


def words(text: str) -> list[Word]:
    """The words of the text, in order: disjoint, without white space, leaving out nothing else."""
    rules = _rules()
    contractions = rules.contractions
    found: list[Word] = []
    begun = -1  # where an affix began that the next piece carries on
    opened = -_LONGEST_QUOTATION  # where a single quotation mark opened
    for match in rules.pattern.finditer(text):
        kind = match.lastgroup
        piece, end = match.span()
        start, begun = (piece, -1) if begun < 0 else (begun, -1)
        if kind is None or (kind == "plain" and text[start:end].lower() not in contractions):
            found.append((start, end, False))
        elif kind == "plain" or kind == "word":
            found += rules.parts(text, start, end)
        elif kind == "affix":
            if text[piece : end - 1].lower() in rules.affixes:
                begun = start
            else:
                found += ((start, end - 1, False), (end - 1, end, False))
        elif kind == "stopped":
            if rules.keeps_stop(text, piece, end - 1):
                found.append((start, end, False))
            else:
                found += rules.parts(text, start, end - 1)
                found.append((end - 1, end, False))
        elif kind == "clitic":
            follows_word = bool(found) and found[-1][1] == start and text[found[-1][0]].isalnum()
            found.append((start, end, follows_word))
        elif kind == "opening":
            opened = start
            found.append((start, end, False))
        else:  # a mark that closes a quotation, or that of a possessive ("the rebels' camp")
            possessive = text[start - 1 : start] in _SIBILANTS and start - opened > _LONGEST_QUOTATION
            opened = -_LONGEST_QUOTATION
            found.append((start, end, possessive))
    return found


def _contraction(parts: str) -> tuple[str, list[tuple[int, bool]]]:
    """A contraction of the lexicon, and the length of each of its parts and whether that is glued."""
    lengths = [(len(part), mark == "|") for mark, part in re.findall(r"(^|[|+])([^|+]+)", parts)]
    return re.sub(r"[|+]", "", parts), lengths


def _plain(word: str) -> str:
    return _APOSTROPHES.sub("'", word.lower())


def _marks() -> str:
    """Combining marks and joiners, which continue any word, as a character class."""
    marks = (c for c in map(chr, range(0x300, 0xFE30)) if unicodedata.category(c) in ("Mn", "Mc", "Me"))
    return f"[{''.join(marks)}\u00ad\u200c\u200d\u2060]"


def _pattern(after_figure: list[str]) -> re.Pattern[str]:
    """The pieces of a text: the first alternative that fits. Without a name it is a word as it stands."""
    mark = _marks()
    run = rf"{_ALNUM}++(?:{mark}++{_ALNUM}*+)*+"
    units = "|".join(map(re.escape, after_figure))
    pieces = (
        # The common ones first, to be quick.
        rf'(?P<plain>{_LETTER}++)(?![^\s,;)"!?])',
        r'[,"“”]',
        r"\.(?!\S)",
        # Addresses, names of files, names on a network.
        rf"(?:(?:https?|ftp)://|mailto:|www\.(?=\w)){_PATH}",
        r"\w[\w.+%-]{0,63}+@\w[\w-]{0,62}+(?:\.\w[\w-]{0,62}+){0,8}+",
        rf"\w[\w-]{{0,62}}+(?:\.\w[\w-]{{0,62}}+){{0,4}}?\.(?:{_HOST})(?!\w)(?:/{_PATH})?",
        rf"[\w#%~!-]{{0,63}}+\.(?:{_FILE})(?!\w)",
        rf"{_ALNUM}{{2,63}}+(?:\.{_LETTER}{{2,63}}+){{2,8}}+(?![\w@])",
        rf"(?<!\w)[#@]{_LETTER}\w{{0,63}}+",
        # Letters with stops, strokes and signs: U.S., a.k.a, Ph.D., etc.; R&D; w/o.
        rf"{_LETTER}(?:\.{_LETTER}){{1,8}}+(?!\w)\.?+",
        rf"(?:{_LETTER}{{1,2}}\.){{2,8}}+",
        rf"(?P<stopped>(?<!\d){_LETTER}{{1,8}}\.)(?![.!?…])",
        rf"{_LETTER}{{1,5}}&{_LETTER}{{1,3}}(?!\w)",
        r"(?:b/c|s/he|w/o(?:ut)?)(?!\w)",
        # Telephone numbers, though not round ones, which are a range; postal codes; dates.
        r"(?:\+?1-)?(?!\d\d0-\d\d00)(?:\d{3}[-/])?\d{3}-\d{4}(?![\w-])",
        r"(?:\d{5}|x?\d)-\d{4}(?![\w-])",
        r"(?:\d\d?-\d\d?-\d\d(?:\d\d)?|\d{4}-\d\d-\d\d)(?![\w-])",
        # Years and decades: '96, the '80s, 1990's. Other numbers: .5, +44, 12:30, 1,500; no unit with them.
        r"(?<!\w)['’]\d\d(?:['’]?s)?(?!\w)",
        r"\d++(?<=0)['’]s(?!\w)",
        r"(?<![\w.)])\.\d++",
        r"(?<!\w)\+\d++",
        r"\d++(?:(?:[.:/]|,(?=(?:\d\d,){0,5}\d{3}(?!\d)))\d++)++",
        rf"\d++(?=(?:{units}|{_LETTER}{{3,63}}+)(?!\w)|x\d)",
        r"(?<=\d)x(?=\d)",
        # Words, with their inner apostrophes and low lines; clitics after a mark; 'em, rock 'n' roll.
        rf"(?P<affix>{_LETTER}{{1,8}}-)(?={_ALNUM})",
        rf"(?P<word>{run}(?:(?:{_APOSTROPHE}|_++){run})*+)",
        rf"(?P<clitic>{_APOSTROPHE}(?:s|re|ve|ll|d|m)(?!\w))",
        r"(?<!\w)['’](?:em|n|cause|cuz)(?!\w)",
        # Faces, leaders, rules, arrows, double quotation marks of two marks.
        r"[<>]?[:;=][-o^']?(?:[()DPO](?!\w)|/(?![/\w]))|\(:(?!\S)|\^_+\^|<3(?!\w)",
        r"\.{2,}+|[.!?…]{2,}+",
        r"[-=*~_+<>|{}]{4,}+|[-=]++>|<[-=]++|''|’’|``",
        *(rf"{re.escape(repeated)}{{2,}}+" for repeated in "-=*~_#+$<>"),
        r"(?P<opening>(?<!\w)['‘](?=\w))",
        r"(?P<closing>['’])",
        rf"\S{mark}*+",
    )
    # Looking for white space first spares each of it all the alternatives.
    return re.compile(rf"(?!\s)(?:{'|'.join(pieces)})", re.IGNORECASE)
