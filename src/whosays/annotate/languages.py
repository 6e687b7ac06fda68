"""In which language a text is, as a whole and paragraph by paragraph.

Told by `py3langid` (Lui and Baldwin 2012). A document's language is guessed from a sample; where the text is
short or the guess unsure, it is what the document says of itself, or not known. A paragraph that is plainly
English by its small words is not asked about; one too short to tell has its document's language.
"""

from __future__ import annotations

import re
import tempfile
from functools import cache
from typing import Any

import msgspec

from whosays.errors import UsageError
from whosays.lexicon import load

_SAMPLE = 1_500
"""Characters taken from the beginning and from the middle."""
_LEAST = 40
"""Letters, below which a guess is worth nothing."""
_SURE = 0.9
_ENGLISH = 0.18
"""Share of small English words, from which a paragraph needs no guess."""
_DECLARED = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("ar", "\u0600", "\u06ff"),
    ("he", "\u0590", "\u05ff"),
    ("ru", "\u0400", "\u04ff"),
    ("el", "\u0370", "\u03ff"),
)
"""Letters that no English word has; a few words are enough, and the language is then asked for as well."""


class _Words(msgspec.Struct, frozen=True):
    """What is wanted of `lexicon/words.yaml`."""

    small: str


def language_of(text: str, declared: str | None) -> str | None:
    """The language of a whole document (ISO 639-1); `declared`: what it says of itself."""
    sample = text[:_SAMPLE]
    if len(text) > 2 * _SAMPLE:
        middle = len(text) // 2
        sample += " " + text[middle : middle + _SAMPLE]
    guess = _guess(sample)
    if guess is not None:
        return guess
    said = _DECLARED.fullmatch(declared or "")
    return said[1].lower() if said else None


def foreign(text: str, start: int, end: int) -> str | None:
    """The language of a paragraph of an English document, if it is plainly another; else `None`."""
    sample = text[start : min(end, start + _SAMPLE)]
    letters = sum(map(str.isalpha, sample))
    if not letters:
        return None
    if not sample.isascii():
        for code, first, last in _SCRIPTS:
            if sum(first <= c <= last for c in sample) * 2 > letters:
                return _guess(sample) or code
        if sum(c > "\u02af" and c.isalpha() for c in sample) * 2 > letters:
            return _guess(sample) or "und"
    words = _WORD.findall(sample.lower())
    if letters < 2 * _LEAST or len(words) < 8:
        return None  # a heading, a name, a row of a table
    if sum(word in _small() for word in words) >= _ENGLISH * len(words):
        return None
    guess = _guess(sample)
    return guess if guess not in (None, "en") else None


@cache
def _small() -> frozenset[str]:
    return frozenset(load("words", _Words).small.split())


def _guess(sample: str) -> str | None:
    letters = sum(map(str.isalpha, sample))
    if letters < _LEAST:
        return None
    # Names in capitals would weigh like words of another language; upper-case wires read as none at all.
    if sum(map(str.isupper, sample)) * 2 > letters:
        sample = sample.lower()
    code, sureness = _identifier().classify(sample)
    return str(code) if sureness >= _SURE else None


@cache
def _identifier() -> Any:
    # Here, since loading the model takes a while and not every command needs it.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    try:
        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    except OSError as error:  # it is unpacked into a temporary file
        raise UsageError(
            f"The model of languages cannot be unpacked in {tempfile.gettempdir()}: {error.strerror}. "
            "Make room there, or name another folder in TMPDIR."
        ) from error
