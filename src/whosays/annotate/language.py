"""Language, sentences and words: the layers on which the others rest.

The language is told by `py3langid` (Lui and Baldwin 2012) from a sample of the text; where the text is short
or the guess unsure, it is what the document says of itself, or not known. Sentences and words are given for
every language; annotators that read English only leave a document alone whose language is another.
"""

from __future__ import annotations

import re
import tempfile
from functools import cache
from typing import Any

from whosays.annotate.sentences import sentences_of
from whosays.annotate.tokens import tokens_of
from whosays.errors import UsageError
from whosays.plugins import annotator
from whosays.records import Document

_SAMPLE = 1_500
"""Characters taken from the beginning and from the middle."""
_LEAST = 40
"""Letters, below which a guess is worth nothing."""
_SURE = 0.9
_DECLARED = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?", re.DOTALL)


@annotator(gives={"language", "sentences", "tokens"})
def language(document: Document) -> Document:
    """The document with its language (ISO 639-1, `None` where not known), sentences and tokens."""
    return document.having(
        language=_language(document),
        sentences=tuple(sentences_of(document)),
        tokens=tuple(tokens_of(document.text)),
    )


def _language(document: Document) -> str | None:
    text = document.text
    sample = text[:_SAMPLE]
    if len(text) > 2 * _SAMPLE:
        middle = len(text) // 2
        sample += " " + text[middle : middle + _SAMPLE]
    if sum(map(str.isalpha, sample)) >= _LEAST:
        # Names in capitals would weigh like words of another language; upper-case wires read as none at all.
        capitals = sum(map(str.isupper, sample))
        if capitals * 2 > sum(map(str.isalpha, sample)):
            sample = sample.lower()
        code, sureness = _identifier().classify(sample)
        if sureness >= _SURE:
            return str(code)
    declared = _DECLARED.fullmatch(document.language or "")
    return declared[1].lower() if declared else None


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
